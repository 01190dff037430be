"""法律援助案件的指派：把承办人指派给案件，作为一个有证明的优化问题。Pure: knows neither Django nor the database.

`propose(problem)` answers with a `Plan`. The rules H1-H12 hold always; the weights decide only among what they allow.
It ranks lawyers, never applicants, and decides nothing: a named person does.
"""

from __future__ import annotations

from .plan import Plan
from .problem import Case, Conflict, Form, Kind, Lawyer, Mode, Opposed, Problem, Severity, Span, Weights
from .proposing import PLANS, propose, three_plans

__all__ = [
    "PLANS",
    "Case",
    "Conflict",
    "Form",
    "Kind",
    "Lawyer",
    "Mode",
    "Opposed",
    "Plan",
    "Problem",
    "Severity",
    "Span",
    "Weights",
    "propose",
    "three_plans",
]
