"""Judicial confirmation: the parties' application, the committee's certificate. 人民调解法 33; 民事诉讼法 205-206."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Closing,
    Conditional,
    Field,
    Heading,
    Labelled,
    Notice,
    PaperKind,
    Para,
    PartiesBlock,
    Passage,
    Rows,
    Sign,
    Signatures,
    Slot,
    Terms,
    Title,
)
from fengqiao.lines.mediation import asks, codes
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.agreements import agreed_on
from fengqiao.lines.mediation.papers.parties import birth_on, is_person
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import (
    COMMITTEE,
    DISPUTE,
    FORM,
    HEADED,
    LOCAL_FORM,
    MADE_ON,
    NUMBERED,
    PARTY_NAMES,
    SIGNATURE,
    VERSION,
)
from fengqiao.lines.mediation.people import without_consent

_ADDRESS = Slot("address", "住址", required=True)
_PHONE = Slot("phone", "联系电话", required=True)
_SERVICE = Slot("service_address", "送达地址", required=True)
APPLICANTS = Rows(
    "applicants", "申请人", required=True,
    fields=(
        Slot("name", "姓名", required=True), Slot("sex", "性别"), Slot("born_on", "出生日期"),
        Slot("ethnicity", "民族"),
        Slot("id_no", "身份证号码", required=True), _PHONE, _ADDRESS, _SERVICE, Slot("agent", "代理人"),
    ),
    organisation_fields=(
        Slot("name", "名称", required=True), Slot("address", "住所", required=True),
        Slot("legal_representative", "法定代表人（负责人）", required=True), _PHONE, _SERVICE, Slot("agent", "代理人"),
    ),
)  # fmt: skip
_PERSON_LINES = (
    (("name", 2.2), ("sex", 0.7), ("born_on", 2)), (("ethnicity", 1), ("id_no", 2.4)), (("phone", 1), ("agent", 1)),
    (("address", 1),), (("service_address", 1),),
)  # fmt: skip
_ORGANISATION_LINES = (
    (("name", 1),), (("legal_representative", 1), ("phone", 1.4)), (("address", 1),), (("service_address", 1),),
    (("agent", 1),),
)  # fmt: skip
PROMISES = (
    "我们出于解决纠纷的目的自愿达成调解协议，没有恶意串通、规避法律的行为；",
    "如果因为该协议内容给他人造成损害，我们愿意承担相应的民事责任和其他法律责任；",
    "我们提交的材料真实、合法，对送达地址的真实有效负责。",
)

CONFIRMATION_APPLICATION = PaperKind(
    "confirmation_application", "司法确认申请书", version=VERSION, form=FORM,
    basis="人民调解法第三十三条；民事诉讼法第二百零五条；民诉法解释第三百五十一条至第三百五十四条",
    copies="人民法院一份，当事人各一份，人民调解委员会存卷",
    blocks=(
        Title(),
        PartiesBlock(APPLICANTS, _PERSON_LINES, _ORGANISATION_LINES, lead="申请人"),
        Conditional(Slot("contacts_apart", "联系方式另行提交", kind="flag"), (
            Notice("申请人的联系方式、住址和送达地址不在本申请书载明，由申请人另行单独提交人民法院，请人民法院保密。"),
        )),
        Heading("请求事项"),
        Para("请求依法确认{committee}主持达成的编号为{number}的人民调解协议有效。",
             (COMMITTEE, Slot("number", "协议编号", required=True, blank_em=14))),
        Passage(Slot("grounds", "事实与理由", required=True), lines=5),
        Labelled(((Field(Slot("agreed_on", "协议日期", required=True, kind="date")),
                   Field(Slot("effective_on", "生效日期", required=True, kind="date"))),)),
        Para("依照《中华人民共和国人民调解法》第三十三条、《中华人民共和国民事诉讼法》第二百零五条的规定，"
             "共同提出申请。"),
        Heading("承诺"),
        *(Para(f"{n}.{promise}") for n, promise in enumerate(PROMISES, 1)),
        Heading("附件清单"),
        Terms(Slot("enclosures", "附件清单", required=True), style="figures", blank_lines=4),
        Para("此致"),
        Para("{court}", (Slot("court", "人民法院", required=True, blank_em=14),), indented=False),
        Signatures((Sign("申请人", SIGNATURE, each="applicants", date=False),), date=MADE_ON),
    ),
)  # fmt: skip

_ENCLOSURES = {code: word for code, word in asks.CONFIRM_PREPARE[0].pairs() if code != "application"}


def confirmation_application_values(reading: Reading) -> dict[str, Any]:
    from fengqiao.lines.mediation.agreement import effective_on, text

    agreed = text(reading.facts)
    data = reading.of("confirm_prepare")
    together = [party for party in reading.parties if party.side != codes.THIRD]
    return {
        "applicants": [_applicant(reading, party) for party in together],
        "contacts_apart": reading.hides_contacts,
        "committee": reading.committee,
        "number": reading.number,
        "grounds": _grounds(reading, agreed),
        "agreed_on": agreed_on(reading),
        "effective_on": wording.day(effective_on(reading.facts)),
        "enclosures": [word for code, word in _ENCLOSURES.items() if code in (data.get("materials") or ())],
        "court": court(reading),
        "made_on": reading.today,
    }


def _applicant(reading: Reading, party: Any) -> dict[str, Any]:
    fields = {slot.name for slot in APPLICANTS.fields + APPLICANTS.organisation_fields} | {"is_organisation"}
    (full,) = reading.rows([party])
    row = {name: value for name, value in full.items() if name in fields}
    born = birth_on(party, reading.day)
    own = {"id_no": party.get("id_no", ""), "born_on": wording.day(born)} if is_person(party) else {}
    return {**row, **own, "service_address": row["address"]}


def _grounds(reading: Reading, agreed: Any) -> list[str]:
    if agreed is None:
        return []
    facts = [agreed.get("facts", "")] if agreed.get("facts") else []
    return [*facts, f"经{reading.committee}调解，双方自愿达成上述协议，协议内容明确，现申请司法确认。"]


def court(reading: Reading) -> str:
    """The court applied to; before it is chosen, the court that invited the mediation, else the committee's own."""
    filed = reading.facts.last("confirm_file")
    if filed is not None and filed.get("court"):
        return str(filed.get("court"))
    if reading.opening.get("source") == "31" and reading.opening.get("from_organ"):
        return str(reading.opening.get("from_organ"))
    return str(getattr(reading.context.matter.office, "court", "") or "")


