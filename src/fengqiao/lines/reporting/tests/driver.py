"""A report driven in words: prepared, written, checked, reviewed, signed, issued. Days are literal."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.reporting import procedure as p
from fengqiao.lines.reporting import states
from fengqiao.lines.reporting.hand import procedure as hand
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action
from fengqiao.matter.timeline import Facts
from fengqiao.orgs import roles
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from tests.county import FOUNDED, County, at

YEAR = {"period_from": "2026-01-01", "period_to": "2026-12-31"}


def post(county: County, name: str, role: roles.Role, office: str = "bureau") -> Actor:
    """Somebody else of the bureau, in a post of one role."""
    staff = Staff.objects.create(username=f"x-{name}", name=name, password="!", confirmed=True)
    return actor_of(Post.objects.create(staff=staff, office=county.offices[office], roles=[role.code], from_on=FOUNDED))


class Bureau:
    """The people who make a report: 统计员施 writes, 股长冯 checks, 科长尤 reviews, 局长卫 signs."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.writer, self.reviewer = county["statistics"], post(county, "科长尤", roles.LEGAL_SERVICE)
        self.checker, self.leader = county["section"], county["leader"]

    def enter(self, kind: str, name: str, on: str = "2026-03-05", quantity: int = 1, office: str = "bureau", **more: Any) -> Matter:
        """A line of the hand register."""
        data = {"kind": kind, "name": name, "on": on, "quantity": quantity, "document": "枫司〔2026〕3号", **more}
        day = date.fromisoformat(on)
        doing = Doing(hand.enter, data, day)
        return open_matter(self.writer, registry.procedure_on("hand_entry", day), [doing], self.county.offices[office], now=at("2026-11-20")).matter

    def report(self, kind: str = "yearly", about: str = "bureau", day: str = "2026-11-20", **data: Any) -> Report:
        given = {"kind": kind, "about": self.county.offices[about].pk, **YEAR, **data}
        doing = Doing(p.prepare, given, date.fromisoformat(day))
        matter = open_matter(self.writer, registry.procedure_on("bureau_report", doing.happened_on), [doing], self.county.offices["bureau"], now=at(day)).matter
        return Report(self, matter)


class Report:
    """One report."""

    def __init__(self, bureau: Bureau, matter: Matter) -> None:
        self.bureau, self.matter = bureau, matter

    def do(self, action: Action, by: Actor, day: str = "2026-11-20", **data: Any) -> Report:
        self.matter = perform(by, self.matter.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day)).matter
        return self

    def written(self, problems: str = "一些村的调解档案不齐。") -> Report:
        return self.do(p.write, self.bureau.writer, problems=problems, highlights="上门调解进企业。")

    def checked(self) -> Report:
        return self.written().do(p.check, self.bureau.checker, opened=True)

    def reviewed(self) -> Report:
        return self.checked().do(p.review, self.bureau.reviewer, digits_seen=True)

    def signed(self, doc_no: str = "枫司〔2026〕12号") -> Report:
        return self.reviewed().do(p.sign, self.bureau.leader, doc_no=doc_no)

    def issued(self) -> Report:
        return self.signed().do(p.issue, self.bureau.writer)

    @property
    def facts(self) -> Facts:
        return standing_of(self.matter).facts

    def frozen(self, code: str) -> str:
        """What was frozen of a figure, in words."""
        check = states.frozen(self.facts)
        assert check is not None
        return str(next(each for each in check.data["taken"]["values"] if each["code"] == code)["text"])
