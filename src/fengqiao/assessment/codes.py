"""The words of the assessment: states of a scheme, methods, sources, what a missing report means."""

from __future__ import annotations

from django.db import models

from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("考核工作办法")
Options = tuple[tuple[str, str], ...]


class State(models.TextChoices):
    """方案状态."""

    DRAFT = "draft", "起草"
    CONSULT = "consult", "征求意见"
    FROZEN = "frozen", "定稿"
    RUNNING = "running", "执行"
    CLOSED = "closed", "结束"
    REPLACED = "replaced", "已有新版"


class Method(models.TextChoices):
    """计分方法."""

    LIN = "lin", "线性"
    THR = "thr", "门槛（全扣全得）"
    STEP = "step", "分档"
    RANK = "rank", "名次"
    DED = "ded", "扣分"
    RANGE = "range", "区间"
    BON = "bon", "加分"
    MINUS = "minus", "减分"
    VETO = "veto", "一票否决"


BESIDE = (Method.BON, Method.MINUS, Method.VETO)  # not part of the weighed sum


class Source(models.TextChoices):
    """取数."""

    SYSTEM = "system", "系统取数"
    FORM = "form", "报表填报"
    IMPORT = "import", "上级文件"


class Missing(models.TextChoices):
    """缺报规则."""

    ZERO = "zero", "未报计0分"
    OUT = "out", "未报不计入权重"


class Scope(models.TextChoices):
    """公布范围."""

    SELF = "self", "仅本单位"
    INTERNAL = "internal", "系统内"
    PUBLIC = "public", "公开"


YEAR, HALF, QUARTER, MONTH = "year", "half", "quarter", "month"
PERIODS: Options = ((YEAR, "年度"), (HALF, "半年"), (QUARTER, "季度"), (MONTH, "月度"))
UP, DOWN, NEITHER = "up", "down", ""
BETTER: Options = ((UP, "越高越好"), (DOWN, "越低越好"), (NEITHER, "不分高低"))
UPHOLD, CHANGE, PARTIAL = "uphold", "change", "partial"
DECISIONS: Options = ((UPHOLD, "维持"), (CHANGE, "变更"), (PARTIAL, "部分变更"))
MARKS: Options = (("no", "表号"), ("issuer", "制定机关"), ("approval", "批准或者备案文号"), ("until", "有效期限"))
GRADES = [["优秀", "90"], ["良好", "80"], ["合格", "60"], ["不合格", "0"]]

# What measures how busily a screen was touched, not what was done for anybody (整治形式主义为基层减负): never an item
BURDENS: tuple[tuple[str, str], ...] = (
    ("登录", "登录次数"), ("登陆", "登录次数"), ("点赞", "点赞数"), ("转发", "转发数"), ("照片", "照片数量"), ("图片", "照片数量"), ("截图", "截图数量"), ("在线时长", "在线时长"),
    ("在线时间", "在线时长"), ("在线率", "在线时长"), ("打卡", "打卡次数"), ("签到", "签到次数"), ("积分", "积分排名"), ("关注数", "关注数"), ("关注率", "关注数"), ("下载量", "下载量"),
    ("下载率", "下载量"), ("活跃度", "活跃度"), ("活跃率", "活跃度"), ("日活", "活跃度"), ("浏览量", "浏览量"), ("点击", "点击量"), ("阅读量", "阅读量"), ("学习时长", "学习时长"),
    ("步数", "步数里程"), ("巡查里程", "步数里程"), ("信息篇数", "信息篇数"), ("留痕", "留痕数量"),
)  # fmt: skip


def burden_in(*texts: str) -> str:
    """Which of these counts only how a screen was touched: 登录次数; empty for none."""
    plain = "".join(texts).replace(" ", "")
    return next((said for word, said in BURDENS if word in plain), "")
