"""The only list of lines of work. A new line is one folder and one entry here."""

LINES = [
    "fengqiao.lines.disputes",
    "fengqiao.lines.mediation",
    "fengqiao.lines.resettlement",
    "fengqiao.lines.screening",
    "fengqiao.lines.corrections",
    "fengqiao.lines.visits",
    "fengqiao.lines.legalaid",
    "fengqiao.lines.aidcases",
    "fengqiao.lines.legalservice",
    "fengqiao.lines.notary",
    "fengqiao.lines.forensic",
    "fengqiao.lines.proxies",
    "fengqiao.lines.wagesheets",
    "fengqiao.lines.volunteers",
    "fengqiao.lines.advisers",
    "fengqiao.lines.reporting",
    "fengqiao.lines.locks",
    "fengqiao.lines.doubts",
    "fengqiao.lines.burden",
    "fengqiao.lines.supervision",
]
