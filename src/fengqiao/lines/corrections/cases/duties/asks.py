"""What the forms of reports and checks ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from fengqiao.lines.corrections import codes
from fengqiao.matter.needs import Choice, KeyPick, LongText, Text, Upload, Yes
from fengqiao.matter.timeline import Facts

Windows = Callable[[Facts, date], Iterable[tuple[str, str]]]


def report(windows: Windows) -> tuple[KeyPick | Choice | LongText | Upload, ...]:
    """定期报告: in which window it counts may be left open, then it is the one the day falls into."""
    return (
        KeyPick("window", "报告哪一期", required=False, of=windows, help="补前一期的请选择；不选的，按报告当天算。"),
        Choice("channel", "报告方式", options=codes.CHANNELS, initial="face", help="电话、当面、视频、书面都一样算数。"),
        LongText("content", "报告内容", least=2, lines=3, help="活动情况、住址工作有无变化、有什么困难。"),
        Upload("files", "材料", required=False),
    )


EVENT = (
    Choice("about", "报告什么", options=(
        ("address", "居住地变化"), ("work", "工作变化"), ("family", "家庭重大变故"), ("contact", "接触对矫正可能有不利影响的人"), ("other", "其他"),
    )),
    Choice("channel", "报告方式", options=codes.CHANNELS, initial="phone"),
    LongText("content", "内容", least=2, lines=3),
)  # fmt: skip


BY_PLAN = "按矫正方案，了解近况"


def check(windows: Windows) -> tuple[KeyPick | Choice | LongText | Text | Yes | Upload, ...]:
    """核查: who asked for what purpose, and what was found."""
    return (
        KeyPick("window", "补做哪一期", required=False, of=windows),
        LongText("purpose", "为什么核查", least=2, lines=2, initial=BY_PLAN, help="核实具体事情的，写明哪件事；不作无目的的抽查。"),
        Choice("result", "结果", options=codes.RESULTS, initial="normal"),
        Text("place", "地点", required=False, most=80, help="只记本次核查的地点，保存90日；不连续定位。"),
        Yes("discreet", "没有向旁人暴露其身份", required=False),
        LongText("found", "情况", required=False, lines=3),
        Upload("files", "材料", required=False),
    )


# not laid down by any plan: nobody is checked because the form has a reason ready
VERIFY = tuple(
    replace(need, initial=None) if need.name == "purpose" else need for need in check(lambda facts, today: ()) if not isinstance(need, KeyPick)
)


def settle(windows: Windows) -> tuple[KeyPick | Choice | LongText | Text | Upload, ...]:
    """逾期处理: an excuse with what proves it, or a breach that has been asked about."""
    return (
        KeyPick("window", "哪一期", of=windows),
        Choice("verdict", "认定", options=(("excused", "有正当理由"), ("breach", "无正当理由，另按规定处理"))),
        Choice("excuse", "理由", options=codes.EXCUSES, required=False, only_if=("verdict", ("excused",))),
        LongText("asked", "怎样核实、本人怎样说", least=4, lines=3),
        Upload("files", "证明材料", required=False),
    )


MISSED_BY_US = (
    LongText("why", "为什么没有做", least=4, lines=2),
)
