"""Legal aid and public legal services: the desks of the centre, the counter's queue, the lawyer's and the citizen's telephone.

A page against the one query that gives its rows; an act against the same rows written bare. What an act is done to was opened for it
beforehand, through the same door and untimed: an application that just came, a case that waits, a question nobody has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils import timezone

from fengqiao.bench.acting import Deed, Send, post
from fengqiao.bench.measuring import BUDGET, Measure, Run, asked, in_turn, signed_in
from fengqiao.bench.pages import EVERYBODY, MATTER, MINE, Page, scoped, shown, worklist
from fengqiao.bench.registers import PHONE, own_index
from fengqiao.demo.legalaid import WAGES
from fengqiao.demo.legalservice import ASKED
from fengqiao.lines.aidcases.procedure import CASE
from fengqiao.lines.legalservice import codes
from fengqiao.lines.legalservice.procedure import SERVICE_REQUEST
from fengqiao.matter import net, registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Procedure
from fengqiao.matter.visibility import lines_open_to
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post
from fengqiao.portal.keeping import seal
from fengqiao.portal.verifying import COOKIE, SESSION

USUAL = 8  # cases in hand of one lawyer
SOLVED = 3  # so many runs of the solver are taken, not as many as of a page
OPEN_TO = "m.line = any(%(lines)s)"
REGISTER = """
select m.*, c.*, o.short_name, s.name from matter_matter m join {table} c on c.matter_ptr_id = m.id
join orgs_office o on o.id = m.office_id left join orgs_staff s on s.id = m.handler_id
where m.line = '{line}' and m.territory between %(low)s and %(high)s {which} order by m.opened_on desc, m.id desc limit 51
"""
BATCH = """
with waiting as (
 select m.id, m.number, m.masked_title, m.next_due_on, m.office_id, c.* from matter_matter m join aidcases_aidcase c on c.matter_ptr_id = m.id
 where m.stage = 'pending' and m.line = 'aidcases' and not m.closed and m.territory between %(low)s and %(high)s and not m.sealed
)
select (select json_agg(w order by w.received_on, w.number) from waiting w), (select json_agg(r) from (
  select * from aidcases_assignmentrun where case_ids && (select array_agg(id) from waiting) order by at desc limit 1) r)
"""
PROBLEM = """
select m.*, c.*, (select json_agg(e order by e.seq) from matter_entry e where e.matter_id = m.id), (select json_agg(d) from matter_deadline d where d.matter_id = m.id),
       (select json_agg(x) from (select p.*, (select sum(h.points) from aidcases_aidcase h join matter_matter o on o.id = h.matter_ptr_id where h.provider_key = p.id::text and not o.closed) as held,
          (select count(*) from providers_relationedge g where g.provider_id = p.id and g.party_index in (select substring(sha256(q.id_index) for 16) from matter_party q where q.matter_id = m.id)) as met
        from providers_provider p where p.in_aid_pool and p.left_on is null and p.territory between %(low)s and %(high)s) x)
from matter_matter m join aidcases_aidcase c on c.matter_ptr_id = m.id
where m.stage = 'pending' and m.line = 'aidcases' and not m.closed and m.territory between %(low)s and %(high)s
"""
POOL = "select count(*) from providers_provider where in_aid_pool and left_on is null and territory between %(low)s and %(high)s"
QUEUE = """
with counted as (
 select count(*) filter (where m.stage = 'queued') as waiting, count(*) filter (where m.stage = 'callback') as callbacks, count(*) filter (where m.stage = 'revisit') as bad,
        (select count(*) from legalservice_servicerequest d where d.answered_on = %(today)s) as answered
 from matter_matter m where m.territory between %(low)s and %(high)s and m.line = 'legalservice' and not m.closed
), next as (
 select m.id, r.points + extract(epoch from now() - r.arrived_at) / 3600 + (case when r.latest_at < now() then 10 else 0 end) as priority
 from matter_matter m join legalservice_servicerequest r on r.matter_ptr_id = m.id
 where m.territory between %(low)s and %(high)s and not m.closed and (m.stage = 'queued' or (m.stage = 'working' and r.taken_until < now())) order by priority desc limit 30
), mine as (
 select m.id, 0 as priority from matter_matter m where m.line = 'legalservice' and m.handler_id = %(staff)s and not m.closed limit 50
)
select m.*, r.*, n.priority, counted.* from (select * from next union all select * from mine) n join matter_matter m on m.id = n.id
join legalservice_servicerequest r on r.matter_ptr_id = m.id cross join counted
"""
ITEMS = """
select k.*, (select count(*) from matter_party p join matter_matter m on m.id = p.matter_id and m.line = 'legalservice' where p.phone_index = %(phone)s
             and m.territory between %(low)s and %(high)s)
