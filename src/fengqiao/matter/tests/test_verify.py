"""What somebody changed behind the timeline's back is found and named, and told from what an older rule computed."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.matter import commands
from fengqiao.matter.citations import check_citations
from fengqiao.matter.everyday import add_material, recuse, share
from fengqiao.matter.files import store
from fengqiao.matter.models import Counter, DeadlineRow, Entry, Matter, Paper, Recusal, Share, TaskRow
from fengqiao.matter.papers import pdf_bytes
from fengqiao.matter.recompute import restore_matter
from fengqiao.matter.verify import Tally, walk
from tests.county import County


@pytest.fixture
def case(county: County) -> Case:
    """An agreement of 3,000 yuan signed on 2026-05-11, to be paid by the end of June."""
    case = Case(county).in_mediation("2026-05-06")
    return case.draft("2026-05-11", items=(money(3_000_00, "2026-06-30"),), total=3_000_00).sign("2026-05-11")


def of(case: Case) -> Matter:
    assert case.matter is not None
    return case.matter


def found(**how: Any) -> list[str]:
    return [str(each) for each in walk(Tally(), **how)]


def change(sql: str, *values: Any) -> None:
    """What only the database's owner can do."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


NUMBER = "（2026）枫林镇人调字第0001号"
CHANGED = "（数据被改动，或没有随时间轴更新）"
BROKEN = "（时间轴被改动）"


def test_a_matter_nobody_touched_is_as_its_timeline_says(case: Case) -> None:
    tally = Tally()
    assert list(walk(tally)) == []
    assert (tally.matters, tally.entries, tally.differences) == (1, 7, 0)


# The timeline --------------------------------------------------------------------------------------------------------


def test_a_changed_entry_is_named(case: Case) -> None:
    row = Entry.objects.get(matter=case.matter, seq=5)
    change("update matter_entry set data = %s where matter_id = %s and seq = 5",
           json.dumps({**row.data, "course": "另有约定"}), of(case).pk)  # fmt: skip
    assert found() == [f"{NUMBER}　时间轴第5条的内容与其SM3摘要不符{BROKEN}"]


def test_a_deleted_entry_is_named(case: Case) -> None:
    change("delete from matter_entry where matter_id = %s and seq = 5", of(case).pk)
    said = found()
    assert f"{NUMBER}　时间轴缺第5条{BROKEN}" in said
    assert any("时间轴读不通" in each or "期限" in each for each in said)


def test_a_deleted_last_entry_is_named(case: Case) -> None:
    change("delete from matter_entry where matter_id = %s and seq = 7", of(case).pk)
    assert f"{NUMBER}　时间轴的条数：登记为“7”，按时间轴应为“6”{BROKEN}" in found()


def test_an_entry_rewritten_with_its_own_hash_no_longer_fits_the_next(case: Case) -> None:
    """改了内容、也改了自己的摘要：与后一条接不上。"""
    from fengqiao.matter.chain import entry_hash

    row = Entry.objects.get(matter=case.matter, seq=5)
    row.data = {**row.data, "course": "另有约定"}
    change("update matter_entry set data = %s, hash = %s where matter_id = %s and seq = 5",
           json.dumps(row.data), entry_hash(row), of(case).pk)  # fmt: skip
    assert found() == [f"{NUMBER}　时间轴第6条与前一条接不上{BROKEN}"]


def test_a_last_entry_rewritten_with_its_own_hash_does_not_fit_the_head(case: Case) -> None:
    from fengqiao.matter.chain import entry_hash

    row = Entry.objects.get(matter=case.matter, seq=7)
    row.as_whom = "别人"
    change("update matter_entry set as_whom = %s, hash = %s where matter_id = %s and seq = 7",
           row.as_whom, entry_hash(row), of(case).pk)  # fmt: skip
    assert found() == [f"{NUMBER}　本案登记的时间轴末端摘要与最后一条不符{BROKEN}"]


# What is derived -----------------------------------------------------------------------------------------------------


def test_a_changed_deadline_is_named_with_both_values(case: Case) -> None:
    DeadlineRow.objects.filter(matter=case.matter, rule="confirm").update(due_on="2026-08-01")
    assert found() == [
        f"{NUMBER}　期限“共同申请司法确认”的届满日：登记为“2026-08-01”，按时间轴应为“2026-06-10”{CHANGED}"
    ]


def test_a_deadline_of_an_older_declaration_is_told_from_a_changed_one(case: Case) -> None:
    """程序升级改了声明：是旧规则推算的，不说成被改动。"""
    row = DeadlineRow.objects.get(matter=case.matter, rule="confirm")
    DeadlineRow.objects.filter(matter=case.matter, rule="confirm").update(
        warn_days=5, explanation={**row.explanation, "declared": "0a1b2c3d"}
    )
    assert found() == [
        f"{NUMBER}　期限“共同申请司法确认”的提前提醒天数：登记为“5”，按时间轴应为“10”（按较早版本的规则推算，尚未重算）"
    ]


