"""Which kind of unit takes the lead, by the bureau's table. A house rule (本局约定) that an office may change, not law."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

VILLAGE, TOWNSHIP, MEDICAL, TRAFFIC = "village", "township", "medical", "traffic"
PROPERTY, LABOUR, COUNTY = "property", "labour", "county"
UNITS = {
    VILLAGE: "村（社区）调委会",
    TOWNSHIP: "乡镇（街道）调委会、司法所",
    MEDICAL: "医疗纠纷人民调解委员会",
    TRAFFIC: "道路交通事故人民调解委员会",
    PROPERTY: "社区调委会，请住建部门协助",
    LABOUR: "乡镇（街道）调委会，请人社部门协助",
    COUNTY: "县矛盾纠纷指挥中心",
}

_BY_TYPE = {
    "T01": (VILLAGE, "婚姻家庭纠纷由村（社区）先调"),
    "T02": (VILLAGE, "邻里纠纷由村（社区）先调"),
    "T03": (VILLAGE, "房屋宅基地纠纷由村（社区）先调"),
    "T04": (TOWNSHIP, "合同纠纷由乡镇（街道）调处"),
    "T05": (TOWNSHIP, "生产经营纠纷由乡镇（街道）调处"),
    "T06": (VILLAGE, "小额损害赔偿纠纷由村（社区）先调"),
    "T07": (TOWNSHIP, "山林土地纠纷（不涉及确权）由乡镇（街道）调处"),
    "T08": (COUNTY, "征地拆迁纠纷由县里统一调度"),
    "T09": (TOWNSHIP, "环境污染纠纷由乡镇（街道）调处，必要时请生态环境部门协助"),
    "T10": (COUNTY, "拖欠农民工工资由县里联合处置"),
    "T11": (LABOUR, "劳动争议由乡镇（街道）调处，人社部门协助"),
    "T12": (TOWNSHIP, "旅游纠纷由乡镇（街道）调处"),
    "T13": (TOWNSHIP, "电子商务纠纷由乡镇（街道）调处"),
    "T14": (TOWNSHIP, "消费纠纷由乡镇（街道）调处，可请市场监管部门协助"),
    "T15": (MEDICAL, "医疗纠纷由医调委调处"),
    "T16": (TRAFFIC, "道路交通事故纠纷由交调委调处"),
    "T17": (PROPERTY, "物业纠纷由社区调处，住建部门协助"),
    "T99": (TOWNSHIP, "类别不明，先由乡镇（街道）了解情况"),
}
MANY_WORKERS, MANY_PEOPLE = 10, 30
SMALL_CLAIM_FEN = 50_000_00
"""小额: up to this a claim for damages stays in the village; the bureau's own measure."""


@dataclass(frozen=True)
class LeadUnit:
    """`kind` one of UNITS, `name` what people read, `why` the sentence to show beside it."""

    kind: str
    name: str
    why: str


def lead_unit(
    dispute_type: str,
    *,
    flags: Collection[str] = (),
    people: int = 0,
    amount_fen: int = 0,
    villages: int = 1,
) -> LeadUnit:
    """The unit that the table names for a type (T01 to T99).

    `flags` are keys of dangers found (wages, crowd …), `people` how many are concerned (0 when unknown), `villages`
    how many villages the parties belong to. Raises KeyError for an unknown type.
    """
    kind, why = _BY_TYPE[dispute_type]
    if people >= MANY_PEOPLE or "crowd" in flags:
        many = f"涉及约{people}人" if people >= MANY_PEOPLE else "有聚集苗头"
        return _lead(COUNTY, f"{many}，群体性纠纷由县里统一调度")
    if dispute_type in ("T10", "T11") and "wages" in flags and people >= MANY_WORKERS:
        return _lead(COUNTY, f"欠薪涉及约{people}人，达到{MANY_WORKERS}人，由县里联合处置")
    if kind == VILLAGE and villages > 1:
        return _lead(TOWNSHIP, f"涉及{villages}个村（社区），由乡镇（街道）调处")
    if dispute_type == "T06" and amount_fen > SMALL_CLAIM_FEN:
        return _lead(TOWNSHIP, f"损害赔偿金额较大（超过{SMALL_CLAIM_FEN // 100:,}元），由乡镇（街道）调处")
    return _lead(kind, why)


def _lead(kind: str, why: str) -> LeadUnit:
    return LeadUnit(kind, UNITS[kind], why + "。")