from legalservice_knowledgeitem k where k.territory between %(low)s and %(high)s and k.state = 'published'
"""
EARLIER = """
select m.*, r.* from matter_party p join matter_matter m on m.id = p.matter_id and m.line = 'legalservice' join legalservice_servicerequest r on r.matter_ptr_id = m.id
where p.phone_index = %(phone)s and m.territory between %(low)s and %(high)s order by r.arrived_at desc limit 20
"""
OWN = """
select m.*, c.*, (select json_agg(t order by t.due_on) from matter_task t where t.matter_id = m.id) from matter_matter m join aidcases_aidcase c on c.matter_ptr_id = m.id
where m.handler_id = %(staff)s and m.line = 'aidcases' order by m.closed, m.closed_on desc limit 100
"""
OFFERED = """
select m.*, c.*, d.due_on, (select json_agg(e order by e.seq) from matter_entry e where e.matter_id = m.id)
from providers_provider p join aidcases_aidcase c on c.provider_key = p.id::text join matter_matter m on m.id = c.matter_ptr_id
join matter_deadline d on d.matter_id = m.id and d.rule = 'answer' and d.state = 'running' where p.staff_id = %(staff)s and m.stage in ('named', 'signed', 'handling')
"""
BOARD = "select * from portal_board order by county"
PROGRESS = "select s.*, (select json_agg(h) from portal_held h where h.status_id = s.token) from portal_status s where s.phone_index = %(index)s"
ANSWERED = {
    "mode": "phone", "advice": "先保存好记工和聊天记录。可以向劳动监察投诉，也可以直接申请劳动仲裁，时效一年。", "next": ["arbitration"], "told_right": "on", "minutes": "8", "persons_served": "1",
    "statutes-TOTAL_FORMS": "1", "statutes-INITIAL_FORMS": "0", "statutes-0-article": "劳动合同法第三十条",
}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """Who sits where."""

    assigner: Post
    reviewer: Post
    clerk: Post
    seat: Post
    services: Post
    lawyer: Post

    @classmethod
    def of(cls, run: Run) -> Desk:
        """The centre's people; of the lawyers one with as many cases in hand as usual, the same at every size."""
        query = (
            "select handler_id from matter_matter where line = 'aidcases' and not closed and territory between %s and %s and handler_id in"
            " (select staff_id from providers_provider) group by 1 order by abs(count(*) - %s), 1 limit 1"
        )
        [(handler,)] = run.owner.execute(query, [run.low, run.high, USUAL]).fetchall()
        lawyer = Post.objects.held_on(run.today).filter(staff_id=handler).select_related("office", "staff").order_by("pk")[0]
        assigner, reviewer, clerk, seat, services = (run.post(role, "bureau") for role in ("aid_assigner", "aid_reviewer", "clerk", "hotline", "service_head"))
        return cls(assigner, reviewer, clerk, seat, services, lawyer)


def measure(run: Run) -> Iterator[Measure]:
    """The pages, the proposal of the day, what stands beside a call, the citizen's telephone."""
    desk = Desk.of(run)
    for page in pages(run, desk):
        yield shown(run, page)
    yield from _proposed(run, desk)
    yield from _beside(run, desk)
    yield from _telephone(run)


def _of(run: Run, post: Post) -> dict[str, Any]:
    low, high = post.office.reach
    return {
        "low": low, "high": high, "staff": post.staff_id, "roles": list(post.roles), "lines": lines_open_to(actor_of(post)), "today": run.today,
        "sunday": run.today + timedelta(days=6 - run.today.weekday()),
    }  # fmt: skip


