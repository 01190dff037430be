"""How each channel of a county is reached and when it is quiet: read for sending, changed by the system administrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, time
from typing import Any

from fengqiao.messages.keys import data_key
from fengqiao.messages.models import Channel, House, Way
from fengqiao.messages.outcome import Outcome
from fengqiao.messages.parcel import Parcel
from fengqiao.messages.smtp import SmtpSettings, send_mail
from fengqiao.messages.webhook import WebhookSettings, post
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import require
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.recording import record
from fengqiao.orgs.roles import SYSADMIN

KEEP_CHANNELS = Permission("messages.channels", "设置通知通道", roles=(SYSADMIN,))
Settings = SmtpSettings | WebhookSettings
QUIET_FROM, QUIET_TO, MOST_A_DAY = time(21), time(8), 10


def county_of(territory: int | None) -> int | None:
    """The six digits of the county a territory lies in; without one, the only county that has set anything, if there is one."""
    if territory is not None:
        return territory // 10**9
    counties = list(Channel.objects.values_list("county", flat=True).distinct()[:2])
    return counties[0] if len(counties) == 1 else None


def settings_of(kind: str, particulars: Mapping[str, Any]) -> Settings:
    """The typed settings of a channel; what a former version kept and this one does not know is left out."""
    form: type[Settings] = SmtpSettings if kind == Way.EMAIL else WebhookSettings
    known = {each.name for each in fields(form)}
    return form(**{name: value for name, value in particulars.items() if name in known})


@dataclass(frozen=True)
class OpenChannel:
    """A channel ready to send."""

    settings: Settings
    secret: str

    def send(self, parcel: Parcel) -> Outcome:
        """One try over the network."""
        if isinstance(self.settings, SmtpSettings):
            return send_mail(self.settings, self.secret, parcel)
        return post(self.settings, self.secret, parcel)


def channel_of(county: int | None, kind: str) -> Channel | None:
    """The stored settings, switched on or not."""
    return Channel.objects.filter(county=county, kind=kind).first() if county is not None else None


def is_on(county: int | None, kind: str) -> bool:
    """Whether the county sends by this channel."""
    found = channel_of(county, kind)
    return found is not None and found.enabled


def open_channel(county: int | None, kind: str) -> OpenChannel | None:
    """The channel with its secret opened, or None when it is not switched on."""
    found = channel_of(county, kind)
    if found is None or not found.enabled:
        return None
    secret = data_key().open(found.secret_sealed, _bound(found)) if found.secret_sealed else ""
    return OpenChannel(settings_of(kind, found.particulars), secret)


def _bound(channel: Channel) -> bytes:
    return f"channel:{channel.county}:{channel.kind}".encode()


def house_of(county: int | None) -> House:
    """The county's rules, or the usual ones."""
    found = House.objects.filter(county=county).first() if county is not None else None
    return found or House(county=county or 0, quiet_from=QUIET_FROM, quiet_to=QUIET_TO, most_a_day=MOST_A_DAY)


def save_channel(
    actor: Actor, kind: str, settings: Settings, *, enabled: bool, secret: str | None, now: datetime
) -> Channel:  # fmt: skip
    """Change a channel; ``secret`` None keeps the one there is, "" takes it away. Recorded without any secret."""
    low, _ = require(actor, KEEP_CHANNELS)
    county = low // 10**9
    found = channel_of(county, kind) or Channel(county=county, kind=kind)
    old = {"enabled": found.enabled, **found.particulars} if found.pk else {}
    found.enabled, found.particulars, found.changed_at = enabled, settings.plain(), now
    if secret is not None:
        found.secret_sealed = data_key().seal(secret, bound_to=_bound(found)) if secret else ""
    found.save()
    new = {"enabled": enabled, **found.particulars, "secret_changed": secret is not None}
    record(
        actor,
        "messages.channel",
        Way(kind).label,
        now=now,
        territory=low,
        old=_changed(old, new),
        new=_changed(new, old),
    )
    return found


def install_channel(county: int, kind: str, particulars: Mapping[str, Any], *, secret: str, now: datetime) -> Channel:
    """Set and switch on a channel at the server itself, where nobody signs in. Recorded as the installer's.

    Raises TypeError for a particular that is missing, ValueError for one that is not known.
    """
    known = {each.name for each in fields(SmtpSettings if kind == Way.EMAIL else WebhookSettings)}
    if unknown := sorted(set(particulars) - known):
        raise ValueError(f"不认得的栏目：{'、'.join(unknown)}")
    settings = settings_of(kind, particulars)
    found = channel_of(county, kind) or Channel(county=county, kind=kind)
    found.enabled, found.particulars, found.changed_at = True, settings.plain(), now
    found.secret_sealed = data_key().seal(secret, bound_to=_bound(found)) if secret else ""
    found.save()
    new = {"enabled": True, **found.particulars, "secret_changed": True}
    record(None, "messages.channel", Way(kind).label, now=now, territory=county * 10**9, new=_changed(new, {}))
    return found


def save_house(actor: Actor, *, quiet_from: time, quiet_to: time, most_a_day: int, now: datetime) -> None:
    """Change the county's rules."""
    low, _ = require(actor, KEEP_CHANNELS)
    found = house_of(low // 10**9)
    old = _house_words(found)
    found.quiet_from, found.quiet_to, found.most_a_day = quiet_from, quiet_to, most_a_day
    found.save()
    new = _house_words(found)
    record(actor, "messages.house", "发送规则", now=now, territory=low, old=_changed(old, new), new=_changed(new, old))


def _house_words(house: House) -> dict[str, Any]:
    return {
        "quiet_from": f"{house.quiet_from:%H:%M}",
        "quiet_to": f"{house.quiet_to:%H:%M}",
        "most_a_day": house.most_a_day,
    }


def _changed(values: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What is not the same on the other side; a mapping is told as one line."""
    told = {name: value for name, value in values.items() if other.get(name) != value}
    return {
        name: "、".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else value
        for name, value in told.items()
    }
