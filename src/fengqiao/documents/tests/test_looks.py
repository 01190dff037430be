"""LibreOffice opens the Word files, page by page as the PDF; left out, with a sentence, where it is not installed."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from fengqiao.documents import render_docx, render_pdf
from fengqiao.documents.tests.cases import AGREED, CODE, REGISTERED, URL
from fengqiao.documents.tests.papers import AGREEMENT, REGISTRATION
from fengqiao.documents.tests.reading import pages_in

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(
    OFFICE is None, reason="没有安装LibreOffice（apt-get install libreoffice-writer），跳过Word版面核对。"
)
def test_libreoffice_prints_as_many_pages_as_the_pdf(tmp_path):
    papers = {"agreement": (AGREEMENT, AGREED), "registration": (REGISTRATION, REGISTERED)}
    for name, (kind, values) in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(render_docx(kind, values, code=CODE, url=URL))
    program = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    files = [str(tmp_path / f"{name}.docx") for name in papers]
    subprocess.run([*program, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=120)
    for name, (kind, values) in papers.items():
        in_word = pages_in((tmp_path / f"{name}.pdf").read_bytes())
        assert len(in_word) == len(pages_in(render_pdf(kind, values, code=CODE, url=URL)))
        assert kind.title in in_word[0]
        assert "—1—" in in_word[0]
