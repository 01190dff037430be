"""Reports of the invented county: last year's summary issued, this year's begun, last month's and last quarter's waiting, and the hand register. All 演示数据."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan
from fengqiao.demo.statistics import statistician
from fengqiao.indicators.periods import read, usual
from fengqiao.lines.reporting import procedure as p
from fengqiao.lines.reporting.hand.procedure import HAND_ENTRY, enter
from fengqiao.lines.reporting.procedure import REPORT
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post

Entry = tuple[str, str, int, str, int, int, int]  # kind, name, month, document, quantity, materials, people
ENTRIES: tuple[Entry, ...] = (
    ("study", "党组理论学习中心组学习", 2, "学习签到册（演示）", 12, 0, 0), ("study", "周五集中学习", 6, "学习签到册（演示）", 21, 0, 0),
    ("warning", "警示教育集中宣讲", 3, "警示教育方案（演示）", 8, 0, 0), ("problem_found", "教育整顿查摆问题", 3, "问题清单（演示）", 42, 0, 0),
    ("problem_closed", "教育整顿整改销号", 9, "销号台账（演示）", 42, 0, 0), ("mechanism", "长效机制汇编", 10, "枫司〔演示〕8号", 11, 0, 0),
    ("publicity", "民法典宣传月进乡村", 5, "活动简报（演示）", 31, 14_200, 12_040), ("publicity", "青少年法治教育进校园", 9, "活动简报（演示）", 22, 11_140, 8_600),
    ("psych", "常春藤心理帮助", 7, "服务记录（演示）", 6, 0, 48),
)  # fmt: skip
NAMED = (
    ("hero", "岳明理", 4, "表彰决定（演示）"), ("hero", "苗青云", 4, "表彰决定（演示）"), ("village_national", "凤栖社区", 8, "命名决定（演示）"), ("village_province", "虹桥社区", 8, "命名决定（演示）"),
    ("mediator_province", "田守诚", 10, "通报（演示）"), ("mediator_province", "葛春兰", 10, "通报（演示）"), ("committee_province", "枫溪镇人民调解委员会", 10, "通报（演示）"),
)  # fmt: skip
PROBLEMS = "一是部分村（社区）调解档案不齐全，补录不及时。\n二是村（居）法律顾问到岗时间不均衡，偏远村到岗少。\n三是普法形式较为单一，针对青年群体的内容不多。"
HIGHLIGHTS = "推行“上门调、夜间调”，方便务工群众。（演示数据）\n与法院共建诉前调解工作站，形成先行调解合力。（演示数据）"
PLAN: list[dict[str, str]] = [
    {"内容": "打造公共法律服务实体平台示范点", "责任单位": "公共法律服务管理股", "完成时限": "下一年9月底前", "指标": "示范点", "目标": "1个以上"},
    {"内容": "开展调解员全员轮训", "责任单位": "人民参与和促进法治股", "完成时限": "下一年6月底前", "指标": "轮训率", "目标": "100%"},
    {"内容": "规范社区矫正中心建设", "责任单位": "社区矫正管理局", "完成时限": "下一年11月底前", "指标": "", "目标": ""},
]


class _People:
    """Who makes reports in this county: one writes, others check, review and sign."""

    def __init__(self, plan: CountyPlan, bureau: Office, password: str, today: date) -> None:
        self.bureau = bureau
        self.writer = statistician(plan, bureau, today, password)
        inside = Post.objects.held_on(today).filter(office__territory__range=(bureau.territory, bureau.territory + 10**9 - 1)).select_related("office", "staff")
        held = list(inside.order_by("pk"))
        self.checker, self.reviewer, self.leader = (
            actor_of(next(each for each in held if role in each.roles)) for role in ("section_mediation", "legal_service", "leader")
        )

    def open(self, procedure: Procedure, action: Action, by: Actor, day: date, **data: Any) -> Matter:
        return open_matter(by, procedure, [Doing(action, data, day)], self.bureau, now=evening_of(day), demo=True).matter

    def do(self, matter: Matter, action: Action, by: Actor, day: date, **data: Any) -> None:
        perform(by, matter.pk, [Doing(action, data, day)], now=evening_of(day))


def load_reporting(plan: CountyPlan, *, say: Callable[[str], None], today: date, password: str) -> None:
    """The hand register of two years, and four reports at three steps."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    people = _People(plan, bureau, password, today)
    yesterday = today - timedelta(days=1)
    entered = sum(_enter(people, year, yesterday) for year in (today.year - 1, today.year))
    _issued(people, today.year - 1, min(date(today.year, 1, 20), yesterday))
    draft = people.open(
        REPORT, p.prepare, people.writer, yesterday, kind="yearly", about=bureau.pk, period_from=f"{today.year}-01-01", period_to=max(yesterday, date(today.year, 1, 1)).isoformat()
    )
    people.do(draft, p.write, people.writer, yesterday, highlights=HIGHLIGHTS, problems=PROBLEMS)
    people.do(draft, p.plan, people.writer, yesterday, rows=PLAN)
    month, this_quarter = (dict(usual(today))[word] for word in ("上月", "本季度"))
    people.open(REPORT, p.prepare, people.writer, yesterday, kind="monthly", about=bureau.pk, period_from=month.from_on.isoformat(), period_to=month.to_on.isoformat())
    quarter = read(f"{this_quarter.eve.year}-Q{(this_quarter.eve.month + 2) // 3}")
    people.open(REPORT, p.prepare, people.writer, yesterday, kind="quarterly", about=bureau.pk, period_from=quarter.from_on.isoformat(), period_to=quarter.to_on.isoformat())
    say(f"  人工登记{entered}条、报告4份已装入。")


def _enter(people: _People, year: int, latest: date) -> int:
    """The entries of a year that had happened by then."""
    rows = [*ENTRIES, *((kind, name, month, document, 1, 0, 0) for kind, name, month, document in NAMED)]
    done = 0
    for kind, name, month, document, quantity, materials, persons in rows:
        day = date(year, month, 18)
        if day > latest or (kind == "hero" and year != latest.year and name.startswith("苗")):
            continue
        more = {"materials": materials, "people": persons} if kind == "publicity" else {"people": persons} if kind == "psych" else {}
        people.open(HAND_ENTRY, enter, people.writer, day, kind=kind, name=f"{name}", on=day.isoformat(), quantity=quantity, document=document, **more)
        done += 1
    return done


def _issued(people: _People, year: int, day: date) -> None:
    """Last year's summary, through all four pairs of eyes."""
    report = people.open(REPORT, p.prepare, people.writer, day, kind="yearly", about=people.bureau.pk, period_from=f"{year}-01-01", period_to=f"{year}-12-31")
    people.do(report, p.write, people.writer, day, highlights=HIGHLIGHTS, problems=PROBLEMS)
    people.do(report, p.plan, people.writer, day, rows=PLAN)
    people.do(report, p.check, people.checker, day, opened=True)
    people.do(report, p.review, people.reviewer, day, digits_seen=True)
    people.do(report, p.sign, people.leader, day, doc_no=f"枫司〔{year + 1}〕1号")
    people.do(report, p.issue, people.writer, day)
