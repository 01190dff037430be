"""Names and numbers inside running text, as the reader may see them: in full for the handler, masked for everybody else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fengqiao.matter.models import Matter
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.masks import mask_id, mask_name, mask_phone

_ID_NO = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True)
class Veil:
    """Calling it with a text gives the text with each known name of a natural person masked, and numbers like
    identity and mobile numbers, too. ``full``: the reader sees everything; texts come back as they are."""

    full: bool
    masks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def over(cls, facts: Facts, full: bool) -> Veil:
        """The veil for the parties the facts know, their representatives and proxies included."""
        if full:
            return cls(True)
        names: set[str] = set()
        for party in facts.parties_as_told:
            people = [party.get("representative", ""), party.get("proxy", "")]
            if party.get("kind", "person") == "person":
                people.append(party.name)
            names.update(str(name) for name in people if len(str(name or "")) > 1)
        return cls(False, {name: mask_name(name) for name in sorted(names, key=len, reverse=True)})

    def __call__(self, text: str) -> str:
        if self.full or not text:
            return text
        for name, masked in self.masks.items():
            text = text.replace(name, masked)
        return _MOBILE.sub(_by(mask_phone), _ID_NO.sub(_by(mask_id), text))


def _by(mask: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    return lambda found: mask(found[0])


def handles(actor: Actor, matter: Matter, opened_by: int | None) -> bool:
    """Whether the reader handles the matter; while nobody does, whoever registered it does. Of a masked one nobody does."""
    if matter.masked or matter.shredded:
        return False
    return actor.staff_id == (matter.handler_id if matter.handler_id is not None else opened_by)