def register(line: str, table: str, which: str = "") -> str:
    return REGISTER.format(line=line, table=table, which=which)


def pages(run: Run, desk: Desk) -> list[Page]:
    """What the centre, the counter and the lawyer open every day."""
    assigner, lawyer, seat, head = desk.assigner, desk.lawyer, desk.seat, desk.services
    application = _longest(run, "line = 'legalaid' and stage = 'granted'")
    case = _longest(run, f"line = 'aidcases' and stage = 'handling' and handler_id = {lawyer.staff_id}")
    request = _longest(run, "line = 'legalservice' and stage = 'queued'")
    at_assigner, at_lawyer, at_seat, at_head = (_of(run, post) for post in (assigner, lawyer, seat, head))
    of = {"low": run.low, "high": run.high}
    return [
        Page("工作台：指派员看自己的", assigner.staff, "/", worklist(f"{MINE} and {OPEN_TO}"), at_assigner),
        Page("工作台：指派员看全县", assigner.staff, "/?who=all", worklist(f"{EVERYBODY} and {OPEN_TO}"), at_assigner),
        Page("登记簿：援助案件在办", assigner.staff, "/register/aidcases/", register("aidcases", "aidcases_aidcase", "and not m.closed"), of),
        Page("登记簿：援助案件全部", assigner.staff, "/register/aidcases/?state=all", register("aidcases", "aidcases_aidcase"), of),
        Page("登记簿：咨询和诉求全部", head.staff, "/register/legalservice/?state=all", register("legalservice", "legalservice_servicerequest"), of),
        Page("申请页：审查员打开", desk.reviewer.staff, f"/matters/{application.code}/", MATTER, {"matter": application.pk}, f"{application.head_seq}条记录"),
        Page("案件页：指派员打开", assigner.staff, f"/matters/{case.code}/", MATTER, {"matter": case.pk}, f"{case.head_seq}条记录"),
        Page("当日指派：打开", assigner.staff, "/aidcases/assigning/", BATCH, at_assigner),
        Page("接听台：一个队列", seat.staff, "/legalservice/queue/", QUEUE, at_seat),
        Page("接听台：坐席打开一件诉求", seat.staff, f"/matters/{request.code}/", MATTER, {"matter": request.pk}, f"{request.head_seq}条记录"),
        Page("知识条目", head.staff, "/legalservice/knowledge/", ITEMS, at_head | {"phone": b""}),
        Page("律师手机页：我的指派", lawyer.staff, "/aidcases/mine/", OFFERED, at_lawyer),
        Page("律师手机页：我的案件", lawyer.staff, "/aidcases/mine/cases/", OWN, at_lawyer),
        Page("律师手机页：一件案件", lawyer.staff, f"/aidcases/mine/cases/{case.code}/", MATTER, {"matter": case.pk}, f"{case.head_seq}条记录"),
    ]


def _longest(run: Run, which: str) -> Matter:
    query = f"select id from matter_matter where {which} and territory between %s and %s order by head_seq desc, id limit 1"
    [(found,)] = run.owner.execute(query.encode(), [run.low, run.high]).fetchall()
    return scoped(run, found)


# What is not simply opened -------------------------------------------------------------------------------------------


def _taken(run: Run, name: str, ours: Callable[[], object], query: str, given: dict[str, Any], note: str = "", repeats: int = 0, budget: int | None = BUDGET) -> Measure:
    """What is sent or opened without an account, against its query."""
    ours()
    with asked() as statements:
        ours()
    rows = len(run.rows(query, given))
    times = in_turn(ours, partial(run.rows, query, given), repeats or run.repeats)
    return Measure(name, *times, len(statements), budget, note or f"{rows}行")


def _sent(browser: Client, path: str, form: dict[str, str], status: int = 200) -> Callable[[], object]:
    def send() -> None:
        response = browser.post(path, form)
        if response.status_code != status:
            raise RuntimeError(f"{path}: {response.status_code}")

    return send


