"""Access by the person 查阅、复制本人信息 (个人信息保护法第四十四条、第四十五条、第五十条): asked for, answered, and printed.

The summary 个人档案摘要 says what is held of the person, what was done with it and who looked at it when. It never says
what others told, nor what is walled off: of each step only its day and its own words are printed, free texts are left to be read
at the office, where somebody takes out what is not the person's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fengqiao.daycount import Unit
from fengqiao.documents import (
    Closing,
    Column,
    Conditional,
    Number,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    Slot,
    Title,
    chinese_date,
)
from fengqiao.matter.limits import house
from fengqiao.matter.models import Look, Paper, PaperState
from fengqiao.matter.needs import Choice, LongText, Need, Parties, Yes
from fengqiao.matter.needs import Day as Date
from fengqiao.matter.needs import Number as Figure
from fengqiao.matter.procedure import ANY, Action, Condition, Deadline, Expiry, Procedure, Produces, Todo
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.permissions import Permission
from fengqiao.statutes import Citation
from fengqiao.statutes.known import PERSONAL_INFORMATION as LAW

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

ASK, GIVE, DAYS = "ask_own_data", "give_own_data", "own_data_days"
GIVEN, PARTLY, REFUSED = "given", "partly", "refused"
STATED = (Choice, Date, Figure, Yes)  # needs whose values are the office's own marks, nobody's words
MOST_LOOKS, MOST_STEPS = 300, 500

_ISSUER = Slot("issuer", "出具单位", required=True, blank_em=14)
_NAME = Slot("name", "姓名", required=True)
_MADE_ON = Slot("made_on", "日期", required=True, kind="date")
_OWN = Rows("own", "登记的本人信息", fields=(Slot("label", "栏目"), Slot("value", "内容")))
_STEPS = Rows("steps", "办理和使用情况", fields=(Slot("on", "日期"), Slot("what", "办了什么"), Slot("more", "要点")))
_PAPERS = Rows("papers", "形成的文书", fields=(Slot("on", "日期"), Slot("title", "文书")))
_LOOKS = Rows("looks", "查看记录", fields=(Slot("at", "时间"), Slot("who", "谁"), Slot("what", "看了什么"), Slot("why", "事由")))
_WHY = Slot("why", "没有提供的部分和理由")

SUMMARY = PaperKind(
    "own_data", "个人档案摘要", version="2026.1", form="本地常用格式，本局可换用自己的表样", basis="个人信息保护法第四十五条",
    copies="本人一份，存档一份",
    blocks=(
        Title(above=_ISSUER), Number(Slot("number", "编号", blank_em=12)),
        Para("{name}：根据您的请求，现将本单位在这件事里保存的您的个人信息和使用情况提供给您。", (_NAME,), indented=False),
        Para("一、登记的本人信息"), RowsTable(_OWN, (Column("label", 1), Column("value", 3, align="left"))),
        Para("二、办理和使用情况"), RowsTable(_STEPS, (Column("on", 1.2), Column("what", 1.5), Column("more", 3, align="left"))),
        Para("三、形成的文书，您可以要求查阅、复制给您的那些"), RowsTable(_PAPERS, (Column("on", 1), Column("title", 3, align="left"))),
        Para("四、谁在什么时候看过"), RowsTable(_LOOKS, (Column("at", 1.6), Column("who", 2), Column("what", 2, align="left"), Column("why", 1))),
        Conditional(_WHY, (Passage(_WHY, lines=2),)),
        Para("本摘要不含他人的陈述、他人的信息和依法应当保密的内容。您认为信息不准确、不完整的，有权请求更正、补充；有权要求说明处理规则；"
             "对拒绝或者处理不满意的，可以向本单位提出，也可以依法向人民法院提起诉讼（个人信息保护法第四十六条、第四十八条、第五十条）。"),
        Closing(_ISSUER, _MADE_ON),
    ),
)  # fmt: skip
PAPERS = {SUMMARY.code: SUMMARY}

ASKS = (
    Choice("who", "谁提出", options=(("self", "本人"), ("guardian", "监护人"), ("proxy", "委托的人")), initial="self"),
    Choice("wish", "要求什么", options=(("read", "查阅"), ("copy", "复制"), ("explain", "说明怎样使用"), ("correct", "更正、补充"), ("delete", "删除")), initial="copy"),
    Choice("way", "怎样提出", options=(("face", "当面"), ("phone", "电话"), ("written", "书面"), ("app", "手机")), initial="face"),
    LongText("asked", "具体要求", required=False, lines=2),
    Yes("identity", "已核对提出人的身份"),
)  # fmt: skip
GIVES = (
    Choice("answer", "怎样答复", options=((GIVEN, "提供"), (PARTLY, "部分提供"), (REFUSED, "不提供")), initial=GIVEN),
    LongText("why", "没有提供的部分和理由", required=False, lines=2, only_if=("answer", (PARTLY, REFUSED)), help="依哪一条、为什么；他人的陈述、国家秘密和工作秘密不提供。"),
    Choice("handed", "怎样交给本人", options=(("face", "当面"), ("post", "邮寄"), ("read", "当面阅看")), initial="face"),
)  # fmt: skip


def with_subject_access(procedure: Procedure, by: Permission, paper: Citation) -> Procedure:
    """The procedure with the request of the person and its answer; ``paper`` sets the house limit, five working days."""
    ask = Action(
        ASK, "登记本人查阅请求", ANY, by, needs=ASKS, cite=(LAW.art(45), LAW.art(50)), group="本人信息", sentence="{who}要求{wish}本人信息",
    )  # fmt: skip
    give = Action(
        GIVE, "提供个人档案摘要", ANY, by, needs=GIVES, cite=(LAW.art(45), LAW.art(50)), group="本人信息", sentence="{answer}个人档案摘要",
        conditions=(ASKED, REASONED), produces=(Produces(SUMMARY, each=True, when=_gave),),
    )  # fmt: skip
    clock = Deadline(
        ASK, "答复本人查阅请求", house(DAYS, Unit.WORKING), after=ask, met_by=(give,), on_expiry=Expiry("没有按时答复"), basis=(paper,),
        todo=Todo("提供个人档案摘要", give), warn_days=2, survives_closing=True,
    )  # fmt: skip
    return replace(
        procedure, actions=(*procedure.actions, ask, give), deadlines=(*procedure.deadlines, clock),
        parameters={**procedure.parameters, DAYS: 5},
    )  # fmt: skip


def _asked(facts: Facts, data: Any) -> Reason | None:
    asked, given = facts.last(ASK), facts.last(GIVE)
    if asked is not None and (given is None or given.place < asked.place):
        return None
    return Reason("没有等着答复的请求。本人提出后，请先办理“登记本人查阅请求”。")


def _reasoned(facts: Facts, data: Any) -> Reason | None:
    if data is None or data.get("answer") == GIVEN or data.get("why"):
        return None
    return Reason("不提供或者只提供一部分的，应当说明理由。请填写。", (LAW.art(50),), need="why")


def _gave(facts: Facts) -> bool:
    given = facts.last(GIVE)
    return given is not None and given.get("answer") != REFUSED


ASKED = Condition("本人提出过", _asked, quiet=True)
REASONED = Condition("说明理由", _reasoned, (LAW.art(50),))


# What the summary says -------------------------------------------------------------------------------------------------


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the summary of a matter says to the one it is about."""
    from fengqiao.matter import registry

    matter, facts = context.matter, context.facts
    procedure = registry.procedure_of(matter)
    answered = context.fact
    return {
        "issuer": matter.office.name, "name": facts.parties[0].name if facts.parties else "", "number": matter.number,
        "own": [{"label": label, "value": value} for label, value in own_data(procedure, facts)],
        "steps": list(steps(procedure, facts))[:MOST_STEPS], "papers": papers_of(matter.pk), "looks": _looks(matter.pk),
        "why": answered.get("why", "") if answered else "", "made_on": chinese_date(answered.happened_on) if answered else "",
    }  # fmt: skip


