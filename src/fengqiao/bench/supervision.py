"""Community corrections with three years of records each: the officer's and the agency's desks, the register, a person's page, an act.

A page against the one query that gives its rows; a report entered on a timeline of three years against the same rows written bare.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from fengqiao.bench.acting import Deed, done
from fengqiao.bench.families import supervised
from fengqiao.bench.measuring import Measure, Run, signed_in
from fengqiao.bench.pages import EVERYBODY, MATTER, MINE, Page, shown, worklist
from fengqiao.matter.models import Matter
from fengqiao.matter.visibility import lines_open_to
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Post

OPEN_TO = "m.line = any(%(lines)s)"
REGISTER = """
select m.*, c.*, o.short_name, s.name from matter_matter m join corrections_correctioncase c on c.matter_ptr_id = m.id
join orgs_office o on o.id = m.office_id left join orgs_staff s on s.id = m.handler_id
where m.line = 'corrections' and m.procedure = 'correction' and m.territory between %(low)s and %(high)s and not m.closed
order by m.opened_on desc, m.id desc limit 51
"""
USUAL = 25  # people of one officer
MOST = 60  # people of one officer who are taken in turn
REPORTED = {"channel": "phone", "content": "在家务农，家里都好，没有外出。"}


def measure(run: Run) -> Iterator[Measure]:
    """The pages, then a report entered for people of one officer, each time another one."""
    officer, people = usual_desk(run)
    for page in pages(run, officer, people[0]):
        yield shown(run, page)
    deed = Deed("办理：登记报告（三年记录的一人）", done(signed_in(officer.staff), run, [each.code for each in people], "report", REPORTED))
    for _ in range(run.repeats + 1):
        deed.take(run)
    yield deed.measured()


def usual_desk(run: Run) -> tuple[Post, list[Matter]]:
    """An officer with about as many people as one usually has, and these, who has the longest timeline first.

    The same desk at every size: what grows then grows with the database and not with what one person is given to do.
    """
    query = (
        "select handler_id from matter_matter where line = 'corrections' and not closed and territory between %s and %s"
        " and handler_id is not null group by 1 order by abs(count(*) - %s), 1 limit 1"
    )
    [(handler,)] = run.owner.execute(query, [run.low, run.high, USUAL]).fetchall()
    post = Post.objects.held_on(run.today).filter(staff_id=handler).select_related("office", "staff").order_by("pk")[0]
    return post, list(read_as(post, handler_id=handler))


def read_as(post: Post, **which: Any) -> list[Matter]:
    """Cases of three years, read with the reach of a post."""
    from django.db import transaction

    from fengqiao.matter import net

    with transaction.atomic():
        net.set_scope(*post.office.reach)
        return list(supervised().filter(**which).order_by("-head_seq", "pk")[:MOST])


def pages(run: Run, officer: Post, person: Matter) -> list[Page]:
    """What is opened every day; the agency's section looks at the whole county."""
    section = run.post("corrections_staff")
    day = {"today": run.today, "sunday": run.today + timedelta(days=6 - run.today.weekday()), "matter": person.pk}

    def of(post: Post) -> dict[str, Any]:
        low, high = post.office.reach
        roles, lines = list(post.roles), lines_open_to(actor_of(post))
        return day | {"low": low, "high": high, "staff": post.staff_id, "roles": roles, "lines": lines}

    return [
        Page("工作台：司法所工作人员看自己的对象", officer.staff, "/", worklist(f"{MINE} and {OPEN_TO}"), of(officer)),
        Page("工作台：司法所工作人员看全所", officer.staff, "/?who=all", worklist(f"{EVERYBODY} and {OPEN_TO}"), of(officer)),
        Page("工作台：县局矫正股看全县", section.staff, "/?who=all", worklist(f"{EVERYBODY} and {OPEN_TO}"), of(section)),
        Page("登记簿：社区矫正在册", section.staff, "/register/corrections/", REGISTER, of(section)),
        Page("案件页：矫正三年的一人", officer.staff, f"/matters/{person.code}/", MATTER, of(officer), f"{person.head_seq}条记录"),
    ]
