"""Which body of a county speaks on a paper: the bureau, or the section it set up for that work."""

from __future__ import annotations

from fengqiao.divisions.territory import county_of, county_reach
from fengqiao.orgs.models import Office, OfficeKind

AID_AGENCY = "法律援助"  # 法律援助法第十二条: the bureau sets up an agency; it decides in its own name


def bureau_at(territory: int) -> Office | None:
    """The bureau of the county a territory lies in."""
    return Office.objects.filter(territory=county_of(territory), kind=OfficeKind.BUREAU).first()


def section_at(territory: int, work: str) -> Office | None:
    """The section of the county whose name says this work (法律援助中心); None where there is none."""
    low, high = county_reach(territory)
    sections = Office.objects.filter(territory__gte=low, territory__lte=high, kind=OfficeKind.SECTION, to_on=None, short_name__contains=work)
    return sections.order_by("territory").first()
