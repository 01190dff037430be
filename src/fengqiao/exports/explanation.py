"""说明.txt: what lies in an export and how to read it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from fengqiao.exports.running import Order, Outcome


def explain(order: Order, outcome: Outcome, now: datetime) -> str:
    """The text of the page."""
    lines = [
        "枫桥导出的案件资料",
        "",
        f"导出时间：{timezone.localtime(now):%Y-%m-%d %H:%M}",
        f"导出人：服务器控制台，系统用户 {order.operator}（已记入管理记录）",
        f"范围：{'、'.join(f'{label}{count}件' for label, count in outcome.by_line.items())}"
        + (f"，区划代码{order.county}" if order.county else "，全部区县"),
        "",
        "怎样看：不需要枫桥，用表格软件和PDF阅读器就能打开。",
        "  每个条线一个文件夹，里面有“目录.xlsx”，再按承办机构分；一件事一个文件夹，名字是“编号 名称”。",
        "  “案件.xlsx”：案件、当事人、时间轴、填写内容、期限、文书材料六张表。",
        "  每个调委会的文件夹里有“台账.xlsx”，一件一行，可以导入另一套枫桥。",
        "  编号开头的PDF是出具的文书；收到的材料保持原来的格式；用本局样式出具的是Word原件。",
        "  “清单.txt”：这个文件夹里每个文件的SM3摘要，第一行是时间轴最后一条的摘要，可与系统核对。",
        "  “机构.xlsx”：机构和现任人员。",
        "",
        "再导出到同一个目录：没有变化的案件不重写，有新记录的重写；中途停下的接着做。",
    ]
    if order.private:
        lines += ["", f"本次包含单独谈话等不公开的记录和已封存的案件。事由：{order.reason}"]
    else:
        lines += [
            "",
            "本次不含单独谈话等不公开的记录，也不含已封存的案件"
            + (f"（{outcome.sealed}件）" if outcome.sealed else "")
            + "。",
        ]
    if outcome.lost:
        lines += ["", f"有{len(outcome.lost)}个文件没有取出，请核对存储（fengqiao verify）："]
        lines += [f"  {said}" for said in outcome.lost]
    lines += ["", "这里有个人信息。请放在加密的磁盘上，用完及时删除；不得上传到互联网。"]
    return "\n".join(lines) + "\n"
