"""Old and local words for types, sources, results and performance, as ledgers have them."""

from __future__ import annotations

from collections.abc import Mapping

from fengqiao.imports.values import NOTHING, CellWrong, Notes
from fengqiao.lines.mediation import codes

OLD_TYPES = {
    "婚姻家庭": "T01", "婚姻": "T01", "家庭": "T01", "婚姻家庭继承": "T01", "继承": "T01", "赡养": "T01", "离婚": "T01",
    "邻里": "T02", "相邻": "T02", "相邻关系": "T02", "房屋宅基地": "T03", "宅基地": "T03", "房屋": "T03",
    "合同": "T04", "债务": "T04", "借贷": "T04", "民间借贷": "T04", "生产经营": "T05", "损害赔偿": "T06", "赔偿": "T06",
    "人身损害": "T06", "人身损害赔偿": "T06", "山林土地": "T07", "土地": "T07", "土地承包": "T07", "山林": "T07", "林地": "T07",
    "征地拆迁": "T08", "拆迁": "T08", "征地": "T08", "环境保护": "T09", "环境污染": "T09", "环保": "T09",
    "欠薪": "T10", "拖欠工资": "T10", "农民工工资": "T10", "劳动争议": "T11", "劳动": "T11", "劳务": "T11", "旅游": "T12",
    "电子商务": "T13", "网购": "T13", "消费": "T14", "消费者权益": "T14", "医疗": "T15", "医患": "T15",
    "交通": "T16", "交通事故": "T16", "道路交通": "T16", "道路交通事故": "T16", "物业": "T17", "其他": "T99", "其它": "T99",
    "村务管理": "T99", "计划生育": "T99", "轻微刑事": "T99",
}  # fmt: skip
SOURCES = {
    "主动调解": "1", "主动": "1", "排查": "1", "排查发现": "1", "当事人申请": "2", "申请": "2", "依申请": "2", "群众申请": "2",
    "法院": "31", "法院委托": "31", "法院移送": "31", "检察院": "32", "公安": "33", "派出所": "33", "派出所移送": "33", "信访": "34",
}  # fmt: skip
FAILED = ("不成功", "未成功", "失败", "未达成", "调解不成", "不成", "终止", "未调成", "否")
REACHED = ("成功", "达成", "调成", "已调解", "调解好", "和解", "是", "办结", "已结", "结案")
ORAL = ("口头",)
DONE = ("已履行", "履行完毕", "全部履行", "当场履行", "即时履行", "已全部履行", "履行", "是", "已兑现", "完毕")
NOT_DONE = ("未履行", "没有履行", "部分履行", "正在履行", "履行中", "待履行", "分期", "否")


_TYPES = {label: code for code, label in codes.TYPES} | {code: code for code, _ in codes.TYPES}


def knows_type(text: str, own: Mapping[str, str]) -> bool:
    """Whether a word for a dispute type is known: an official one, an old one, or one of the bureau's own."""
    return _type(text, own) is not None


def _type(text: str, own: Mapping[str, str]) -> str | None:
    if text in _TYPES:
        return _TYPES[text]
    bare = text.removesuffix("案件").removesuffix("纠纷").removesuffix("类")
    ours = own.get(text) or own.get(bare) or ""
    return _TYPES.get(ours) or _TYPES.get(f"{bare}纠纷") or OLD_TYPES.get(bare)


def read_type(text: str, own: Mapping[str, str], notes: Notes) -> str:
    """The code of a dispute type; an unknown word is 其他纠纷, and said."""
    if text in _TYPES:
        return _TYPES[text]
    code = _type(text, own)
    if code is None:
        if text in NOTHING:
            raise CellWrong("没有写纠纷类型。请补上。")
        code = "T99"
        notes.add(f"纠纷类型“{text}”没有对应的，记为其他纠纷")
    elif dict(codes.TYPES)[code] != text:
        notes.add(f"纠纷类型“{text}”记为{dict(codes.TYPES)[code]}")
    return str(code)


def read_source(text: str, notes: Notes) -> str:
    """The code of a source; an empty one is 当事人申请."""
    by_label = {label: code for code, label in codes.SOURCES}
    code = by_label.get(text) or SOURCES.get(text)
    if code is None:
        notes.add(f"案件来源“{text}”记为当事人申请" if text not in NOTHING else "没有写案件来源，记为当事人申请")
    return code or "2"


def read_form(result: str, form: str, signed: bool) -> str:
    """written, oral or none. Raises CellWrong where the ledger does not say how it ended."""
    if any(word in result for word in FAILED):
        return "none"
    if any(word in result + form for word in ORAL):
        return "oral"
    if "书面" in result + form or any(word in result for word in REACHED) or signed:
        return "written"
    raise CellWrong(f"调解结果“{result}”看不出成没成。请写“成功”或“不成功”，并写明书面或口头。")


def performed(text: str) -> bool | None:
    """Whether the agreement was performed; None where the ledger does not say."""
    if any(word in text for word in NOT_DONE):
        return False
    return True if any(word in text for word in DONE) else None
