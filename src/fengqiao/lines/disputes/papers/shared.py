"""Slots and words that several papers of the platform have in common."""

from __future__ import annotations

from fengqiao.documents import Closing, Number, Para, Sign, Signatures, Slot, Title

LOCAL_FORM = "本地常用格式，本局可换用自己的表样"
VERSION = "2026.1"
HOUSE = "本局《矛盾纠纷受理分流工作制度》"
SUPERVISION = "本局《矛盾纠纷督办工作制度》"

ISSUER = Slot("issuer", "出具单位", required=True, blank_em=14)
MADE_ON = Slot("made_on", "日期", required=True, kind="date")
REPORT_NUMBER = Slot("number", "来件编号", required=True, blank_em=14)
SLIP_NUMBER = Slot("slip", "编号", required=True, blank_em=14)
MATTER_CODE = Slot("matter_code", "事项码", required=True, blank_em=14)
DISPUTE = Slot("dispute", "纠纷事项", required=True, blank_em=12)
PARTY_NAMES = Slot("party_names", "当事人", required=True, blank_em=14)
BODY = Slot("body", "收文单位", required=True, blank_em=14)
REASON = Slot("reason", "理由", required=True, blank_em=14)
SUMMARY = Slot("summary", "主要情况", required=True)
CLAIM = Slot("claim", "诉求", required=True)
TYPE = Slot("dispute_type", "纠纷类型", required=True)
RISK = Slot("risk", "风险等级", required=True)
DIFFICULTY = Slot("difficulty", "难易程度", required=True)

HEADED = Title(above=ISSUER)
NUMBERED = Number(SLIP_NUMBER)
CLOSED = Closing(ISSUER, MADE_ON)
# 附注 under the date (GB/T 9704-2012, 7.3.7): a long number in the text would stretch its line.
MATTER_NOTED = Para("（事项码：{matter_code}）", (MATTER_CODE,))
REPORT_NOTED = Para("（来件编号：{number}）", (REPORT_NUMBER,))
TO_BODY = Para("{body}：", (BODY,), indented=False)
BY_HAND = "签名或按指印"
TAKEN = Signatures((Sign("收件人", BY_HAND),))
OPEN_WAYS = (
    "人民调解出于自愿，不收取任何费用。受理不影响您依法通过仲裁、行政、司法等途径维护自己的权利"
    "（人民调解法第三条、第四条）。"
)
