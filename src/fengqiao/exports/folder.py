"""One matter as a folder: 案件.xlsx, its papers as PDF, what was received as it came, and a list of the files.

The list is written last and the folder gets its name only then: a folder with its name is complete, and its first line
says up to which entry. Exporting again leaves complete folders alone and replaces those that have grown.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from fengqiao.exports.matter_sheets import Reading, write_matter
from fengqiao.exports.names import safe
from fengqiao.matter import papers, registry
from fengqiao.matter.actions import standing_of
from fengqiao.matter.files import store
from fengqiao.matter.models import Entry, Matter, Paper, PaperState
from fengqiao.vault import sm3

LIST = "清单.txt"
PART = "（未完成）"
ENDINGS = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", papers.DOCX: ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip


def folder_name(matter: Matter) -> str:
    """编号 名称; a matter without number by the beginning of its code."""
    return safe(f"{_head(matter)} {matter.title}")


def _head(matter: Matter) -> str:
    return matter.number or f"{'未编号-' if registry.procedure_of(matter).numbered else ''}{matter.code[-8:]}"


def first_line(matter: Matter, private: bool) -> str:
    """What says that a folder holds the matter as it stands."""
    scope = "含不公开的记录" if private else "不含不公开的记录"
    return f"案件代码 {matter.code}，时间轴至第{matter.head_seq}条，摘要 {bytes(matter.head_hash).hex()}，{scope}"


def is_complete(folder: Path, matter: Matter, private: bool) -> bool:
    """Whether the folder already holds the matter as it stands."""
    try:
        with (folder / LIST).open(encoding="utf-8") as file:
            return file.readline().rstrip("\n") == first_line(matter, private)
    except OSError:
        return False


def write_folder(parent: Path, matter: Matter, *, private: bool) -> tuple[Path, list[str]]:
    """Write one matter's folder, replacing an older state of it; the folder, and in words what could not be brought out."""
    target = parent / folder_name(matter)
    part = parent / f"{target.name}{PART}"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    entries = list(Entry.objects.filter(matter_id=matter.pk).select_related("actor").order_by("seq"))
    reading = Reading(matter, entries, standing_of(matter).facts, private)
    lost: list[str] = []
    rows = list(_papers(part, reading, lost))
    write_matter(part / "案件.xlsx", reading, rows)
    _write_list(part, matter, private)
    _drop_older(parent, matter)
    shutil.rmtree(target, ignore_errors=True)
    part.rename(target)
    return target, lost


def _papers(folder: Path, reading: Reading, lost: list[str]) -> Iterator[list[Any]]:
    matter = reading.matter
    for paper in Paper.objects.filter(matter_id=matter.pk).order_by("n"):
        row = [paper.n, paper.title, paper.version, paper.get_state_display(),
               f"{timezone.localtime(paper.made_at):%Y-%m-%d %H:%M}"]  # fmt: skip
        if paper.private and not reading.private:
            yield [*row, "（不公开的材料，没有导出）", ""]
            continue
        try:
            content, ending = _content(paper, matter)
        except Exception as error:  # one lost file must not keep a county's other files from coming out
            lost.append(f"{matter.number or matter.code}《{paper.title}》：{error}")
            yield [*row, "（没有取出，见说明.txt）", paper.digest]
            continue
        version = f"（第{paper.version}版）" if paper.version > 1 else ""
        old = f"（{paper.get_state_display()}）" if paper.state in (PaperState.REPLACED, PaperState.VOID) else ""
        title = paper.title.removesuffix(ending) if ending else paper.title
        name = safe(f"{paper.n:02d} {title}{version}{old}", 170) + ending
        (folder / name).write_bytes(content)
        yield [*row, name, sm3(content).hex()]


def _content(paper: Paper, matter: Matter) -> tuple[bytes, str]:
    if paper.state == PaperState.RECEIVED:
        return store().read(paper.digest), ENDINGS.get(paper.mime, "")
    return papers.original(paper, matter)


def _write_list(folder: Path, matter: Matter, private: bool) -> None:
    names = sorted(path.name for path in folder.iterdir())
    lines = [f"{sm3((folder / name).read_bytes()).hex()}  {name}" for name in names]
    text = "\n".join([first_line(matter, private), "以下每行：文件的SM3摘要、文件名", *lines])
    (folder / LIST).write_text(text + "\n", encoding="utf-8")


def _drop_older(parent: Path, matter: Matter) -> None:
    """A folder of the same matter under an earlier name goes."""
    begins = f"案件代码 {matter.code}，"
    head = safe(_head(matter)).split(" ")[0]
    for other in [*parent.glob(f"{head} *"), *parent.glob(f"未编号-{matter.code[-8:]} *")]:
        listed = other / LIST
        if not other.name.endswith(PART) and listed.exists() and listed.read_text(encoding="utf-8").startswith(begins):
            shutil.rmtree(other)
