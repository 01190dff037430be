"""导出: what comes out can be read without the product, and a second run does only what has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from fengqiao.exports.names import safe
from fengqiao.exports.running import Order, Outcome, export_all
from fengqiao.exports.sheets import MOST_CELL, Book
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.matter.everyday import add_material
from fengqiao.matter.files import store
from fengqiao.matter.models import Matter
from fengqiao.orgs.ledger import AdminRecord
from tests.county import County, at

NOW = at("2026-06-30")
SECRET = "其实愿意少要一半"


def picture() -> dict[str, Any]:
    """A one-pixel PNG as it was brought in."""
    content = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
        "a5f645400000000049454e44ae426082"
    )
    return {"digest": store().put(content), "name": "院墙.png", "mime": "image/png", "size_bytes": len(content)}


def lived(county: County) -> Case:
    """A case with a private talk, a photograph, a signed agreement and a payment."""
    case = Case(county).in_mediation("2026-05-06")
    case.do(p.private_talk, "2026-05-06", who=[1], content=SECRET)
    case.do(add_material, "2026-05-07", name="院墙照片", files=[picture()])
    case.draft("2026-05-08", items=(money(300_000, "2026-06-08"),), total=300_000).sign("2026-05-08")
    return case.do(p.perform, "2026-06-01", item=1, complete=True, amount=300_000)


def export(to: Path, **given: str) -> Outcome:
    return export_all(Order(to, "root", **given), now=NOW, say=lambda text: None)


def folder_of(to: Path, case: Case) -> Path:
    assert case.matter is not None
    return next((to / "人民调解" / "枫林镇人民调解委员会").glob(f"{case.matter.number} *"))


def sheet(path: Path, name: str) -> list[list[Any]]:
    return load_workbook(path).get_sheet_by_name(name).to_python()


def everything_in(folder: Path) -> str:
    book = load_workbook(folder / "案件.xlsx")
    return "\n".join(str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def test_a_matter_comes_out_as_a_folder_that_can_be_read_without_us(county: County, tmp_path: Path) -> None:
    case = lived(county)
    assert export(tmp_path).written == 1
    folder = folder_of(tmp_path, case)
    assert folder.name == "（2026）枫林镇人调字第0001号 张三与李四邻里纠纷"
    names = sorted(path.name for path in folder.iterdir())
    assert "案件.xlsx" in names
    assert "清单.txt" in names
    assert any(name.endswith("人民调解协议书.pdf") for name in names)
    assert any(name.endswith("院墙照片.png") for name in names)
    assert (folder / next(n for n in names if n.endswith("协议书.pdf"))).read_bytes().startswith(b"%PDF")
    cover = dict(row[:2] for row in sheet(folder / "案件.xlsx", "案件"))
    assert (cover["编号"], cover["承办机构"], cover["纠纷类型"]) == (
        "（2026）枫林镇人调字第0001号",
        "枫林镇人民调解委员会",
        "邻里纠纷",
    )
    people = sheet(folder / "案件.xlsx", "当事人")
    assert [row[3] for row in people[1:]] == ["张三", "李四"]
    sentences = [row[3] for row in sheet(folder / "案件.xlsx", "时间轴")]
    assert "在调解室调解，结果：有待继续调解" in sentences


def test_a_private_talk_stays_inside_without_a_reason(county: County, tmp_path: Path) -> None:
    case = lived(county)
    export(tmp_path)
    text = everything_in(folder_of(tmp_path, case))
    assert SECRET not in text
    assert "（不公开的记录，没有导出）" in text
    assert "不含单独谈话等不公开的记录" in (tmp_path / "说明.txt").read_text(encoding="utf-8")


def test_with_a_reason_it_comes_out_and_the_reason_is_on_record(county: County, tmp_path: Path) -> None:
    case = lived(county)
    export(tmp_path)
    assert export(tmp_path, reason="纪检调阅〔2026〕3号").written == 1
    assert SECRET in everything_in(folder_of(tmp_path, case))
    last = AdminRecord.objects.order_by("-pk").first()
    assert last is not None
    assert (last.deed, last.new["operator"], last.new["private_reason"]) == (
        "matter.export",
        "root",
        "纪检调阅〔2026〕3号",
    )


def test_a_sealed_matter_stays_inside_without_a_reason(county: County, tmp_path: Path) -> None:
    case = lived(county)
    assert case.matter is not None
    Matter.objects.filter(pk=case.matter.pk).update(sealed=True)
    outcome = export(tmp_path)
    assert (outcome.total, outcome.sealed) == (0, 1)
    assert "（1件）" in (tmp_path / "说明.txt").read_text(encoding="utf-8")
    assert export(tmp_path, reason="上级检查调阅").written == 1


def test_a_second_run_leaves_alone_what_has_not_changed(county: County, tmp_path: Path) -> None:
    case = lived(county)
    other = Case(county, "village", mediator="village_head", head="village_head").in_mediation("2026-05-06")
    export(tmp_path)
    stamp = (folder_of(tmp_path, case) / "案件.xlsx").stat().st_mtime_ns
    other.do(p.session, "2026-05-09", place="村委会", present=[1, 2], course="再次调解，双方靠近。", result="3")
    outcome = export(tmp_path)
    assert (outcome.written, outcome.kept) == (1, 1)
    assert (folder_of(tmp_path, case) / "案件.xlsx").stat().st_mtime_ns == stamp


def test_stopped_halfway_it_goes_on(county: County, tmp_path: Path) -> None:
    case = lived(county)
    export(tmp_path)
    folder = folder_of(tmp_path, case)
    folder.rename(folder.with_name(folder.name + "（未完成）"))
    assert export(tmp_path).written == 1
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == [folder.name]


def test_a_folder_under_an_earlier_name_goes(county: County, tmp_path: Path) -> None:
    case = Case(county).apply("2026-05-06")
    export(tmp_path)
    parent = tmp_path / "人民调解" / "枫林镇人民调解委员会"
    assert [path.name[:3] for path in parent.iterdir() if path.is_dir()] == ["未编号"]
    case.consent("2026-05-07", who=(1, 2)).accept("2026-05-07")
    export(tmp_path)
    assert [path.name for path in parent.iterdir() if path.is_dir()] == ["（2026）枫林镇人调字第0001号 张三与李四邻里纠纷"]


def test_the_lists_beside_the_folders(county: County, tmp_path: Path) -> None:
    lived(county)
    export(tmp_path, line="mediation", county="999901")
    listed = sheet(tmp_path / "人民调解" / "目录.xlsx", "目录")
    assert listed[0][0] == "编号"
    assert listed[1][-1] == "枫林镇人民调解委员会/（2026）枫林镇人调字第0001号 张三与李四邻里纠纷"
    rows = sheet(tmp_path / "人民调解" / "枫林镇人民调解委员会" / "台账.xlsx", "台账")
    assert dict(zip(rows[0], rows[1], strict=True))["协议金额"] == "3000.00"
    offices = [row[1] for row in sheet(tmp_path / "机构.xlsx", "机构")]
    assert "枫林县司法局" in offices
    assert "青河县司法局" not in offices


def test_a_lost_file_is_named_and_the_rest_comes_out(county: County, tmp_path: Path) -> None:
    case = Case(county).in_mediation("2026-05-06")
    gone = {**picture(), "digest": "ab" * 32}
    case.do(add_material, "2026-05-07", name="丢失的照片", files=[gone])
    outcome = export(tmp_path)
    assert len(outcome.lost) == 1
    assert "丢失的照片" in (tmp_path / "说明.txt").read_text(encoding="utf-8")
    assert (folder_of(tmp_path, case) / "案件.xlsx").exists()


def test_names_every_system_takes() -> None:
    assert safe('张三/李四:"合同"?') == "张三／李四：”合同”？"
    assert safe("  CON.txt ") == "_CON.txt"
    assert safe("a\x00b\u202ec\n d") == "abc d"
    assert safe("...") == "未命名"
    assert len(safe("长" * 200).encode()) == 180


def test_a_formula_in_a_name_stays_text_and_a_long_text_goes_on_below(tmp_path: Path) -> None:
    with Book(tmp_path / "a.xlsx") as book:
        book.sheet("表", (("甲", 10), ("乙", 10))).add(["=1+1", "长" * (MOST_CELL + 1)])
    rows = sheet(tmp_path / "a.xlsx", "表")
    assert rows[1][0] == "=1+1"
    assert [len(row[1]) for row in rows[1:]] == [MOST_CELL, 1]


@pytest.mark.parametrize("argument", ["12345", "99990a"])
def test_a_county_that_is_none_is_said(argument: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from fengqiao.cli import main

    assert main(["export", "--all", str(tmp_path), "--county", argument]) == 1
    assert "须是六位数字" in capsys.readouterr().err
