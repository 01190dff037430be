"""Applying, accepting, mediators: 人民调解法 13-19, 23."""

from __future__ import annotations

from fengqiao.lines.mediation import asks, beginnings, papers
from fengqiao.lines.mediation import conditions as c
from fengqiao.lines.mediation.committees import eligibility
from fengqiao.lines.mediation.life.stages import (
    ACCEPTED,
    ASSIGNED,
    DECLINED,
    LAW,
    MEDIATING,
    PENDING,
    PERFORMING,
    SIGNING,
    from_court,
    has_proxy,
)
from fengqiao.lines.mediation.permissions import MAY_ACCEPT, MAY_REGISTER
from fengqiao.matter.procedure import ANY_OPEN, Action, NumberRule, Produces

# Applying and accepting: 人民调解法 17-18 ------------------------------------------------------------------------------

apply = Action(
    "apply", "登记调解案件", (), MAY_REGISTER, to=PENDING, needs=asks.APPLY, cite=(LAW.art(17), LAW.art(18)),
    conditions=(c.TWO_SIDES, c.NOT_THE_SAME, beginnings.BIRTH_MATCHES, beginnings.RECEIVED_FIRST, beginnings.NOT_IN_HAND, beginnings.ONE_AT_A_LEVEL),
    gathers=beginnings.of_opening, foresees=beginnings.foresee_openings, changes_parties=True,
    produces=(Produces(papers.APPLICATION, when=lambda f: f.opening.get("source") == "2"),),
    sentence="登记案件，来源：{source}",
)  # fmt: skip
ask = Action(
    "ask", "征询对方意见", (PENDING,), MAY_REGISTER, needs=asks.ASK, cite=(LAW.art(17),),
    sentence="征询对方意见（{way}）：{said}",
)  # fmt: skip
consent = Action(
    "consent", "登记同意", ANY_OPEN, MAY_REGISTER, needs=asks.CONSENT, cite=(LAW.art(17), LAW.art(23)), primary=True,
    gathers=c.of_consent,
    sentence="{who}：{kind}——{answer}（{way}）",
)  # fmt: skip
decline = Action(
    "decline", "不予受理", (PENDING,), MAY_ACCEPT, to=DECLINED, needs=asks.DECLINE, cite=(LAW.art(17), LAW.art(3)),
    produces=(Produces(papers.DECLINING), Produces(papers.ENTRUST_REPLY, when=from_court)), sentence="不予受理：{reason}",
)  # fmt: skip
accept = Action(
    "accept", "受理", (PENDING,), MAY_ACCEPT, to=ACCEPTED, needs=asks.ACCEPT, cite=(LAW.art(17), LAW.art(23)),
    conditions=(c.NONE_REFUSED, c.ALL_CONSENTED, c.REPRESENTED, c.OPEN_BY_CONSENT, eligibility.TERM_KNOWN,
                beginnings.HOST_NOT_A_PARTY), primary=True,
    gathers=beginnings.of_acceptance,
    gives_number=NumberRule("mediation", "（{year}）{body}人调字第{serial:04d}号"),
    produces=(
        Produces(papers.REGISTER), Produces(papers.RIGHTS), Produces(papers.POWER, when=has_proxy),
        Produces(papers.ENTRUST_REPLY, when=from_court),
    ),
    sentence="受理，已告知权利义务",
)  # fmt: skip

# Mediators: 人民调解法 13-15, 19, 23; 特邀调解规定 15 -------------------------------------------------------------------

assign = Action(
    "assign", "指派调解员", (ACCEPTED,), MAY_ACCEPT, to=ASSIGNED, needs=asks.ASSIGN, cite=(LAW.art(19),),
    conditions=(c.ASSIGNABLE, eligibility.IN_OFFICE), gathers=eligibility.of_assignment,
    produces=(Produces(papers.ASSIGNMENT),), primary=True,
    sentence="指派{mediator}主持调解（{chosen_by}）",
)  # fmt: skip
replace_mediator = Action(
    "replace", "更换调解员", (ASSIGNED, MEDIATING, SIGNING, PERFORMING), MAY_ACCEPT, needs=asks.REPLACE,
    cite=(LAW.art(19), LAW.art(23)), conditions=(c.ASSIGNABLE, eligibility.IN_OFFICE), gathers=eligibility.of_assignment,
    produces=(Produces(papers.ASSIGNMENT),),
    sentence="更换调解员为{mediator}：{reason}",
)  # fmt: skip