def _proposed(run: Run, desk: Desk) -> Iterator[Measure]:
    """The day's batch reckoned anew; bare is reading all that the solver is given. How often the database is asked grows with the cases."""
    given = {"low": run.low, "high": run.high}
    reckon = _sent(signed_in(desk.assigner.staff), "/aidcases/assigning/", {}, 302)
    cases, [(lawyers,)] = len(run.rows(PROBLEM, given)), run.rows(POOL, given)
    yield _taken(run, "当日指派：计算这一批（连求解）", reckon, PROBLEM, given, f"{cases}件，{lawyers}人", min(SOLVED, run.repeats), None)
    yield shown(run, Page("当日指派：打开，算过以后", desk.assigner.staff, "/aidcases/assigning/", BATCH, given))


def _beside(run: Run, desk: Desk) -> Iterator[Measure]:
    """While somebody is on the telephone: articles, items and whether they called before; then what they asked."""
    browser, phone = signed_in(desk.seat.staff), _caller(run)
    given = {"low": run.low, "high": run.high, "phone": ring().blind_index.of("phone", phone)}
    told = {"content": ASKED[0][0], "area": ASKED[0][1], "phone": phone}
    yield _taken(run, "接听登记旁：条文、知识条目、以前来过没有", _sent(browser, "/legalservice/beside/", told), ITEMS, given)
    yield _taken(run, "接听登记旁：这个号码以前问过什么", _sent(browser, "/legalservice/history/", {"phone": phone}), EARLIER, given)


def _caller(run: Run) -> str:
    """The telephone of somebody who asked."""
    from fengqiao.matter.sealing import opener

    [(pk,)] = run.owner.execute(
        "select p.matter_id from matter_party p join matter_matter m on m.id = p.matter_id where m.line = 'legalservice' and p.phone_index is not null"
        " and m.territory between %s and %s order by p.matter_id desc limit 1", [run.low, run.high],
    ).fetchall()  # fmt: skip
    matter = scoped(run, pk)
    with transaction.atomic():
        net.set_scope(run.low, run.high)
        sealed = matter.parties.exclude(phone_index=None)[0].sealed
    return str(opener(ring().unwrap(matter.data_key), matter.pk)(sealed)["phone"])


def _telephone(run: Run) -> Iterator[Measure]:
    """A citizen without an account: where help is found, and how far the own application is."""
    browser = Client(raise_request_exception=True)
    browser.cookies[COOKIE] = seal({"phone": PHONE, "until": int((timezone.now() + SESSION).timestamp())}, COOKIE)
    given = {"index": own_index()}
    [(token,)] = run.owner.execute("select token from portal_status where phone_index = %(index)s order by changed_at desc limit 1", given).fetchall()
    [(places,)] = run.owner.execute("select sum(jsonb_array_length(content->'directory')) from portal_board").fetchall()
    town = run.owner.execute("select content->'offices'->0->'towns'->>0 from portal_board order by county").fetchall()[0][0]
    for name, path, query, note in (
        ("群众手机页：附近的法律服务", f"/m/directory/?town={town}", BOARD, f"共{places}处"), ("群众手机页：附近的法律服务，全县", "/m/directory/", BOARD, f"共{places}处"),
        ("群众手机页：我的事", "/m/mine/", PROGRESS, ""), ("群众手机页：申请办到哪一步", f"/m/mine/{token}/", PROGRESS, ""),
    ):  # fmt: skip
        yield _taken(run, name, partial(_opened, browser, path), query, given, note)


def _opened(browser: Client, path: str) -> None:
    response = browser.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")


# Acts ----------------------------------------------------------------------------------------------------------------


