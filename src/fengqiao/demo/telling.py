"""Filling a story: parties with names, sums that add up, days that follow each other, words chosen."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from fengqiao.vault import age_on

from .people import People
from .shapes import DEMO_MARK, CommitteePlan, CountyPlan, PersonPlan
from .stories import PartyRole, Story, Term

_CHOICE = re.compile(r"<([^<>]+)>")
_SLOT = re.compile(r"\{([^{}]+)\}")
_BY_WHEN = re.compile(r"于?\d+年\d+月\d+日前")
_SHORT_CLAUSE = 12
_LISTED_INSTALMENTS = 3

_CALLED = (
    ("公司", "该公司"), ("医院", "院方"), ("卫生院", "卫生院"), ("诊所", "诊所"), ("小学", "学校"), ("幼儿园", "园方"),
    ("合作社", "合作社"), ("加工点", "加工点"), ("经营部", "店方"), ("店", "店方"),
)  # fmt: skip
_NO_AGREEMENT = (
    "双方对数额差距较大，经两次调解仍不能接近，{乙}明确表示不再协商。",
    "{乙}收到通知后一直没有答复，约定的两次时间都没有到场。",
    "{甲}认为对方没有诚意，书面要求终止调解，准备向人民法院起诉。",
    "双方各执一词，又都拿不出新的证据，同意由人民法院处理。",
    "{乙}表示要先听家里人的意见，此后多次联系都说不同意。",
)
_VISITS = (
    "按协议履行了，双方见面能说话，没有新的矛盾。",
    "已经履行完毕，{甲}表示满意，说比打官司省心。",
    "履行情况良好，{乙}说事情说开了心里也踏实。",
    "回访时双方都在家，没有反复，提醒以后有事先找调委会。",
)


@dataclass(frozen=True)
class Where:
    """The place of a dispute: 枫林县, 枫林镇, 青松村. Without a village the town is the place."""

    county: str
    town: str
    village: str = ""

    @property
    def spot(self) -> str:
        """What `{村}` says."""
        return self.village or self.town


def where_of(plan: CountyPlan, committee: CommitteePlan, rng: random.Random) -> Where:
    """Where a committee's next dispute happens: its own village, or one of the town's, or of the county's."""
    own = [village for village in plan.villages if village.committee == committee.territory]
    if not own and committee.town is not None:
        town = next(town for town in plan.towns if town.territory == committee.town)
        own = [village for village in plan.villages if village.town == town.name]
    village = rng.choice(own or plan.villages)
    return Where(plan.name, village.town, village.name)


@dataclass(frozen=True)
class ToldParty:
    """A party with a name. `person` is empty for an organisation, which has a representative instead."""

    n: int
    side: str
    kind: str
    name: str
    person: PersonPlan | None
    occupation: str
    address: str
    phone: str
    representative: str


@dataclass(frozen=True)
class ToldItem:
    """One thing to be performed; `debtor` and `creditor` are numbers of parties, amounts in fen."""

    what: str
    kind: str
    debtor: int
    creditor: int | None
    amount_fen: int | None
    due_on: date
    manner: str


@dataclass(frozen=True)
class Told:
    """A story as it happened to these people. Texts have no slots left; `mark` is 演示数据."""

    story: Story
    parties: tuple[ToldParty, ...]
    title: str
    happened_on: date
    facts: str
    claim: str
    said: str
    course: str
    terms: tuple[str, ...]
    items: tuple[ToldItem, ...]
    agreed_fen: int
    claimed_fen: int | None
    from_organ: str
    visit: str
    no_agreement: str
    mark: str = DEMO_MARK


def tell(
    story: Story,
    people: People,
    rng: random.Random,
    where: Where,
    *,
    happened_on: date,
    signed_on: date,
) -> Told:
    """The story with new parties from `people`, the agreement as if signed on `signed_on`.

    Raises `ValueError` when it would be signed before it happened, or when a text names a slot the story lacks.
    """
    if signed_on < happened_on:
        raise ValueError("协议不能早于纠纷发生的日期。")
    parties = _cast(story, people, rng, where, happened_on)
    by_slot = {role.slot: party for role, party in zip(story.parties, parties, strict=True)}
    picks = _pick(story, rng, by_slot, happened_on)
    words = {
        **{slot: party.name for slot, party in by_slot.items()},
        **picks,
        "县": where.county,
        "镇": where.town,
        "村": where.spot,
        "事发": _written(happened_on),
    }
    terms, items = _agree(story, rng, by_slot, picks, words, signed_on)

    def say(text: str) -> str:
        return call_shortly(fill(choose_words(text, rng), words), parties)

    first, second = (next(p.name for p in parties if p.side == side) for side in ("applicant", "respondent"))
    return Told(
        story=story,
        parties=parties,
        title=f"{first}与{second}{story.title}",
        happened_on=happened_on,
        facts=say(story.facts),
        claim=say(story.claim),
        said=say(story.said),
        course=say(story.course),
        terms=terms,
        items=items,
        agreed_fen=sum(item.amount_fen or 0 for item in items),
        claimed_fen=_yuan(story.claimed, picks) * 100 if story.claimed else None,
        from_organ=say(story.from_organ),
        visit=say(story.visit or rng.choice(_VISITS)),
        no_agreement=say(rng.choice(_NO_AGREEMENT)),
    )


def _cast(story: Story, people: People, rng: random.Random, where: Where, day: date) -> tuple[ToldParty, ...]:
    made: dict[str, ToldParty] = {}
    for n, role in enumerate(story.parties, start=1):
        made[role.slot] = _party(n, role, people, rng, where, made)
    return tuple(made.values())


