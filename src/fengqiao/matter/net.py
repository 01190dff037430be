"""The net under the two doors: row-level security in the database, set per transaction from the person who acts.

It catches a forgotten filter, not hostile SQL: the web's role can set the scope itself. A missing scope raises. The
worker has a policy of its own and sees every matter. Entries and looks can be added, never changed or removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from fengqiao.matter import models

WEB, WORKER = "fengqiao_web", "fengqiao_worker"
IN_SCOPE = "territory between current_setting('fq.lo')::bigint and current_setting('fq.hi')::bigint"
# of the same county as who acts: what hangs on the wall of one office and is looked at from another
SAME_COUNTY = (
    "{territory} between current_setting('fq.lo')::bigint / 1000000000 * 1000000000"
    " and current_setting('fq.hi')::bigint / 1000000000 * 1000000000 + 999999999"
)
OF_OFFICE = "(select o.territory from orgs_office o where o.id = office_id)"
# a value, not "exists": of that the planner makes a table of all matters one may see, and a county has hundreds of thousands
OF_VISIBLE_MATTER = "(select true from matter_matter m where m.id = {column}) is true"
SHARED_HERE = (
    "current_setting('fq.lo')::bigint <= low and high <= current_setting('fq.hi')::bigint"
    " and (to_on is null or to_on >= (now() at time zone 'Asia/Shanghai')::date)"
)
# only what lies elsewhere: a county's own shares, thousands of them, say nothing new to somebody who sees the whole county
WIDTH = "current_setting('fq.hi')::bigint - current_setting('fq.lo')::bigint"
APART = f"apart = any (case when {WIDTH} >= 999999999 then '{{0}}'::smallint[] else '{{0,1}}'::smallint[] end)"
SHARED_IN = f"{APART} and {SHARED_HERE} and not ({IN_SCOPE})"
MATTER_IN_SCOPE = f"({IN_SCOPE}) or id = any (array(select matter_id from matter_share where {SHARED_IN}))"
EVERYWHERE = (0, 10**15 - 1)  # all territories, for what is done to all of them after a check of its own
APPEND_ONLY = ("matter_entry", "matter_look")


def policies() -> dict[str, str]:
    """The condition of every table of a matter, by table name; lines' own tables included.

    A model outside this room that may or may not belong to a matter says ``in_net = True``, and has ``territory`` and
    ``matter_id``; one that belongs to none ``in_scope = True``, or, read all over its county, ``in_county = True``: it
    has ``territory`` or else ``office``.
    """
    found = {"matter_matter": MATTER_IN_SCOPE, "matter_share": f"({IN_SCOPE}) or ({SHARED_HERE})"}
    for model in apps.get_models():
        table = model._meta.db_table
        if table in found or not model._meta.managed:
            continue
        if issubclass(model, models.Matter):
            found[table] = OF_VISIBLE_MATTER.format(column=model._meta.pk.column)
        elif issubclass(model, models.OfMatter | models.Entry):
            found[table] = OF_VISIBLE_MATTER.format(column="matter_id")
        elif issubclass(model, models.Recusal | models.Look | models.Notice) or getattr(model, "in_net", False):
            found[table] = f"({IN_SCOPE}) or {OF_VISIBLE_MATTER.format(column='matter_id')}"
        elif issubclass(model, models.Errand) or getattr(model, "in_scope", False):
            found[table] = IN_SCOPE
        elif getattr(model, "in_county", False):
            own = any(field.column == "territory" for field in model._meta.local_concrete_fields)
            found[table] = SAME_COUNTY.format(territory="territory" if own else OF_OFFICE)
    for table in ("matter_party", "matter_deadline", "matter_task"):
        found[table] = f"({IN_SCOPE}) or {OF_VISIBLE_MATTER.format(column='matter_id')}"
    return found


def append_only() -> list[str]:
    """Tables that are added to, never changed: a matter's own, and every model that says ``append_only = True``."""
    said = {m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False)}
    return sorted({*APPEND_ONLY, *said})


def statements() -> list[str]:
    """The SQL that lays the net, repeatable. Run as the owner after each migration."""
    sql = [
        f"grant usage on schema public to {WEB}, {WORKER}",
        f"grant select, insert, update, delete on all tables in schema public to {WEB}, {WORKER}",
        f"grant usage, select on all sequences in schema public to {WEB}, {WORKER}",
        f"grant execute on all functions in schema public to {WEB}, {WORKER}",
    ]
    for table in append_only():
        sql.append(f"revoke update, delete, truncate on {table} from {WEB}, {WORKER}")
    for table, condition in sorted(policies().items()):
        sql += [
            f'alter table "{table}" enable row level security',
            f'drop policy if exists scope on "{table}"',
            f'create policy scope on "{table}" to {WEB} using ({condition}) with check (true)'
            if table == "matter_look"
            else f'create policy scope on "{table}" to {WEB} using ({condition})',
            f'drop policy if exists worker on "{table}"',
            f'create policy worker on "{table}" to {WORKER} using (true)',
        ]
    return sql


def install() -> None:
    """Lay the net."""
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def holes() -> list[str]:
    """What is wrong with the net as the present connection sees it; empty when it holds. Asked before serving."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        if cursor.fetchone()[0]:
            found.append("网页进程用的数据库角色可以越过行级安全")
        cursor.execute(
            "select c.relname from pg_class c where c.relname = any(%s) and not c.relrowsecurity", [list(policies())]
        )
        found += [f"表{name}没有启用行级安全" for (name,) in cursor.fetchall()]
        cursor.execute(
            "select t from unnest(%s::text[]) t where has_table_privilege(current_user, t, 'update')"
            " or has_table_privilege(current_user, t, 'delete')",
            [append_only()],
        )
        found += [f"网页进程可以修改只增不改的表{name}" for (name,) in cursor.fetchall()]
    return found


def set_scope(low: int, high: int) -> None:
    """The reach of this transaction, both ends included."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('fq.lo', %s, true), set_config('fq.hi', %s, true)", [str(low), str(high)])


def clear_scope() -> None:
    """Forget the reach; the next question without one raises."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('fq.lo', '', true), set_config('fq.hi', '', true)")


@contextmanager
def widened(low: int, high: int) -> Iterator[None]:
    """The one place where an action writes outside the actor's reach, after the permission check: dispatch, escalation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with before as materialized (select current_setting('fq.lo', true) lo, current_setting('fq.hi', true) hi)"
            " select lo, hi, set_config('fq.lo', %s, true), set_config('fq.hi', %s, true) from before",
            [str(low), str(high)],
        )
        before = cursor.fetchone()
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(
                    "select set_config('fq.lo', %s, true), set_config('fq.hi', %s, true)",
                    [before[0] or "", before[1] or ""],
                )