def acts(run: Run) -> Iterator[Measure]:
    """A question registered, left or answered at once; an application accepted, a case assigned, a question answered."""
    desk = Desk.of(run)
    seat, clerk, assigner = (signed_in(each.staff) for each in (desk.seat, desk.clerk, desk.assigner))
    [(provider, org)] = run.rows("select id, org_id from providers_provider where staff_id = %(staff)s limit 1", {"staff": desk.lawyer.staff_id})
    chosen = {"org": str(org), "handler": str(provider), "mode": "turn"}
    for deed in (
        Deed("接听：登记诉求，转入待领", _asking(seat, run, {"then": "queue"})), Deed("接听：登记诉求，当场答复", _asking(seat, run, {"then": "answer", **ANSWERED})),
        Deed("援助：受理申请", _doing(clerk, run, "accept", {}, _applications(run, desk))), Deed("援助：指派", _doing(assigner, run, "assign", chosen, _cases(run, desk))),
        Deed("接听：答复待领的", _doing(seat, run, "answer", ANSWERED, _requests(run, desk))),
    ):  # fmt: skip
        for _ in range(run.repeats + 1):
            deed.take(run)
        yield deed.measured()


def _asking(browser: Client, run: Run, more: dict[str, Any]) -> Iterator[Send]:
    n = 0
    while True:
        n += 1
        content, area, *_ = ASKED[n % len(ASKED)]
        form = {
            "content": content, "channel": codes.HOTLINE, "intent": codes.CONSULT, "area": area, "name": "钱建国", "phone": f"1542000{n:04d}", "safe": codes.SAFE_ANY,
            "language": "mandarin", "on": run.today.isoformat(), "statutes-TOTAL_FORMS": "0", "statutes-INITIAL_FORMS": "0", **more,
        }  # fmt: skip
        yield partial(post, browser, "/register/legalservice/new/intake/", form, "/matters/")


def _doing(browser: Client, run: Run, action: str, form: dict[str, Any], opened: Callable[[int], Matter]) -> Iterator[Send]:
    """Each time on a matter opened for it before any is timed."""
    for matter in [opened(n) for n in range(2 * (run.repeats + 1))]:
        yield partial(post, browser, f"/matters/{matter.code}/do/{action}/", form | {"happened_on": run.today.isoformat()}, f"/matters/{matter.code}/")


def _open(run: Run, actor: Actor | None, procedure: Procedure, action: str, data: dict[str, Any], office: Office) -> Matter:
    with transaction.atomic():
        net.set_scope(run.low, run.high)
        return open_matter(actor, procedure, [Doing(procedure.action(action), data, run.today)], office, now=timezone.now(), demo=True).matter


def _applications(run: Run, desk: Desk) -> Callable[[int], Matter]:
    procedure = registry.procedure_on("legalaid", run.today)

    def opened(n: int) -> Matter:
        parties = [{"side": "applicant", "name": "孙秀英", "phone": f"1543000{n:04d}", "address": "演示镇"}, {"side": "respondent", "kind": "org", "name": f"测速第{n}建设有限公司"}]
        told = {"channel": "counter", "parties": parties, "stage": "before", "story": "干了四个月没有给工资，请求法律援助。", "may_call": True, "told_rights": True, **WAGES}
        return _open(run, actor_of(desk.clerk), procedure, "receive", told, desk.clerk.office)

    return opened


def _cases(run: Run, desk: Desk) -> Callable[[int], Matter]:
    def opened(n: int) -> Matter:
        told = {
            "origin": "applied", "parties": [{"side": "recipient", "name": "李文华", "phone": f"1544000{n:04d}"}, {"side": "opponent", "kind": "org", "name": f"测速第{n}建设有限公司"}],
            "decided_on": run.today.isoformat(), "aid_form": "civil", "cause": "追索劳动报酬", "case_stage": "first", "organ": "县人民法院",
        }  # fmt: skip
        return _open(run, None, CASE, "opened", told, desk.assigner.office)

    return opened


def _requests(run: Run, desk: Desk) -> Callable[[int], Matter]:
    def opened(n: int) -> Matter:
        content, area, *_ = ASKED[n % len(ASKED)]
        told = {
            "content": content, "area": area, "channel": codes.HOTLINE, "intent": codes.CONSULT, "name": "赵桂兰", "phone": f"1545000{n:04d}", "safe": codes.SAFE_ANY, "language": "mandarin",
        }  # fmt: skip
        return _open(run, actor_of(desk.seat), SERVICE_REQUEST, "receive", told, desk.seat.office)

    return opened
