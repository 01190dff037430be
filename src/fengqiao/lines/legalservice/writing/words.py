"""From the answers to the words of the paper, what to do with it, and what makes it harder than it looks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.documents import Amount, PaperKind, chinese_date, in_figures
from fengqiao.lines.legalservice.rights import laws_of
from fengqiao.lines.legalservice.writing import asks, forms
from fengqiao.matter.public import Answer, Written
from fengqiao.statutes import Citation
from fengqiao.statutes.known import CIVIL_CODE, CIVIL_PROCEDURE, DOMESTIC_VIOLENCE, LABOUR_DISPUTES
from fengqiao.vault import IdNumber, parse_id_number

ROOM = "＿＿＿＿＿＿"  # to write in, within a sentence
NEXT: Mapping[str, tuple[str, ...]] = {
    asks.ARBITRATION: (
        "逐字核对，打印，最后签名、写日期。", "向干活的地方或者单位所在地的劳动人事争议仲裁委员会交；单位有几个，多交几份副本。", "带上身份证和证据的复印件，原件自己留好。",
        "五日内告诉您受不受理；不受理或者到期不答复的，可以向法院起诉。", "劳动仲裁不收费。写不了的，可以到那里当面说，由他们记。",
    ),
    asks.COMPLAINT: (
        "逐字核对，打印，最后签名、写日期。", "向干活的地方的劳动保障监察机构（人力资源和社会保障局）交，也可以先打12333问。", "几个人一起被欠的，各写各的，或者推一个人，附上名单和各人签名。",
        "投诉的同时也可以申请劳动仲裁；不干了的，离开一年内要申请。", "讨薪的可以申请法律援助，不核查经济困难状况。",
    ),
    asks.SUIT: (
        "逐字核对，打印，最后签名、写日期。", "一般向被告住的地方的基层人民法院交；几个被告多交几份副本。", "带上身份证和证据的复印件，原件自己留好。",
        "交诉讼费有困难的，可以向法院申请缓、减、免；请律师有困难的，可以申请法律援助。", "也可以先申请人民调解，不收费。",
    ),
    asks.ORDER: (
        "有危险，马上打110，留好报警回执。", "逐字核对，打印，最后签名、写日期。", "向您住的地方、他住的地方或者打人的地方的基层人民法院交；写不了的，可以当面说，由法院记。",
        "法院受理以后七十二小时内作出决定，情况紧急的二十四小时内。保护令最长六个月，到期以前可以申请延长。", "驳回的，五日内可以申请复议一次。他不照做的，打110，告诉法院。",
        "存在这台手机、电脑上的文件，不方便留的用完就删。",
    ),
    asks.POWER: ("逐字核对，打印，委托人、受托人都签名、写日期。", "打官司的，交给法院；仲裁的，交给仲裁委；别的事，交给办事的机关。", "卖房、公证、出国等，有的要先公证委托书，办以前问清楚。", "不想委托了，书面告诉受托人和办事的机关。"),
}  # fmt: skip
LAWS: Mapping[str, tuple[Citation, ...]] = {
    asks.ARBITRATION: (LABOUR_DISPUTES.art(28), LABOUR_DISPUTES.art(21), LABOUR_DISPUTES.art(27), LABOUR_DISPUTES.art(29), LABOUR_DISPUTES.art(53)),
    asks.COMPLAINT: (LABOUR_DISPUTES.art(9), LABOUR_DISPUTES.art(27)),
    asks.SUIT: (CIVIL_PROCEDURE.art(122), CIVIL_PROCEDURE.art(124), CIVIL_PROCEDURE.art(22, 1), CIVIL_CODE.art(188)),
    asks.ORDER: (DOMESTIC_VIOLENCE.art(23), DOMESTIC_VIOLENCE.art(25), DOMESTIC_VIOLENCE.art(27), DOMESTIC_VIOLENCE.art(28), DOMESTIC_VIOLENCE.art(29), DOMESTIC_VIOLENCE.art(30), DOMESTIC_VIOLENCE.art(31)),
    asks.POWER: (CIVIL_CODE.art(165), CIVIL_PROCEDURE.art(61), CIVIL_PROCEDURE.art(62, 2)),
}  # fmt: skip
OF_SUIT: Mapping[str, tuple[Citation, ...]] = {asks.DEBT: (CIVIL_CODE.art(675), CIVIL_CODE.art(676)), asks.INJURY: (CIVIL_CODE.art(1179),)}
TIES = {"spouse": "夫妻", "former": "原夫妻", "partner": "共同生活的人", "parent": "父母（公婆、岳父母）", "child": "子女", "other": "其他家庭成员"}
POWERS = {
    asks.GENERAL: "一般授权：代为办理手续、提交材料、参加庭审、陈述意见；不得代为承认、放弃、变更请求，不得进行和解、提起反诉或者上诉。",
    asks.SPECIAL: "特别授权：代为承认、放弃、变更请求，进行和解，提起反诉或者上诉，以及办理一般授权的各项。",
}
ASK_FIRST = Answer(
    "这件事先问清楚再写", ("离婚、继承、房子、土地、工程、公司的事，各有各的规矩，照样子写容易写错。", "问一问不收费，可以不留姓名；也可以打12348。", "请律师有困难的，可以申请法律援助，由律师替您写。"),
    "问清楚了，还可以回来写。", "ask-law", "问一问",
)  # fmt: skip


def write(said: asks.Said, today: date) -> Written | Answer:
    """The paper these answers make; where none should be written alone, whom to ask."""
    paper = str(said.get("paper", asks.OTHER))
    if paper == asks.OTHER or (paper == asks.SUIT and said.get("suit_kind") == asks.OTHER):
        return ASK_FIRST
    kind, kind_of_suit = _kind(said), str(said.get("suit_kind"))
    values = {name: value for name, value in _values(said, today).items() if name in kind.slot_names}
    cites = LAWS[paper] + (OF_SUIT[kind_of_suit] if paper == asks.SUIT else ())
    return Written(kind, values, tuple(warnings(said, today)), NEXT[paper], laws_of(cites), neutral=paper == asks.ORDER)


def _kind(said: asks.Said) -> PaperKind:
    suits = {asks.DEBT: forms.DEBT, asks.INJURY: forms.INJURY}
    if said["paper"] == asks.SUIT:
        return suits[said["suit_kind"]]
    return {asks.ARBITRATION: forms.ARBITRATION, asks.COMPLAINT: forms.COMPLAINT, asks.ORDER: forms.ORDER, asks.POWER: forms.POWER}[said["paper"]]


# The words -----------------------------------------------------------------------------------------------------------


def _values(said: asks.Said, today: date) -> dict[str, Any]:
    """Every word a paper may ask for; each takes its own."""
    found: dict[str, Any] = dict(said)
    for name in ("born_on", "started_on", "since_on", "due_on", "hurt_on"):
        found[name] = chinese_date(day) if (day := _day(said.get(name))) else ""
    sexes, proof = dict(asks.SEXES), str(said.get("proof") or "")
    born_on, number = _born_on(said, today), _number(said, today)
    left_on = _day(said.get("left_on")) if said.get("working") == "no" else None
    return found | {
        "sex": sexes.get(str(said.get("sex")), number.sex if number else ""), "other_sex": sexes.get(str(said.get("other_sex")), ""), "born_on": chinese_date(born_on) if born_on else "",
        "is_unit": "是" if said.get("side") == asks.UNIT else "", "proof": proof.splitlines(), "claims": claims(said), "heads": f"{said['heads']}人" if said.get("heads") else "",
        "still": f"已于{chinese_date(left_on)}离开" if left_on else "还在工作", "tie": TIES.get(str(said.get("tie")), ""),
        "urgent": "情况紧急，请求在二十四小时内作出人身安全保护令。" if said.get("danger") == "yes" else "",
        "agent_name": said.get("agent_name") if said["paper"] == asks.POWER or said.get("who") == asks.FOR else "",
        "power": POWERS.get(str(said.get("power")), ""), "until": chinese_date(until) if (until := _day(said.get("until_on"))) else "委托事项办完",
    }  # fmt: skip


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _number(said: asks.Said, today: date) -> IdNumber | None:
    """The identity number, which was checked when it was asked."""
    return parse_id_number(str(said["id_no"]), today=today) if said.get("id_no") else None


def _born_on(said: asks.Said, today: date) -> date | None:
    """As said, else as the identity number says."""
    number = _number(said, today)
    return _day(said.get("born_on")) or (number.birth_on if number else None)


def _sum(fen: Any) -> str:
    return Amount(int(fen)).shown if fen else f"{ROOM}元"


def claims(said: asks.Said) -> list[str]:
    """What is asked for, one sentence each; nothing where only the person can say it."""
    paper = said["paper"]
    if paper == asks.ORDER:
        return _measures(said)
    if paper == asks.SUIT:
        return _of_debt(said) if said["suit_kind"] == asks.DEBT else _of_injury(said)
    span = f"（{said['span']}）" if said.get("span") else ""
    if paper == asks.COMPLAINT:
        return [f"责令被投诉人支付拖欠的工资{_sum(said.get('amount'))}{span}。"]
    return [*_of_work(said, span), *str(said.get("more_claims") or "").splitlines()] if paper == asks.ARBITRATION else []


def _of_work(said: asks.Said, span: str) -> list[str]:
    started, left = _day(said.get("started_on")), _day(said.get("left_on"))
    until = f"至{chinese_date(left)}" if said.get("working") == "no" and left else ""
    return {
        asks.WAGES: [f"请求裁决被申请人支付拖欠的工资{_sum(said.get('amount'))}{span}。"],
        asks.LEAVING: [f"请求裁决被申请人支付解除（终止）劳动合同的经济补偿{_sum(said.get('amount'))}{span}。"],
        asks.RELATION: [f"请求确认申请人与被申请人自{chinese_date(started) if started else ROOM}起{until}存在劳动关系。"],
        asks.INJURED: [f"请求裁决被申请人支付工伤待遇{_sum(said.get('amount'))}{span}。"],
    }.get(str(said.get("claim")), [])  # fmt: skip


def _of_debt(said: asks.Said) -> list[str]:
    interest = [f"判令被告按约定支付利息（{said['interest']}）至付清之日止。"] if said.get("interest") else []
    return [f"判令被告偿还欠款{_sum(said.get('amount'))}。", *interest, "诉讼费用由被告承担。"]


def _of_injury(said: asks.Said) -> list[str]:
    words = {"medical": "医疗费", "income": "误工费", "care": "护理费", "other_cost": "交通、营养等费用"}
    given = {word: int(said[name]) for name, word in words.items() if said.get(name)}
    costs = "、".join(f"{word}{in_figures(fen)}元" for word, fen in given.items())
    total = f"，合计{_sum(sum(given.values()))}" if len(given) > 1 else ""
    return [f"判令被告赔偿原告{costs or f'医疗费等{ROOM}元'}{total}。", "诉讼费用由被告承担。"]


def _measures(said: asks.Said) -> list[str]:
    """反家庭暴力法第二十九条的措施: the first always, the others as ticked."""
    found = ["禁止被申请人实施家庭暴力。"]
    found += ["禁止被申请人骚扰、跟踪、接触申请人及其相关近亲属。"] * bool(said.get("apart"))
    found += ["责令被申请人迁出申请人住所。"] * bool(said.get("out"))
    return [*found, *filter(None, [str(said.get("other_measure") or "")])]


# What makes it harder -------------------------------------------------------------------------------------------------


def years_after(day: date, years: int) -> date:
    """The same day so many years on; of a leap day the last day of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def warnings(said: asks.Said, today: date) -> list[str]:
    """Why this one should be asked about first."""
    born, found = _born_on(said, today), []
    if number := _number(said, today):
        found += number.disagreements(birth_on=_day(said.get("born_on")), sex=dict(asks.SEXES).get(str(said.get("sex"))))
    if born and years_after(born, 18) > today:
        found.append("未满十八周岁的，一般由父母等监护人代着办，写法不一样。")
    paper, suit = said["paper"], said.get("suit_kind") if said["paper"] == asks.SUIT else None
    left, due, hurt = _day(said.get("left_on")), _day(said.get("due_on")), _day(said.get("hurt_on"))
    if paper in (asks.ARBITRATION, asks.COMPLAINT) and said.get("working") == "no" and left and years_after(left, 1) < today:
        found.append("离开已经超过一年，仲裁时效可能过了。要过钱、投诉过、对方答应过给的，时效重新计算，问清楚再办（劳动争议调解仲裁法第二十七条）。")
    if paper == asks.ARBITRATION and said.get("claim") == asks.INJURED:
        found.append("工伤的钱，一般要先认定工伤、评定伤残，问清楚走到哪一步再申请。")
    if suit == asks.DEBT and due and due > today:
        found.append("还没有到说好还钱的日子，现在能不能起诉，先问一问。")
    since = due if suit == asks.DEBT else hurt if suit == asks.INJURY else None
    if since and years_after(since, 3) < today:
        found.append("已经超过三年，诉讼时效可能过了。催要过、对方答应过还的，可能还没有过，问清楚再告（民法典第一百八十八条）。")
    if suit == asks.INJURY and said.get("hurt") == asks.LASTING:
        found.append("可能残疾的，要先做鉴定，能要的钱也多得多，先问一问，可以申请法律援助。")
    if suit == asks.INJURY and said.get("hurt") == asks.CRIME:
        found.append("公安在办的，赔偿可以在刑事案件里一起提，也可以另外告，先问一问怎样合算。")
    if paper == asks.POWER and said.get("power") == asks.SPECIAL:
        found.append("特别授权以后，他替您认了、让了、和解了，就算您自己做的。想清楚再签。")
    return found
