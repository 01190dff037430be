"""What the builders of values read: the person, the measure, who decided it, the agency, the law of the act's day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fengqiao.divisions.territory import county_of
from fengqiao.documents.wording import ALSO, bare, day, label, labels
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.living.facts import is_minor
from fengqiao.matter.asked_once import ask
from fengqiao.matter.timeline import Fact, Facts, PartyFact
from fengqiao.statutes import Citation, on_day
from fengqiao.vault import VaultError, parse_id_number

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

MEASURES = ("documents", "notice")  # the entries that hold the measure, the fuller one first


@dataclass(frozen=True)
class Reading:
    """A paper's context, read. What happened after the paper's own fact is not known to it."""

    context: PaperContext

    @cached_property
    def facts(self) -> Facts:
        """The facts up to and with the paper's own; all of them for a paper of the whole matter."""
        own = self.context.fact
        if own is None:
            return self.context.facts
        return Facts((fact for fact in self.context.facts if fact.place <= own.place), day=own.happened_on)

    @cached_property
    def fact(self) -> Fact:
        """The paper's own fact, else the last thing that happened."""
        return self.context.fact or list(self.context.facts)[-1]

    @property
    def day(self) -> date:
        return self.fact.happened_on

    @property
    def today(self) -> str:
        return day(self.day)

    @property
    def opening(self) -> Fact:
        return self.facts.opening

    def of(self, *actions: str) -> Fact | None:
        """The paper's own fact when it is one of these actions, else the last such fact."""
        own = self.context.fact
        return own if own is not None and own.action in actions else self.facts.last(*actions)

    def data(self, *actions: str) -> Mapping[str, Any]:
        """The data of that fact; empty where there is none. Without names: of the paper's own fact."""
        found = self.of(*actions) if actions else self.context.fact
        return found.data if found else {}

    def on(self, *actions: str) -> str:
        """The day of the last such fact, in words."""
        return day(self.facts.on(*actions))

    def value(self, need: str, default: Any = "") -> Any:
        """The latest value given for a need until the paper's day."""
        return self.facts.value(need, default)

    @property
    def number(self) -> str:
        """矫正编号."""
        return str(self.context.matter.number or "")

    @property
    def slip(self) -> str:
        """The paper's own number: the case's and the entry's, by which it is answered."""
        return f"{self.number}-{self.fact.seq}" if self.number else ""

    def law(self, *citations: Citation) -> str:
        """《中华人民共和国社区矫正法》第二十二条: of several editions the one in force on the paper's day."""
        return ALSO.join(citation.full_label for citation in on_day(citations, self.day))

    # Offices and staff -----------------------------------------------------------------------------------------------

    @cached_property
    def agency(self) -> str:
        """执行地县级社区矫正机构: the bureau of the county the case lies in."""
        from fengqiao.orgs.models import Office, OfficeKind

        county = county_of(self.context.matter.territory)
        found = ask(
            ("county bureau", county),
            lambda: Office.objects.filter(territory=county, kind=OfficeKind.BUREAU).values_list("name", flat=True).first(),
        )  # fmt: skip
        return found or self.context.matter.office.name

    @property
    def office(self) -> str:
        """The justice office of the place of residence on the paper's day."""
        return self.office_named(self.value("office", 0)) or self.context.matter.office.name

    def office_named(self, office_id: Any) -> str:
        """An office's name; empty for none."""
        from fengqiao.orgs.models import Office

        if not office_id:
            return ""
        found = ask(
            ("office name", int(office_id)),
            lambda: Office.objects.filter(pk=int(office_id)).values_list("name", flat=True).first(),
        )
        return found or ""

    def staff(self, *ids: Any) -> str:
        """The names of staff by their ids, in that order."""
        from fengqiao.orgs.models import Staff

        wanted = [int(one) for one in ids if one]
        if not wanted:
            return ""
        names = ask(
            ("staff names", *sorted(wanted)),
            lambda: dict(Staff.objects.filter(pk__in=wanted).values_list("pk", "name")),
        )
        return ALSO.join(names[one] for one in wanted if one in names)

    @property
    def officer(self) -> str:
        """The officer who has the case."""
        return self.staff(self.value("officer", 0))

    # The person ------------------------------------------------------------------------------------------------------

    @cached_property
    def person(self) -> PartyFact:
        """The one supervised, with the data as now known: a slip corrected later is corrected here too."""
        return self.context.facts.parties[0]

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def minor(self) -> bool:
        return is_minor(self.facts)

    @property
    def sex(self) -> str:
        return label(codes.SEXES, self.person.get("sex"))

    @property
    def id_no(self) -> str:
        """The identity number, or why there is none."""
        return str(self.person.get("id_no") or self.person.get("no_id_reason") or "")

    @property
    def born_on(self) -> str:
        """The day of birth as given, else as the identity number says."""
        given = self.person.get("birth_on")
        if given:
            return day(given)
        try:
            return day(parse_id_number(self.person.get("id_no", ""), today=self.day).birth_on)
        except VaultError:
            return ""

    # The measure -----------------------------------------------------------------------------------------------------

    @property
    def category(self) -> str:
        """管制、缓刑、假释 or 暂予监外执行."""
        return label(codes.CATEGORIES, measure.category(self.facts))

    @property
    def decider(self) -> str:
        """社区矫正决定机关."""
        return str(self.value("decider"))

    @property
    def from_on(self) -> str:
        return day(measure.from_on(self.facts))

    @property
    def to_on(self) -> str:
        return day(measure.to_on(self.facts))

    @property
    def term(self) -> str:
        """一年六个月 as 1年6个月; empty where the document's words were not entered."""
        given = measure.length(self.facts)
        words = ((given.years, "年"), (given.months, "个月"), (given.days, "日"))
        return "".join(f"{count}{unit}" for count, unit in words if count)

    @property
    def supplementary(self) -> str:
        """附加刑, 无 where there is none."""
        return ALSO.join(labels(codes.SUPPLEMENTARY, self.value("supplementary", []))) or "无"

    @property
    def injunctions(self) -> list[str]:
        """Each injunction of the judgment in a sentence."""
        said = []
        for row in self.value("injunctions", []):
            ends = "至".join(day(row.get(name)) for name in ("from_on", "to_on") if row.get(name))
            permit = "（经批准可以进入或者接触）" if row.get("by_permit") else ""
            said.append(
                f"{label(codes.INJUNCTIONS, row['kind'])}：{bare(row['text'])}{permit}{'，' + ends if ends else ''}。"
            )
        return said

    # What many papers print ------------------------------------------------------------------------------------------

    @property
    def who(self) -> dict[str, Any]:
        """The values of the slots in ``shared.WHO``."""
        return {"name": self.name, "sex": self.sex, "born_on": self.born_on, "id_no": self.id_no}

    @property
    def basis(self) -> dict[str, Any]:
        """The values of the slots in ``shared.BASIS``."""
        return {
            "category": self.category, "decider": self.decider, "judgment_no": self.value("judgment_no") or self.value("doc_no"),
            "charges": self.value("charges"), "principal": self.value("principal"), "from_on": self.from_on, "to_on": self.to_on,
        }  # fmt: skip

    @property
    def signed(self) -> dict[str, Any]:
        """The values of the slots of head, number and foot in ``shared``: issued by the agency."""
        return {"issuer": self.agency, "slip": self.slip, "made_on": self.today}
