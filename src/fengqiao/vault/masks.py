"""What a screen shows of a personal value to somebody who has not asked, with a reason, to see it."""

from __future__ import annotations

_COMPOUND_SURNAMES = frozenset({
    "欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "夏侯", "东方", "尉迟", "公孙", "慕容", "令狐",
    "长孙", "宇文", "轩辕", "端木", "百里", "呼延", "南宫", "独孤", "司空", "闻人", "钟离", "澹台",
})  # fmt: skip


def mask_id_number(number: str) -> str:
    """The first three and the last four characters: 110***********1234."""
    return _middle_starred(number, 3, 4)


def mask_phone(digits: str) -> str:
    """The first three and the last four digits: 139****0001."""
    return _middle_starred(digits, 3, 4)


def mask_name(name: str) -> str:
    """The surname and one star per further character: 张**, 欧阳*; a name with · keeps what stands before it."""
    name = name.strip()
    if "·" in name:
        head, _, rest = name.partition("·")
        return head + "·" + "*" * len(rest.replace("·", ""))
    surname = name[:2] if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else name[:1]
    return surname + "*" * (len(name) - len(surname))


def _middle_starred(text: str, first: int, last: int) -> str:
    if len(text) <= first + last:
        return "*" * len(text)
    return text[:first] + "*" * (len(text) - first - last) + text[-last:]
