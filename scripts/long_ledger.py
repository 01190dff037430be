"""A ledger of any length, as a village keeps it, for measuring an import: python scripts/long_ledger.py 台账.xlsx 调解员 100000.

Most rows can be entered and closed; some were not visited and stay open, some fail, and one in a hundred cannot be read.
The mediator must be one of the committee's. The same length gives the same rows.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADINGS = (
    "序号", "登记日期", "申请人", "申请人电话", "被申请人", "纠纷类型", "简要案情", "调解结果", "协议金额", "履行情况", "回访日期", "调解员",
)  # fmt: skip
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "建国秀英志强玉兰海燕德胜桂花永红文斌春梅"
QUARRELS = (
    ("邻里纠纷", "两家因院墙滴水发生争执，墙面受损，经村干部到场查看后由调委会调解。"),
    ("损害赔偿纠纷", "骑电动车在村道相撞，手机和车灯损坏，双方对修理费谁出意见不一。"),
    ("合同纠纷", "买卖稻谷差三百斤没有结清，催要两次没有结果，双方同意请调委会调解。"),
    ("婚姻家庭纠纷", "兄弟三人为老人赡养费用怎样分担争吵，老人要求调委会主持商量。"),
)
DAYS, EVERY_BAD, EVERY_FAILED, EVERY_UNVISITED = 330, 100, 17, 9


def rows(count: int, mediator: str, year: int) -> Iterator[tuple[str, ...]]:
    """The rows in the order of their days."""
    for n in range(1, count + 1):
        on = date(year, 1, 1) + timedelta(days=(n - 1) * DAYS // count)
        kind, summary = QUARRELS[n % len(QUARRELS)]
        bad, failed, unvisited = n % EVERY_BAD == 0, n % EVERY_FAILED == 0, n % EVERY_UNVISITED == 0
        yield (
            str(n), "正月初三" if bad else on.isoformat(), _name(n), f"138{n % 10**8:08d}", _name(n * 7 + 3), kind, summary,
            "调解不成功" if failed else "书面协议，调解成功", "" if failed else str(500 + n % 90 * 100),
            "" if failed else "已履行", "" if failed or unvisited else (on + timedelta(days=20)).isoformat(), mediator,
        )  # fmt: skip


def _name(n: int) -> str:
    return f"{SURNAMES[n % len(SURNAMES)]}{GIVEN[n // 7 % len(GIVEN)]}{GIVEN[n // 61 % len(GIVEN)]}"


def write(path: Path, count: int, mediator: str, year: int) -> None:
    """Write the workbook, a row at a time."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet(f"{year}年")
        for place, words in enumerate((HEADINGS, *rows(count, mediator, year))):
            sheet.write_row(place, 0, words)


if __name__ == "__main__":
    where, who, length = sys.argv[1:4]
    write(Path(where), int(length), who, date.today().year - 1)
