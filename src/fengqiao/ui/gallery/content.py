"""Invented content of the gallery: the county 枫林县 on 2026-11-23."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.urls import reverse_lazy
from django.utils.text import format_lazy

from fengqiao.ui.due import Due, describe_due
from fengqiao.ui.parts import Cell, Chip, Column, Fact, Law, Place, Post, RailItem, Row, Shell, Stage, Tab

TODAY = date(2026, 11, 23)


def at(page: str, query: str = "") -> str:
    """The address of a page of the gallery, wherever the gallery is included."""
    return format_lazy("{}{}", reverse_lazy(f"gallery:{page}"), f"?{query}" if query else "")  # type: ignore[return-value]


PAGES = {
    name.replace("-", "_"): at(name)
    for name in ("workbench", "matter", "list", "form", "components", "print", "post", "action")
}

ART_17 = Law(
    "人民调解法第十七条",
    at("article"),
    "当事人可以向人民调解委员会申请调解；人民调解委员会也可以主动调解。当事人一方明确拒绝调解的，不得调解。",
)
ART_29 = Law(
    "人民调解法第二十九条",
    at("article"),
    "调解协议书自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。",
)
ART_31 = Law("人民调解法第三十一条", at("article"))
ART_33 = Law(
    "人民调解法第三十三条",
    at("article"),
    "经人民调解委员会调解达成调解协议后，双方当事人认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认。",
)

SHELL = Shell(
    person_name="陈晓岚",
    person_key="p7f3a",
    posts=(Post("1", "枫林镇司法所 · 所长", True), Post("2", "白水乡司法所 · 代行所长")),
    notices=3,
    demo=True,
    search_url=at("list"),
    notices_url=at("components"),
    post_url=at("post"),
    profile_url=at("components"),
    switch_url=at("sign-in"),
    sign_out_url=at("post"),
)

_RAIL = [
    ("工作台", at("workbench"), "checklist", 7),
    ("登记", at("form"), "file-plus", 0),
    ("人民调解", at("list"), "heart-handshake", 0),
    ("临时事项", at("components"), "flag", 2),
    ("统计", at("components"), "chart-bar", 0),
    ("机构", at("components"), "building-community", 0),
    ("设置", at("components"), "settings", 0),
]


def rail(current: str) -> list[RailItem]:
    return [RailItem(label, url, icon, label == current, badge) for label, url, icon, badge in _RAIL]


def due_in(days: int, **kwargs: bool | str) -> Due:
    return describe_due(TODAY + timedelta(days=days), TODAY, **kwargs)  # type: ignore[arg-type]


def worklist() -> list[dict[str, object]]:
    """The five groups of the workbench, in the order of the law."""
    return [
        {
            "label": "已逾期",
            "state": "late",
            "rows": [
                {
                    "id": 1,
                    "todo": "送达调解终止告知",
                    "url": at("matter"),
                    "matter": "赵某某与钱某某相邻权纠纷",
                    "number": "（2026）枫林镇人调字第0009号",
                    "parties": "赵**、钱*",
                    "due": due_in(-2, owner="本所"),
                    "law": Law("人民调解法第二十六条", at("article")),
                    "who": "王建国",
                },
            ],
        },
        {
            "label": "今天",
            "state": "today",
            "rows": [
                {
                    "id": 2,
                    "todo": "登记回访",
                    "url": at("matter"),
                    "matter": "李某某与周某某婚姻家庭纠纷",
                    "number": "（2026）枫林镇人调字第0012号",
                    "parties": "李**、周*",
                    "due": due_in(0),
                    "law": ART_31,
                    "who": "王建国",
                },
                {
                    "id": 3,
                    "todo": "去白水村送材料",
                    "url": at("components"),
                    "due": due_in(0, house=True),
                    "note": "临时事项 · 镇综治办交办",
                    "done_url": at("done"),
                },
            ],
        },
        {
            "label": "本周",
            "state": "soon",
            "rows": [
                {
                    "id": 4,
                    "todo": "提醒申请司法确认",
                    "url": at("matter"),
                    "matter": "枫林县宏远建筑劳务有限公司与孙某某等四人劳务报酬纠纷",
                    "number": "（2026）枫林镇人调字第0015号",
                    "parties": "宏远公司、孙**、吴**、郑*、冯**",
                    "due": due_in(2),
                    "law": ART_33,
                    "who": "陈晓岚",
                    "marks": ["补录"],
                },
                {
                    "id": 5,
                    "todo": "安排第二次调解",
                    "url": at("matter"),
                    "matter": "何某某与吕某某邻里纠纷",
                    "number": "（2026）枫林镇人调字第0018号",
                    "parties": "何**、吕**",
                    "due": due_in(3, house=True),
                    "who": "刘桂花",
                },
            ],
        },
        {
            "label": "以后",
            "state": "ok",
            "rows": [
                {
                    "id": 6,
                    "todo": "督促履行第二期",
                    "url": at("matter"),
                    "matter": "施某某与张某某土地流转纠纷",
                    "number": "（2026）枫林镇人调字第0004号",
                    "parties": "施**、张**",
                    "due": due_in(43, provisional=True),
                    "law": ART_31,
                    "who": "刘桂花",
                },
            ],
        },
        {
            "label": "等待他人",
            "state": "waiting",
            "folded": True,
            "rows": [
                {
                    "id": 7,
                    "todo": "等法院裁定",
                    "url": at("matter"),
                    "matter": "严某某与华某某民间借贷纠纷",
                    "number": "（2026）枫林镇人调字第0002号",
                    "parties": "严**、华**",
                    "due": due_in(6, paused=True),
                    "who": "县法院",
                },
            ],
        },
    ]


def stages(now: int = 4) -> list[Stage]:
    """The stages of a mediation with the `now`-th (from 0) present."""
    words = ["申请", "受理", "调解中", "达成协议", "履行回访", "归档"]
    days = [date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 10), date(2026, 11, 18), date(2026, 11, 18)]
    return [
        Stage(word, "done" if n < now else "now" if n == now else "next", days[n] if n <= now else None)
        for n, word in enumerate(words)
    ]


def deadlines() -> list[dict[str, object]]:
    return [
        {
            "label": "共同申请司法确认",
            "due": due_in(2),
            "law": ART_33,
            "whose": "由双方当事人办理",
            "explain": [
                "2026-10-26 周一 协议生效，当日不计入",
                "自 2026-10-27 起算三十日",
                "2026-11-25 周三 届满，当天是工作日，不顺延",
            ],
        },
        {
            "label": "第二期款项履行",
            "due": due_in(43, provisional=True),
            "law": ART_31,
            "whose": "由乙方履行",
            "explain": ["2027年放假安排尚未公布，按周末和法定节日推算，公布后自动重算"],
        },
        {"label": "协议后首次回访", "due": due_in(-1, house=True), "house": "枫司〔2026〕12号", "whose": "本所"},
        {"label": "调解", "due": describe_due(date(2026, 11, 20), TODAY, done_on=date(2026, 11, 18)), "law": ART_29},
    ]


def timeline() -> list[dict[str, object]]:
    def when(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 11, day, hour - 8, minute, tzinfo=UTC)

    return [
        {
            "happened_at": when(18, 16, 20),
            "who": "王建国",
            "what": "制作调解协议书，双方签名并按指印，协议自即日起生效。",
            "icon": "writing-sign",
            "url": at("print"),
            "url_label": "调解协议书（第1版）",
        },
        {
            "happened_at": when(18, 14, 30),
            "who": "王建国",
            "what": "主持第二次调解，双方到场，就拆除围墙与补偿 35,000.00 元达成一致。",
            "icon": "users",
            "note": "在场：村委会主任何**、邻居刘**。\n调解笔录已由双方核对签名。",
        },
        {
            "happened_at": when(10, 9),
            "who": "王建国",
            "what": "主持第一次调解，未达成一致，约定18日再调。",
            "icon": "users",
            "marks": ["补录"],
            "on_behalf": "刘桂花",
            "recorded_at": when(12, 10, 5),
        },
        {"happened_at": when(4, 10, 12), "who": "陈晓岚", "what": "受理，指派王建国为调解员。", "icon": "circle-check"},
        {
            "happened_at": when(3, 15, 40),
            "who": "刘桂花",
            "what": "登记申请：双方同意调解。",
            "icon": "file-plus",
            "corrected": True,
        },
    ]


FACTS = [
    Fact("纠纷类型", "邻里纠纷"),
    Fact("发生地", "枫林镇白水村三组"),
    Fact("申请日期", "2026-11-03 周二"),
    Fact("调解员", "王建国（枫林镇人民调解委员会）"),
    Fact("涉及金额", "35,000.00 元"),
    Fact("来源", "当事人申请"),
    Fact("诉求", "要求李某某拆除越界围墙并恢复原状，赔偿因堵塞排水造成的损失。", wide=True),
]

COLUMNS = [
    Column("案号", sort_url="?sort=number", sorted="descending"),
    Column("纠纷"),
    Column("当事人"),
    Column("调解员"),
    Column("阶段"),
    Column("期限"),
    Column("涉及金额", num=True),
]


def rows() -> list[Row]:
    """Twelve rows of a register of cases."""
    words = ["邻里纠纷", "婚姻家庭纠纷", "劳务报酬纠纷", "土地流转纠纷", "损害赔偿纠纷", "民间借贷纠纷"]
    people = ["王建国", "刘桂花", "陈晓岚"]
    dues = [due_in(-2), due_in(0), due_in(2), due_in(12), due_in(43, provisional=True), due_in(5, paused=True)]
    return [
        Row(
            (
                Cell(f"（2026）枫林镇人调字第{18 - n:04d}号"),
                Cell(words[n % 6]),
                Cell("王**、李**" if n % 4 else "宏远公司、孙**等四人"),
                Cell(people[n % 3]),
                Cell("调解中" if n % 3 else "履行回访"),
                Cell(template="ui/due_cell.html", data={"due": dues[n % 6]}),
                Cell(f"{(n * 7919 % 90 + 5) * 1000:,}.00 元", num=True),
            ),
            url=at("matter"),
            value=str(n),
            refused="已归档，不能再指派" if n == 4 else "",
        )
        for n in range(12)
    ]


CHIPS = [
    Chip("阶段：调解中", at("list", "kind=1")),
    Chip("纠纷类型：邻里纠纷", at("list", "stage=1")),
    Chip("登记日期：2026-11-01 至 2026-11-30", at("list")),
]
TABS = [
    Tab("在办", at("list"), True, 38),
    Tab("已办结", at("list", "tab=closed"), count=214),
    Tab("我经手的", at("list", "tab=mine"), count=12),
    Tab("全部", at("list", "tab=all")),
]
TOTALS = ["合计 12 件", "", "", "", "", "", "508,000.00 元"]
PLACES = [
    Place("枫林县", at("workbench")),
    Place("枫林镇司法所", at("workbench")),
    Place("人民调解", at("list")),
    Place("（2026）枫林镇人调字第0012号"),
]

NUMBERS = [
    {"label": "在办", "value": "38", "unit": "件", "url": at("list"), "before": "去年同期 31 件"},
    {"label": "法定逾期", "value": "2", "unit": "件", "url": at("list"), "state": "late", "before": "去年同期 5 件"},
    {"label": "三天内到期", "value": "6", "unit": "件", "url": at("list"), "state": "soon"},
    {"label": "本月办结", "value": "24", "unit": "件", "url": at("list"), "before": "去年同期 19 件"},
    {"label": "协议履行率", "value": "96.2", "unit": "%", "url": at("list"), "before": "去年同期 94.8%"},
]

ALLOWED = [
    {"label": "登记回访", "url": at("action"), "primary": True, "icon": "phone"},
    {"label": "登记履行", "url": at("action"), "icon": "coin"},
    {"label": "打印协议书", "url": at("print"), "icon": "printer"},
    {"label": "更正", "url": at("action"), "icon": "edit"},
]
REFUSED = [
    {
        "label": "归档",
        "reason": "第二期款项 2027-01-05 才到期，履行完毕后再归档。如双方同意提前结清，请先办理“登记履行”。",
        "law": Law(
            "人民调解法第三十一条第一款",
            at("article"),
            "人民调解委员会应当对调解协议的履行情况进行监督，督促当事人履行约定的义务。",
        ),
    },
    {
        "label": "撤回申请",
        "reason": "协议已于 2026-11-18 周三 生效，不能再撤回。对协议内容有争议的，当事人可以向人民法院提起诉讼。",
        "law": Law("人民调解法第三十二条", at("article")),
    },
]
