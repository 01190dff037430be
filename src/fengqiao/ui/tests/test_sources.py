"""Rules every template and style sheet of the look keeps."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from django.test import Client

from fengqiao.ui import sheets
from fengqiao.ui.icons import ICONS, SPRITE

ROOM = Path(__file__).parent.parent
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
SHEETS = sorted((ROOM / "static" / "ui" / "css").glob("*.css"))
SCRIPTS = [ROOM / "static/ui/app.js", *sorted((ROOM / "static/ui/js").glob("*.js"))]
ALLOWED_WORDS = {"PDF", "Word", "Excel", "CSV", "GB", "JSON", "Enter"}

_COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.S)
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
_SPOKEN = re.compile(r'\b(?:aria-label|placeholder|alt|title)="([^"]*)"')
_DEFAULT = re.compile(r"""\|default:["']([^"']*)["']""")


def _short(path: Path) -> str:
    return str(path.relative_to(ROOM))


@pytest.mark.parametrize("path", TEMPLATES, ids=_short)
def test_a_template_states_its_variables_first(path: Path) -> None:
    head = path.read_text("utf-8")[:400]
    assert "{#" in head or "{% comment %}" in head


@pytest.mark.parametrize("path", TEMPLATES, ids=_short)
def test_a_comment_of_several_lines_is_a_comment_block(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        assert line.count("{#") == line.count("#}"), line


@pytest.mark.parametrize("path", TEMPLATES, ids=_short)
def test_nothing_inline(path: Path) -> None:
    text = _COMMENT.sub("", path.read_text("utf-8"))
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on|\bjs:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
    assert "|safe" not in text
    assert "autoescape off" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=_short)
def test_people_read_chinese(path: Path) -> None:
    text = re.sub(r"\{% block body_class %\}[^{]*", "", _COMMENT.sub("", path.read_text("utf-8")))
    spoken = _SPOKEN.findall(_TAG.sub("", text))
    shown = re.sub(r"<[^>]*>", " ", _TAG.sub("", text))
    defaults = [word for word in _DEFAULT.findall(text) if not re.fullmatch(r"[a-z#/.,*_ -]+", word)]
    words = set(re.findall(r"[A-Za-z]{2,}", " ".join([shown, *spoken, *defaults])))
    assert words <= ALLOWED_WORDS, words - ALLOWED_WORDS


@pytest.mark.parametrize("path", SCRIPTS, ids=_short)
def test_scripts_speak_chinese_and_hold_no_markup(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "eval(" not in text
    assert "new Function" not in text
    assert all("blank.innerHTML" in line for line in text.splitlines() if "innerHTML" in line)
    said = re.findall(r'say\((?:`|")([^`"]*)', text)
    assert not any(re.search(r"[A-Za-z]{2,}", re.sub(r"\$\{.*?\}", "", words)) for words in said)


def test_the_scripts_of_our_own_stay_small() -> None:
    lines = [line for path in SCRIPTS for line in path.read_text("utf-8").splitlines()]
    assert sum(1 for line in lines if line.strip() and not line.strip().startswith(("/*", "*", "//"))) <= 430  # of these some 50 are the telephone pages' sending and photographs


@pytest.mark.parametrize("path", SHEETS, ids=_short)
def test_a_sheet_takes_its_colours_from_the_tokens(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    assert "!important" not in text
    assert "@import" not in text
    assert "url(" not in text
    assert not re.search(r"(?<![\w&])#[a-z][\w-]*\s*[{,]", text), "class selectors only"
    if path.name not in ("tokens.css", "print.css"):
        assert set(re.findall(r"#[0-9a-f]{3,6}\b", text)) <= {"#fff"}


def test_every_sheet_is_in_the_one_that_pages_link_or_printed() -> None:
    printed = (ROOM / "templates/ui/print.html").read_text("utf-8")
    linked = {f"{name}.css" for name in (*chain.from_iterable(sheets.BUNDLES.values()), sheets.PRINTED)}
    assert [path.name for path in SHEETS if path.name not in linked and f"ui/css/{path.name}" not in printed] == []


def test_the_sheets_come_in_one_answer_that_is_kept_for_a_year(client: Client) -> None:
    for name in sheets.BUNDLES:
        answer = client.get(sheets.address(name))
        assert answer.content.decode() == sheets.whole(name)
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert sheets.address() in client.get("/").content.decode()


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    named = {name for path in TEMPLATES for name in re.findall(r'\{% icon "([\w-]+)"', path.read_text("utf-8"))}
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text("utf-8")))
    assert named <= set(ICONS)
    assert sprite == set(ICONS)


def test_what_is_vendored_is_written_down_with_its_licence() -> None:
    vendor = ROOM / "static/ui/vendor"
    listed = (vendor / "VENDORED.md").read_text("utf-8")
    for name in ("htmx-2.0.11.min.js", "axe-4.14.1.min.js", "icons.svg", "0BSD", "MIT", "MPL-2.0"):
        assert name in listed
    for licence in ("htmx-LICENSE.txt", "tabler-icons-LICENSE.txt"):
        assert (vendor / licence).stat().st_size > 300
