"""What became of a code: foundings, renamings, recodings and transfers, 1980 to 2026."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .records import rows_of


@dataclass(frozen=True)
class Change:
    """One change of a province, prefecture or county (`level` 1, 2, 3). Codes are empty where the source has none."""

    year: int
    kind: str
    level: int
    old_code: str
    old_name: str
    old_path: str
    new_code: str
    new_name: str
    new_path: str
    source: str
    document: str
    url: str

    @property
    def sentence(self) -> str:
        """2021年 撤县设市：旬阳县（610928）→旬阳市（610981）."""
        old = _named(self.old_name, self.old_code)
        new = _named(self.new_name, self.new_code)
        return f"{self.year}年 {self.kind}：{'→'.join(part for part in (old, new) if part)}"


def _named(name: str, code: str) -> str:
    return f"{name}（{code}）" if name and code else name or code


@cache
def all_changes() -> tuple[Change, ...]:
    """Every record, by year. Records before 1984 contain noise from recoding (said by their source)."""
    return tuple(
        sorted(
            (
                Change(
                    int(row["year"]),
                    row["type"],
                    int(row["level"]),
                    row["old_code"],
                    row["old_name"],
                    row["old_path"],
                    row["new_code"],
                    row["new_name"],
                    row["new_path"],
                    row["source"],
                    row["doc_no"],
                    row["url"],
                )
                for row in rows_of("changes")
            ),
            key=lambda change: change.year,
        )
    )


def changes_of(code: str) -> list[Change]:
    """The records in which the code is the old or the new one, by year."""
    return [change for change in all_changes() if code in (change.old_code, change.new_code)]


def predecessors(code: str, name: str, *, since: int) -> list[Change]:
    """Records since a year that end in this county, by code or, where the source gives only text, by name."""
    return [
        change
        for change in all_changes()
        if change.year >= since and (change.new_code == code or (not change.new_code and change.new_name == name))
    ]
