"""Offices: set up, changed, closed by the system administrator. Each step is kept in the history 机构沿革 and in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import KEEP_OFFICES, offices_of, require
from fengqiao.orgs.models import ChangeKind, Office, OfficeChange, Post
from fengqiao.orgs.recording import record
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.orgs.territories import check_parent, check_territory, next_territory

EDITABLE = ("name", "short_name", "number_word", "area", "address", "phone", "court", "town")
_NUMBERING = 7_021_902  # the advisory lock under which new numbers are given


@transaction.atomic
def create_office(
    actor: Actor, *, kind: str, parent: Office, name: str, from_on: date, now: datetime, territory: int | None = None,
    basis: str = "", **fields: Any,
) -> Office:  # fmt: skip
    """A new office under its parent; the number is given unless it is named."""
    require(actor, KEEP_OFFICES)
    if not offices_of(actor).filter(pk=parent.pk).exists():
        raise NotAllowed("所选上级机构不在您管理的县内。请重新选择。", "parent")
    office = add_office(kind=kind, parent=parent, name=name, from_on=from_on, territory=territory, basis=basis, **fields)
    record(
        actor, "office.create", office.name, now=now, territory=office.territory, office=office,
        new={"territory": office.territory, "kind": kind, "parent": parent.name, "from_on": from_on.isoformat(), "basis": basis},
    )  # fmt: skip
    return office


def add_office(
    *, kind: str, parent: Office, name: str, from_on: date, territory: int | None = None, basis: str = "", **fields: Any
) -> Office:
    """The row and its first line of history; for one office and for many. Raises NotAllowed."""
    check_parent(kind, parent)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_NUMBERING])
    if Office.objects.filter(parent=parent, name=name, to_on__isnull=True).exists():
        raise NotAllowed(f"“{parent.name}”之下已有“{name}”。请核对，不要重复建立。", "name")
    if territory is None:
        territory = next_territory(kind, parent)
    else:
        check_territory(territory, kind, parent)
        refuse_used(territory)
    filled = {key: value for key, value in fields.items() if value not in (None, "")}
    office = Office.objects.create(
        territory=territory, kind=kind, parent=parent, name=name, from_on=from_on,
        **{"short_name": name[:60], "court": parent.court, **filled},
    )  # fmt: skip
    OfficeChange.objects.create(office=office, kind=ChangeKind.NEW, on=from_on, basis=basis, to_territory=territory)
    return office


def refuse_used(territory: int) -> None:
    """Raises NotAllowed for a number that an office has or once had."""
    holder = Office.objects.filter(territory=territory).first()
    if holder is not None:
        raise NotAllowed(f"区域号已属于“{holder.name}”，不能再用。请核对，或留空由系统编号。", "territory")
    former = OfficeChange.objects.filter(from_territory=territory).select_related("office").first()
    if former is not None:
        raise NotAllowed(f"区域号曾属于“{former.office.name}”，不再分给别的机构。请留空由系统编号。", "territory")


@transaction.atomic
def change_office(actor: Actor, office: Office, fields: Mapping[str, Any], *, now: datetime, basis: str = "") -> list[str]:
    """Write changed fields; returns their names. A new name is kept in the history with the old one."""
    require(actor, KEEP_OFFICES)
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise KeyError(f"not editable: {sorted(unknown)}")
    changed = [name for name in EDITABLE if name in fields and fields[name] != getattr(office, name)]
    if not changed:
        return []
    old = {name: _plain(getattr(office, name)) for name in changed}
    if "name" in changed:
        OfficeChange.objects.create(
            office=office, kind=ChangeKind.RENAME, on=timezone.localdate(now), basis=basis,
            note=f"原名{office.name}"[:200],
        )  # fmt: skip
    for name in changed:
        setattr(office, name, fields[name])
    office.save(update_fields=changed)
    record(
        actor, "office.change", office.name, now=now, territory=office.territory, office=office, old=old,
        new={name: _plain(fields[name]) for name in changed},
    )  # fmt: skip
    return changed


@transaction.atomic
def close_office(actor: Actor, office: Office, *, to_on: date, basis: str, now: datetime) -> None:
    """Close an office that nobody works at and nothing stands under. Its matters and history stay."""
    require(actor, KEEP_OFFICES)
    below = office.children.filter(to_on__isnull=True).order_by("territory").first()
    if below is not None:
        raise NotAllowed(f"“{below.name}”等下级机构还在。请先调整它们的隶属，或办理合并。")
    post = Post.objects.not_over(to_on).filter(office=office).select_related("staff").first()
    if post is not None:
        raise NotAllowed(f"{post.staff.name}等人在这里还有岗位。请先给岗位写上截止日期（早于{to_on.isoformat()}）。")
    shut(office, to_on=to_on, basis=basis)
    record(
        actor, "office.close", office.name, now=now, territory=office.territory, office=office,
        old={"to_on": ""}, new={"to_on": to_on.isoformat(), "basis": basis},
    )  # fmt: skip


def shut(office: Office, *, to_on: date, basis: str, into: Office | None = None) -> None:
    """Write the last day and the line of history. Raises NotAllowed when it is closed already or not yet begun."""
    if office.to_on is not None:
        raise NotAllowed(f"“{office.name}”已于{office.to_on.isoformat()}撤销。")
    if to_on < office.from_on:
        raise NotAllowed(f"撤销日期不能早于生效日期{office.from_on.isoformat()}。请核对。", "to_on")
    office.to_on = to_on
    office.save(update_fields=["to_on"])
    kind = ChangeKind.MERGE if into is not None else ChangeKind.CLOSE
    OfficeChange.objects.create(
        office=office, kind=kind, on=to_on, basis=basis, from_territory=office.territory, into=into
    )


def _plain(value: Any) -> Any:
    return value.name if isinstance(value, Office) else value
