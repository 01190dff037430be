"""What every page shows around its content: the rail, the person, the post one acts for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from fengqiao.assessment.permissions import SEE as SEE_ASSESSMENT
from fengqiao.booking.permissions import SEE as SEE_BOOKING
from fengqiao.booking.roster.permissions import SEE as SEE_ROSTER
from fengqiao.desk.admin.home import rail_items
from fengqiao.desk.board.asked import sees_board
from fengqiao.exchange.permissions import MAY_EXCHANGE, MAY_FILE
from fengqiao.indicators.registry import sets_for
from fengqiao.matter import registry
from fengqiao.matter.areas import REPORTING, Area
from fengqiao.matter.notices import count_unseen
from fengqiao.matter.own_forms import MAY_KEEP_FORMS
from fengqiao.messages.attending import ATTEND
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission
from fengqiao.providers.permissions import SEE as SEE_PROVIDERS
from fengqiao.ui.context import ui
from fengqiao.ui.htmx import wants_fragment
from fengqiao.ui.parts import Post, RailItem, Shell
from fengqiao.vault import hmac_sm3

FEW = 5  # so few need no 更多, and none is put away where there is none
MOST_FLAT = 9  # so many entries of lines fit on a screen beside the others
_FURTHER: list[tuple[str, str, str, tuple[Permission, ...]]] = []


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`, `rail` and `demo` for signed-in pages."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"demo": settings.DEMO, **ui(request)}
    posts = tuple(Post(str(p.pk), str(p), p.pk == actor.post_id) for p in request.posts)  # type: ignore[attr-defined]
    return {
        "demo": settings.DEMO,
        "rail": rail(request),
        "shell": Shell(
            person_name=actor.name,
            person_key=hmac_sm3(settings.SECRET_KEY.encode(), str(actor.staff_id).encode()).hex()[:16],
            posts=posts,
            notices=0 if wants_fragment(request) or actor.administers else count_unseen(actor),
            notices_url="" if actor.administers else reverse("notices"),
            demo=settings.DEMO,
            home_url=reverse("workbench"),
            search_url="" if actor.administers else reverse("search"),
            post_url=reverse("act-for"),
            profile_url=reverse("profile"),
            switch_url=f"{reverse('switch')}?{urlencode({'next': request.get_full_path()})}",
            sign_out_url=reverse("sign-out"),
        ),
        "ui_mode": "elder" if request.user.elder_mode else "",  # type: ignore[union-attr]  # follows the person, not the computer
    }


def rail(request: HttpRequest) -> list[RailItem]:
    """工作台, the lines the person may use, then the organisation; for administrators their own desk and nothing else."""
    actor, path = request.actor, request.path  # type: ignore[attr-defined]
    if actor.administers:
        return rail_items(actor, path)
    areas = _of_lines(actor, path)
    if figures := _of_figures(actor, path):
        areas[REPORTING] = [*figures, *areas.get(REPORTING, [])]
    items = [_item("工作台", reverse("workbench"), "layout-list", path, exact=True), *_by_area(areas)]
    if actor.holds(SEE_BOOKING):
        here = "" if path.startswith(reverse("roster")) else path  # the roster stands under the same address, and apart here
        items.append(_item("场所和预约", reverse("booking-resources"), "calendar", here, folded=True))
    if actor.holds(SEE_ROSTER):
        items.append(_item("值班表", reverse("roster"), "users", path, folded=True))
    if actor.holds(SEE_PROVIDERS):
        items.append(_item("服务名册", reverse("providers"), "users", path, folded=True))
    if actor.holds(MAY_EXCHANGE):
        items.append(_item("往来文件", reverse("exchange-inbox"), "arrows-exchange", path, folded=True))
    if actor.holds(MAY_FILE):
        items.append(_item("对外报送", reverse("filings"), "cloud-upload", path, folded=True))
    items += [_item(label, reverse(name), icon, path, folded=True) for label, name, icon, any_of in _FURTHER if any(map(actor.holds, any_of))]
    if actor.holds(MAY_KEEP_FORMS):
        items.append(_item("文书样式", reverse("own-forms"), "file-text", path, folded=True))
    if actor.holds(ATTEND):
        items.append(_item("通知发送", reverse("out-messages"), "message", path, folded=True))
    items += [_item("机构", reverse("offices"), "building", path, folded=True), _item("法条", reverse("laws"), "book", path)]
    return items if len(items) > FEW else [replace(item, folded=False) for item in items]


def _of_figures(actor: Actor, path: str) -> list[RailItem]:
    """What is read of all lines together."""
    pages = (("统计", "figures", "chart-bar", bool(sets_for(actor))), ("驾驶舱", "board", "columns-3", sees_board(actor)), ("考核", "assessment", "list-check", actor.holds(SEE_ASSESSMENT)))
    return [_item(label, reverse(name), icon, path) for label, name, icon, may in pages if may]


def _of_lines(actor: Actor, path: str) -> dict[Area, list[RailItem]]:
    """The lines the person may use, each with its further pages, area by area."""
    found: dict[Area, list[RailItem]] = {}
    for line in registry.lines():
        if actor.holds(line.may_see):
            mine = [page for page in line.pages if page[0] not in line.pages_of or actor.holds(line.pages_of[page[0]])]
            items = found.setdefault(line.area, [])
            items.append(_item(line.label, line.list_url, line.icon, path, folded=line.seldom))
            items += [_item(label, reverse(name), icon, path, folded=line.seldom) for name, label, icon in mine]
    return found


def _by_area(found: dict[Area, list[RailItem]]) -> list[RailItem]:
    """All of them while they are few; of many one entry for each area, and those of the area one is in beneath it."""
    everything = [item for items in found.values() for item in items]
    if sum(not item.folded for item in everything) <= MOST_FLAT:
        return everything
    shown = []
    for area, items in found.items():
        every_day = [item for item in items if not item.folded]
        here = any(item.current for item in items)
        if len(every_day) > 1:
            shown.append(RailItem(area.label, every_day[0].url, area.icon, opened=here))
            every_day = [replace(item, inner=True) for item in every_day] if here else []
        shown += every_day
    return [*shown, *(item for item in everything if item.folded)]


def add_to_rail(label: str, url_name: str, icon: str, *any_of: Permission) -> None:
    """A page of a room above the desk, for those who hold one of the permissions; declared once, when its app is ready."""
    if (label, url_name, icon, any_of) not in _FURTHER:
        _FURTHER.append((label, url_name, icon, any_of))


def _item(label: str, url: str, icon: str, path: str, exact: bool = False, folded: bool = False) -> RailItem:
    return RailItem(label, url, icon, current=path == url if exact else path.startswith(url), folded=folded)


