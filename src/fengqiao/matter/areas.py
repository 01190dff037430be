"""Areas of work 业务板块: lines that belong together stand under one word of the rail, where somebody has many."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """A word on the rail with its icon."""

    label: str
    icon: str


DISPUTES = Area("矛盾纠纷", "scale")
SUPERVISION = Area("矫正帮教", "user-circle")
LEGAL_SERVICES = Area("公共法律\u200b服务", "gavel")  # may be broken there where the rail is narrow
REPORTING = Area("统计考核", "chart-bar")
OTHERS = Area("其他业务", "folder")