def test_missing_and_surplus_rows_are_named(case: Case) -> None:
    DeadlineRow.objects.filter(matter=case.matter, rule="confirm").delete()
    TaskRow.objects.filter(matter=case.matter, label="核实履行").delete()
    said = found()
    assert f"{NUMBER}　缺少期限“共同申请司法确认”{CHANGED}" in said
    assert any("待办“核实履行”" in each for each in said)


def test_changed_columns_are_named_personal_ones_without_their_value(case: Case) -> None:
    Matter.objects.filter(pk=of(case).pk).update(stage="closed", title="张三与王五")
    assert found() == [
        f"{NUMBER}　本案的阶段：登记为“closed”，按时间轴应为“performing”{CHANGED}",
        f"{NUMBER}　本案的名称与时间轴不符{CHANGED}",
    ]


def test_a_changed_party_is_named_without_the_value(case: Case) -> None:
    change("update matter_party set name = '李五' where matter_id = %s and n = 2", of(case).pk)
    change("update matter_party set sealed = '{}' where matter_id = %s and n = 1", of(case).pk)
    assert found() == [
        f"{NUMBER}　第1位当事人的加密信息与时间轴不符{CHANGED}",
        f"{NUMBER}　第2位当事人的姓名或名称与时间轴不符{CHANGED}",
    ]


def test_a_share_or_recusal_nobody_recorded_is_named(case: Case, county: County) -> None:
    other = county.offices["other_office"]
    Share.objects.create(
        matter_id=of(case).pk, territory=of(case).territory, low=other.territory, high=other.territory,
        office=other, reason="", from_on="2026-05-12",
    )  # fmt: skip
    assert found() == [f"{NUMBER}　多出给机构{other.pk}的协办{CHANGED}"]


def test_a_recusal_taken_away_is_named(case: Case, county: County) -> None:
    case.do(recuse, "2026-05-12", actor=case.head, staff=county["second"].staff_id, reason="亲属")
    case.do(share, "2026-05-12", actor=case.head, office=county.offices["village"].pk, reason="一起办理")
    assert found() == []
    Recusal.objects.all().delete()
    Share.objects.all().delete()
    assert found() == [
        f"{NUMBER}　缺少给机构{county.offices['village'].pk}的协办{CHANGED}",
        f"{NUMBER}　缺少人员{county['second'].staff_id}的回避{CHANGED}",
    ]


def test_restoring_writes_what_the_timeline_says_and_nothing_else(case: Case) -> None:
    entries = list(Entry.objects.order_by("seq").values())
    DeadlineRow.objects.filter(matter=case.matter).delete()
    TaskRow.objects.filter(matter=case.matter).delete()
    Matter.objects.filter(pk=of(case).pk).update(stage="closed", title="张三与王五")
    change("update matter_party set name = '李五' where matter_id = %s and n = 2", of(case).pk)
    restore_matter(of(case).pk)
    assert found() == []
    assert list(Entry.objects.order_by("seq").values()) == entries


# Files and numbers ---------------------------------------------------------------------------------------------------


def test_a_changed_or_missing_file_is_named(case: Case, tmp_path: Path) -> None:
    paper = Paper.objects.get(matter=case.matter, kind="agreement")
    pdf_bytes(paper, of(case))
    paper.refresh_from_db()
    assert found() == []
    path = _path_of(paper.pdf_digest)
    kept = path.read_bytes()
    try:
        path.chmod(0o600)
        path.write_bytes(kept + b" ")
        (said,) = found()
        assert said.startswith(
            f"{NUMBER}　文书第{paper.n}号“人民调解协议书”：文件（{paper.pdf_digest}）的内容与登记的SM3摘要不符"
        )
        path.unlink()
        (said,) = found()
        assert said.startswith(
            f"{NUMBER}　文书第{paper.n}号“人民调解协议书”：文件库中没有这个文件（{paper.pdf_digest}）"
        )
        assert found(files=False) == []
    finally:
        path.write_bytes(kept)


def _path_of(digest: str) -> Path:
    from django.conf import settings

    return next((Path(settings.HOME) / "files").rglob(f"{digest}*"))


def test_a_paper_moved_from_another_matter_does_not_open(case: Case, county: County) -> None:
    other = Case(county, "village", "village_head", "village_head").apply("2026-05-06")
    theirs = Paper.objects.get(matter=other.matter, kind="application")
    Paper.objects.filter(matter=case.matter, kind="agreement").update(values=theirs.values)
    (said,) = found(only=of(case).pk)
    assert said.endswith("“人民调解协议书”的内容解不开：被改动或换了位置（文件）")


def test_uploaded_material_is_checked_too(case: Case) -> None:
    digest = store().put(b"a receipt")
    file = {"digest": digest, "name": "收条.jpg", "mime": "image/jpeg", "size_bytes": 9}
    case.do(add_material, "2026-05-12", name="收条", files=[file])
    tally = Tally()
    assert list(walk(tally)) == []
    assert tally.files >= 1


def test_numbers_without_gap_or_double(case: Case, county: County) -> None:
    village = Case(county, "village", "village_head", "village_head").apply("2026-05-06").consent("2026-05-06")
    assert of(village.accept("2026-05-06")).number == "（2026）白水村人调字第0001号"
    assert found() == []
    Counter.objects.filter(body=county.offices["town"].territory).update(last=3)
    assert found() == ["编号　枫林镇2026年的编号计数为3，最后一个编号是1（编号）"]


