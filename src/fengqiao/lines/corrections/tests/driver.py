"""A case under supervision driven in words: each verb is one official act on one day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F

from fengqiao.lines.corrections import delegations
from fengqiao.lines.corrections.cases.conduct import steps as conduct
from fengqiao.lines.corrections.cases.device import steps as device
from fengqiao.lines.corrections.cases.duties import steps as duties
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.leaving import steps as leaving
from fengqiao.lines.corrections.cases.leaving.leaves import under_way
from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.lines.corrections.cases.missing import steps as missing
from fengqiao.lines.corrections.cases.reception import steps as reception
from fengqiao.lines.corrections.cases.revocation import steps as revocation
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Matter, TaskRow
from fengqiao.matter.procedure import Action
from fengqiao.matter.recurring import AHEAD
from fengqiao.matter.timeline import Facts
from tests.county import County, at

QIAN = {"name": "钱大勇", "sex": "01", "phone": "15400000011", "address": "枫林镇东街12号", "nationality": "0101"}
MEASURE = {
    "documents": [{"kind": "judgment", "state": "there"}, {"kind": "execution", "state": "there"}], "judgment_no": "（2026）枫刑初字第8号",
    "crime_class": "05", "charges": "盗窃罪", "principal": "有期徒刑一年，缓刑一年六个月",
}  # fmt: skip
SIX = ["documents", "period", "rules", "rights", "team", "other"]
PLAN = {
    "assessment": "有固定住处，家人支持，缺乏技能。", "measures": [{"kind": "help", "what": "推荐参加技能培训", "owner": "所员孙"}],
    "report_every": "week", "contact_every": "fortnight", "visit_every": "month",
}  # fmt: skip

TOLD = [
    {"organ": "decider", "name": "枫林县人民法院", "how": "电话并书面"}, {"organ": "procuratorate", "name": "枫林县人民检察院", "how": "书面"},
    {"organ": "police", "name": "枫林县公安局", "how": "电话"},
]  # fmt: skip


class Case:
    """One case. Dates are literal; every act is done on the day it happened unless ``entered`` says when."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.officer, self.agency, self.chief = (
            county["office_staff"],
            county["corrections"],
            county["corrections_head"],
        )
        self.matter: Matter | None = None
        self.swept_on = date.min

    def notice(self, day: str, person: dict[str, Any] = QIAN, **data: Any) -> Case:
        given = {
            "came_by": "notice", "parties": [person], "category": "02", "decider_type": "01", "decider": "枫林县人民法院",
            "effective_on": day, "office": self.county.offices["office"].pk, **data,
        }  # fmt: skip
        on = date.fromisoformat(day)
        procedure = registry.procedure_on("correction", on)
        done = open_matter(
            self.agency, procedure, [Doing(reception.notice, given, on)], self.county.offices["bureau"], now=at(day)
        )
        self.matter = done.matter
        return self

    def do(self, action: Action, day: str, actor: Any = None, entered: str = "", **data: Any) -> Case:
        assert self.matter is not None
        doing = Doing(action, data, date.fromisoformat(day))
        self.matter = perform(actor or self.officer, self.matter.pk, [doing], now=at(entered or day)).matter
        return self

    def documents(self, day: str, **data: Any) -> Case:
        effective = self.facts.opening.get("effective_on") or day
        given = {**MEASURE, "judgment_on": effective, "effective_on": effective, **data}
        return self.do(reception.documents, day, self.agency, **given)

    def report_in(self, day: str, **data: Any) -> Case:
        given = {"mode": "self", "identity": "papers", "officer": self.officer.staff_id, "told_rights": True, **data}
        return self.do(reception.report_in, day, self.agency, **given)

    def received(self, day: str, measure_to: str, **data: Any) -> Case:
        """Notice, documents and report on one day; the measure begins on it."""
        return self.notice(day, **data).documents(day, measure_from=day, measure_to=measure_to).report_in(day)

    def declare(self, day: str, **data: Any) -> Case:
        given = {"place": "枫林镇司法所", "host": "所员孙", "items": SIX, "signed": "yes", **data}
        return self.do(living.declare, day, **given)

    def plan(self, day: str, action: Action = living.plan, **data: Any) -> Case:
        return self.do(action, day, **{**PLAN, **data})

    def under_supervision(self, day: str, measure_to: str, **data: Any) -> Case:
        """Received, declared and planned on one day."""
        return self.received(day, measure_to, **data).declare(day).plan(day)

    def report(self, day: str, **data: Any) -> Case:
        return self.do(duties.report, day, **{"channel": "phone", "content": "在家务工，没有变化。", **data})

    def release(self, day: str, **data: Any) -> Case:
        return self.do(ending.release, day, self.agency, **{"kind": "01", "told": "法院、检察院、公安局", **data})

    @property
    def stage(self) -> str:
        assert self.matter is not None
        return registry.procedure_of(self.matter).stage(self.matter.stage).label

    @property
    def facts(self) -> Facts:
        assert self.matter is not None
        return standing_of(self.matter).facts

    @property
    def today(self) -> date:
        """The day of the last act, from which windows are laid out ahead, or of the last sweep."""
        assert self.matter is not None
        to = Matter.objects.values_list("laid_out_to", flat=True).get(pk=self.matter.pk)
        return max(self.swept_on, to - AHEAD) if to else date.max

    def clocks(self, code: str) -> list[tuple[str, str, str]]:
        """The clocks of one rule that have begun: (last day, state, label)."""
        assert self.matter is not None
        rows = DeadlineRow.objects.begun(self.today).filter(matter_id=self.matter.pk, rule=code).order_by("n")
        return [(row.due_on.isoformat(), row.state, row.label) for row in rows]

    def due(self, code: str) -> str:
        return self.clocks(code)[-1][0]

    def tasks(self) -> list[str]:
        assert self.matter is not None
        begun = TaskRow.objects.filter(matter_id=self.matter.pk, since_on__lte=self.today)
        return [task.label for task in begun.order_by(F("due_on").asc(nulls_last=True), "n")]

    def sweep(self, day: str) -> Case:
        """What the night does: let the law act, lay out what begins."""
        from fengqiao.matter.recompute import lay_out

        assert self.matter is not None
        perform(None, self.matter.pk, [], now=at(day, "00:05"))
        lay_out(date.fromisoformat(day))
        self.swept_on = max(self.swept_on, date.fromisoformat(day))
        self.matter.refresh_from_db()
        return self

    def delivered(self, day: str, measure_to: str, outside_reason: str = "illness", **data: Any) -> Case:
        """暂予监外执行: handed over by the prison on one day, with its papers."""
        self.notice(day, category="04", decider_type="03", decider="省监狱管理局", decision_received_on=day, **data)
        self.documents(
            day, measure_from=day, measure_to=measure_to, outside_reason=outside_reason, archive_prison="北山监狱"
        )
        given = {
            "handed_by": "北山监狱",
            "handed_officers": "警官高",
            "identity": "papers",
            "officer": self.officer.staff_id,
        }
        return self.do(reception.deliver, day, self.agency, both_signed=True, told_rights=True, **given)

    # Conduct ---------------------------------------------------------------------------------------------------------

    @property
    def seq(self) -> int:
        """The number of the last entry."""
        assert self.matter is not None
        return int(self.matter.head_seq)

    def breach(self, day: str, entered: str = "", **data: Any) -> int:
        """A breach of that day, looked into by two, the person heard; its number."""
        on = entered or day
        given = {"on": day, "what": "未按规定报告", "facts": "应当报告没有报告。", "found_how": "日常管理", **data}
        self.do(conduct.find_breach, on, **given)
        seq = self.seq
        two = [self.officer.staff_id, self.agency.staff_id]
        evidence = [{"kind": "record", "what": "谈话笔录"}]
        self.do(conduct.investigate_breach, on, breach=seq, investigators=two, evidence=evidence, found="属实，无正当理由。", verdict="yes")
        self.do(conduct.hear_person, on, breach=seq, told=True, how="nothing")
        return seq

    def proposed(self, day: str, kind: str, ground: str, breach: int | None = None, **data: Any) -> int:
        """A reward or sanction proposed; its number."""
        evidence = [{"kind": "record", "what": "谈话笔录"}]
        police = {"police": "枫林县公安局"} if kind == "penalty" else {}
        given = {"kind": kind, "ground": ground, "facts": "事实清楚。", "evidence": evidence, **police, **data}
        self.do(conduct.propose_sanction, day, **(given | ({"breach": breach} if breach else {})))
        return self.seq

    def sanctioned(self, day: str, kind: str, ground: str, breach: int | None = None, **data: Any) -> int:
        """Proposed, decided and served on one day; its number."""
        item = self.proposed(day, kind, ground, breach, **data)
        self.do(conduct.decide_sanction, day, self.chief, item=item, answer="yes", doc_no="枫矫决〔2026〕1号")
        how = "organ" if kind == "penalty" else "direct"
        self.do(conduct.serve_sanction, day, item=item, how=how, result="served", told_objection=True)
        return item

    def warned(self, day: str) -> int:
        return self.sanctioned(day, "warn", "W3", self.breach(day))

    def device_worn(self, day: str, months: int = 3, ground: str = "2") -> int:
        """Proposed, approved by the leader and fitted on one day; the order's number."""
        evidence = [{"what": "查访记录"}]
        self.do(device.propose_device, day, ground=ground, facts="未经批准离开本县。", evidence=evidence, need="多次劝告无效。", months=months)
        order = self.seq
        self.do(device.approve_device, day, self.county["leader"], order=order, answer="yes", as_whom="head")
        self.do(device.fit_device, day, self.agency, order=order, device_no="A001", told=True, notice_signed="yes")
        return order

    def missing(self, day: str, last_contact: str) -> int:
        self.do(missing.suspect_missing, day, trigger="calls", last_contact=last_contact, facts="两次电话未接。")
        return self.seq

    def searched(self, day: str, search: int) -> Case:
        for channel in ("contact", "information", "visit"):
            self.do(missing.search_person, day, search=search, channel=channel, done="没有找到。", result="no")
        return self

    def revocation(self, day: str, kind: str, ground: str, **data: Any) -> int:
        """Proposed to the court; its number."""
        evidence = [{"kind": "document", "what": "处分决定书"}]
        given = {
            "kind": kind, "revocation_ground": ground, "facts": "多次违反规定，仍不改正。", "evidence": evidence, "to": "local",
            "organ": "枫林县人民法院", "arrest": "no", **data,
        }  # fmt: skip
        self.do(revocation.propose_revocation, day, **given)
        return self.seq

    def notices(self, code: str) -> list[str]:
        from fengqiao.matter.models import Notice

        assert self.matter is not None
        found = Notice.objects.filter(matter_id=self.matter.pk, code=code).order_by("pk")
        return list(dict.fromkeys(notice.text for notice in found))

    def under_supervision_by_app(self, day: str, measure_to: str) -> Case:
        """Under supervision with a plan by which the person may also report by telephone page."""
        return self.received(day, measure_to).declare(day).plan(day, by_app=True)

    def entrusted(self, from_on: str, to_on: str = "") -> Case:
        """The office is entrusted with leaves of seven days in writing."""
        until = date.fromisoformat(to_on) if to_on else None
        office = self.county.offices["office"]
        delegations.entrust(
            self.chief,
            office,
            delegations.LEAVE,
            date.fromisoformat(from_on),
            until,
            "枫社矫委〔2026〕1号",
            now=at(from_on),
        )
        return self

    def ask_leave(self, day: str, from_on: str, to_on: str, to: str = "浙江省绍兴市诸暨市", **data: Any) -> Case:
        given = {"reason": "family", "explanation": "母亲住院，需要照料。", "where": "inland", "to": to, **data}
        return self.do(leaving.apply_leave, day, from_on=from_on, to_on=to_on, **given)

    @property
    def asked(self) -> int:
        """The number of the last entry that asked for a leave or its extension."""
        fact = self.facts.last("apply_leave", "extend_leave", "emergency_leave")
        assert fact is not None
        return fact.seq

    def answer_leave(self, action: Action, day: str, actor: Any, answer: str = "yes", **data: Any) -> Case:
        return self.do(action, day, actor, **{"request": self.asked, "answer": answer, **data})

    def office_approves(self, day: str) -> Case:
        return self.answer_leave(leaving.office_leave, day, self.county["office_head"])

    def agency_approves(self, day: str) -> Case:
        """With the office's opinion before it."""
        self.do(leaving.leave_opinion, day, request=self.asked, opinion="agree", said="情况属实，表现稳定。")
        return self.answer_leave(leaving.decide_leave, day, self.chief)

    def back(self, day: str, **data: Any) -> Case:
        leave = under_way(self.facts)[0].seq
        return self.do(leaving.return_from_leave, day, **{"leave": leave, "channel": "face", **data})


def summed_up(case: Case, day: str) -> Case:
    """Summary and appraisal, on one day."""
    case.do(ending.summarise, day, way="self", summary="我遵守规定，学了电焊。")
    two = [
        {"name": "周主任", "capacity": "村委会", "said": "表现好。"},
        {"name": "所员孙", "capacity": "司法所", "said": "按时报告。"},
    ]
    return case.do(
        ending.appraise, day, appraisers=two, conduct="遵守规定，按时报告。", appraisal="认罪悔罪，可以按期解除。"
    )
