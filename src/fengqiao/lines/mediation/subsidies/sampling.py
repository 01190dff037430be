"""The draw of claims to be called back: one in twenty, at least one, by a recorded random number anybody can recompute."""

from __future__ import annotations

import math
import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from fengqiao.lines.mediation.models import SubsidyClaim
from fengqiao.matter.actions import Doing, perform
from fengqiao.orgs.actor import Actor
from fengqiao.vault import hmac_sm3

PERCENT = 5


def drawn(codes: Sequence[str], seed: str, percent: int = PERCENT) -> set[str]:
    """Those whose HMAC-SM3 under the seed is lowest: ``percent`` of them, rounded up. The same seed draws the same."""
    ranked = sorted(codes, key=lambda code: hmac_sm3(seed.encode(), code.encode()))
    return set(ranked[: math.ceil(len(ranked) * percent / 100)])


@transaction.atomic
def draw(actor: Actor, claims: Sequence[SubsidyClaim], *, now: datetime) -> set[str]:
    """Let every claim take part in one draw and record it with each; returns the codes drawn."""
    from fengqiao.lines.mediation.subsidies.procedure import draw as step

    seed = secrets.token_hex(8)
    chosen = drawn([claim.code for claim in claims], seed)
    for claim in sorted(claims, key=lambda each: each.pk):
        data = {"drawn": claim.code in chosen, "pool": len(claims), "seed": seed}
        perform(actor, claim.pk, [Doing(step, data, now.date())], now=now)
    return chosen
