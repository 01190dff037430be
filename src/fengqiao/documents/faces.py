"""The fonts of a Word document, by name."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.documents.composition import Run


@dataclass(frozen=True)
class Faces:
    """Font names for Word. The machine supplies the fonts; each has its fallbacks in the document's font table."""

    body: str = "仿宋_GB2312"
    head: str = "黑体"
    kai: str = "楷体_GB2312"
    title: str = "方正小标宋简体"
    latin: str = "Times New Roman"
    bold_title: bool = False

    def of(self, run: Run) -> str:
        return {"body": self.body, "head": self.head, "kai": self.kai, "title": self.title}[run.face]


OFFICIAL_FACES = Faces()
PLAIN_FACES = Faces(body="仿宋", kai="楷体", title="宋体", bold_title=True)  # on every Windows and WPS machine
