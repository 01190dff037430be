"""Who may open what, by the names of the test county: the groups of the table of permissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# The matter of this table is a case of 枫林镇人民调解委员会, handled by 调解员王.
TOWN = "mediator second head"
ABOVE = "office_head office_staff clerk section leader finance"  # 枫林镇司法所, and the bureau
ELSEWHERE = "village_head village2_head office2_head other_head other_section"  # another village, town, county
CORRECTS = "corrections corrections_head"  # the county's corrections agency: no line but its own
COUNTS_ALONE = "statistics"  # reads figures and locks them, no case
OUTSIDE = f"{ELSEWHERE} {CORRECTS} {COUNTS_ALONE}"
MEDIATES = f"{TOWN} {ABOVE} {ELSEWHERE}"
STAFF = f"{MEDIATES} {CORRECTS} {COUNTS_ALONE}"
SYS, SEC, AUD = "sysadmin", "secadmin", "auditadmin"
ADMINS = f"{SYS} {SEC} {AUD}"
KEEPS_FORMS = "section other_section office_head office2_head other_head"
SEES_CORRECTIONS = f"{CORRECTS} leader office_head office_staff office2_head other_head"
SEES_COMMITTEES = f"{TOWN} {ELSEWHERE} office_head office_staff section leader"
SEES_SUBSIDIES = f"{TOWN} {ELSEWHERE} office_head office_staff section leader finance"
SEES_SCREENING = f"{TOWN} {ELSEWHERE} office_head office_staff section leader"
RUNS_SCREENING = "office_head office_staff office2_head other_head section other_section leader"
SEES_LEAKS = "office_head office_staff office2_head other_head leader corrections corrections_head"
EXCHANGES = "office_head office2_head other_head section other_section"
FILES = f"{EXCHANGES} office_staff"
SEES_DISPUTES = f"{TOWN} {ELSEWHERE} office_head office_staff clerk section leader"
HELPS = "office_head office_staff office2_head other_head"
KEEPS_ROSTER = "head village_head village2_head office_head office2_head office_staff other_head section other_section"
ATTENDS = "office_head office2_head section other_head other_section"
ARRANGES_VISITS = "office_head office_staff office2_head other_head"
RECEIVES_AID = "clerk office_head office_staff office2_head other_head"
ANSWERS_QUESTIONS = f"{ARRANGES_VISITS} clerk"
ARRANGES_MEETINGS = f"{ARRANGES_VISITS} {CORRECTS}"
SEES_BOOKING = f"{ARRANGES_MEETINGS} leader"
FILLS_ROSTER = f"{ARRANGES_MEETINGS} section other_section"
SEES_ROSTER = f"{FILLS_ROSTER} clerk leader"
AT_CENTRE = f"office_head office_staff office2_head {CORRECTS}"  # of the county that has one
SEES_PROVIDERS = "office_head office_staff office2_head other_head clerk section other_section leader"
KEEPS_POINTS = "office_head office_staff"  # of the point of 枫林镇
KEEPS_BOOKING = "office_head office2_head other_head corrections_head"
ANSWERS_LETTERS = "office_head office_staff office2_head other_head corrections corrections_head"
SUPERVISES = f"{ANSWERS_LETTERS} leader"
CONSENTS = "office_head office2_head other_head corrections_head leader"
HEADS_ELSEWHERE = "village_head village2_head office2_head other_head"
ENTERS_PAPER = f"mediator second head office_head office_staff {HEADS_ELSEWHERE}"


@dataclass(frozen=True)
class Route:
    """One line: ``who`` gives the status of those named, everybody else gets ``rest``, nobody is sent to sign in."""

    name: str
    path: str
    who: dict[int, str]
    rest: int = 403
    post: dict[str, Any] | None = None
    nobody: int = 302
    note: str = ""

    @property
    def id(self) -> str:
        words = ("POST" if self.post is not None else "GET", self.name, self.note)
        return " ".join(word for word in words if word)

    def status_for(self, person: str) -> int:
        if person == "nobody":
            return self.nobody
        return next((status for status, names in self.who.items() if person in names.split()), self.rest)


def staff(name: str, path: str, **more: Any) -> Route:
    """A page every business post may open, and no administrator."""
    return Route(name, path, {200: STAFF}, **more)


def matter(name: str, path: str, **more: Any) -> Route:
    """A page of the matter for everybody whose reach holds it."""
    return Route(name, path, {200: f"{TOWN} {ABOVE}", 404: OUTSIDE}, **more)


def action(code: str, allowed: str) -> Route:
    """The form of an action: others who see the matter are refused with a reason."""
    return Route("act", f"/matters/{{code}}/do/{code}/", {200: allowed, 404: OUTSIDE}, note=code)


def public(name: str, path: str, status: int = 200, **more: Any) -> Route:
    """A page for citizens: no sign-in, and one who is signed in gets nothing more."""
    return Route(name, path, {}, rest=status, nobody=status, **more)
