"""What a party of a dispute who did not report it sees by telephone: the times offered to them, and what they answer.

Told of nothing before they were asked to come, and then of the asking alone: not who reported, not what, not who else
was asked or what they answered, not how the matter is judged. A reporter is told in the own report instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.disputes import procedure
from fengqiao.lines.disputes.public import SEND_IN, is_reporter
from fengqiao.matter import invited
from fengqiao.matter.actions import standing_of
from fengqiao.matter.appointments import Offer
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter, Party
from fengqiao.matter.public import Follows, PublicAct, SentIn, Snapshot, Step, follows, iso, phone_of
from fengqiao.matter.timeline import Facts

NOT_TOLD = ("violence", "minor")  # the telephone may be in the other one's hands


def find(phone: str) -> Iterable[UUID]:
    """The matters in which this telephone stands beside a party."""
    index = ring().blind_index.of("phone", phone)
    return (
        Party.objects.filter(phone_index=index, matter__line="disputes").values_list("matter_id", flat=True).distinct()
    )


def own_parties(facts: Facts, phone: str) -> list[int]:
    """The numbers of the present parties whose telephone this is. Two sides behind one telephone: nobody's."""
    mine = [party for party in facts.present_parties if phone and phone_of(party.get("phone")) == phone]
    return [party.n for party in mine] if len({party.side for party in mine}) == 1 else []


def own_report(matter: Matter, phone: str) -> Matter | None:
    """The report this telephone made of the matter, or of one merged into it; the first where there are several."""
    from fengqiao.lines.disputes.merged import with_merged
    from fengqiao.lines.disputes.models import Report

    index = ring().blind_index.of("phone", phone)
    named = Party.objects.filter(phone_index=index, matter__line="reports").values("matter_id")
    found = Report.objects.filter(dispute_id__in=with_merged(matter.pk), pk__in=named).select_related("office")
    return next((each for each in found.order_by("opened_on", "pk") if is_reporter(standing_of(each).facts, phone)), None)


def where_told(matter: Matter, phone: str) -> Matter:
    """Where this telephone is told of the times: in its own report, or in the matter."""
    return own_report(matter, phone) or matter


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """What this party is told, once they were asked for a time."""
    facts = standing_of(matter).facts
    mine = own_parties(facts, phone)
    asked = [offer for offer in procedure.APPOINTING.offers(facts) if set(offer.asked) & set(mine)]
    if not asked or matter.restricted in NOT_TOLD or matter.sealed or own_report(matter, phone) is not None:
        return None
    days = invited.invitation(procedure.APPOINTING, facts, mine, timezone.localdate())
    return Snapshot(
        title="请您来谈的一件事", number=matter.number or "", who=matter.office.short_name, since_on=iso(asked[0].fact.happened_on),
        state=days.state if days else "已办结" if matter.closed else "现在没有约您的时间", steps=_steps(matter, asked[0], days),
        can=("来不来由您决定。有事来不了，可以请求另约；想先问清楚，请联系承办单位。",),
        said=days.said if days else (), acts=(invited.ACT,) if days else (), asks=(invited.ACT,) if days and days.waits else (),
        offered={invited.DAY: days.options} if days else {}, meeting=days.meeting if days else "",
        closed=matter.closed, quiet=bool(matter.restricted), related=(matter.pk,),
    )  # fmt: skip


def _steps(matter: Matter, first: Offer, days: invited.Invitation | None) -> tuple[Step, ...]:
    came = Step("约您见面", "done", iso(first.fact.happened_on), f"{matter.office.short_name}约您")
    if days is None:
        return (came,)
    return (came, Step("定下时间", "done" if days.meeting else "now"), Step("见面", "now" if days.meeting else "next"))


def choose_day(matter: Matter, sent: SentIn) -> None:
    """Which of the times offered suits this party."""
    mine = own_parties(standing_of(matter).facts, sent.phone)
    invited.record_answer(procedure.APPOINTING, matter, mine, sent, SEND_IN)


def asked_by(matter: Matter) -> list[str]:
    """The telephones of the parties whose choice of a time is waited for."""
    facts = standing_of(matter).facts
    offer = procedure.APPOINTING.current(facts)
    waited = offer.unanswered if offer is not None else ()
    return [phone_of(party.get("phone")) for party in facts.present_parties if party.n in waited and party.get("phone")]


ACTS = (
    PublicAct(invited.ACT, invited.LABEL, invited.HELP, invited.SCREENS, choose_day, done=invited.DONE, send_label="答复"),
)  # fmt: skip
DISPUTES_FOLLOWED = follows(Follows("disputes", find, tell, ACTS, asked=asked_by, where=where_told))
