"""The account in whose name citizens act by telephone: one for each county, at the bureau. Nobody can sign in with it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff
from fengqiao.orgs.recording import record
from fengqiao.orgs.roles import CITIZEN

NAME = "群众（手机办理）"


def is_citizens(staff: Staff) -> bool:
    """Whether the account is the citizens' one: no password, no code, no other post may be given to it."""
    return Post.objects.filter(staff=staff, roles__contains=[CITIZEN.code]).exists()


@transaction.atomic
def citizen_of(county: int, *, now: datetime) -> Actor:
    """The actor of a county's citizens, made when it is first needed. Raises LookupError where there is no bureau."""
    bureau = Office.objects.filter(territory=county * 10**9, kind=OfficeKind.BUREAU).first()
    if bureau is None:
        raise LookupError(f"no bureau in county {county}")
    held = Post.objects.filter(office=bureau, roles__contains=[CITIZEN.code]).select_related("office", "staff").first()
    return actor_of(held if held is not None else _make(bureau, now))


def _make(bureau: Office, now: datetime) -> Post:
    Office.objects.select_for_update().get(pk=bureau.pk)  # two at once make one
    held = Post.objects.filter(office=bureau, roles__contains=[CITIZEN.code]).select_related("office", "staff").first()
    if held is not None:
        return held
    username = f"citizen{bureau.territory // 10**9}"
    staff = Staff(username=username, name=NAME, confirmed=True, password=make_password(None))
    staff.save()
    today = timezone.localdate(now)
    post = Post.objects.create(
        staff=staff, office=bureau, roles=[CITIZEN.code], basis="手机办理", from_on=min(today, bureau.from_on)
    )
    record(
        None, "account.create", f"{NAME}（{username}）", now=now, territory=bureau.territory, staff=staff, office=bureau,
        new={"username": username, "roles": CITIZEN.label},
    )  # fmt: skip
    return post
