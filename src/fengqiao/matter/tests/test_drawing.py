"""The diagram and the page of a procedure are drawn from its declaration and say what it says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from fengqiao.lines.mediation.procedure import ENDED, GENERAL, MEDIATING
from fengqiao.matter import registry
from fengqiao.matter.diagram import edges, stage_svg
from fengqiao.matter.drawing import mermaid, page, write_pages
from fengqiao.matter.procedure import Procedure, Stage
from fengqiao.matter.tests.test_checks import DONE, GOOD, OPEN, accept, apply

SVG = "{http://www.w3.org/2000/svg}"
ROOT = next(parent for parent in Path(__file__).parents if (parent / "manage.py").exists())


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_the_committed_pages_are_what_the_declarations_say(tmp_path: Path) -> None:
    """声明改了，页也要重新生成：fengqiao verify --draw docs/procedures。"""
    written = write_pages(registry.procedures(), tmp_path)
    kept = ROOT / "docs" / "procedures"
    assert sorted(path.name for path in kept.glob("*.md")) == sorted(path.name for path in written)
    for path in written:
        assert (kept / path.name).read_text("utf-8") == path.read_text("utf-8"), path.name


def test_mermaid_names_stages_and_ways() -> None:
    assert mermaid(GOOD) == (
        "stateDiagram-v2\n"
        "    direction TB\n"
        '    state "待受理" as open\n'
        '    state "办结" as done\n'
        "    [*] --> open : 登记\n"
        "    open --> done : 受理\n"
        "    done --> [*]\n"
    )


def test_a_page_says_deadlines_with_their_articles() -> None:
    said = page([GOOD])
    assert said.startswith("# 样例\n\n本页由程序声明生成")
    assert "## 2011-01-01版（自该日起适用）" in said
    assert "| 受理 | 待受理 | 办结 | 窗口受理员 | 人民调解法第十七条 |  |" in said
    assert "| 答复 | 5个工作日 | “登记”当日 | 受理 | 逾期 | 本所 | 法定期限 | 人民调解法第十七条 |" in said


def test_a_page_holds_all_versions_newest_first() -> None:
    ended = replace(GOOD, in_force_until=GOOD.in_force_from.replace(year=2023))
    newer = replace(GOOD, in_force_from=GOOD.in_force_from.replace(year=2024))
    heads = re.findall(r"^## .*$", page([ended, newer]), re.M)
    assert heads == ["## 2024-01-01版（自该日起适用）", "## 2011-01-01版（自该日起适用，至2023-01-01止）"]


def test_the_table_survives_a_bar_in_a_label() -> None:
    said = page([replace(GOOD, actions=(apply, replace(accept, label="受理|立案")))])
    assert "| 受理｜立案 | 待受理 |" in said


# The picture ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("procedure", registry.procedures(), ids=lambda each: f"{each.code}-{each.version}")
def test_every_stage_is_drawn_once_inside_the_picture(procedure: Procedure) -> None:
    for now in (None, *procedure.stages):
        picture = parsed(stage_svg(procedure, now))
        words = [(text.text or "").removeprefix("▶ ") for text in picture.iter(f"{SVG}text")]
        for stage in procedure.stages:
            assert words.count(stage.label) >= 1
        left, top, right, bottom = map(int, picture.attrib["viewBox"].split())
        boxes = [r for g in picture.iter(f"{SVG}g") if "diagram-stage" in g.get("class", "") for r in g[:1]]
        assert len(boxes) == len(procedure.stages)
        for box in boxes:
            x, y, width, height = (int(box.attrib[k]) for k in ("x", "y", "width", "height"))
            assert left <= x <= x + width <= right
            assert top <= y <= y + height <= bottom


@pytest.mark.parametrize("procedure", registry.procedures(), ids=lambda each: f"{each.code}-{each.version}")
def test_boxes_do_not_lie_over_each_other(procedure: Procedure) -> None:
    picture = parsed(stage_svg(procedure, None))
    boxes = [r for g in picture.iter(f"{SVG}g") if "diagram-stage" in g.get("class", "") for r in g[:1]]
    places = [tuple(int(box.attrib[k]) for k in ("x", "y", "width", "height")) for box in boxes]
    for n, (x, y, width, height) in enumerate(places):
        for x2, y2, width2, height2 in places[n + 1 :]:
            assert x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y


def test_the_present_stage_is_marked_in_shape_and_word() -> None:
    picture = parsed(stage_svg(GENERAL, MEDIATING))
    (now,) = [g for g in picture.iter(f"{SVG}g") if g.get("aria-current") == "step"]
    assert now.attrib["class"] == "diagram-stage diagram-stage--now"
    assert [text.text for text in now.iter(f"{SVG}text")] == ["▶ 调解中"]
    assert now[0].attrib["stroke-width"] == "3"


def test_it_speaks() -> None:
    picture = parsed(stage_svg(GOOD, OPEN))
    assert picture.attrib["role"] == "img"
    spoken = {element.get("id"): element.text for element in picture if element.get("id")}
    assert [spoken[name] for name in picture.attrib["aria-labelledby"].split()] == [
        "样例的流程",
        "现在处于“待受理”。从这里可以到：办结（受理）。",
    ]
    spoken = {element.get("id"): element.text for element in parsed(stage_svg(GOOD, None))}
    assert "阶段依次为待受理、办结。" in spoken.values()


def test_every_way_says_what_it_is() -> None:
    picture = parsed(stage_svg(GENERAL, ENDED))
    titles = [title.text for title in picture.iter(f"{SVG}title")]
    assert "调解终止到结案：结案" in titles
    assert "开始到待受理：登记调解案件" in titles
    assert len(titles) == 1 + len(edges(GENERAL))


def test_nothing_of_it_is_script_or_style() -> None:
    text = stage_svg(GENERAL, MEDIATING)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|https?:|javascript:", text)


def test_labels_are_escaped() -> None:
    stage = Stage("open", "待<b>受理</b>&")
    procedure = replace(GOOD, label="甲<乙", stages=(stage, DONE), actions=(replace(apply, to=stage), accept))
    picture = parsed(stage_svg(procedure, None))
    assert "待<b>受理</b>&" in [text.text for text in picture.iter(f"{SVG}text")]
    assert OPEN.label not in [text.text for text in picture.iter(f"{SVG}text")]
