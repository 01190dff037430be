"""The twenty labels a text can get, and the dispute types of the register they lead to."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NOT_MEDIATED = "不属调解"


@dataclass(frozen=True)
class Label:
    """`name` is what people read, `scope` what belongs to it, `statistics` its class in the mediation statistics."""

    code: str
    name: str
    statistics: str
    scope: str

    @property
    def mediable(self) -> bool:
        """False where the matter as a whole belongs elsewhere: police, courts, administrative organs."""
        return self.statistics != NOT_MEDIATED


@cache
def labels() -> dict[str, Label]:
    """All labels by code, in the order of the list; that order is the order of the model's columns."""
    text = files(__package__).joinpath("data", "labels.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(text.splitlines())
    return {row["label"]: Label(row["label"], row["label_zh"], row["mediation_type"], row["scope_zh"]) for row in rows}


# Where one label covers several types of the register, the words that choose; the first that stands in the text wins.
_WORKERS_WAGES = re.compile(
    r"(?:农民工|民工|工地|包工头|劳务队|施工队|建筑工)[^。！？]{0,40}(?:工资|工钱|欠薪|血汗钱)"
    r"|(?:工资|工钱|欠薪|血汗钱)[^。！？]{0,40}(?:农民工|民工|工地|包工头|劳务队|施工队)"
)
_TRAVEL = re.compile(r"旅行社|旅游|导游|跟团|机票|酒店|民宿|景区|景点")
_ONLINE = re.compile(
    r"网购|网上买|网上购|淘宝|京东|拼多多|天猫|闲鱼|抖音|快手|微商|直播间|带货|电商|网店|快递|下单|APP|app|网络平台"
)
_TRADE = re.compile(r"种子|农药|化肥|饲料|鱼苗|树苗|种植|养殖|大棚|合伙|加盟|联营")

_TYPES: dict[str, tuple[tuple[re.Pattern[str] | None, str], ...]] = {
    "marriage_family": ((None, "T01"),),
    "neighbour": ((None, "T02"),),
    "housing_homestead": ((None, "T03"),),
    "debt_loan": ((None, "T04"),),
    "contract_business": ((_TRADE, "T05"), (None, "T04")),
    "injury_damage": ((None, "T06"),),
    "reputation_privacy": ((None, "T06"),),
    "land_forest": ((None, "T07"),),
    "expropriation": ((None, "T08"),),
    "environment": ((None, "T09"),),
    "labour": ((_WORKERS_WAGES, "T10"), (None, "T11")),
    "consumer": ((_TRAVEL, "T12"), (_ONLINE, "T13"), (None, "T14")),
    "medical": ((None, "T15"),),
    "traffic": ((None, "T16"),),
    "property_mgmt": ((None, "T17"),),
    "company_ip_finance": ((None, "T99"),),
    "criminal_security": ((None, "T99"),),
    "administrative_policy": ((None, "T99"),),
    "procedure": ((None, "T99"),),
    "other_unclear": ((None, "T99"),),
}


def dispute_type(label: str, text: str) -> str:
    """The type of the register, T01 to T17 or T99, that a text of this label would be entered under.

    Raises KeyError for a code that is no label.
    """
    for words, kind in _TYPES[label]:
        if words is None or words.search(text):
            return kind
    return "T99"
