"""What every source file keeps: one sitting long, nothing of the machine it was written on, Chinese for people."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = next(parent for parent in Path(__file__).parents if (parent / "manage.py").exists())
SOURCES = sorted(path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted(path for path in (ROOT / "src").rglob("templates/**/*.html") if "gallery" not in path.parts)
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_LIST = 600, 60, 120
BRANCHES = ast.If | ast.For | ast.While | ast.Try | ast.With | ast.Match


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT))


# Size ----------------------------------------------------------------------------------------------------------------


def too_long(text: str) -> list[str]:
    """The functions that fit on no screen: first to last line, decorators and docstring left out.

    One without any branch is a list to be read from top to bottom, and may be longer.
    """
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
            is_list = not any(isinstance(each, BRANCHES) for each in ast.walk(node))
            if lines > (LONGEST_LIST if is_list else LONGEST_FUNCTION):
                found.append(f"{node.name}: {lines}")
    return found


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if ast.get_docstring(node) is None:
        return 0
    return (first.end_lineno or first.lineno) - first.lineno + 1


def test_a_file_is_one_sitting_and_a_function_one_screen() -> None:
    texts = {_short(path): path.read_text("utf-8") for path in [*SOURCES, *TESTS]}
    assert {path: n for path, text in texts.items() if (n := text.count("\n")) > LONGEST_FILE} == {}
    assert {path: names for path, text in texts.items() if (names := too_long(text))} == {}


def test_the_measure_sees_what_is_too_long() -> None:
    head, body = "def f(x):\n    if x: pass\n", "    x = 1\n"
    assert too_long(head + body * 58) == []
    assert too_long(head + body * 59) == ["f: 61"]
    assert too_long(head.replace(":\n", ':\n    """Says\n    what."""\n', 1) + body * 58) == []
    assert too_long("def f():\n" + body * 119) == []
    assert too_long("def f():\n" + body * 120) == ["f: 121"]


# Nothing of the machine ----------------------------------------------------------------------------------------------

KEPT = sorted(
    path
    for folder in ("src", "tests", "docs", "scripts", ".ci")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and path.suffix in {".py", ".md", ".html", ".css", ".js", ".toml", ".sh", ".csv", ".typ", ""}
    and "vendor" not in path.parts and "__pycache__" not in path.parts
)  # fmt: skip


def of_this_machine(text: str) -> list[str]:
    """Paths that exist only here: where this copy lies, the home of whoever runs it."""
    places = (f"{ROOT}/", f"{ROOT.parent}/" if len(ROOT.parts) > 2 else f"{ROOT}/", f"{Path.home()}/")
    return [place for place in dict.fromkeys(places) if re.search(rf"(?<![\w.]){re.escape(place)}\w", text)]


def test_no_file_names_the_machine_it_was_written_on() -> None:
    found = {_short(path): of_this_machine(path.read_text("utf-8", errors="ignore")) for path in KEPT}
    assert {path: words for path, words in found.items() if words} == {}


def test_a_path_of_this_machine_is_seen() -> None:
    assert of_this_machine(f"cd {ROOT}/src")
    assert of_this_machine(f"{Path.home()}/data")
    assert not of_this_machine("/usr/share/fonts /var/lib/fengqiao /matters/ https://a.cn/x")


# Words people read ---------------------------------------------------------------------------------------------------

COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.S)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
SPOKEN = re.compile(r'\b(?:aria-label|placeholder|alt|title)="([^"]*)"')
DEMO_PASSWORD = "fengqiao-demo"
KNOWN_WORDS = {
    "PDF",
    "Word",
    "Excel",
    "Enter",
    "SM3",
    "PIN",
    "IP",
    "AB",
    "JPG",
    "PNG",
    "WPS",
    "CSV",
    "JSON",
    "UTF",
    "GB18030",
    "ID",
    "docx",
    "xlsx",
}


def english_words(template: str) -> set[str]:
    """Words in Latin letters that a person would read, those everybody knows left out."""
    plain = TAG.sub(" ", COMMENT.sub("", template))
    plain = re.sub(r"<(script|style)\b.*?</\1>", " ", plain, flags=re.S)
    shown = re.sub(r"<[^>]*>", " ", plain)
    words = " ".join([shown, *SPOKEN.findall(plain)]).replace(DEMO_PASSWORD, "")
    return set(re.findall(r"[A-Za-z][A-Za-z0-9]+", words)) - KNOWN_WORDS


def test_pages_speak_chinese() -> None:
    found = {}
    for path in TEMPLATES:
        text = re.sub(r"\{% block \w*class\w* %\}[^{]*", "", path.read_text("utf-8"))
        found[_short(path)] = english_words(re.sub(r"&\w+;", " ", text))
    assert {path: words for path, words in found.items() if words} == {}


def test_an_english_word_on_a_page_is_seen() -> None:
    assert english_words('<p title="Close">保存</p><button>Submit</button>') == {"Close", "Submit"}
    assert english_words('<a class="button" href="/x">导出Excel</a>{# note #}{{ value }}') == set()


# Words nobody may ship -----------------------------------------------------------------------------------------------


def unfinished(text: str) -> Iterator[str]:
    """Marks of what is not done."""
    yield from re.findall(r"#\s*(?:TODO|FIXME|XXX)\b|raise NotImplementedError", text)


def test_nothing_is_left_unfinished() -> None:
    found = {_short(path): list(unfinished(path.read_text("utf-8"))) for path in SOURCES}
    assert {path: marks for path, marks in found.items() if marks} == {}


def test_rooms_have_no_drawers_for_everything() -> None:
    """没有 utils、common、helpers：放不进任何房间的东西，先想清楚它是什么。"""
    assert [_short(path) for path in SOURCES if path.stem in {"utils", "common", "helpers", "misc"}] == []
