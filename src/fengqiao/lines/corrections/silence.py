"""Nothing is ever sent to the telephone of somebody who died: neither what is still to be said, nor what already waits."""

from __future__ import annotations

from uuid import UUID

from fengqiao.lines.corrections import codes
from fengqiao.matter.actions import standing_of
from fengqiao.matter.keys import ring
from fengqiao.matter.procedure import Carrying
from fengqiao.matter.timeline import Facts
from fengqiao.messages.guarding import Wish, guards
from fengqiao.messages.models import OPEN, OutMessage, State, Way
from fengqiao.vault import VaultError, parse_phone

REASON = "社区矫正对象已经死亡，不再向本人的电话发送。"


@guards
def not_to_the_dead(wish: Wish) -> str:
    """The reason, where the case has ended by death and the address is the person's own."""
    if wish.matter_id is None or wish.channel != Way.SMS:
        return ""
    return REASON if wish.to in _telephones_of_the_dead(wish.matter_id) else ""


def _telephones_of_the_dead(matter_id: UUID) -> set[str]:
    from fengqiao.lines.corrections.models import CorrectionCase

    case = CorrectionCase.objects.filter(pk=matter_id, end_kind=codes.DIED).select_related("office").first()
    return telephones(standing_of(case).facts) if case is not None else set()


def telephones(facts: Facts) -> set[str]:
    """The person's own numbers, as digits."""
    found: set[str] = set()
    for party in facts.parties:
        try:
            found.add(parse_phone(str(party.get("phone", ""))).digits)
        except VaultError:
            continue  # one that cannot be read is sent nothing anyway
    return found - {""}


def cancel_waiting(carrying: Carrying) -> None:
    """What already waits to be sent to the dead person's telephone about this case is not sent any more."""
    indexes = [ring().blind_index.of(f"message_{Way.SMS}", number) for number in telephones(carrying.facts)]
    waiting = OutMessage.objects.filter(
        matter_id=carrying.matter.pk, channel=Way.SMS, state__in=OPEN, to_index__in=indexes
    )
    waiting.update(state=State.CANCELLED, last_error=REASON)
