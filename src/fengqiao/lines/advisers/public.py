"""What everybody reads on the phone of the advisers of villages: who, on which days, under which number (公示牌).

Only what the notice board of the village says: the name, where from, the days, the public number. Never a telephone of one's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.models import Appointment
from fengqiao.matter.public import Entry, Guide, guides

SHOWN = (codes.VILLAGE, codes.ENVOY)  # whom anybody of the place may ask; a school's and a project's are the unit's own
NOT_SAID = "哪天到场还没有公示，请打12348问，或者到司法所去问。"


def _entries(low: int, high: int, today: date) -> Iterable[Entry]:
    """Those who serve today, by the office their place lies in; suspended ones and ones whose term is over are gone the same day."""
    rows = Appointment.objects.filter(
        territory__gte=low, territory__lte=high, team__in=SHOWN, stage="serving", term_from_on__lte=today, term_to_on__gte=today,
    ).select_related("office").order_by("territory", "team", "served", "pk")  # fmt: skip
    for row in rows:
        name = row.title.partition(row.team_word)[2]
        said = f"{row.served}的{row.team_word}是{name}（{row.source_word}），聘期到{row.term_to_on.isoformat()}。咨询不收费。"
        phone = f"电话：{row.public_phone}" if row.public_phone else "电话：12348"
        yield Entry(
            str(row.number).lower(), f"{row.served}：{name}", said, row.office.short_name, points=(row.duty_days or NOT_SAID, phone), until_on=(row.term_to_on + timedelta(days=1)).isoformat(),
        )  # fmt: skip


MINE = guides(Guide(
    "advisers", "我的村居法律顾问", "user", "一村一法律顾问：是谁、哪天来、怎么找。", _entries, goes_to="ask-law", goes_label="留话，问一问", points_word="哪天在、怎么找",
    note="留话进同一个队伍，由顾问或者法律服务工作人员答复。", search_word="写村（社区）、企业的名称",
))  # fmt: skip
