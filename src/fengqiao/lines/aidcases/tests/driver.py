"""Legal aid cases driven in words: each verb is one act on one day. Nobody here is real."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.aidcases.facts import offered
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Matter, Paper, TaskRow
from fengqiao.matter.papers import values_of
from fengqiao.orgs import roles
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, Staff
from fengqiao.orgs.roles import Role
from fengqiao.providers.models import Provider, ServiceOrg
from tests.county import FOUNDED, County, at


class Aid:
    """One county's legal aid centre. Dates are literal; every act is done on the day it happened."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.join("assigner", "指派员向", roles.AID_ASSIGNER)
        self.join("aid_head", "主任援", roles.AID_HEAD)
        self.join("lawyer", "律师严", roles.AID_LAWYER)
        self.join("lawyer2", "律师宽", roles.AID_LAWYER)

    def join(self, key: str, name: str, role: Role) -> Actor:
        staff = Staff.objects.create_user(key, "correct-horse-battery", name=name, confirmed=True)
        post = Post.objects.create(staff=staff, office=self.county.offices["section"], roles=[role.code], from_on=FOUNDED)
        self.county.actors[key] = actor_of(post)
        return self.county.actors[key]

    def provider(self, name: str, firm: str = "枫林律师事务所", **said: Any) -> str:
        """Somebody in the pool; the key by which a form names him."""
        territory = self.county.offices["bureau"].territory
        org, _ = ServiceOrg.objects.get_or_create(territory=territory, name=firm, defaults={"kind": "firm", "in_aid_pool": True, "confirmed_on": FOUNDED})
        staff = Staff.objects.filter(name=name).first()
        given = {"kind": "lawyer", "licence_no": f"133{Provider.objects.count():014d}", "licence_to": date(2028, 12, 31), "criminal_from": date(2015, 6, 1), "confirmed_on": FOUNDED, **said}
        return str(Provider.objects.create(territory=territory, name=name, org=org, staff=staff, **given).pk)

    def org(self, firm: str = "枫林律师事务所") -> str:
        return str(ServiceOrg.objects.get(name=firm).pk)

    def given(self, day: str, **data: Any) -> Case:
        """A case that follows a grant of aid, as the application tells it."""
        told = {
            "origin": "applied", "parties": [{"side": "recipient", "name": "薪难讨", "id_no": "99990119900307451X"}, {"side": "opponent", "kind": "org", "name": "枫林建筑有限公司"}],
            "decided_on": day, "aid_form": "civil", "cause": "追索劳动报酬", "case_stage": "first", "organ": "枫林县人民法院", **data,
        }  # fmt: skip
        procedure = registry.procedure_on("aidcase", date.fromisoformat(day))
        office = Office.objects.get(pk=self.county["assigner"].office_id)
        return Case(self.county, open_matter(None, procedure, [Doing(procedure.action("opened"), told, date.fromisoformat(day))], office, now=at(day)).matter)

    def letter(self, day: str, **data: Any) -> Case:
        """A court's letter of that day."""
        given = {
            "origin": "defence", "organ_kind": "court", "organ": "枫林县人民法院", "letter_no": "（2026）枫法援1号", "letter_on": day, "channel": "hand",
            "ground": "mind", "parties": [{"name": "梁不言", "sex": "男", "birth_on": "1990-03-07", "address": "枫林县看守所"}], "in_custody": True,
            "case_stage": "first", "cause": "盗窃", "officer": "书记员田", "consent": "unseen", **data,
        }  # fmt: skip
        given = {name: value for name, value in given.items() if value not in (None, "", [])}
        procedure = registry.procedure_on("aidcase", date.fromisoformat(day))
        office = Office.objects.get(pk=self.county["assigner"].office_id)
        doing = Doing(procedure.action("receive"), given, date.fromisoformat(day))
        return Case(self.county, open_matter(self.county["assigner"], procedure, [doing], office, now=at(day)).matter)


class Case:
    """One case."""

    def __init__(self, county: County, matter: Matter) -> None:
        self.county, self.matter = county, matter

    def do(self, action: str, day: str, by: str | None = "assigner", by_: str = "", answered: bool = True, **data: Any) -> Case:
        """``by`` None: the system; ``by_`` is the need of that name; ``answered`` False: an assignment is left waiting."""
        data |= {"by": by_} if by_ else {}
        declared = registry.procedure_of(self.matter).action(action)
        actor = None if by is None else self.county[by]
        self.matter = perform(actor, self.matter.pk, [Doing(declared, data, date.fromisoformat(day))], now=at(day)).matter
        return self.taken(day) if action in ("assign", "name") and answered else self

    def taken(self, day: str) -> Case:
        """Who was named and has an account looks at the names and takes the case."""
        one = offered(self.facts)
        if one is None:
            return self
        person = next(actor for actor in self.county.actors.values() if actor.staff_id == one.staff_id)
        procedure = registry.procedure_of(self.matter)
        doings = [Doing(procedure.action("no_conflict"), {"no_conflict": True}, date.fromisoformat(day)), Doing(procedure.action("accept"), {}, date.fromisoformat(day))]
        self.matter = perform(person, self.matter.pk, doings, now=at(day)).matter
        return self

    def pass_to(self, day: str) -> Case:
        """The days go by."""
        self.matter = perform(None, self.matter.pk, [], now=at(day)).matter
        return self

    @property
    def row(self) -> Any:
        return registry.line(self.matter.line).model()._default_manager.get(pk=self.matter.pk)

    @property
    def stage(self) -> str:
        return registry.procedure_of(self.matter).stage(self.row.stage).label

    @property
    def facts(self) -> Any:
        return standing_of(self.row).facts

    def clocks(self, state: str = "running") -> dict[str, str]:
        """Clocks in that state: rule to last day."""
        rows = DeadlineRow.objects.filter(matter_id=self.matter.pk, state=state)
        return {row.rule: row.due_on.isoformat() for row in rows}

    def clock(self, rule: str) -> DeadlineRow:
        return DeadlineRow.objects.filter(matter_id=self.matter.pk, rule=rule).order_by("n").last()  # type: ignore[return-value]

    def tasks(self) -> list[str]:
        return list(TaskRow.objects.filter(matter_id=self.matter.pk).order_by("n").values_list("label", flat=True))

    def papers(self) -> list[str]:
        return list(Paper.objects.filter(matter_id=self.matter.pk).order_by("n").values_list("title", flat=True))

    def paper(self, kind: str) -> dict[str, Any]:
        return values_of(Paper.objects.filter(matter_id=self.matter.pk, kind=kind).order_by("n").last(), self.row)  # type: ignore[arg-type]
