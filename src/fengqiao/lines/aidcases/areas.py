"""The area of the register of providers a case belongs to (专长的领域). Pure."""

from __future__ import annotations

from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.matter.timeline import Facts

# by what the application was about; where it says nothing, by what the cause says
OF_MATTERS = {"wages": "labour", "work_injury": "injury", "traffic": "traffic", "support": "family", "social": "welfare", "pension": "welfare", "environment": "environment"}
OF_WORDS = (
    ("劳动", "labour"), ("工资", "labour"), ("报酬", "labour"), ("离婚", "family"), ("抚养", "family"), ("赡养", "family"), ("继承", "family"), ("工伤", "injury"),
    ("人身损害", "injury"), ("交通", "traffic"), ("土地", "land"), ("房屋", "land"), ("合同", "contract"), ("借", "contract"),
)  # fmt: skip


def area_of(facts: Facts) -> str:
    """The area in which the one who takes it should be at home."""
    form, cause = f.aid_form(facts), str(facts.value("cause", ""))
    if form in codes.LAWYERS_ONLY:
        return "minors" if f.is_minor(facts) else "criminal"
    if form in ("administrative", "reconsideration", "compensation"):
        return "admin"
    named = OF_MATTERS.get(str(facts.opening.get("matter_code", "")))
    return named or next((area for word, area in OF_WORDS if word in cause), "labour" if form == "arbitration" else "other")
