"""Mediation committees of villages, towns and the county, with members, mediators and their records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fengqiao.divisions.territory import FIRST_STATION, compose

from .people import pick
from .roster import Roster, Setting
from .shapes import (
    CommitteeLevel,
    CommitteePlan,
    MediatorPlan,
    MemberPlan,
    OfficePlan,
    PersonPlan,
    PostPlan,
    Record,
    StudioPlan,
    TownPlan,
    VillagePlan,
)

# Serial, name, field, who keeps it, what its people know.
_PROFESSIONAL = (
    (1, "医疗纠纷", "医疗", "医疗纠纷、医患沟通", ("退休政法", "医生")),
    (2, "道路交通事故纠纷", "道路交通", "交通事故赔偿", ("退休政法", "律师")),
    (3, "劳动争议", "劳动", "工资、工伤、劳动合同", ("律师", "两代表一委员")),
)
_EXPERTISE = (
    "邻里、宅基地", "婚姻家庭、赡养", "山林土地", "婚姻家庭、彩礼", "宅基地、排水通行", "损害赔偿", "土地流转",
    "邻里、家庭",
)  # fmt: skip
_IDENTITIES = (
    ("村干部",),
    ("村干部", "法律明白人"),
    ("乡贤",),
    ("教师",),
    ("法律明白人",),
    ("两代表一委员", "村干部"),
)
_EDUCATION = ("初中毕业", "普通高中毕业", "中等专科毕业", "大学专科毕业", "大学本科毕业")
_FAMOUS_TITLES = (
    ("全国模范人民调解员", "司法部", "司发〔2023〕62号"),
    ("全省优秀人民调解员", "省司法厅", "司厅〔2024〕18号"),
    ("全省优秀人民调解员", "省司法厅", "司厅〔2022〕31号"),
)


@dataclass(frozen=True)
class Seat:
    """Where a committee stands and what it is called, before it has people."""

    territory: int
    name: str
    short_name: str
    number_word: str
    host: str
    level: CommitteeLevel
    field: str
    office: int
    town: int | None
    elected_by: str
    address: str


class Committees:
    """Sets up committees one after the other and remembers what needs to differ between them."""

    def __init__(self, setting: Setting, roster: Roster) -> None:
        self._setting = setting
        self._roster = roster
        self._filed = 0
        self.made: list[CommitteePlan] = []
        self.studios: list[StudioPlan] = []

    def professional(self) -> None:
        """The county's committees for medical, traffic and labour disputes."""
        s = self._setting
        for serial, words, field, expertise, identities in _PROFESSIONAL:
            seat = Seat(
                compose(s.code, 0, serial), f"{s.name}{words}人民调解委员会", f"{words}调委会", f"{s.name}{words}",
                "H6", "县", field, compose(s.code), None, "主管部门会同县司法局聘任", f"{s.name}公共法律服务中心二楼",
            )  # fmt: skip
            say = "人民调解员（医疗纠纷调委会）" if field == "医疗" else ""
            self._set_up(seat, size=3, mediators=3, ages=(40, 66), expertise=expertise, identities=identities, say=say)

    def of_town(self, town: TownPlan, office: OfficePlan, famous: int | None) -> None:
        """The committee of a street, town or township; `famous` numbers a well-known mediator at its head."""
        s = self._setting
        serial = 1 + office.towns.index(town.name)
        government = "街道办事处" if town.kind == "街道" else f"{town.kind}人民政府"
        seat = Seat(
            office.territory + serial * 1000, f"{s.name}{town.name}人民调解委员会", f"{town.name}调委会", town.name,
            "H4" if town.kind == "街道" else "H3", "镇(街)", "", office.territory, town.territory,
            f"{government}聘任", office.address,
        )  # fmt: skip
        ages = (36, 62) if famous is None else (52, 66)
        made = self._set_up(seat, size=5, mediators=2, ages=ages, famous=famous)
        if famous is not None:
            head = self._roster.head_of(made)
            surname = head.person.name[0]
            name = f"{surname}大姐调解室" if head.person.sex == "女" else f"老{surname}调解室"
            self.studios.append(StudioPlan(office.territory + FIRST_STATION * 1000, name, office.territory, head.key))

    def of_village(self, village: VillagePlan, town: TownPlan, office: OfficePlan, *, larger: bool) -> None:
        """The committee of a village or community; a larger one has a second mediator with an account."""
        s = self._setting
        word = town.name + village.name
        elected = "居民会议推选" if village.kind == "社区" else s.rng.choice(("村民代表会议推选", "村民会议推选"))
        seat = Seat(
            village.territory, f"{s.name}{word}人民调解委员会", f"{village.name}调委会", word,
            "H2" if village.kind == "社区" else "H1", "村(社区)", "", office.territory, town.territory, elected,
            f"{word}{'居' if village.kind == '社区' else '村'}委会",
        )  # fmt: skip
        self._set_up(seat, size=s.rng.choice((3, 3, 3, 4, 5)), mediators=2 if larger else 1, ages=(34, 69))

    def _set_up(
        self,
        seat: Seat,
        *,
        size: int,
        mediators: int,
        ages: tuple[int, int],
        expertise: str = "",
        identities: tuple[str, ...] | None = None,
        famous: int | None = None,
        say: str = "",
    ) -> CommitteePlan:
        """Members with a 主任 first; one of them at least is a woman (人民调解法第八条)."""
        s = self._setting
        term_from_on, term_to_on, note = self._term(seat)
        persons = [s.people.person(ages, women_share=0.35 if number == 0 else 0.4) for number in range(size)]
        if all(person.sex == "男" for person in persons):
            persons[-1] = s.people.person((30, 60), "女")
        members = []
        for number, person in enumerate(persons):
            post = "主任" if number == 0 else "副主任" if number == 1 and size >= 5 else "委员"
            key = ""
            if number < mediators:
                known = expertise or s.rng.choice(_EXPERTISE)
                plan = self._mediator(
                    seat, person, post, known, identities, famous if number == 0 else None, term_to_on
                )
                roles = ("committee_head", "mediator") if number == 0 else ("mediator",)
                title = "调委会主任、人民调解员" if number == 0 else "人民调解员"
                elder = s.today.year - person.birth_on.year >= 55
                post_plan = PostPlan(seat.territory, roles, title, plan.from_on)
                key = self._roster.add(
                    person, post_plan, mediator=plan, elder_mode=elder, say=say if number == 0 else ""
                ).key
            members.append(MemberPlan(person, post, key))
        made = self._committee(seat, tuple(members), term_from_on, term_to_on, note)
        self.made.append(made)
        return made

    def _term(self, seat: Seat) -> tuple[date, date, str]:
        """Three years (人民调解法第九条), most well inside; every 150th village has let its term run out."""
        today = self._setting.today
        if seat.level == "村(社区)" and len(self.made) % 150 == 60:
            to_on = today - timedelta(days=self._setting.rng.randrange(12, 70))
            return to_on.replace(year=to_on.year - 3) + timedelta(days=1), to_on, "任期届满待换届"
        from_on = self._setting.day_in(today - timedelta(days=1020), today - timedelta(days=90)).replace(day=1)
        return from_on, from_on.replace(year=from_on.year + 3) - timedelta(days=1), ""

    def _committee(
        self, seat: Seat, members: tuple[MemberPlan, ...], term_from_on: date, term_to_on: date, note: str
    ) -> CommitteePlan:
        s = self._setting
        self._filed += 1
        filed_on = term_from_on + timedelta(days=s.rng.randrange(6, 32))
        court_told_on = filed_on + timedelta(days=s.rng.randrange(1, 12))
        founded_on = s.day_in(date(2002, 1, 1), date(2012, 12, 31))
        return CommitteePlan(
            seat.territory, seat.name, seat.short_name, seat.number_word, seat.host, seat.level, seat.field,
            seat.office, seat.town, founded_on, seat.elected_by, term_from_on, term_to_on, filed_on,
            f"{s.mark}司调备〔{filed_on.year}〕{self._filed}号", court_told_on, members, seat.address,
            members[0].person.phone, note,
        )  # fmt: skip

    def _mediator(
        self,
        seat: Seat,
        person: PersonPlan,
        post: str,
        expertise: str,
        identities: tuple[str, ...] | None,
        famous: int | None,
        term_to_on: date,
    ) -> MediatorPlan:
        s = self._setting
        in_village = seat.level == "村(社区)"
        full_time = not in_village and (post == "主任" or s.rng.random() < 0.4)
        from_on = s.day_in(date(2012, 1, 1), date(s.today.year - 1, 3, 1))
        if famous is not None:
            from_on = date(2006 + famous, 3, 1)
        return MediatorPlan(
            seat.territory,
            post,
            full_time,
            purchased=full_time and s.rng.random() < 0.6,
            produced_by="推选" if in_village else "聘任",
            identities=(identities or s.rng.choice(_IDENTITIES)) if in_village or identities else (),
            expertise=expertise,
            education=pick(s.rng, _EDUCATION, (3, 3, 2, 3, 1) if in_village else (0, 1, 2, 5, 4)),
            grade="首席" if famous is not None else pick(s.rng, ("一级", "二级", "三级"), (1, 3, 4)),
            from_on=from_on,
            to_on=term_to_on,
            records=self._records(famous),
            declared_kin="配偶在本镇卫生院工作" if s.rng.random() < 0.02 else "",
        )

    def _records(self, famous: int | None) -> tuple[Record, ...]:
        s = self._setting
        year, bureau = s.today.year, f"{s.name}司法局"
        found = [
            Record("training", f"{each}年度人民调解员业务培训", bureau, date(each, 4, s.rng.randrange(8, 25)), 20)
            for each in (year - 1, year)
            if s.rng.random() < 0.85
        ]
        if famous is not None:
            title, organiser, number = _FAMOUS_TITLES[famous]
            found.append(Record("honour", title, organiser, date(int(number[3:7]), 12, 20), document_no=number))
        elif s.rng.random() < 0.03:
            on = date(year - 1, 12, 10)
            found.append(
                Record("honour", "全县优秀人民调解员", bureau, on, document_no=f"{s.mark}司〔{year - 1}〕46号")
            )
        return tuple(found)
