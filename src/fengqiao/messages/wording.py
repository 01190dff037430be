"""What messages say: declared templates with slots. A room declares its own; nothing else can be sent.

Messages lie on other people's screens: no names, no numbers of persons, no story (人民调解法第十五条; house rule of the bureau).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from fengqiao.messages.models import Way
from fengqiao.messages.refusals import PersonalDataInside

MINUTES = "minutes"  # filled by the template itself where it lapses
LONGEST_SLOT, LONGEST_TEXT = 60, 400
_PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?![\dXx])")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}(?:\.[a-z0-9_]+)?\Z")


@dataclass(frozen=True)
class Template:
    """One thing that is said. ``text`` names its slots in braces.

    ``urgent`` ignores quiet hours. ``secret`` is shown to nobody in the office and erased once it is over. ``lasts_minutes``
    is how long it is worth sending (0: until given up). ``most_an_hour`` and ``gap_seconds`` hold back abuse.
    """

    code: str
    label: str
    text: str
    urgent: bool = False
    channels: tuple[str, ...] = (Way.SMS, Way.EMAIL, Way.WECHAT)
    secret: bool = False
    lasts_minutes: int = 0
    most_an_hour: int = 0
    gap_seconds: int = 0

    @property
    def slots(self) -> frozenset[str]:
        """What the sender must give."""
        found = {name for _, name, _, _ in Formatter().parse(self.text) if name is not None}
        return frozenset(found - ({MINUTES} if self.lasts_minutes else set()))

    def values_for(self, given: Mapping[str, object]) -> dict[str, str]:
        """The slots' values as texts of one line.

        Raises ValueError for a missing or unknown slot, PersonalDataInside for a number that names a person.
        """
        if set(given) != self.slots:
            raise ValueError(f"template {self.code} asks for {sorted(self.slots)}, given {sorted(given)}")
        values = {name: " ".join(str(value).split())[:LONGEST_SLOT] for name, value in given.items()}
        for value in values.values():
            if _PERSONAL.search(value):
                raise PersonalDataInside(
                    f"“{self.label}”里有手机号或身份证号，不能发出。通知里不写个人信息，请改用案号或日期。"
                )
        return values | ({MINUTES: str(self.lasts_minutes)} if self.lasts_minutes else {})

    def said(self, values: Mapping[str, str]) -> str:
        """The text as the recipient reads it."""
        return self.text.format(**values)


_DECLARED: dict[str, Template] = {}


def declare(template: Template) -> Template:
    """Make a template known. Declaring the same twice is harmless, the same code otherwise raises ValueError."""
    known = _DECLARED.get(template.code)
    if known is not None and known != template:
        raise ValueError(f"template declared twice with different content: {template.code}")
    if not _CODE.match(template.code) or not template.channels or len(template.text) > LONGEST_TEXT:
        raise ValueError(
            f"template {template.code!r}: a short latin code, at least one channel, at most {LONGEST_TEXT} characters"
        )
    if any(not name.isidentifier() for name in template.slots):
        raise ValueError(f"template {template.code}: slots are named")
    _DECLARED[template.code] = template
    return template


def template(code: str) -> Template:
    """The declared template. Raises KeyError with the known codes when there is none."""
    try:
        return _DECLARED[code]
    except KeyError:
        raise KeyError(f"undeclared template {code!r}; declared: {sorted(_DECLARED)}") from None


def find(code: str) -> Template | None:
    """The declared template, or None for one a former version declared."""
    return _DECLARED.get(code)


VERIFICATION_CODE = declare(Template(
    "verification_code", "验证码", "您的验证码是{code}，{minutes}分钟内有效。请勿告诉他人，工作人员不会向您索要。",
    urgent=True, secret=True, lasts_minutes=10, most_an_hour=5, gap_seconds=60,
))  # fmt: skip
STAFF_NOTICE = declare(Template(
    "staff_notice", "待办提醒", "您在枫桥平台有一条{level}提醒{due}，请登录查看。", channels=(Way.SMS, Way.EMAIL),
))  # fmt: skip
TRIAL = declare(Template(
    "trial", "测试发送", "这是枫桥平台的测试通知，收到即说明{channel}通道可以使用。", urgent=True, gap_seconds=10,
))  # fmt: skip
