"""Moving an office with its matters: everything that carries a territory follows, in one transaction, in one record.

Looks and timelines are not touched: they say what was, and are found through their matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import UniqueConstraint

from fengqiao.indicators import folding
from fengqiao.matter import changes, net
from fengqiao.matter.models import Counter, Matter, MatterSearch, Share
from fengqiao.matter.search import territory_lexemes
from fengqiao.matter.search.rebuilding import renew
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import KEEP_OFFICES, offices_of, require
from fengqiao.orgs.models import Office
from fengqiao.orgs.moving import Moved, merge_office, move_office
from fengqiao.orgs.recording import record
from fengqiao.orgs.refusal import NotAllowed


@transaction.atomic
def move(
    actor: Actor | None, office: Office, parent: Office, *, merge: bool, on: date, basis: str, now: datetime
) -> tuple[Moved, int]:
    """Move ``office`` under ``parent``, or merge it into ``parent``; returns what moved and how many matters followed.

    ``actor`` None is the command at the server, which may move between counties. Raises NotAllowed, also where both have one of what may be there once.
    """
    if not basis:
        raise NotAllowed("请写明批准文号或依据。", "basis")
    if actor is not None:
        require(actor, KEEP_OFFICES)
        if offices_of(actor).filter(pk__in=(office.pk, parent.pk)).count() != 2 - (office.pk == parent.pk):
            raise NotAllowed(
                "两个机构都应在您管理的县内。跨县调整由服务器管理人员用 fengqiao offices move 办理。", "parent"
            )
    before, parent_before = office.territory, office.parent.name if office.parent else ""
    moved = (merge_office if merge else move_office)(office, parent, on=on, basis=basis)
    with net.widened(*net.EVERYWHERE):
        changes.leave_seat(list(moved.territories), on)
        folding.note_counted_at(moved.territories)
        try:
            with transaction.atomic():
                matters = restamp(moved, parent)
        except IntegrityError as clash:
            raise NotAllowed(_twice(clash), "parent") from clash
    after = moved.territories[before]
    record(
        actor, "office.merge" if merge else "office.move", office.name, now=now, territory=after, office=office,
        old={"territory": before, "parent": parent_before},
        new={"territory": after, "parent": parent.name, "on": on.isoformat(), "basis": basis,
             "matters": matters, "offices": len(moved.offices), "posts_ended": len(moved.posts_ended)},
    )  # fmt: skip
    return moved, matters


def _twice(clash: IntegrityError) -> str:
    """What both offices have of which there may be one, and what to do about it. Raises the error itself where no table of ours says."""
    name = getattr(getattr(clash.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for each in model._meta.constraints:
            if each.name == name and isinstance(each, UniqueConstraint):
                return f"两个机构有同一个{model._meta.verbose_name}：{each.violation_error_message}请先改名或者停用其中一个，再办理。"
    raise clash


def matters_of(office: Office) -> int:
    """How many matters would follow: those of the office and of all under it."""
    low, high = office.reach
    with net.widened(*net.EVERYWHERE):
        return Matter.objects.filter(territory__gte=low, territory__lte=high).count()


def restamp(moved: Moved, into: Office) -> int:
    """Write the new numbers wherever the old ones stand; returns the number of matters."""
    pairs = moved.territories
    matters = 0
    for table in stamped_tables():
        changed = _write(table, "territory", pairs)
        if table == Matter._meta.db_table:
            matters = changed
    _follow_places(pairs)
    kept = {old: new for old, new in pairs.items() if moved.merged is None or old != moved.merged.territory}
    _write(Counter._meta.db_table, "body", kept)
    _follow_shares(moved, into)
    _follow_search(pairs)
    _follow_shared_search(moved, into)
    if moved.merged is not None:
        Matter.objects.filter(office=moved.merged, closed=False).update(office=into)
    return matters


def stamped_tables() -> list[str]:
    """Every table with a territory of its own; offices, what may not be changed and what is made anew from the matters apart; matters first."""
    fixed = {*net.append_only(), Office._meta.db_table}
    found = {
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.managed and not getattr(model, "made_anew", False) and any(f.column == "territory" for f in model._meta.local_concrete_fields)
    }
    return sorted(found - fixed, key=lambda table: (table != Matter._meta.db_table, table))


def _write(table: str, column: str, pairs: Mapping[int, int]) -> int:
    if not pairs:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            f'update "{table}" set {column} = moved.new from unnest(%s::bigint[], %s::bigint[]) as moved(old, new)'
            f' where "{table}".{column} = moved.old',
            [list(pairs), list(pairs.values())],
        )
        return int(cursor.rowcount)


def _follow_places(pairs: Mapping[int, int]) -> None:
    """A matter may say in columns of its own where something was (``says_where`` of its model): they are read as numbers of today."""
    for model in apps.get_models():
        for column in getattr(model, "says_where", ()):
            _write(model._meta.db_table, column, pairs)


def _follow_shares(moved: Moved, into: Office) -> None:
    """A share with an office that moved reaches its new interval."""
    for office in moved.offices:
        low, high = office.reach
        Share.objects.filter(office=office).update(low=low, high=high)
    if moved.merged is not None:
        low, high = into.reach
        Share.objects.filter(office=moved.merged).update(office=into, low=low, high=high)


def _follow_shared_search(moved: Moved, into: Office) -> None:
    """The search rows of matters shared with an office that moved say where it is now."""
    offices = [*moved.offices, *([into] if moved.merged else [])]
    renew(list(Share.objects.filter(office__in=offices).values_list("matter_id", flat=True)), anew=True)


def _follow_search(pairs: Mapping[int, int]) -> None:
    """The scope words of the search rows."""
    table = MatterSearch._meta.db_table
    with connection.cursor() as cursor:
        for old, new in pairs.items():
            cursor.execute(
                f"update {table} set words = ts_delete(words, %s::text[]) || array_to_tsvector(%s::text[])"
                " where matter_id in (select id from matter_matter where territory = %s)",
                [territory_lexemes(old), territory_lexemes(new), new],
            )
