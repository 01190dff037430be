"""What the helper asks, one plain question to a screen; which of them depends on the paper. What is left out prints as a blank."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fengqiao.matter.needs import Choice, Day, IdNumber, LongText, Money, Number, Options, Phone, Text, Yes
from fengqiao.matter.public import Screen

Said = Mapping[str, Any]
ARBITRATION, SUIT, ORDER, COMPLAINT, POWER, OTHER = "arbitration", "suit", "order", "wages", "power", "other"
PAPERS: Options = (
    (COMPLAINT, "欠薪投诉书：老板不给工资，请劳动监察管"), (ARBITRATION, "劳动仲裁申请书：和单位的劳动争议"), (SUIT, "民事起诉状：欠钱不还，被人弄伤"),
    (ORDER, "人身安全保护令申请书：家里有人打人、恐吓"), (POWER, "授权委托书：请别人替自己办"), (OTHER, "别的"),
)  # fmt: skip
DEBT, INJURY = "debt", "injury"
SUITS: Options = ((DEBT, "借钱、欠货款不还"), (INJURY, "被打伤、撞伤、弄伤"), (OTHER, "离婚、继承、房子、土地或者别的"))
SEXES: Options = (("male", "男"), ("female", "女"))
PERSON, UNIT = "person", "unit"
SIDES: Options = ((PERSON, "一个人"), (UNIT, "公司、单位、店"))
WORKING: Options = (("yes", "还在那里干"), ("no", "不干了"))
WAGES, LEAVING, INJURED, RELATION = "wages", "leaving", "injured", "relation"
CLAIMS: Options = ((WAGES, "要拖欠的工资"), (LEAVING, "被辞退，要补偿"), (RELATION, "没有签合同，要确认劳动关系"), (INJURED, "工伤的钱"), (OTHER, "别的"))
SELF, FOR = "self", "for"
WHO: Options = ((SELF, "我自己"), (FOR, "我替家里人申请，他自己办不了"))
RELATIVES: Options = (
    ("spouse", "丈夫、妻子"), ("former", "从前的丈夫、妻子"), ("partner", "一起生活的人"), ("parent", "父母、公婆、岳父母"), ("child", "子女"), ("other", "别的家里人"),
)  # fmt: skip
DANGER: Options = (("yes", "很急，随时会再来"), ("no", "没有那么急"))
HEALED, LASTING, CRIME = "healed", "lasting", "crime"
HURT: Options = ((HEALED, "养好了，或者能养好"), (LASTING, "伤得重，可能残疾"), (CRIME, "已经报案，公安在办"))
GENERAL, SPECIAL = "general", "special"
POWERS: Options = ((GENERAL, "只替我跑手续、出庭、说话"), (SPECIAL, "还可以替我认、替我让、替我和解"))
BLANK = "不填的，纸上留空，用笔补。"


def of(*papers: str) -> Callable[[Said], bool]:
    return lambda said: said.get("paper") in papers


def suit(*kinds: str) -> Callable[[Said], bool]:
    return lambda said: said.get("paper") == SUIT and said.get("suit_kind") in kinds


def _written(said: Said) -> bool:
    """Whether a paper comes of it at all."""
    return said.get("paper") not in (None, OTHER) and not (said.get("paper") == SUIT and said.get("suit_kind") == OTHER)


def _at_work(said: Said) -> bool:
    return said.get("paper") in (ARBITRATION, COMPLAINT)


def _sides(said: Said) -> bool:
    return said.get("paper") == SUIT and said.get("suit_kind") in (DEBT, INJURY)


BASICS = (Choice("sex", "性别", options=SEXES, required=False), Text("nation", "民族", required=False, most=20), Day("born_on", "出生日期", required=False), IdNumber("id_no", "身份证号", required=False))
PLACES = (Text("address", "住址", required=False, most=120), Phone("phone", "电话", required=False))
SCREENS = (
    Screen("paper", "要写哪一种？", (Choice("paper", "文书", options=PAPERS),), help="问几个问题，写成一份文书，自己核对、签名、交出去。不用手机号，我们什么都不保存。"),
    Screen("suit_kind", "是什么事？", (Choice("suit_kind", "什么事", options=SUITS),), when=of(SUIT)),
    Screen("danger", "现在急不急？", (Choice("danger", "急不急", options=DANGER),), when=of(ORDER), help="正在挨打、有危险的，马上打110。有人看您手机的，右上角“快速离开”，页面马上变空白。"),
    Screen("who", "替谁申请？", (Choice("who", "替谁", options=WHO),), when=of(ORDER), help="被吓住了、被管住了，或者是孩子，近亲属可以代为申请；村（居）委会、妇联、派出所也可以。"),
    Screen("for_me", "您是谁？", (Text("agent_name", "您的姓名", most=60), Text("agent_tie", "您是他的什么人", most=40)), when=lambda said: said.get("paper") == ORDER and said.get("who") == FOR),
    Screen("name", "写谁的名字？", (Text("name", "姓名", most=60),), when=_written, help="写身份证上的名字：申请、起诉、投诉或者委托别人的那个人。"),
    Screen("basics", "身份情况", BASICS, when=_written, help=BLANK),
    Screen("places", "住在哪里，电话多少？", PLACES, when=_written, help=f"法院、仲裁委照这个联系。{BLANK}住处不能让对方知道的，这里不填，当面告诉他们。"),
    # 劳动
    Screen("employer", "给谁干活？", (
        Text("other_name", "单位或者老板的名字", most=120), Text("other_address", "单位地址", required=False, most=120),
        Text("other_head", "负责人的姓名、职务", required=False, most=60), Phone("other_phone", "负责人电话", required=False),
    ), when=_at_work, help="合同、工资单、工牌、营业执照上的全名。"),
    Screen("site", "在哪个工地、哪个项目？", (Text("site", "工地、项目", required=False, most=120), Number("heads", "一起被欠的有几个人", required=False, least=1, most=9999)), when=of(COMPLAINT), help="不在工地的、只有自己的，直接下一步。"),
    Screen("job", "干什么活，什么时候开始的？", (Text("job", "岗位、工种", required=False, most=60), Day("started_on", "哪天开始干的", required=False)), when=_at_work, help="哪天记不清的不填。"),
    Screen("working", "现在还在那里干吗？", (Choice("working", "还在干吗", options=WORKING),), when=_at_work),
    Screen("left", "哪天不干的？", (Day("left_on", "哪天不干的"),), when=lambda said: _at_work(said) and said.get("working") == "no", help="离开以后一年内要申请仲裁，所以要填；记不准的，填最早可能的那天。"),
    Screen("claim", "主要是要什么？", (Choice("claim", "要什么", options=CLAIMS),), when=of(ARBITRATION)),
    Screen("amount", "一共多少钱？", (Money("amount", "金额（元）", required=False), Text("span", "哪几个月、怎么算的", required=False, most=200)),
           when=lambda said: said.get("paper") == COMPLAINT or (said.get("paper") == ARBITRATION and said.get("claim") in (WAGES, LEAVING, INJURED)),
           help="比如6800元，2026年7月到9月，每月2000多。算不清的不填。"),
    Screen("more_claims", "还要别的吗？", (LongText("more_claims", "别的要求", required=False, most=1000, lines=4),), when=of(ARBITRATION), help="一行写一项。没有直接下一步。"),
    # 起诉
    Screen("work", "做什么工作？", (Text("work", "职业、工作单位", required=False, most=80),), when=_sides, help=f"写原告的。{BLANK}"),
    Screen("side", "告的是谁？", (Choice("side", "告的是谁", options=SIDES),), when=_sides),
    Screen("defendant", "对方的情况", (
        Text("other_name", "对方的全名", most=120), Choice("other_sex", "性别", options=SEXES, required=False), Text("other_address", "住址", required=False, most=120), Text("other_work", "工作单位", required=False, most=80),
        Phone("other_phone", "电话", required=False),
    ), when=lambda said: _sides(said) and said.get("side") == PERSON, help="要让法院找得到这个人：住址、电话尽量填。"),
    Screen("company", "对方的情况", (
        Text("other_name", "单位的全名", most=120), Text("other_address", "地址", required=False, most=120), Text("other_head", "负责人的姓名、职务", required=False, most=60), Phone("other_phone", "电话", required=False),
    ), when=lambda said: _sides(said) and said.get("side") == UNIT, help="营业执照上的全名。"),
    Screen("debt", "欠了多少钱？", (Money("amount", "还欠的本金（元）"), Text("interest", "利息怎么约定的", required=False, most=100)), when=suit(DEBT), help="还过的不算。没有约定利息的不填。"),
    Screen("debt_days", "什么时候欠的，说好什么时候还？", (Day("since_on", "哪天欠的", required=False), Day("due_on", "说好哪天还", required=False, future=True)), when=suit(DEBT), help=BLANK),
    Screen("hurt", "伤得怎么样？", (Choice("hurt", "伤情", options=HURT), Day("hurt_on", "哪天受的伤"), Text("hurt_at", "在哪里", required=False, most=120)), when=suit(INJURY)),
    Screen("costs", "花了、少挣了多少钱？", (
        Money("medical", "医疗费（元）", required=False), Money("income", "误工少挣的（元）", required=False), Money("care", "护理费（元）", required=False), Money("other_cost", "交通、营养等（元）", required=False),
    ), when=suit(INJURY), help=f"按发票、工资算。{BLANK}"),
    # 保护令
    Screen("respondent", "谁打人、恐吓？", (
        Text("other_name", "那个人的姓名", most=60), Choice("tie", "是您的什么人", options=RELATIVES), Text("other_address", "他住在哪里", required=False, most=120), Phone("other_phone", "他的电话", required=False),
    ), when=of(ORDER), help="替别人申请的，写是那个人的什么人。"),
    Screen("measures", "请法院做什么？", (
        Yes("apart", "不许他骚扰、跟踪、来找我和我的家里人", required=False), Yes("out", "让他从家里搬出去", required=False), Text("other_measure", "还要别的", required=False, most=200),
    ), when=of(ORDER), help="“不许再打人”已经写上了。其他的要哪样勾哪样。"),
    # 委托
    Screen("agent", "委托谁？", (
        Text("agent_name", "受托人的姓名", most=60), Text("agent_tie", "是您的什么人", required=False, most=40), IdNumber("agent_id", "受托人身份证号", required=False), Phone("agent_phone", "受托人电话", required=False),
    ), when=of(POWER)),
    Screen("matter", "请他办什么事？", (Text("matter", "什么事", most=200), Text("where", "在哪里办", required=False, most=80)), when=of(POWER), help="比如：和某某的借款纠纷打官司。在哪里办：某某法院、仲裁委。"),
    Screen("power", "他可以做到哪一步？", (Choice("power", "权限", options=POWERS),), when=of(POWER), help="选第二种，他就能替您承认、放弃、变更请求，和解，反诉、上诉。拿不准的选第一种。"),
    Screen("until", "委托到什么时候？", (Day("until_on", "到哪天", required=False, coming=True, future=True),), when=of(POWER), help="不填的，写到这件事办完为止。"),
    # 事实
    Screen("story", "怎么回事？", (LongText("story", "经过", least=10, most=3000, lines=8),), when=lambda said: _written(said) and said.get("paper") != POWER,
           help="按先后说：什么时候、在哪里、谁做了什么、现在怎样。说事实，不骂人。"),
    Screen("proof", "有什么能证明？", (LongText("proof", "证据", required=False, most=1000, lines=5),), when=lambda said: _written(said) and said.get("paper") != POWER,
           help="一行写一样，比如：工资条、欠条、转账记录、聊天截图、报警回执、病历；有证人的，写姓名和住处。没有的直接下一步。"),
    Screen("sent_to", "交到哪里？", (Text("sent_to", "交到哪里", required=False, most=60),), when=lambda said: _written(said) and said.get("paper") != POWER,
           help="知道全名的写上，比如某某县人民法院、某某县劳动人事争议仲裁委员会。不知道的不填，交的时候问窗口。"),
)  # fmt: skip
