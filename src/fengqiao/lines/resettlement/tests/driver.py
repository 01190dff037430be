"""Resettlement driven in words: each verb is one act on one day. Nobody here is real."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.resettlement.models import ReleaseCase
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Matter, Notice, Paper, TaskRow
from fengqiao.matter.papers import values_of
from fengqiao.orgs import roles
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, Staff
from fengqiao.orgs.roles import Role
from tests.county import FOUNDED, County, at

ADULT, MINOR = "99990119900307451X", "999901200909150019"


class Help:
    """One county's help. Dates are literal; every act is done on the day it happened."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.join("resettler", "安帮许", "section", roles.RESETTLEMENT)

    def join(self, key: str, name: str, office: str, role: Role) -> Actor:
        """Somebody more: a social worker, a counsellor."""
        staff = Staff.objects.create_user(key, "correct-horse-battery", name=name, confirmed=True)
        post = Post.objects.create(staff=staff, office=self.county.offices[office], roles=[role.code], from_on=FOUNDED)
        self.county.actors[key] = actor_of(post)
        return self.county.actors[key]

    def counsellor(self) -> Actor:
        return self.join("counsellor", "咨询师苏", "section", roles.COUNSELLOR)

    def social_worker(self) -> Actor:
        return self.join("social_worker", "社工林", "office", roles.SOCIAL_WORKER)

    def notice(self, day: str, release_on: str, by: str = "resettler", **data: Any) -> Case:
        given = {
            "parties": [{"name": "郑平安", "sex": "男", "id_no": ADULT, "phone": "15400000011", "address": "枫林县枫林镇白水村三组", "residence": "枫林县枫林镇白水村三组"}],
            "source": "prison", "prison": "枫山监狱", "notice_no": "枫释通〔2026〕7号", "release_kind": "term", "release_on": release_on,
            "needs": ["job", "papers"], **data,
        }  # fmt: skip
        return self.open("receive_notice", day, by, given)

    def walk_in(self, day: str, release_on: str, by: str = "office_staff", **data: Any) -> Case:
        given = {
            "parties": [{"name": "郑平安", "sex": "男", "id_no": ADULT}], "source": "prison", "prison": "枫山监狱", "certificate_no": "枫释字9号",
            "release_on": release_on, "release_kind": "term", "willing": True, **data,
        }  # fmt: skip
        return self.open("walk_in", day, by, given)

    def open(self, action: str, day: str, by: str, given: dict[str, Any]) -> Case:
        actor, on = self.county[by], date.fromisoformat(day)
        given = {name: value for name, value in given.items() if value not in (None, "", [])}
        procedure = registry.procedure_on("resettlement", on)
        office = Office.objects.get(pk=actor.office_id)
        done = open_matter(actor, procedure, [Doing(procedure.action(action), given, on)], office, now=at(day))
        return Case(self.county, done.matter)


class Case:
    """One release."""

    def __init__(self, county: County, matter: Matter) -> None:
        self.county, self.matter = county, matter

    def do(self, action: str, day: str, by: str | None = "office_staff", **data: Any) -> Case:
        """``by`` None: the system."""
        declared = registry.procedure_of(self.matter).action(action)
        actor = None if by is None else self.county[by]
        self.matter = perform(
            actor, self.matter.pk, [Doing(declared, data, date.fromisoformat(day))], now=at(day)
        ).matter
        return self

    def pass_to(self, day: str) -> Case:
        """The days go by; the law acts."""
        self.matter = perform(None, self.matter.pk, [], now=at(day)).matter
        return self

    def assign(self, day: str, office: str = "office", **data: Any) -> Case:
        return self.do(
            "assign", day, by="resettler", unit=self.county.offices[office].pk, reason="居住地在该镇", **data
        )

    def verify(self, day: str, **data: Any) -> Case:
        given = {
            "result": "true",
            "dwelling": "stands",
            "family": "accepts",
            "found": "老屋在，父母愿意接回。",
            "fetcher": "family",
            **data,
        }
        return self.do("verify", day, **given)

    def ready(self, day: str) -> Case:
        """Assigned, verified and answered on one day."""
        return self.assign(day).verify(day).do("send_back", day, by="resettler")

    def link(self, day: str, mode: str = "kin", **data: Any) -> Case:
        return self.do(
            "hand_over", day, mode=mode, place="枫山监狱门前", receivers="郑大山、孙所员", told_rights=True, **data
        )

    def open_case(self, day: str, **data: Any) -> Case:
        given = {"consent": "all", "wishes": ["phone", "visit"], "told_services": True, "placement": "09", **data}
        return self.do("open_case", day, **given)

    @property
    def row(self) -> ReleaseCase:
        return ReleaseCase.objects.get(pk=self.matter.pk)

    @property
    def stage(self) -> str:
        return registry.procedure_of(self.matter).stage(self.row.stage).label

    @property
    def facts(self) -> Any:
        return standing_of(self.row).facts

    def due(self, code: str) -> str:
        return DeadlineRow.objects.get(matter_id=self.matter.pk, rule=code).due_on.isoformat()

    def clocks(self) -> dict[str, str]:
        """Running clocks: rule to last day."""
        rows = DeadlineRow.objects.filter(matter_id=self.matter.pk, state="running")
        return {row.rule: row.due_on.isoformat() for row in rows}

    def tasks(self) -> list[str]:
        return list(TaskRow.objects.filter(matter_id=self.matter.pk).order_by("n").values_list("label", flat=True))

    def told(self, code: str) -> list[str]:
        return list(Notice.objects.filter(matter_id=self.matter.pk, code=code).values_list("text", flat=True))

    def papers(self) -> list[str]:
        return list(Paper.objects.filter(matter_id=self.matter.pk).order_by("n").values_list("title", flat=True))

    def paper(self, kind: str) -> dict[str, Any]:
        return values_of(Paper.objects.filter(matter_id=self.matter.pk, kind=kind).order_by("n").last(), self.row)  # type: ignore[arg-type]
