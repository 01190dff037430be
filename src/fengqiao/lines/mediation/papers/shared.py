"""Slots and words that several papers have in common."""

from __future__ import annotations

from dataclasses import replace

from fengqiao.documents import Conditional, Number, Para, Rows, Sign, Signatures, Slot, Title

FORM = "司法部人民调解文书格式（2010年12月）"
LOCAL_FORM = "本地常用格式，本局可换用自己的表样"
VERSION = "2026.1"

COMMITTEE = Slot("committee", "人民调解委员会", required=True, blank_em=14)
CASE_NUMBER = Slot("number", "案号", required=True, blank_em=14)
AGREEMENT_NUMBER = Slot("number", "协议编号", required=True, blank_em=14)
PARTY_NAMES = Slot("party_names", "当事人", required=True, blank_em=12)
DISPUTE = Slot("dispute", "纠纷", required=True, blank_em=10)
MADE_ON = Slot("made_on", "日期", required=True, kind="date")

HEADED = Title(above=COMMITTEE)
NUMBERED = Number(CASE_NUMBER)

SIGNATURE = "签名、盖章或按指印"
BY_HAND = "签名或按指印"
SEAL = "人民调解委员会印章"
MEDIATOR_SIGNS = Sign("人民调解员")
RECORDER_SIGNS = Sign("记录人")

SIGNERS = Rows("signers", "签名人", required=True, fields=(Slot("name", "姓名或名称", required=True),))


def signed_by(says: str, who: Sign, *others: Sign, seal: str = "", date: Slot | None = None) -> Conditional:
    """What is confirmed, and a place to sign for each of the rows ``signers``, two unnamed ones on a blank form.

    Then the others and the seal.
    """
    named, blank = replace(who, each=SIGNERS.name), replace(who, count=2)
    return Conditional(
        SIGNERS,
        (Para(says), Signatures((named, *others), seal=seal, date=date)),
        (Para(says), Signatures((blank, *others), seal=seal, date=date)),
    )
