"""An application driven in words, with the centre's people. Days are literal; names say what they are."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.lines.legalaid.models import AidObjection, Application, EconomicStandard
from fengqiao.lines.legalaid.objections.procedure import OBJECTION
from fengqiao.lines.legalaid.procedure import LEGALAID
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Notice, Paper
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from tests.county import FOUNDED, County, at

LI = {"side": "applicant", "name": "李秀兰", "id_no": "110101198001011224", "phone": "13800002222"}
BOSS = {"side": "respondent", "name": "枫林建材有限公司", "kind": "org"}
HUSBAND = {"side": "respondent", "name": "张大力", "id_no": "110101197801011236", "lives_with": True}
SON = {"side": "applicant", "name": "张小宝", "id_no": "110101201501011233"}
MOTHER = {"side": "agent", "name": "李秀兰", "id_no": "110101198001011224", "phone": "13800002222", "agent_kind": "statutory"}


def _somebody(county: County, key: str, name: str, office: str, *roles: str) -> Actor:
    found = Post.objects.filter(staff__username=key).select_related("office", "staff").first()
    if found is None:
        staff = Staff.objects.create(username=key, name=name, confirmed=True, password=county.staff("clerk").password)
        found = Post.objects.create(staff=staff, office=county.offices[office], roles=list(roles), from_on=FOUNDED)
    return actor_of(found)


class Centre:
    """The legal aid centre of the county: clerk, reviewer, head; and the bureau's objection reviewer."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.clerk = _somebody(county, "aid_clerk", "窗口林", "bureau", "clerk")
        self.reviewer = _somebody(county, "aid_reviewer", "审查员江", "bureau", "aid_reviewer")
        self.head = _somebody(county, "aid_head", "主任海", "bureau", "aid_head")
        self.bureau = _somebody(county, "aid_objections", "异议审查员山", "bureau", "aid_objections")
        county.actors |= {"aid_clerk": self.clerk, "aid_reviewer": self.reviewer, "aid_head": self.head, "aid_objections": self.bureau}

    def standard(self, amount_fen: int = 150_000, comparator: str = "<=", **more: Any) -> EconomicStandard:
        """So much a month for one person, since 2026-01-01."""
        given = {"valid_from": date(2026, 1, 1), "basis": "fixed", "window_months": 6, "source_doc": "省政府2026年第1号文件", **more}
        where = self.county.offices["bureau"].territory
        return EconomicStandard.objects.create(territory=where, amount_fen=amount_fen, comparator=comparator, made_at=at("2026-01-01"), **given)


class Aid:
    """One application of the centre, or of an office that receives for it."""

    def __init__(self, county: County, centre: Centre | None = None) -> None:
        self.county, self.centre = county, centre or Centre(county)
        self.pk: UUID = UUID(int=0)

    def receive(self, day: str, *people: dict[str, Any], office: str = "bureau", by: Actor | None = None, time: str = "10:00", **data: Any) -> Aid:
        given = {
            "channel": "counter", "parties": [dict(one) for one in people or (LI, BOSS)], "legal_status": "plaintiff", "aid_form": "arbitration",
            "matter_code": "wages", "cause": "追索劳动报酬", "stage": "before", "story": "在工地干活三个月没有拿到工资。", "told_rights": True, **data,
        }  # fmt: skip
        doing = Doing(LEGALAID.action("receive"), given, date.fromisoformat(day))
        self.pk = open_matter(by or self.centre.clerk, LEGALAID, [doing], self.county.offices[office], now=at(day, time)).matter.pk
        return self

    def do(self, code: str, day: str, by: Actor | None = None, time: str = "11:00", **data: Any) -> Aid:
        action = registry.procedure_of(self.row).action(code)
        perform(by or self._who(code), self.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day, time))
        return self

    def _who(self, code: str) -> Actor:
        if code in ("propose", "check", "ask_elsewhere", "hear_elsewhere"):
            return self.centre.reviewer
        decides = ("grant", "refuse", "first_aid", "end_first_aid", "send_back", "ask_again")
        return self.centre.head if code in decides else self.centre.clerk

    def stated(self, day: str, monthly: int, *, persons: int = 1, **more: Any) -> Aid:
        """The means: the applicant's income in yuan a month over six months, and a family of so many."""
        members = [{"name": "本人", "relation": "self", "lives_with": True}]
        members += [{"name": f"家人{n}", "relation": "child", "lives_with": True} for n in range(1, persons)]
        incomes = [{"member": 1, "kind": "wage", "amount": monthly * 100, "months": 6}]
        standard = EconomicStandard.objects.order_by("-valid_from").first()
        given = {"standard": str(standard.pk if standard else 0), "members": members, "incomes": incomes, "sign": "hand", "pledged": True, **more}
        return self.do("state_means", day, **given)

    def proposed(self, day: str, **said: Any) -> Aid:
        return self.do("propose", day, opinion="经审查，意见如上。", **{"in_scope": "yes", "competent": "yes", "entitled": "yes", **said})

    def granted(self, day: str) -> Aid:
        return self.do("grant", day)

    def refused(self, day: str = "2026-05-08", monthly: int = 9000) -> Aid:
        """Refused for the means, from receipt on 2026-05-06."""
        self.receive("2026-05-06").do("accept", "2026-05-06").stated("2026-05-07", monthly)
        return self.proposed("2026-05-07").do("refuse", day, reason="means", words="人均月收入高于标准。")

    def pass_to(self, day: str) -> Aid:
        """The days go by; the law acts."""
        perform(None, self.pk, [], now=at(day))
        return self

    @property
    def row(self) -> Application:
        return Application.objects.get(pk=self.pk)

    @property
    def facts(self) -> Facts:
        return standing_of(self.row).facts

    @property
    def stage(self) -> str:
        return LEGALAID.stage(self.row.stage).label

    def due(self, rule: str) -> str:
        row = DeadlineRow.objects.filter(matter_id=self.pk, rule=rule).order_by("-n").first()
        return f"{row.due_on} {row.state}" if row else ""

    def notices(self) -> set[str]:
        return set(Notice.objects.filter(matter_id=self.pk).values_list("code", flat=True))

    def papers(self) -> list[str]:
        return list(Paper.objects.filter(matter_id=self.pk, state="issued").order_by("n").values_list("kind", flat=True))


class Against:
    """An objection to a decision of the centre."""

    def __init__(self, aid: Aid, day: str = "2026-05-11") -> None:
        self.aid, self.county = aid, aid.county
        data = {"parties": [{"name": "李秀兰"}], "reason": "我没有那么多收入。", "origin": aid.pk.hex}
        doing = Doing(OBJECTION.action("receive"), data, date.fromisoformat(day))
        self.pk = open_matter(aid.centre.bureau, OBJECTION, [doing], aid.county.offices["bureau"], now=at(day)).matter.pk

    def decide(self, code: str, day: str, by: Actor | None = None) -> Against:
        doing = Doing(OBJECTION.action(code), {"found": "查明收入计算有误。", "words": "按查明的事实处理。"}, date.fromisoformat(day))
        perform(by or self.aid.centre.bureau, self.pk, [doing], now=at(day))
        return self

    @property
    def row(self) -> AidObjection:
        return AidObjection.objects.get(pk=self.pk)
