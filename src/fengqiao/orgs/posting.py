"""Posts: arranged by the system administrator with dates and basis, given their roles by the security administrator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import KEEP_ACCESS, KEEP_ACCOUNTS, not_oneself, offices_of, require
from fengqiao.orgs.ledger import SecondFactorRole
from fengqiao.orgs.models import Office, Post, PostKind, Staff
from fengqiao.orgs.recording import record
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.orgs.roles import ADMINISTRATORS, ROLES, SECADMIN, Role, clash_of_duties, labels, roles_at


@transaction.atomic
def place(
    actor: Actor, staff: Staff, office: Office, *, from_on: date, now: datetime, kind: PostKind = PostKind.REGULAR,
    to_on: date | None = None, stands_for: Post | None = None, basis: str = "",
) -> Post:  # fmt: skip
    """Arrange a post, without roles yet. Standing in names whose post, until when and by which paper."""
    require(actor, KEEP_ACCOUNTS)
    _check_place(actor, staff, office, from_on, to_on)
    if kind is not PostKind.REGULAR:
        _check_standing_in(staff, office, kind, to_on, stands_for, basis)
    post = Post.objects.create(
        staff=staff, office=office, kind=kind, stands_for=stands_for, basis=basis, from_on=from_on, to_on=to_on
    )
    record(
        actor, "post.create", f"{staff.name}：{office.short_name}", now=now, territory=office.territory, staff=staff,
        office=office, new=_words(post),
    )  # fmt: skip
    return post


def _check_place(actor: Actor, staff: Staff, office: Office, from_on: date, to_on: date | None) -> None:
    if not offices_of(actor).filter(pk=office.pk).exists():
        raise NotAllowed("所选机构不在您管理的县内。请重新选择。", "office")
    if office.to_on is not None:
        raise NotAllowed(f"{office.name}已于{office.to_on.isoformat()}撤销，不能再安排岗位。", "office")
    if staff.left_on is not None:
        raise NotAllowed(f"{staff.name}已于{staff.left_on.isoformat()}离任。如已返岗，请先办理返岗。")
    if to_on is not None and to_on < from_on:
        raise NotAllowed("截止日期不能早于开始日期。请核对。", "to_on")


def _check_standing_in(
    staff: Staff, office: Office, kind: PostKind, to_on: date | None, stands_for: Post | None, basis: str
) -> None:
    if to_on is None:
        raise NotAllowed("代行和替补须写明截止日期。到期还要继续的，到时再办一次。", "to_on")
    if not basis:
        raise NotAllowed("代行和替补须写明依据，如任命文号或AB岗安排。", "basis")
    if stands_for is None:
        if kind is PostKind.SUBSTITUTE:
            raise NotAllowed("AB岗替补须选明替谁。", "stands_for")
        return
    if stands_for.office_id != office.pk:
        raise NotAllowed(f"被代行、替补的岗位在{stands_for.office.short_name}，请选同一机构。", "stands_for")
    if stands_for.staff_id == staff.pk:
        raise NotAllowed("不能代行、替补自己的岗位。", "stands_for")


@transaction.atomic
def end_post(actor: Actor, post: Post, *, to_on: date, now: datetime) -> None:
    """Write the last day of a post."""
    require(actor, KEEP_ACCOUNTS)
    not_oneself(actor, post.staff, "结束岗位")
    keep_administrators([post], to_on)
    if to_on < post.from_on:
        raise NotAllowed(f"截止日期不能早于开始日期{post.from_on.isoformat()}。请核对。", "to_on")
    old = {"to_on": post.to_on.isoformat() if post.to_on else ""}
    post.to_on = to_on
    post.save(update_fields=["to_on"])
    record(
        actor, "post.end", f"{post.staff.name}：{post}", now=now, territory=post.office.territory, staff=post.staff,
        office=post.office, old=old, new={"to_on": to_on.isoformat()},
    )  # fmt: skip


def keep_administrators(ending: Iterable[Post], to_on: date) -> None:
    """Raises NotAllowed when ending these posts would leave the county without one of the three administrators."""
    for post in ending:
        for code in sorted(ADMINISTRATORS & set(post.roles)):
            low, high = post.office.reach
            others = Post.objects.not_over(to_on + timedelta(days=1)).filter(
                office__territory__gte=low, office__territory__lte=high, roles__contains=[code], staff__confirmed=True,
                staff__left_on__isnull=True,
            )  # fmt: skip
            if not others.exclude(staff_id=post.staff_id).exists():
                raise NotAllowed(
                    f"{post.staff.name}是本县唯一的{labels([code])}。请先安排接任的人并授予角色，再结束这个岗位。"
                )


def grantable(actor: Actor, post: Post) -> tuple[Role, ...]:
    """The roles this administrator may give this post: those of its kind of office, in the own county, never the own post."""
    low, high = actor.administers or (1, 0)
    if SECADMIN.code not in actor.roles or not low <= post.office.territory <= high or post.staff_id == actor.staff_id:
        return ()
    return roles_at(post.office.kind)


@transaction.atomic
def grant(actor: Actor, post: Post, codes: Iterable[str], *, now: datetime) -> None:
    """Give a post exactly these roles. Raises NotAllowed for a role beyond the grantable set and for duties that clash."""
    require(actor, KEEP_ACCESS)
    not_oneself(actor, post.staff, "授予角色")
    asked, today = frozenset(codes), timezone.localdate(now)
    allowed = {role.code for role in grantable(actor, post)}
    beyond = sorted(asked - allowed)
    if beyond:
        named = labels(beyond) or "所选角色"
        raise NotAllowed(f"“{named}”不能授给{post.office.get_kind_display()}的岗位，或不在您可以授予的范围内。请重新选择。", "roles")
    staff = Staff.objects.select_for_update().get(pk=post.staff_id)  # two grants at once see each other
    others = Post.objects.not_over(today).filter(staff=staff).exclude(pk=post.pk).values_list("roles", flat=True)
    clash = clash_of_duties(asked.union(*others)) if asked else None
    if clash:
        raise NotAllowed(clash, "roles")
    losing = ADMINISTRATORS & (set(post.roles) - asked)
    if losing:
        keep_administrators([post], today)
    old = labels(tuple(post.roles))
    post.roles = [code for code in ROLES if code in asked]
    post.save(update_fields=["roles"])
    record(
        actor, "post.grant", f"{staff.name}：{post.office.short_name}", now=now, territory=post.office.territory, staff=staff,
        office=post.office, old={"roles": old}, new={"roles": labels(tuple(post.roles))},
    )  # fmt: skip


def proposed_roles(post: Post) -> list[str]:
    """What a grant would usually give: for standing in, the roles of the post stood for, when its office may carry them."""
    if post.roles:
        return list(post.roles)
    if post.stands_for is None:
        return []
    return [role.code for role in roles_at(post.office.kind) if role.code in post.stands_for.roles]


@transaction.atomic
def require_second_factor(actor: Actor, codes: Iterable[str], *, now: datetime) -> None:
    """Name the roles that must sign in with a second factor in this county; the others may."""
    low, _ = require(actor, KEEP_ACCESS)
    asked = [code for code in ROLES if code in set(codes)]
    mine = SecondFactorRole.objects.filter(territory=low)
    old = labels(tuple(mine.values_list("role", flat=True)))
    mine.exclude(role__in=asked).delete()
    SecondFactorRole.objects.bulk_create(
        [SecondFactorRole(territory=low, role=code) for code in asked], ignore_conflicts=True
    )
    record(
        actor, "rule.second_factor", "须用动态码的角色", now=now, territory=low, old={"roles": old},
        new={"roles": labels(tuple(asked))},
    )  # fmt: skip


def _words(post: Post) -> dict[str, str]:
    return {
        "office": post.office.name,
        "kind": post.get_kind_display(),
        "stands_for": post.stands_for.staff.name if post.stands_for else "",
        "basis": post.basis,
        "from_on": post.from_on.isoformat(),
        "to_on": post.to_on.isoformat() if post.to_on else "",
    }
