"""Whether somebody is under supervision already: of one document one case, of another document another case beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import connection

from fengqiao.divisions import territory as territories
from fengqiao.lines.corrections.cases import measure
from fengqiao.matter import net
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Party
from fengqiao.matter.procedure import Asking, Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts

Data = Mapping[str, Any] | None
_SIGNS = re.compile(r"[（）()〔〕\[\]【】\s]")


def look_up(asking: Asking) -> Mapping[str, Any]:
    """The open case of this identity number in the county, if any. Two who enter it at once are made to wait for each other."""
    from fengqiao.lines.corrections.models import CorrectionCase
    from fengqiao.matter.actions import standing_of

    number = next((row["id_no"] for row in asking.data.get("parties") or () if row.get("id_no")), "")
    if not number:
        return {}
    index = ring().blind_index.of("id_number", number)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(8, hashtext(%s))", [bytes(index).hex()])
    low, high = territories.county_reach(asking.matter.territory)
    with net.widened(low, high):
        named = Party.objects.filter(id_index=index).values("matter_id")
        there = CorrectionCase.objects.filter(pk__in=named, closed=False, territory__range=(low, high)).exclude(pk=asking.matter.pk)
        same = there.select_related("office").order_by("-opened_on").first()
        if same is None:
            return {}
        facts = standing_of(same).facts
    papers = [str(facts.value(name)) for name in ("judgment_no", "doc_no") if facts.value(name)]
    ends = measure.to_on(facts)
    return {
        "same": same.pk.hex, "same_number": same.number or "", "same_office": same.office.short_name, "same_papers": papers,
        "same_until": ends.isoformat() if ends else "",
    }  # fmt: skip


def _known(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("same"):
        return None
    where = f"编号{data['same_number']}，{data['same_office']}" if data["same_number"] else data["same_office"]
    if plain_no(data.get("doc_no")) in {plain_no(each) for each in data["same_papers"]}:
        return Reason(f"这个人因同一份文书已经在册（{where}），不要重复登记。文号写错的，请核对。", need="doc_no")
    if data.get("second_measure") or data.get("from_register"):
        return None
    said = f"这个身份证号已有在矫案件（{where}）。又有新的判决、裁定或者决定的，勾选“同一个人的另一件矫正措施”，另立一件；号码写错的，请核对。"
    return Reason(said, need="second_measure")


def plain_no(number: Any) -> str:
    """A document's number without its brackets, which everybody types differently; a sign of its own for none."""
    return _SIGNS.sub("", str(number or "")) or "\n"


NOT_KNOWN_YET = Condition("没有重复登记", _known)
