"""Pages through every layer, against one hand-written query that gives the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from fengqiao.bench.measuring import BUDGET, Measure, Run, asked, in_turn, signed_in
from fengqiao.matter.models import Matter
from fengqiao.matter.search import read
from fengqiao.orgs.models import Post, Staff

SHOWN = 31
TASKS = """
(select t.label, t.action, t.due_on, t.statutory, t.provisional, t.source, t.whose, t.matter_id, t.n, m.number, m.title,
        m.masked_title, m.restricted, m.urgency, m.urgent_word, s.name
 from matter_task t join matter_matter m on m.id = t.matter_id left join orgs_staff s on s.id = t.handler_id
 where t.territory between %(low)s and %(high)s and t.since_on <= %(today)s and {whose} and {group}
 order by t.due_on, t.urgency desc, t.matter_id, t.n limit {shown})
"""
GROUPS = (
    "t.due_on < %(today)s and t.statutory",
    "t.due_on < %(today)s and not t.statutory",
    "t.due_on = %(today)s",
    "t.due_on > %(today)s and t.due_on <= %(sunday)s and t.whose = '本所'",
    "(t.due_on > %(sunday)s or t.due_on is null) and t.whose = '本所'",
    "(t.due_on > %(today)s or t.due_on is null) and t.whose <> '本所'",
)
EVERYBODY = "true"
MINE = "(t.handler_id = %(staff)s or (t.handler_id is null and t.roles && %(roles)s::varchar[]))"
REGISTER = """
select m.*, c.*, o.short_name, s.name from matter_matter m join mediation_mediationcase c on c.matter_ptr_id = m.id
join orgs_office o on o.id = m.office_id left join orgs_staff s on s.id = m.handler_id
where m.line = 'mediation' and m.procedure = 'mediation' and m.territory between %(low)s and %(high)s and not m.closed
order by m.opened_on desc, m.id desc limit 51
"""
MATTER = """
select (select json_agg(e order by e.seq) from matter_entry e where e.matter_id = m.id),
       (select json_agg(d) from matter_deadline d where d.matter_id = m.id),
       (select json_agg(t) from matter_task t where t.matter_id = m.id),
       (select json_agg(p) from matter_party p where p.matter_id = m.id),
       (select json_agg(p) from matter_paper p where p.matter_id = m.id), m.*
from matter_matter m where m.id = %(matter)s
"""
SEARCH = """
select m.*, o.short_name from matter_mattersearch w join matter_matter m on m.id = w.matter_id
join orgs_office o on o.id = m.office_id where w.words @@ %(asked)s::tsquery order by w.matter_id desc limit 50
"""


@dataclass(frozen=True)
class Page:
    """A page: who opens it, its address, and the query that gives its rows."""

    name: str
    staff: Staff
    path: str
    query: str
    parameters: dict[str, Any]
    note: str = ""  # else how many rows


def worklist(whose: str) -> str:
    """The worklist's rows, group by group, in one query."""
    return " union all ".join(TASKS.format(whose=whose, group=group, shown=SHOWN) for group in GROUPS)


def pages(run: Run) -> list[Page]:
    """The pages that are opened most, on the county's fullest desks."""
    clerk = run.post("section_mediation")
    mine = busiest(run)
    assert mine.handler_id is not None
    worker = Post.objects.held_on(run.today).filter(staff_id=mine.handler_id).select_related("office", "staff")[0]
    of = {
        "low": run.low, "high": run.high, "today": run.today, "sunday": run.today + timedelta(days=6 - run.today.weekday()),
        "staff": worker.staff_id, "roles": list(worker.roles), "matter": mine.pk,
    }  # fmt: skip
    reach = dict(zip(("low", "high"), worker.office.reach, strict=True))
    name = mine.title[:3]
    words = {"asked": read(name, run.today).anywhere}
    return [
        Page("工作台：县局股室看全县", clerk.staff, "/?who=all", worklist(EVERYBODY), of),
        Page("工作台：调解员看自己的", worker.staff, "/", worklist(MINE), of | reach),
        Page("登记簿：全县在办", clerk.staff, "/register/mediation/", REGISTER, of),
        Page("登记簿：全县全部", clerk.staff, "/register/mediation/?state=all", REGISTER.replace("and not m.closed", ""), of),
        Page("案件页：承办人打开", worker.staff, f"/matters/{mine.code}/", MATTER, of),
        Page(f"查找：{len(name)}个字的姓名", clerk.staff, f"/search/?q={name}", SEARCH, of | words),
    ]


def busiest(run: Run) -> Matter:
    """A matter in performance of the mediator with most such matters: longest timeline first."""
    query = (
        "select handler_id from matter_matter where stage = 'performing' and procedure = 'mediation'"
        " and territory between %s and %s group by 1 order by count(*) desc, 1 limit 1"
    )
    found = run.owner.execute(query, [run.low, run.high]).fetchone()
    assert found is not None
    rows = run.owner.execute(
        "select id from matter_matter where handler_id = %s and stage = 'performing' order by head_seq desc, id limit 1", found
    ).fetchone()
    assert rows is not None
    return scoped(run, rows[0])


def scoped(run: Run, matter_id: Any) -> Matter:
    """A matter read with the county's reach."""
    from django.db import transaction

    from fengqiao.matter import net

    with transaction.atomic():
        net.set_scope(run.low, run.high)
        return Matter.objects.select_related("office").get(pk=matter_id)


def measure(run: Run) -> Iterator[Measure]:
    """Every page."""
    for page in pages(run):
        yield shown(run, page)


def shown(run: Run, page: Page) -> Measure:
    """A page opened again and again, and its query asked; the statements of one opening counted."""
    browser = signed_in(page.staff)

    def open_page() -> None:
        response = browser.get(page.path)
        if response.status_code != 200:
            raise RuntimeError(f"{page.path}: {response.status_code}")

    open_page()
    with asked() as statements:
        open_page()
    rows = len(run.rows(page.query, page.parameters))
    ours, bare = in_turn(open_page, partial(run.rows, page.query, page.parameters), run.repeats)
    return Measure(page.name, ours, bare, len(statements), BUDGET, page.note or f"{rows}行")
