"""A paper from its kind and values, as PDF or Word.

The renderers' libraries (half a second, 40 MB) are loaded by the first paper printed, not by whoever declares one.
"""

from __future__ import annotations

from datetime import datetime

from fengqiao.documents.compose import compose
from fengqiao.documents.faces import Faces
from fengqiao.documents.kinds import PaperKind
from fengqiao.documents.slots import Values
from fengqiao.documents.sources import Filled


def render_pdf(
    kind: PaperKind,
    values: Values,
    *,
    draft: bool | None = None,
    demo: bool = False,
    code: str = "",
    url: str = "",
    made_at: datetime | None = None,
) -> bytes:
    """The paper as PDF.

    `draft` None: marked 草稿 while a required slot is blank; False prints a form to fill in by hand without the mark.
    `code` is the matter's code in the head; the QR code on the first page holds `url`, or the code. The same
    arguments give the same bytes.
    """
    from fengqiao.documents.pdf import draw_pdf

    is_draft = bool(kind.missing(values)) if draft is None else draft
    return draw_pdf(compose(kind, Filled(values), draft=is_draft, demo=demo, code=code, url=url), made_at=made_at)


def render_docx(
    kind: PaperKind,
    values: Values,
    *,
    draft: bool | None = None,
    demo: bool = False,
    code: str = "",
    url: str = "",
    faces: Faces | None = None,
) -> bytes:
    """The paper as a Word document; arguments as for `render_pdf`.

    `faces` are the bureau's fonts; by default those of GB/T 9704 for official letters, else 仿宋 and 宋体.
    """
    from fengqiao.documents.word import draw_docx

    is_draft = bool(kind.missing(values)) if draft is None else draft
    return draw_docx(compose(kind, Filled(values), draft=is_draft, demo=demo, code=code, url=url), faces=faces)
