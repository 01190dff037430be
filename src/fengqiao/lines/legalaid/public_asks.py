"""The questions of an application on the phone, one to a screen. Whom nobody may tell comes first; income only where it matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fengqiao.lines.legalaid import codes
from fengqiao.matter.needs import Choice, Day, IdNumber, LongText, Money, Number, Options, Text, Yes
from fengqiao.matter.public import Photos, Screen, Town

AS_SELF, AS_KIN, AS_GUARDIAN, NEITHER = "self", "kin", "guardian", "none"
WHO: Options = ((AS_SELF, "我自己"), (AS_GUARDIAN, "我的孩子，或我监护的人"), (AS_KIN, "我的近亲属（被羁押、服刑的家人）"))
PLAIN_MATTERS: Options = (
    (codes.WAGES, "要工资、确认劳动关系"), (codes.WORK_INJURY, "工伤"), (codes.TRAFFIC, "交通事故受伤"), (codes.CHILD_SUPPORT, "要赡养费、抚养费、扶养费"),
    ("medical", "医疗事故受伤"), ("social", "社会保险、低保等救助"), ("defence", "家人或本人被抓、被起诉，没有律师"), ("victim", "犯罪的被害人"), ("reconsider", "行政复议"),
    ("state", "国家赔偿"), ("pension", "抚恤金"), ("environment", "环境污染受损"), (codes.OTHER, "其他，说不清"),
)  # fmt: skip
FORMS: Mapping[str, str] = {
    codes.WAGES: codes.ARBITRATION, codes.WORK_INJURY: codes.ARBITRATION, "defence": codes.DEFENCE, "victim": codes.CRIMINAL, "reconsider": "reconsideration",
    "state": "compensation", "social": "administrative",
}  # fmt: skip
GROUPS: Options = (*((code, label) for code, label in codes.GROUPS if code in ("disabled", codes.MIGRANT, "soldier", "veteran", "worker")), (NEITHER, "都不是"))


def _said(name: str, *values: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda data: str(data.get(name)) in values


def _income(data: Mapping[str, Any]) -> bool:
    """Income is not asked of whoever was beaten, nor of a migrant worker who claims wages or for an injury at work."""
    spared = data.get("group") == codes.MIGRANT and data.get("matter_code") in codes.MIGRANT_CLAIMS
    return data.get("violence") != "yes" and not spared


SCREENS = (
    Screen("town", "您在哪个乡镇、街道？", (Town("town", "乡镇、街道"),), help="由就近的司法所先收下，当天起算。"),
    Screen("violence", "是不是因为家里有人打人、虐待、遗弃？", (Choice("violence", "家庭暴力、虐待、遗弃", options=codes.YES_NO),), help="是的话，我们会小心联系您，也不问收入。有危险请先打110。"),
    Screen("safe", "怎样联系您是安全的？", (
        Yes("may_call", "可以打这个手机", required=False), Yes("may_sms", "可以发短信", required=False),
        Text("forbidden", "不能让谁知道（写姓名、电话）", most=200)), when=_said("violence", "yes"), help="都不勾，我们就只等您来问，不主动联系。"),
    Screen("who", "替谁申请？", (Choice("who", "替谁", options=WHO),)),
    Screen("agent", "您自己叫什么？", (Text("agent_name", "您的姓名", most=40),), when=_said("who", AS_KIN, AS_GUARDIAN)),
    Screen("name", "需要法律援助的人叫什么？", (Text("name", "姓名", most=40), IdNumber("id_no", "身份证号", required=False)), help="没有证件、记不清号码的，先空着。"),
    Screen("matter", "是什么事？", (Choice("matter_code", "什么事", options=PLAIN_MATTERS),)),
    Screen("story", "说说是怎么回事", (LongText("story", "事情经过和要求", least=4, most=2000, lines=6),), help="什么时候、和谁、因为什么、想要什么。"),
    Screen("opponent", "对方是谁？", (Text("opponent", "对方的姓名、单位", required=False, most=80), Yes("opponent_lives_with", "对方和我们住在一起", required=False)), help="不知道可以跳过。"),
    Screen("organ", "有没有在哪里处理？", (Text("organ", "法院、仲裁委、公安等", required=False, most=80),), help="没有可以跳过。"),
    Screen("limitation", "有没有哪天就要过期？", (Day("limitation_on", "哪天到期", required=False, future=True),), help="比如上诉期、起诉期、仲裁时效。不知道可以跳过，我们来算。"),
    Screen("group", "您属于哪一种？", (Choice("group", "人群", options=GROUPS),), help="有的可以优先办、不用查收入。"),
    Screen("means", "家里的收入", (
        Number("household", "一起生活的有几口人（含本人）", least=1, most=20), Money("monthly", "全家每月一共收入多少元"),
        Yes("pledged", "我承诺所填属实")), when=_income, help="不用到村里、单位盖章。填得不实的，会终止援助并要承担费用。"),
    Screen("photos", "拍一下材料", (Photos("photos", "身份证、证明、合同、判决书等", required=False),), help="有什么拍什么；没有的跳过，缺的会一次告诉您。"),
)  # fmt: skip
# somebody who acts for another is asked neither who beats whom nor what that person earns: the person says it, to somebody alone
FOR_ANOTHER = tuple(
    Screen("name", "本人的身份证号", (IdNumber("id_no", "身份证号", required=False),), help="没有证件、记不清号码的，先空着。") if screen.code == "name" else screen
    for screen in SCREENS if screen.code not in ("violence", "safe", "who", "agent", "means")
)  # fmt: skip