CERTIFICATE = PaperKind(
    "certificate", "调解组织主持调解证明", version=VERSION, form=LOCAL_FORM, layout="official",
    basis="民诉法解释第三百五十四条", copies="人民法院一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        NUMBERED,
        Para("兹证明：{party_names}之间的{dispute}，由{committee}于{accepted_on}受理（案号见上），"
             "由人民调解员{mediators}主持调解，各方当事人于{agreed_on}自愿达成调解协议，协议自{effective_on}起生效。",
             (PARTY_NAMES, DISPUTE, COMMITTEE, Slot("accepted_on", "受理日期", required=True, kind="date"),
              Slot("mediators", "人民调解员", required=True),
              Slot("agreed_on", "达成协议日期", required=True, kind="date"),
              Slot("effective_on", "生效日期", required=True, kind="date"))),
        Conditional(Slot("has_relation", "有利害关系的说明", kind="flag"), (
            Para("人民调解员与当事人的关系：{relation}", (Slot("relation", "关系说明", required=True),)),
        )),
        Para("本委员会是依法设立的人民调解委员会，调解未收取任何费用。"),
        Para("特此证明。"),
        Closing(COMMITTEE, MADE_ON),
    ),
)  # fmt: skip

_DISCLOSED = ("near_kin", "interest", "other")


def certificate_values(reading: Reading) -> dict[str, Any]:
    from fengqiao.lines.mediation.agreement import effective_on

    relation = _relation(reading)
    return {
        "committee": reading.committee,
        "number": reading.number,
        "party_names": reading.party_names,
        "dispute": reading.dispute_type,
        "accepted_on": reading.on("accept"),
        "mediators": reading.mediators,
        "agreed_on": agreed_on(reading),
        "effective_on": wording.day(effective_on(reading.facts)),
        "has_relation": bool(relation),
        "relation": relation,
        "made_on": reading.today,
    }


def _relation(reading: Reading) -> str:
    """A relation the mediator disclosed, and that all agreed to it where every consent is on record."""
    assigned = reading.of("assign", "replace")
    if assigned.get("kin") not in _DISCLOSED:
        return ""
    all_agreed = "" if without_consent(reading.facts, "recusal") else "各方当事人知悉后同意其主持调解"
    return wording.sentence(wording.label(codes.KIN, assigned.get("kin")), assigned.get("kin_said"), all_agreed)
