"""This installation's own side: its signing keys, and the codes by which it is called."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from fengqiao.exchange.permissions import KEEP_PARTNERS
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import require
from fengqiao.orgs.recording import record
from fengqiao.vault.signingkeys import SigningKey, current_signing_key, make_signing_key, signing_keys


def own_keys() -> list[SigningKey]:
    """Every signing key of this installation, the newest last."""
    return signing_keys(settings.HOME / "keys")


def signer() -> SigningKey:
    """The key that signs now. Raises KeysMissing with what to do."""
    return current_signing_key(settings.HOME / "keys")


def key_or_first(*, now: datetime) -> SigningKey:
    """The key that signs now, made where there is none yet: by a command at the server itself. Recorded."""
    keys = own_keys()
    if keys:
        return keys[-1]
    key = make_signing_key(settings.HOME / "keys", on=now.date())
    record(None, "exchange.key", f"本机往来签名密钥第{key.version}版", now=now, new={"digest": key.key_id})
    return key


def make_own_key(actor: Actor, *, now: datetime) -> SigningKey:
    """A new key that signs from now on; recorded. Raises NotAllowed."""
    low, _ = require(actor, KEEP_PARTNERS)
    key = make_signing_key(settings.HOME / "keys", on=now.date())
    record(
        actor, "exchange.key", f"本机往来签名密钥第{key.version}版", now=now, territory=low, new={"digest": key.key_id}
    )
    return key


def default_code(territory: int) -> str:
    """What other bodies call the bureau unless agreed otherwise: sfj and the county's six digits."""
    return f"sfj{territory // 10**9:06d}"
