"""Fields that hide what a browser's form is: one named ``form`` or ``action`` stops scripts from sending it."""

from __future__ import annotations

from fengqiao.matter import registry
from fengqiao.matter.needs import Rows

# What the scripts ask of a form element; a field of that name would answer instead.
OF_A_FORM = {
    "form", "action", "method", "elements", "length", "submit", "target", "enctype", "dataset", "attributes", "children",
    "parentNode", "parentElement", "matches", "closest", "getAttribute", "addEventListener", "isSameNode", "nodeName", "reset",
}  # fmt: skip


def test_no_field_is_named_like_a_part_of_its_form() -> None:
    found = [
        f"{procedure.code}.{way.code}.{need.name}"
        for procedure in registry.procedures()
        for way in (*procedure.actions, *procedure.journeys)
        for need in way.needs
        if need.name in OF_A_FORM and not isinstance(need, Rows)
    ]
    assert found == []