def own_data(procedure: Procedure, facts: Facts) -> list[tuple[str, str]]:
    """What is held of the first person of the matter, as label and value."""
    if not facts.parties:
        return []
    person = facts.parties[0]
    asked = next((n.of for a in procedure.actions for n in a.needs if isinstance(n, Parties)), ())
    return [(need.label, need.show(person.get(need.name))) for need in asked if need.show(person.get(need.name))]


def steps(procedure: Procedure, facts: Facts) -> Iterator[dict[str, str]]:
    """Each step with its day and what the office marked; free texts and what is walled off are left out."""
    for fact in facts:
        action = procedure.action(fact.action)
        if any(need.private for need in action.needs):
            continue
        more = [f"{n.label}：{n.show(fact.get(n.name))}" for n in action.needs if _stated(n) and fact.get(n.name) not in (None, "", [], False)]
        yield {"on": fact.happened_on.isoformat(), "what": action.label, "more": "；".join(more)}


def _stated(need: Need) -> bool:
    return isinstance(need, STATED) and not need.personal


def papers_of(matter_id: Any) -> list[dict[str, str]]:
    found = Paper.objects.filter(matter_id=matter_id, private=False).exclude(
        state__in=(PaperState.RECEIVED, PaperState.VOID, PaperState.REPLACED)
    )
    return [
        {"on": timezone.localdate(made).isoformat(), "title": title}
        for title, made in found.order_by("n").values_list("title", "made_at")
    ]


def _looks(matter_id: Any) -> list[dict[str, str]]:
    found = Look.objects.filter(matter_id=matter_id).select_related("staff").order_by("-at")[:MOST_LOOKS]
    shown = [
        {"at": timezone.localtime(look.at).strftime("%Y-%m-%d %H:%M"), "who": f"{look.staff.name}（{look.as_whom}）",
         "what": look.what, "why": "承办" if look.by_handler else look.reason}
        for look in found
    ]  # fmt: skip
    return shown or [{"at": "至今", "who": "没有人看过", "what": "", "why": ""}]


