"""What disputes are called wherever they come up: types, how hard, what they are besides. Every line that meets disputes uses these.

Labels of the types follow the statistics in use (bulletins of 2016 and 2021); digits are ours, the official ones of
SF/T 0018-2019 are not verified.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

Words = tuple[tuple[str, str], ...]

TYPES: Words = (
    ("T01", "婚姻家庭纠纷"), ("T02", "邻里纠纷"), ("T03", "房屋宅基地纠纷"), ("T04", "合同纠纷"),
    ("T05", "生产经营纠纷"), ("T06", "损害赔偿纠纷"), ("T07", "山林土地纠纷"), ("T08", "征地拆迁纠纷"),
    ("T09", "环境污染纠纷"), ("T10", "拖欠农民工工资纠纷"), ("T11", "其他劳动争议纠纷"), ("T12", "旅游纠纷"),
    ("T13", "电子商务纠纷"), ("T14", "其他消费纠纷"), ("T15", "医疗纠纷"), ("T16", "道路交通事故纠纷"),
    ("T17", "物业纠纷"), ("T99", "其他纠纷"),
)  # fmt: skip
FAMILIES: tuple[frozenset[str], ...] = (  # types that are easily taken for one another
    frozenset({"T02", "T03", "T06"}), frozenset({"T03", "T07", "T08"}), frozenset({"T04", "T05"}),
    frozenset({"T10", "T11"}), frozenset({"T12", "T13", "T14"}), frozenset({"T06", "T15", "T16"}),
)  # fmt: skip
RELATIONS: Words = (("R1", "公民与公民"), ("R2", "公民与法人或其他组织"), ("R3", "法人或其他组织之间"))
DIFFICULTY: Words = (("simple", "简易"), ("ordinary", "一般"), ("hard", "疑难复杂"), ("major", "重大"))


def same_family(one: str, other: str) -> bool:
    """Whether two types are the same or easily taken for one another."""
    return one == other or any({one, other} <= family for family in FAMILIES)


# Tags 标记: what a dispute is besides its type. Declared by a person with a reason, never derived.
CONCERN, HOT, OLD = "concern", "hot", "old"
TAGS: tuple[tuple[str, str], ...] = ((CONCERN, "群众关心"), (HOT, "社会热点"), (OLD, "历史欠账"))


def tag_words(tags: Iterable[str], since_on: date | None = None, handled_before: int | None = None) -> str:
    """The tags in words in the order of the list; an old dispute with since when and how often it was handled before."""
    held, words = set(tags), []
    for code, word in TAGS:
        if code not in held:
            continue
        more = [
            f"{since_on.isoformat()}起" if since_on else "",
            f"此前办理{handled_before}次" if handled_before else "",
        ]
        said = "，".join(filter(None, more)) if code == OLD else ""
        words.append(f"{word}（{said}）" if said else word)
    return "、".join(words)
