"""Who acts, as whom: one person in one post. Everything that is done is done by an actor.

An administrator 三员 reaches no business data: the interval is empty, so that lists, doors and the database's own
policy all give nothing, whatever a page forgets. Where they administer is said apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao.orgs.models import Post, PostKind, Staff
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import ADMINISTRATORS, labels

NOWHERE = (1, 0)  # an interval that holds no territory


@dataclass(frozen=True)
class Actor:
    """A signed-in person in the post they act for. ``low``..``high`` is the reach, both ends included."""

    staff_id: int
    name: str
    post_id: int
    title: str
    roles: frozenset[str]
    office_id: int
    office_name: str
    territory: int
    low: int
    high: int
    administers: tuple[int, int] | None = None  # the interval an administrator looks after, both ends included

    def holds(self, permission: Permission) -> bool:
        """Whether the post carries one of the permission's roles; reach and recusal are asked elsewhere."""
        return bool(self.roles & permission.role_codes)

    def reaches(self, territory: int) -> bool:
        """Whether the territory lies inside this post's interval."""
        return self.low <= territory <= self.high

    @property
    def as_whom(self) -> str:
        """枫林镇司法所·司法所所长: how the timeline names the capacity."""
        return f"{self.office_name}·{self.title}"

    def lacks(self, permission: Permission) -> str:
        """The sentence that refuses, with whom to ask."""
        who = labels(tuple(sorted(permission.role_codes)))
        return f"“{permission.label}”由{who}办理，您现在的岗位是{self.title}。请转给有权办理的人，或切换岗位。"


def actor_of(post: Post) -> Actor:
    """The actor for a post whose staff and office are loaded."""
    reach = post.office.reach
    administers = bool(ADMINISTRATORS & set(post.roles))
    low, high = NOWHERE if administers else reach
    return Actor(
        staff_id=post.staff_id,
        name=post.staff.name,
        post_id=post.pk,
        title=post.title,
        roles=frozenset(post.roles),
        office_id=post.office_id,
        office_name=post.office.short_name,
        territory=post.office.territory,
        low=low,
        high=high,
        administers=reach if administers else None,
    )


def posts_of(staff: Staff, today: date) -> list[Post]:
    """The posts a person may act for today: regular ones first; one without a granted role is not yet a post to act for."""
    held = list(Post.objects.held_on(today).filter(staff=staff).exclude(roles=[]).select_related("office"))
    for post in held:
        post.staff = staff
    order = {PostKind.REGULAR: 0, PostKind.ACTING: 1, PostKind.SUBSTITUTE: 2}
    return sorted(held, key=lambda post: (order[PostKind(post.kind)], post.from_on, post.pk))
