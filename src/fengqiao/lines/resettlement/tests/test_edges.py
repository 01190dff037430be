"""The edge cases of the handbook: what really happens at a prison gate and afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fengqiao.indicators.tests.reading import said
from fengqiao.lines.resettlement import told
from fengqiao.lines.resettlement.line import LINE
from fengqiao.lines.resettlement.models import ReleaseCase
from fengqiao.lines.resettlement.notices import importing
from fengqiao.lines.resettlement.notices.characters import simplified
from fengqiao.lines.resettlement.notices.days import Unreadable, read_day
from fengqiao.lines.resettlement.notices.reading import NotAList, read_list
from fengqiao.lines.resettlement.tests.driver import ADULT, Help
from fengqiao.matter import registry
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from tests.county import at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
NO_QUESTION = ("SAVEPOINT", "RELEASE", "set role", "reset role", "select set_config('fq.lo', '', true)")


def test_early_release_by_commutation_moves_every_day(help_: Help) -> None:
    case = help_.notice("2026-11-02", "2027-02-10").ready("2026-11-03")
    case.do(
        "change_release",
        "2026-12-01",
        by="resettler",
        release_on="2026-12-20",
        change="commuted",
        document_no="枫中刑更〔2026〕88号",
    )
    assert (case.row.release_on, case.due("link_window")) == (date(2026, 12, 20), "2027-01-19")
    case.link("2026-12-20")
    assert case.due("help_custody") == "2031-12-20"


def test_a_house_that_is_gone_and_a_family_that_declines_are_facts(help_: Help) -> None:
    case = (
        help_.notice("2026-11-02", "2026-12-04")
        .assign("2026-11-03")
        .verify("2026-11-05", result="rejected", dwelling="gone", family="rejects", fetcher="office")
    )
    case.do("mark_key", "2026-11-05", by="office_head", key_ground="nobody", document="村委会困难证明")
    case.do("send_back", "2026-11-06", by="resettler")
    assert case.clocks()["fetch"] == "2026-12-04"  # 三无，经材料证明，释放当天去接
    said = case.paper("verify_reply")
    assert (said["dwelling"], said["family"]) == ("房屋已拆或不能住", "不接纳")
    case.do("unmark_key", "2026-11-20", by="office_head", reason="已落实公租房。")
    assert "fetch" not in case.clocks()


def test_a_name_without_a_number_is_to_be_checked(help_: Help) -> None:
    case = help_.notice("2026-11-02", "2026-12-04", parties=[{"name": "郑平安", "sex": "男"}])
    assert "没有身份号码" in case.told("RB09")[0]


def test_detained_again_at_the_gate_deported_or_dead_before(help_: Help) -> None:
    detained = help_.notice("2026-11-02", "2026-11-20").ready("2026-11-03")
    detained.do("detained_at_gate", "2026-11-20", organ="枫林县公安局", document_no="枫公拘字3号")
    assert (detained.row.ending, detained.row.before_release) == ("detained", True)
    dead = help_.notice("2026-11-02", "2026-11-20", parties=[{"name": "乙某", "sex": "男"}]).do(
        "died", "2026-11-12", by="resettler", document="监狱来函"
    )
    away = help_.notice("2026-11-02", "2026-11-20", parties=[{"name": "JOHN", "sex": "男"}])
    away.do("leave_out", "2026-11-03", by="resettler", left_out="deported", reason="外国人，释放后遣送出境。")
    assert (dead.stage, away.stage) == ("结束", "结束")
    assert said("resettlement", "J02", "J03", period="2026-H2") == ("0", "期内无应衔接人员")  # 不进分母，另列


def test_parole_goes_to_corrections_and_comes_when_it_ends(help_: Help) -> None:
    with pytest.raises(Refused, match="由社区矫正机构负责，不在这里登记"):
        help_.notice("2026-11-02", "2026-12-04", release_kind="parole")
    assert (
        help_.notice("2026-11-02", "2026-12-04", release_kind="outside_done").stage == "待分派"
    )  # 暂外期满，监狱办理释放手续


def test_released_twice_in_the_period_the_old_one_ends_and_a_new_one_begins(help_: Help) -> None:
    first = help_.walk_in("2024-03-04", "2024-03-01")
    with pytest.raises(Refused, match="已有在册档案"):
        help_.notice("2026-11-02", "2026-12-04")
    second = help_.notice("2026-11-02", "2026-12-04", second_release=True)
    assert (first.row.ending, first.stage) == ("again", "结束")
    assert second.row.number != first.row.number
    assert ReleaseCase.objects.filter(closed=False).count() == 1


def test_being_helped_shows_nowhere_else(help_: Help) -> None:
    """同一个人是调解当事人：别的条线看不到，统计里也不相连。"""
    help_.walk_in("2026-11-02", "2026-11-02")
    for name in ("mediator", "clerk", "section", "leader"):
        assert not Matter.objects.visible_to(help_.county[name]).exists()


def test_corrections_tells_before_and_on_the_day(help_: Help, monkeypatch: pytest.MonkeyPatch) -> None:
    """社区矫正期满解除：本人同意的才移交；预先衔接，解除之日确认；听到两遍也只有一件。"""
    theirs = help_.walk_in("2026-06-01", "2026-06-01", parties=[{"name": "丁某", "sex": "女"}]).matter
    assert told.prepare(theirs.pk, date(2026, 11, 20), now=at("2026-11-20")) is None  # 没有同意移交的，什么都不登记
    given = {"parties": [{"name": "丁某", "sex": "女", "side": "x"}], "ends_on": "2026-12-20"}
    monkeypatch.setitem(registry._LINES, "resettlement", replace(LINE, gives=lambda facts: given))
    made = told.prepare(theirs.pk, date(2026, 11, 20), now=at("2026-11-20"))
    assert told.prepare(theirs.pk, date(2026, 11, 20), now=at("2026-11-20")) is None
    assert made is not None
    row = ReleaseCase.objects.get(pk=made.pk)
    assert (row.source, row.stage, row.release_on, row.period_to_on) == (
        "corrections",
        "noticed",
        date(2026, 12, 20),
        None,
    )
    assert row.office == help_.county.offices["section"]  # 安置帮教机构所在
    for _ in range(2):
        told.end(theirs.pk, date(2026, 12, 18), now=at("2026-12-18"))
    row.refresh_from_db()
    assert row.release_on == date(2026, 12, 18)
    assert row.entries.filter(action="corrections_ended").count() == 1


# Lists -----------------------------------------------------------------------------------------------------------------


def _list(*rows: tuple[object, ...], heads: tuple[str, ...] = ("姓名", "身份證號碼", "釋放日期", "拟居住地")) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "枫山监狱2026年12月刑满释放人员名单")
        for y, row in enumerate((heads, *rows), 1):
            for x, value in enumerate(row):
                sheet.write(y, x, value)
    return stream.getvalue()


def test_a_prisons_list_with_everything_wrong_in_it(help_: Help) -> None:
    """重复行、外县、繁体、日月颠倒、日期序号、分不清的日期：逐行说明，不猜，不丢。"""
    content = _list(
        ("郑平安", ADULT, "2026-12-04", "楓林縣枫林镇白水村"),
        ("郑平安", ADULT, "2026/12/4", "枫林县枫林镇白水村"),
        ("劉某", "", "2026-20-12", "枫林县竹溪乡"),
        ("外某", "", 46370, "青河县青河镇"),
        ("含某", "", "04/12/2026", "枫林县枫林镇"),
        ("错某", "999901199003074510", "2026-12-09", "枫林县枫林镇"),
        ("合计", "", "", ""),
    )
    rows = read_list(content, date(2026, 11, 2))
    judged = importing.import_list(help_.county["resettler"], rows, prison="枫山监狱", now=at("2026-11-02"), keep=False)
    assert [report.outcome for report in judged] == [
        "更正后可登记",
        "表内重复",
        "更正后可登记",
        "外县，登记后转出",
        "没有登记",
        "没有登记",
    ]
    assert "日、月写反了，读作2026-12-20" in judged[2].said
    assert "姓名含繁体字" in judged[2].said
    assert "分不清日和月" in judged[4].said
    assert ReleaseCase.objects.count() == 0
    importing.import_list(help_.county["resettler"], rows, prison="枫山监狱", now=at("2026-11-02"), keep=True)
    assert list(ReleaseCase.objects.order_by("number").values_list("title", flat=True)) == ["郑平安", "劉某", "外某"]
    again = importing.import_list(help_.county["resettler"], rows, prison="枫山监狱", now=at("2026-11-02"), keep=True)
    assert ReleaseCase.objects.count() == 3
    assert {report.outcome for report in again} == {"已在册", "表内重复", "没有登记"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026年12月4日", "2026-12-04"),
        ("20261204", "2026-12-04"),
        ("25.12.2026", "2026-12-25"),
        ("46360", "2026-12-04"),
        ("2026-12-04", "2026-12-04"),
    ],
)
def test_days_in_any_writing(written: str, read: str) -> None:
    assert read_day(written, "释放日期")[0].isoformat() == read


@pytest.mark.parametrize("written", ["04/05/2026", "明年", "26-12-04", "2026-02-30"])
def test_days_that_cannot_be_read_are_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable):
        read_day(written, "释放日期")


def test_what_is_no_list_is_said() -> None:
    assert simplified("釋放監獄戶籍") == "释放监狱户籍"
    with pytest.raises(NotAList, match="没有找到表头"):
        read_list(b"a,b\n1,2\n", date(2026, 11, 2))
    with pytest.raises(NotAList, match="打不开"):
        read_list(b"PK\x03\x04 nothing", date(2026, 11, 2))


def test_the_agencys_own_pages(help_: Help, as_web: SignedIn) -> None:
    """名单导入、统计、登记表，以县安置帮教机构的身份打开；先看，后登记。"""
    help_.notice("2026-11-02", "2026-11-20", key=True, key_reason="三无人员").ready("2026-11-03").link("2026-11-20")
    client = as_web("resettler")
    assert client.get("/resettlement/import/").status_code == 200
    upload = SimpleUploadedFile("名单.xlsx", _list(("吴新生", "", "2026-12-09", "枫林县竹溪乡")))
    shown = client.post("/resettlement/import/", {"prison": "枫山监狱", "file": upload})
    assert "照此登记1人" in shown.content.decode()
    assert ReleaseCase.objects.count() == 1
    counts = client.get("/resettlement/counts/?year=2026&half=0").content.decode()
    assert "重点帮教对象衔接率" in counts
    assert client.get("/resettlement/counts/not-linked.pdf").content[:5] == b"%PDF-"
    for page in (
        "/register/resettlement/",
        "/register/resettlement/new/receive_notice/",
        "/register/bases/new/set_up/",
        "/register/stays/new/apply/",
    ):
        assert client.get(page).status_code == 200, page
    matter = ReleaseCase.objects.get(title="郑平安")
    assert client.get(f"/matters/{matter.code}/do/note/").status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/matters/{matter.code}/").status_code == 200
    questions = [q["sql"] for q in asked.captured_queries if not q["sql"].startswith(NO_QUESTION)]
    assert len(questions) <= 12, questions
