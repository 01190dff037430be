"""What the person who reported is told: accepted, joined to a matter in hand, declined, answered."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import Conditional, Number, PaperKind, Para, Passage, Slot, Terms
from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes.papers import wording
from fengqiao.lines.disputes.papers.intake import REPORTER, received, salutation
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.shared import (
    CLOSED,
    HEADED,
    HOUSE,
    LOCAL_FORM,
    MATTER_CODE,
    OPEN_WAYS,
    REPORT_NOTED,
    REPORT_NUMBER,
    TAKEN,
    VERSION,
)

_TO = Para("{reporter}：", (REPORTER,), indented=False)
_SUBJECT = Slot("subject", "反映的事项", required=True, blank_em=10)
_RECEIVED_ON = Slot("received_on", "收到日期", required=True, kind="date")
_NUMBERED = Number(REPORT_NUMBER)


def letter(reading: Reading) -> dict[str, Any]:
    """What every letter to whoever reported begins with."""
    return received(reading) | {"reporter": salutation(reading)}


ACCEPTANCE = PaperKind(
    "acceptance", "受理告知书", version=VERSION, form=LOCAL_FORM, basis="人民调解法第三条、第四条；" + HOUSE,
    copies="反映人一份，受理单位存档",
    blocks=(
        HEADED,
        _NUMBERED,
        _TO,
        Para("您反映的{subject}，本单位于{received_on}收到。经审查，属于受理范围，已立为纠纷事项，予以受理。",
             (_SUBJECT, _RECEIVED_ON)),
        Para("事项码：{matter_code}。", (MATTER_CODE,)),
        Para("本事项由{desk}研判，确定承办单位。办理有结果后，按您反映的渠道单独答复您{answer_by}。",
             (Slot("desk", "研判单位", required=True, blank_em=12), Slot("answer_by", "答复期限", blank_em=0))),
        Para(OPEN_WAYS),
        CLOSED,
        TAKEN,
    ),
)  # fmt: skip


def acceptance_values(reading: Reading) -> dict[str, Any]:
    own = reading.of("raise")
    by = reading.due("petition_handle") or reading.due("asked")
    return letter(reading) | {
        "matter_code": reading.matter_code, "desk": reading.office(own.get("desk") if own else None) or reading.seat.name,
        "answer_by": f"，最迟不晚于{by}" if by else "",
    }  # fmt: skip


JOINED_NOTICE = PaperKind(
    "joined_notice", "并案告知书", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="反映人一份，受理单位存档",
    blocks=(
        HEADED,
        _NUMBERED,
        _TO,
        Para("您反映的{subject}，本单位于{received_on}收到。经核实，与正在办理的一件事项是同一件事，已并入该事项一并办理。",
             (_SUBJECT, _RECEIVED_ON)),
        Para("事项码：{matter_code}。", (MATTER_CODE,)),
        Para("您反映的情况和诉求照样审查办理，对您的答复期限不因并案延长；有结果后，按您反映的渠道单独答复您{answer_by}。",
             (Slot("answer_by", "答复期限", blank_em=0),)),
        Para("您认为不是同一件事的，可以向本单位说明，经核实即予拆分，另行办理。该事项中其他人的情况，依法不予告知。"),
        CLOSED,
        TAKEN,
    ),
)  # fmt: skip


def joined_notice_values(reading: Reading) -> dict[str, Any]:
    by = reading.due("petition_handle") or reading.due("asked")
    return letter(reading) | {
        "matter_code": reading.matter_code, "answer_by": f"，最迟不晚于{by}" if by else "",
    }  # fmt: skip


DECLINING = PaperKind(
    "declining", "不予受理告知书", version=VERSION, form=LOCAL_FORM, basis="人民调解法第三条；" + HOUSE,
    copies="反映人一份，受理单位存档",
    blocks=(
        HEADED,
        _NUMBERED,
        _TO,
        Para("您反映的{subject}，本单位于{received_on}收到。经审查，因{ground}，依照{article}，本单位不予受理。",
             (_SUBJECT, _RECEIVED_ON, Slot("ground", "理由", required=True, blank_em=12),
              Slot("article", "依据", required=True, blank_em=12))),
        Para("具体说明：{explanation}", (Slot("explanation", "具体说明", required=True, blank_em=16),)),
        Para("您可以依法通过下列途径办理："),
        Terms(Slot("ways", "其他途径", required=True), style="figures", blank_lines=3),
        Para("不予受理不影响您依法享有的权利。情况变化、属于受理范围的，可以再次反映。申请仲裁、起诉等有期限的，请注意期限。"),
        CLOSED,
        TAKEN,
    ),
)  # fmt: skip


def declining_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("decline")
    ground = data.get("ground", "")
    article = wording.ARTICLES.get(ground)
    return letter(reading) | {
        "ground": wording.label(codes.DECLINE_GROUNDS, ground), "article": article.full_label if article else HOUSE,
        "explanation": wording.sentence(data.get("explanation")), "ways": wording.ways(data.get("ways")),
    }  # fmt: skip


REPLY_LETTER = PaperKind(
    "reply_letter", "答复函", version=VERSION, form=LOCAL_FORM, layout="official", basis=HOUSE,
    copies="反映人一份，受理单位存档",
    blocks=(
        HEADED,
        _TO,
        Para("您于{received_on}反映的{subject}，现将办理情况答复如下：",
             (_RECEIVED_ON, _SUBJECT)),
        Passage(Slot("content", "答复内容", required=True), lines=5),
        Conditional(Slot("is_petition", "信访事项", kind="flag"), (
            Para("对本处理意见不服的，可以依照《信访工作条例》的规定，自收到之日起三十日内请求原办理机关、单位的上一级机关、单位复查。"),
        ), (
            Para("对本答复有意见或者需要补充情况的，请凭来件编号与本单位联系。您也可以依法通过仲裁、行政、司法等途径维护自己的权利。"),
        )),
        CLOSED,
        REPORT_NOTED,
    ),
)  # fmt: skip


def reply_letter_values(reading: Reading) -> dict[str, Any]:
    """What this person is told; the words are the officer's, other people's contact data are taken out of them."""
    return letter(reading) | {
        "content": wording.sentence(reading.data("reply").get("content")),
        "is_petition": reading.opening.get("channel") == codes.PETITION and reading.facts.has("raise", "join"),
    }  # fmt: skip
