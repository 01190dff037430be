"""Authorities to act for another as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.lines.proxies import cards, codes
from fengqiao.lines.proxies.permissions import SEE
from fengqiao.lines.proxies.procedure import AUTHORITY
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _authority() -> type[Matter]:
    from fengqiao.lines.proxies.models import ProxyAuthority

    return ProxyAuthority


PROXIES = Line(
    code="proxies", area=areas.LEGAL_SERVICES, label="代办授权", icon="users", model=_authority, procedures=(AUTHORITY,), may_see=SEE, number_word="授权编号", party_word="本人和代办人",
    columns=(("basis_word", "依据"), ("scopes_word", "可以办什么"), ("from_on", "自"), ("to_on", "至")), filters=("basis", "relation"),
    choices={"basis": codes.BASES, "relation": codes.RELATIONS}, cards=cards.of_authority, seldom=True,
)  # fmt: skip