def _party(
    n: int, role: PartyRole, people: People, rng: random.Random, where: Where, made: dict[str, ToldParty]
) -> ToldParty:
    places = {"县": where.county, "镇": where.town, "村": where.spot}
    if role.kind != "person":
        head = people.person(role.ages)
        address = f"{where.county}{where.town}"
        return ToldParty(n, role.side, role.kind, fill(role.name, places), None, "", address, people.phone(), head.name)
    kin = made.get(role.surname_of)
    surname = kin.person.name[0] if kin and kin.person else None
    person = people.person(role.ages, role.sex, surname=surname)
    address = f"{where.county}{where.town}{where.village}{_door(where, rng)}"
    return ToldParty(n, role.side, "person", person.name, person, role.occupation, address, person.phone, "")


def _door(where: Where, rng: random.Random) -> str:
    if where.village.endswith("社区"):
        return f"{rng.randrange(1, 24)}栋{rng.randrange(1, 4)}单元{rng.randrange(1, 12)}0{rng.randrange(1, 5)}室"
    return f"{rng.randrange(1, 9)}组{rng.randrange(1, 60)}号" if where.village else f"正街{rng.randrange(2, 160)}号"


def _pick(story: Story, rng: random.Random, parties: dict[str, ToldParty], day: date) -> dict[str, str]:
    picks = {}
    for name, choices in story.picks:
        chosen = rng.choice(choices)
        person = parties[chosen[1:]].person if chosen.startswith("#") else None
        picks[name] = str(age_on(person.birth_on, day)) if person else chosen
    return picks


def _yuan(expression: str, picks: dict[str, str]) -> int:
    """Whole yuan of 索赔, 天*日薪, 索赔*70% or 彩礼*退%, halves rounded up."""
    name, _, factor = expression.partition("*")
    amount = Decimal(picks[name])
    if factor.endswith("%"):
        share = factor.removesuffix("%")
        amount = amount * Decimal(picks.get(share, share)) / 100
    elif factor:
        amount *= Decimal(picks[factor])
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def _agree(
    story: Story,
    rng: random.Random,
    parties: dict[str, ToldParty],
    picks: dict[str, str],
    words: dict[str, str],
    signed_on: date,
) -> tuple[tuple[str, ...], tuple[ToldItem, ...]]:
    texts, items = [], []
    for term in story.terms:
        yuan = _yuan(term.amount, picks) if term.amount else None
        days = [signed_on + timedelta(days=term.days * each) for each in range(1, term.times + 1)]
        parts = _split(yuan, term.times)
        filled = {
            **words,
            "期限": _written(days[0]),
            "额": str(yuan or ""),
            "分期": _instalments(days, parts, term.days),
        }
        text = fill(choose_words(term.text, rng), filled)
        texts.append(text)
        if not term.kind:
            continue
        for number, (day, part) in enumerate(zip(days, parts, strict=True), start=1):
            what = _what(term, text, number, story.title)
            creditor = parties[term.creditor].n if term.creditor else None
            fen = part * 100 if part is not None else None
            items.append(ToldItem(what, term.kind, parties[term.debtor].n, creditor, fen, day, _manner(term)))
    return tuple(texts), tuple(items)


def _split(yuan: int | None, times: int) -> list[int | None]:
    if yuan is None:
        return [None] * times
    part = yuan // times
    return [*[part] * (times - 1), yuan - part * (times - 1)]


def _instalments(days: list[date], parts: list[int | None], apart_days: int) -> str:
    if len(days) <= _LISTED_INSTALMENTS:
        listed = "，".join(f"{_written(day)}前付{part}元" for day, part in zip(days, parts, strict=True))
        return f"分{len(days)}期付清：{listed}"
    return (
        f"分{len(days)}期付清：{_written(days[0])}前付{parts[0]}元，以后每{apart_days}日付{parts[0]}元，"
        f"末期{_written(days[-1])}前付{parts[-1]}元"
    )


def _what(term: Term, text: str, number: int, title: str) -> str:
    if term.kind == "money":
        return f"支付款项（第{number}期，共{term.times}期）" if term.times > 1 else "支付款项"
    first = ""
    for clause in re.split(r"[，；。]", text):
        first += ("，" if first else "") + _BY_WHEN.sub("", clause)
        if len(first) >= _SHORT_CLAUSE:
            break
    return first if len(first) <= 60 else title


def _manner(term: Term) -> str:
    if term.kind != "money":
        return ""
    return "当场付清" if term.days == 0 else "银行转账，凭证交调委会备查"


def choose_words(text: str, rng: random.Random) -> str:
    """One of each choice `<a|b>`."""
    return _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text)


def call_shortly(text: str, parties: tuple[ToldParty, ...]) -> str:
    """After its first mention an organisation is 该公司, 院方, 学校 …; two companies both keep their names."""
    shorts = {
        party.name: next(word for end, word in _CALLED if party.name.endswith(end))
        for party in parties
        if party.person is None
    }
    for name, short in shorts.items():
        if list(shorts.values()).count(short) == 1 and name in text:
            head, _, tail = text.partition(name)
            text = head + name + tail.replace(name, short)
    return text


def fill(text: str, words: dict[str, str]) -> str:
    """The text with each slot `{村}` replaced. Raises `ValueError` for a slot without a word."""

    def word(found: re.Match[str]) -> str:
        if found[1] not in words:
            raise ValueError(f"故事中没有“{found[1]}”这一项：{text}")
        return words[found[1]]

    return _SLOT.sub(word, text)


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