def test_a_number_changed_by_hand_is_named(case: Case) -> None:
    Matter.objects.filter(pk=of(case).pk).update(number="（2026）枫林镇人调字第0003号")
    assert found() == [
        "（2026）枫林镇人调字第0003号　查找用的索引缺少或与时间轴不符（数据被改动，或没有随时间轴更新）",
        "编号　编号（2026）枫林镇人调字第0001号没有案件：跳号，或案件被删除（编号）",
        "编号　编号（2026）枫林镇人调字第0002号没有案件：跳号，或案件被删除（编号）",
        "编号　枫林镇2026年的编号计数为1，最后一个编号是3（编号）",
    ]
    Matter.objects.filter(pk=of(case).pk).update(number="枫调字3号")
    assert found(only=of(case).pk) == [
        "枫调字3号　编号：登记为“枫调字3号”，按时间轴应为“（2026）某某人调字第0000号的样式”（编号）"
    ]


def test_a_number_before_acceptance_is_named(county: County) -> None:
    case = Case(county).apply("2026-05-06")
    Matter.objects.filter(pk=of(case).pk).update(number=NUMBER)
    assert found(only=of(case).pk) == [f"{NUMBER}　编号：登记为“{NUMBER}”，按时间轴应为“空”（编号）"]


# At the command line -------------------------------------------------------------------------------------------------


def asked(**given: Any) -> argparse.Namespace:
    usual = {"matter": None, "sample": None, "no_files": False, "restore": False, "json": False}
    return argparse.Namespace(**{**usual, **given})


def test_the_command_says_what_it_looked_at(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.verify_matters(asked(no_files=True)) == 0
    assert capsys.readouterr().out == "核对案件1件、时间轴7条、文件0个，全部一致。\n"


def test_the_command_fails_on_a_difference_and_says_what_to_do(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    Matter.objects.filter(pk=of(case).pk).update(stage="closed")
    assert commands.verify_matters(asked(matter=NUMBER, no_files=True)) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{NUMBER}　本案的阶段：登记为“closed”，按时间轴应为“performing”{CHANGED}",
        "核对案件1件、时间轴7条、文件0个，有1处不一致。",
        "推算数据不一致的，可用 fengqiao verify --restore 按时间轴改回；"
        "时间轴被改动的，请从最近的备份中找回并报告安全管理员。",
    ]


def test_the_command_restores_and_answers_as_json(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    Matter.objects.filter(pk=of(case).pk).update(stage="closed")
    assert commands.verify_matters(asked(matter=of(case).code, restore=True, json=True, no_files=True)) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["restored"] == [of(case).code]
    assert said["found"] == [
        {
            "matter": of(case).code, "number": NUMBER, "where": "本案的阶段", "stored": "closed",
            "rebuilt": "performing", "cause": "数据被改动，或没有随时间轴更新",
        }
    ]  # fmt: skip
    assert commands.verify_matters(asked(no_files=True)) == 0


def test_a_sample_looks_at_as_many_as_asked(case: Case, county: County) -> None:
    Case(county, "village", "village_head", "village_head").apply("2026-05-06")
    tally = Tally()
    assert list(walk(tally, sample=1)) == []
    assert tally.matters == 1


def test_an_unknown_number_is_refused(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.verify_matters(asked(matter="（2026）没有镇人调字第0001号")) == 1
    assert "没有编号或代码为" in capsys.readouterr().err


def test_declarations_and_citations_need_no_database(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.verify_declarations(argparse.Namespace(json=False)) == 0
    assert commands.verify_citations(argparse.Namespace(json=True)) == 0
    out = capsys.readouterr().out
    said = json.loads(out[out.index("{") :])
    assert said["citations"] > 60
    assert [each for each in said["problems"] if each["error"]] == []


def test_citations_in_functions_words_and_pages_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """代码里引用的条文也核对：写成没有的条，就会被找到。"""
    room = tmp_path / "a_room"
    (room / "templates").mkdir(parents=True)
    source = "from fengqiao.statutes.known import PEOPLES_MEDIATION as LAW\n\n\ndef cite():\n    return LAW.art(88)\n"
    (room / "__init__.py").write_text("", encoding="utf-8")
    (room / "rules.py").write_text(source, encoding="utf-8")
    (room / "words.py").write_text('SAID = "依照人民调解法第九十九条"\n', encoding="utf-8")
    (room / "templates" / "page.html").write_text("<p>依照民法典第一千九百条</p>", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    checked = check_citations([], room)
    assert [(where, str(problem)) for where, problem in checked.problems] == [
        ("rules.py:5", "人民调解法第八十八条：没有这一条。该文本共35条。请核对条号。"),
        ("words.py:1", "人民调解法第九十九条：没有这一条。该文本共35条。请核对条号。"),
        ("templates/page.html:1", "民法典第一千九百条：没有这一条。该文本共1260条。请核对条号。"),
    ]
    assert (checked.places, checked.citations, checked.errors) == (3, 3, 3)
