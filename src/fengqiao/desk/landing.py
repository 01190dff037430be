"""Where a person lands after signing in, changing over or choosing a post: the same page, where they may see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from fengqiao.matter import net, registry
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor

_NEVER = ("sign-in", "sign-out", "switch", "act-for", "errand-done", "password")


def also_for_administrators(view: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a page of one's own account: the three administrators may open it, business pages they may not."""
    view.for_administrators = True  # type: ignore[attr-defined]
    return view


def safe_path(request: HttpRequest) -> str:
    """``next`` as a path of this site that is worth going to, or the workbench."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    home = reverse("workbench")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return home
    try:
        match = resolve(urlsplit(wanted).path)
    except Resolver404:
        return home
    return home if match.url_name in _NEVER else wanted


def capacity_for(path: str, actors: list[Actor]) -> Actor | None:
    """The first capacity in which the page may be opened, or None where none of them may see it."""
    return next((actor for actor in actors if may_open(path, actor)), None)


def may_open(path: str, actor: Actor) -> bool:
    """Whether the page is not hidden from the actor: the matter visible, the line open, the desk theirs."""
    match = resolve(urlsplit(path).path)
    is_business = not getattr(match.func, "for_administrators", False)
    if actor.administers is not None and is_business:
        return False
    line = match.kwargs.get("line")
    if line is not None and not any(each.code == line and actor.holds(each.may_see) for each in registry.lines()):
        return False
    if "code" not in match.kwargs or match.url_name == "open-new":
        return True
    with net.widened(actor.low, actor.high):
        try:
            get_matter(actor, match.kwargs["code"])
        except NotVisible:
            return False
    return True
