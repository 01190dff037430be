"""In whose name a subscriber carries on: the person whose act it follows from, in the post they hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post
from fengqiao.orgs.permissions import Permission


class NobodyToAct(LookupError):
    """The person has no post any more that may go on with it."""


def actor_for(staff_id: int | None, territory: int, permissions: Iterable[Permission], day: date) -> Actor:
    """The person in a post of ``day`` that reaches the territory and holds one of the permissions. Raises NobodyToAct."""
    posts = Post.objects.held_on(day).filter(staff__pk=staff_id or 0).select_related("office", "staff").order_by("pk")
    wanted = list(permissions)
    for actor in map(actor_of, posts):
        if actor.reaches(territory) and any(actor.holds(each) for each in wanted):
            return actor
    names = "、".join(permission.label for permission in wanted)
    raise NobodyToAct(
        f"{day.isoformat()}没有可以继续“{names}”的岗位（人员{staff_id}，区域{territory}）。请由在岗的人补办。"
    )
