"""How facts are worded on the papers of the platform: codes as labels, days, amounts, the ways told to people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from fengqiao.documents import chinese_date, chinese_time
from fengqiao.documents.wording import ALSO, bare, day, label, labels, money, sentence, ways_told
from fengqiao.lines.disputes import codes
from fengqiao.statutes import Citation
from fengqiao.statutes.known import (
    CIVIL_PROCEDURE_INTERPRETATION,
    LAND_ADMINISTRATION,
    PEOPLES_MEDIATION,
    RURAL_LAND_DISPUTES,
)

NONE, UNSAID = "无", "未说明"

# The ways a person is told of, as whole sentences.
WAYS = {
    "court": "向有管辖权的人民法院提起诉讼",
    "arbitration": "有仲裁协议的，向约定的仲裁机构申请仲裁；农村土地承包经营纠纷，向农村土地承包仲裁委员会申请仲裁",
    "labour": "属于劳动争议的，向劳动人事争议仲裁委员会申请仲裁",
    "review": "对行政行为不服的，依法申请行政复议",
    "government": "请人民政府或者有关主管部门依法处理",
    "police": "向公安机关报案或者请求处理",
    "legal_aid": "经济困难或者符合法定情形的，向法律援助机构申请法律援助",
    "registry": "到登记机关或者人民法院办理身份关系的登记、确认",
    "commercial": "属于商事纠纷的，向商事调解组织申请调解",
    "hotline": "拨打12348公共法律服务热线咨询",
}
# The article behind a ground for declining, where a national text has one.
ARTICLES: dict[str, Citation] = {
    "N3": PEOPLES_MEDIATION.art(17), "N4": LAND_ADMINISTRATION.art(14), "N5": PEOPLES_MEDIATION.art(25),
    "N6": CIVIL_PROCEDURE_INTERPRETATION.art(355), "N7": PEOPLES_MEDIATION.art(4), "N8": RURAL_LAND_DISPUTES.art(2),
}  # fmt: skip


def ways(chosen: Iterable[str] | None) -> list[str]:
    """The other ways told; the court is always open."""
    return ways_told(WAYS, codes.PLACES_TO_GO, set(chosen or ()) or {"court"})


def instant(value: datetime, on: date) -> str:
    """2026年5月3日15时05分; only the day where it was entered on a later one."""
    entered = timezone.localtime(value)
    return chinese_time(entered) if entered.date() == on else chinese_date(on)


def people(number: int | None) -> str:
    return f"{number}人" if number else ""


__all__ = [
    "ALSO", "ARTICLES", "NONE", "UNSAID", "WAYS", "bare", "day", "instant", "label", "labels", "money", "people", "sentence", "ways",
]  # fmt: skip
