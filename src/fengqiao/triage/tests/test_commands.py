"""`fengqiao triage IN.csv OUT.csv`, with the files people have."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fengqiao.cli import main
from fengqiao.triage import labels

ROWS = 'id,text\nA1,"邻居漏水，\n不赔钱"\nA2,\nA3,老板拖欠工资\n'


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_in_any_usual_encoding_is_labelled_row_by_row(tmp_path: Path, encoding: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(ROWS, encoding=encoding)
    assert main(["triage", str(source), str(target)]) == 0
    rows = read(target)
    assert [row["id"] for row in rows] == ["A1", "A2", "A3"]
    assert (rows[0]["label"], rows[2]["label"]) == ("neighbour", "labour")
    for row in rows:
        order = row["ranked"].split("|")
        assert order[0] == row["label"]
        assert sorted(order) == sorted(labels())
        assert 0 < float(row["confidence"]) <= 1


def test_the_first_few_are_enough_when_asked(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("姓名, TEXT ,ID\n张三,邻居漏水,1\n\n,,\n李四,工伤\n", encoding="utf-8")
    assert main(["triage", str(source), str(target), "--top", "3"]) == 0
    assert [(row["id"], row["ranked"].count("|")) for row in read(target)] == [("1", 2), ("", 2)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,content\n1,x\n", "缺少列：text。第一行现为：id,content"),
        (b"", "是空的。第一行应是列名：id,text"),
        (b"id,text\n1,\xff\xff\xff\n", "既不是 UTF-8 也不是 GB18030"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_old_result_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    target.write_text("旧结果", encoding="utf-8")
    assert main(["triage", str(source), str(target)]) == 1
    assert said in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "旧结果"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_missing_file_or_folder_and_the_same_file_twice_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.csv"
    assert main(["triage", str(source), str(tmp_path / "out.csv")]) == 1
    assert "读不了文件" in capsys.readouterr().err
    source.write_text(ROWS, encoding="utf-8")
    assert main(["triage", str(source), str(tmp_path / "none" / "out.csv")]) == 1
    assert "请核对目录是否存在" in capsys.readouterr().err
    assert main(["triage", str(source), str(source)]) == 1
    assert "请给结果另起一个文件名" in capsys.readouterr().err
    assert source.read_text(encoding="utf-8") == ROWS
    assert main(["triage"]) == 2
