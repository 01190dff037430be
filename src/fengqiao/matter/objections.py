"""What a matter has against a message: where there is violence at home, a telephone may be in the other's hands."""

from __future__ import annotations

from fengqiao.matter.models import Matter, Restriction
from fengqiao.messages.guarding import Wish, guards

SAFE = "家庭暴力事项不发短信：电话可能被对方看到。请当面，或按受害人指定的方式告知。"


@guards
def not_where_there_is_violence(wish: Wish) -> str:
    """The reason, or an empty text. A code somebody has just asked for belongs to no matter and is not held back."""
    if wish.matter_id is None:
        return ""
    violent = Matter.objects.filter(pk=wish.matter_id, restricted=Restriction.VIOLENCE).exists()
    return SAFE if violent else ""
