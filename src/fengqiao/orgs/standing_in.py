"""Who may act today: the regular holder of a post, an acting head 代行, a substitute AB岗; each with dates.

While somebody stands in for a post, its regular holder counts as away: they may still act, but nothing waits for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fengqiao.orgs.models import Post, PostKind

_ORDER = {PostKind.REGULAR: 0, PostKind.ACTING: 1, PostKind.SUBSTITUTE: 2}


def away(day: date) -> set[int]:
    """The posts whose holders are stood in for on ``day``, both ends of the dates included."""
    standing_in = Post.objects.held_on(day).exclude(kind=PostKind.REGULAR).filter(stands_for__isnull=False)
    present = standing_in.filter(staff__confirmed=True, staff__left_on__isnull=True).exclude(roles=[])
    return {number for number in present.values_list("stands_for_id", flat=True) if number is not None}


def who_may_act(office_id: int, role_codes: Iterable[str], day: date) -> list[Post]:
    """The posts at an office that carry one of the roles and whose holder is there on ``day``: regular ones first."""
    held = (
        Post.objects.held_on(day)
        .filter(office_id=office_id, roles__overlap=list(role_codes))
        .filter(staff__confirmed=True, staff__left_on__isnull=True)
        .select_related("staff", "office")
    )
    gone = away(day)
    there = [post for post in held if post.pk not in gone]
    return sorted(there, key=lambda post: (_ORDER[PostKind(post.kind)], post.from_on, post.pk))


def second_person(office_id: int, role_codes: Iterable[str], day: date, *, besides: int) -> Post | None:
    """Somebody else at the office who may do it today, or None where there is only one: ``besides`` is that person's number."""
    found = (post for post in who_may_act(office_id, role_codes, day) if post.staff_id != besides)
    return next(found, None)
