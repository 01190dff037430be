"""The kinds of ledgers: one module each, a declaration and how its rows are read."""

from __future__ import annotations

from fengqiao.imports.ledgers.consultations import CONSULTATIONS
from fengqiao.imports.ledgers.corrections import CORRECTIONS
from fengqiao.imports.ledgers.legalaid import OLD_CASES
from fengqiao.imports.ledgers.mediation import MEDIATION
from fengqiao.imports.ledgers.resettlement import RESETTLED
from fengqiao.imports.ledgers.volunteers import VOLUNTEERS

KINDS = (MEDIATION, CORRECTIONS, RESETTLED, OLD_CASES, CONSULTATIONS, VOLUNTEERS)
