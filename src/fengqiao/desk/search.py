"""Finding a matter: by number, a name or how it sounds, a phrase; by the number of a person. Filters stand in the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.found import Found, read_found
from fengqiao.matter import registry, sealed
from fengqiao.matter import search as index
from fengqiao.matter.looks import record_looks
from fengqiao.matter.search.asking import BY_NAME, BY_NUMBER, BY_PERSON, DONE, IN_HEAD, IN_TEXT, MOST, OPEN
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.parts import Chip

LONGEST = 100
ASKED = ("q", "line", "state", "year", "place")
PAGE = 20
MOST_OFFICES = 8  # offered to narrow by; the others come up with another word
STATES = {OPEN: "在办", DONE: "已办结"}
GROUPS = {
    BY_NUMBER: "编号相符", BY_PERSON: "号码相符", BY_NAME: "姓名或序号相符", IN_HEAD: "编号、名称或姓名里有", IN_TEXT: "案情或文书里有",
}  # fmt: skip
BY_NUMBER_OF_PERSON = "按证件号码或电话查到本案"
NOTHING_ASKED = {
    "title": "要找什么？", "icon": "search",
    "text": "写案号或序号、姓名或拼音首字母、案情里的一句话；几个词之间空一格，就找同时有这些词的。身份证号和手机号要写全。",
}  # fmt: skip
NOTHING_READ = {"title": "看不出要找什么", "icon": "search", "text": "请写文字、字母或数字，标点符号不用写。"}
NOTHING_FOUND = {
    "title": "没有找到", "icon": "search",
    "text": "少写一个词，或换一个名字、编号再试；只能找到您辖区和条线内的事。内容较长的，写连着的几个字就够。",
}  # fmt: skip
NARROWED = {"title": "这些条件下没有", "icon": "filter", "text": "去掉一两个条件再看。", "url_label": "去掉全部条件"}


@staff_only
def search(request: HttpRequest) -> HttpResponse:
    """What is found, best first, with the place it was found at. One hit by its whole number opens at once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    given = {name: str(value).strip()[:LONGEST] for name, value in request.GET.items()}
    text, today = given.get("q", ""), timezone.localdate()
    question = index.read(text, today)
    filters = index.Filters(*(given.get(name, "") for name in ("line", "state", "year", "place")))
    answer = index.ask(actor, question, filters, today)
    if question.id_number:
        sealed.asked_for(actor, question.id_number)
    whole = [hit for hit in answer.hits if hit.rank == BY_NUMBER]
    if len(whole) == 1 and set(given) <= {"q"}:
        return redirect_to(request, reverse("matter", args=[whole[0].id.hex]))
    shown = _Shown(request.path, given, answer)
    found = read_found(actor, shown.hits, question)
    if question.of_person and found:
        record_looks(actor, (each.matter for each in found), BY_NUMBER_OF_PERSON, "查找", now=timezone.now())
    context = {
        "q": text, "groups": list(_grouped(found)), "facets": shown.facets(), "chips": shown.chips,
        "clear_url": shown.url(only=("q",)), "total": f"{MOST}多" if answer.cut else len(answer.hits),
        "counted": MOST if answer.cut else 0, "shown": len(found), "previous_url": shown.previous_url,
        "next_url": shown.next_url, "empty": _empty(text, bool(question), shown), "places": [{"label": "查找"}],
    }  # fmt: skip
    return render(request, "desk/search.html", context)


class _Shown:
    """One page of an answer, and the addresses that narrow it, widen it and lead on."""

    def __init__(self, path: str, given: Mapping[str, str], answer: index.Answer) -> None:
        self.path, self.given, self.answer = path, given, answer
        page = given.get("page", "1")
        last = max(1, -(-len(answer.hits) // PAGE))
        self.page = min(int(page), last) if page.isascii() and page.isdigit() and int(page) else 1
        self.hits = answer.hits[(self.page - 1) * PAGE : self.page * PAGE]
        self.chips: list[Chip] = []

    def url(self, *, without: str = "", only: tuple[str, ...] = ASKED) -> str:
        """This search's address with fewer filters."""
        kept = {name: self.given[name] for name in only if self.given.get(name) and name != without}
        return f"{self.path}?{urlencode(kept)}"

    def narrowed(self, name: str, key: str) -> str:
        """This search's address with one filter set, or another page; a filter begins at the first page."""
        kept = {each: self.given[each] for each in ASKED if self.given.get(each)}
        return f"{self.path}?{urlencode(kept | {name: key})}"

    @property
    def previous_url(self) -> str:
        return self.narrowed("page", str(self.page - 1)) if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        return self.narrowed("page", str(self.page + 1)) if self.page * PAGE < len(self.answer.hits) else ""

    def facets(self) -> list[dict[str, Any]]:
        """The filters that would divide what was found, with counts; those in force become chips."""
        answer = self.answer
        names = _place_names({*answer.places, self.given.get("place", "")})
        offered = (
            ("line", "条线", {code: registry.line(code).label for code in answer.lines}, answer.lines),
            ("state", "状态", STATES, answer.states),
            ("year", "年份", {year: f"{year}年" for year in sorted(answer.years, reverse=True)}, answer.years),
            (
                "place",
                "机构",
                {code: names[code] for code, _ in answer.places.most_common(MOST_OFFICES) if code in names},
                answer.places,
            ),
        )
        found = []
        for name, label, words, counts in offered:
            if chosen := self.given.get(name):
                said = words.get(chosen) or names.get(chosen) or _known(name, chosen)
                self.chips += [Chip(f"{label}：{said}", self.url(without=name))] if said else []
            options = [(word, counts[key], self.narrowed(name, key)) for key, word in words.items() if counts[key]]
            if len(options) > 1:
                found.append({"label": label, "options": options})
        return found


def _known(name: str, chosen: str) -> str:
    """The word of a filter that nothing found answers to; empty for one that is none."""
    if name == "line":
        return next((line.label for line in registry.lines() if line.code == chosen), "")
    if name == "year":
        return f"{chosen}年" if chosen.isascii() and chosen.isdigit() and len(chosen) == len("2026") else ""
    return STATES.get(chosen, "") if name == "state" else ""


def _place_names(codes: set[str]) -> dict[str, str]:
    """What the offices are called whose territories begin so."""
    territories = {
        int(code.ljust(15, "0")): code for code in codes if code.isascii() and code.isdigit() and len(code) in (9, 12)
    }
    if not territories:
        return {}
    offices = Office.objects.filter(territory__in=territories).values_list("territory", "short_name")
    return {territories[territory]: name for territory, name in offices}


def _grouped(found: list[Found]) -> Iterator[dict[str, Any]]:
    """The matters under what they answer to, in their order."""
    for rank, label in GROUPS.items():
        rows = [each for each in found if each.rank == rank]
        if rows:
            yield {"label": label, "rows": rows}


def _empty(text: str, asked: bool, shown: _Shown) -> dict[str, str]:
    if shown.chips:
        return {**NARROWED, "url": shown.url(only=("q",))}
    if not text:
        return NOTHING_ASKED
    return NOTHING_FOUND if asked else NOTHING_READ
