"""The text that commissions rest on. Articles 28 and 29 were read as several public pages quote them; it is not in the library."""

from __future__ import annotations

from fengqiao.statutes.known import FORENSIC_PROCEDURE, LEGAL_AID

PERIOD, LONGER, AGREED, NOT_COUNTED = (FORENSIC_PROCEDURE.art(28, n) for n in (1, 2, 3, 4))
ENDING = FORENSIC_PROCEDURE.art(29)
SCOPE = FORENSIC_PROCEDURE.art(15, item=1)
RELIEF = LEGAL_AID.art(53)
