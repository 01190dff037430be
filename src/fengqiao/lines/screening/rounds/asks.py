"""What is asked when a round is planned, started, summed up."""

from __future__ import annotations

from fengqiao.lines.screening import codes
from fengqiao.matter.needs import Choice, Day, LongText, Many, OfficePick, Rows, Text, Yes

PLAN = (
    Text("name", "名称", most=100, help="如：2026年5月下半月定期排查。"),
    Choice("kind", "种类", options=codes.KINDS, initial=codes.REGULAR),
    Choice("frequency", "频次", options=codes.FREQUENCIES, required=False, help="起始做法：村半月、镇每月、县每季度；敏感时期每日。"),
    Day("period_from", "排查期间自", future=True),
    Day("period_to", "排查期间至", future=True),
    Day("deadline", "上报截止", future=True, help="固定日期，遇休息日不顺延；过了还可以报，记为迟报。"),
    Text("theme", "重点", required=False, help="如：婚恋、邻里、土地流转、拖欠工资。"),
    LongText("demands", "要求", required=False, lines=3),
    Many("unit_kinds", "哪些单位上报", options=codes.UNIT_KINDS, initial=[codes.COMMITTEE]),
    Rows("below", "只限这些司法所辖区", of=(OfficePick("office", "司法所", kinds=("office",)),), least=0, blank=0, row_word="所", help="不填就是本机构以下全部。"),
    Rows("except_units", "其中不用报的", of=(OfficePick("office", "单位", kinds=("committee", "station", "office")),), least=0, blank=0, row_word="个"),
)  # fmt: skip
START = (
    Day("deadline", "上报截止", future=True, help="照计划；要改的在这里改。"),
    Text("notice_no", "通知文号", required=False, most=60),
)
URGE_ALL = (Text("words", "催报的话", required=False, most=120, help="会出现在各未报单位的提醒里。"),)
SUMMARISE = (
    LongText("analysis", "情况分析", required=False, lines=4),
    Yes("incomplete", "还有单位没有报，仍然汇总", required=False, help="都报了的，不用勾选。"),
)
ARCHIVE = (Text("remark", "归档说明", required=False, most=120),)
CANCEL = (Text("reason", "取消理由", most=120),)
