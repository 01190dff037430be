"""Permissions: declared once with label, roles and reach. An undeclared name raises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fengqiao.orgs.roles import Role


class Reach(Enum):
    """How far a permission carries from the post that holds it."""

    TERRITORY = "本辖区"  # anything inside the post's interval
    OWN_OFFICE = "本机构"  # the matter's office is the post's own
    HANDLER = "本人承办"  # the matter is handled by this person
    SELF = "本人"  # nothing but one's own account


@dataclass(frozen=True)
class Permission:
    """What a role may do. ``code`` is ``<line>.<verb>``; ``label`` is read out in refusals."""

    code: str
    label: str
    roles: tuple[Role, ...]
    reach: Reach = Reach.TERRITORY
    or_handler: bool = False  # the handler may too, whatever the role

    def __post_init__(self) -> None:
        known = _DECLARED.get(self.code)
        if known is not None and known != self:
            raise ValueError(f"permission declared twice with different content: {self.code}")
        _DECLARED[self.code] = self

    @property
    def role_codes(self) -> frozenset[str]:
        return frozenset(role.code for role in self.roles)


_DECLARED: dict[str, Permission] = {}


def permission(code: str) -> Permission:
    """The declared permission. Raises KeyError with the known names when there is none."""
    try:
        return _DECLARED[code]
    except KeyError:
        raise KeyError(f"undeclared permission {code!r}; declared: {sorted(_DECLARED)}") from None


def declared_permissions() -> list[Permission]:
    """All declared permissions in order of code."""
    return [_DECLARED[code] for code in sorted(_DECLARED)]
