"""The helper as citizens begin it: no telephone, nothing sent, nothing kept."""

from __future__ import annotations

from fengqiao.lines.legalservice.writing.asks import SCREENS
from fengqiao.lines.legalservice.writing.words import write
from fengqiao.matter.models import Matter
from fengqiao.matter.public import PublicService, SentIn, offers
from fengqiao.matter.refusals import Refused


def _never(sent: SentIn) -> Matter:
    raise Refused.because("only-written", "文书助手不登记任何内容。有事要我们办的，请选“问一问”。")


WRITING = offers(PublicService(
    "paper", "文书助手", "edit", "一问一答，写好仲裁申请书、起诉状、保护令申请书、欠薪投诉书、授权委托书。不用手机号，什么都不保存。", SCREENS, _never,
    send_label="写成文书", writes=write, goes_to="ask-law",
))  # fmt: skip
