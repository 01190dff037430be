"""A ledger is imported in the browser: columns proposed, every row checked, good rows in, bad rows out, all of it undone."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from python_calamine import load_workbook

from fengqiao.exchange.sealed import rewrap_rows
from fengqiao.imports import jobs
from fengqiao.imports.clearing import KEPT_DAYS, clear_rows
from fengqiao.imports.models import ImportRun, KnownHeading, KnownWord
from fengqiao.imports.stages import go_on
from fengqiao.imports.tests.ledger import GOOD, HEADINGS, ledger
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.matter import net, verify
from fengqiao.matter.jobs import make_papers
from fengqiao.vault import KeyRing, WrappedKey
from tests.county import County, at
from tests.web import SignedIn, WebClient, as_web

__all__ = ["as_web"]
BAD = {**GOOD, "申请人": "赵五", "登记时间": "正月初三", "调解员": "老刘"}


def file_of(content: bytes, name: str = "2025台账.xlsx") -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def upload(desk: WebClient, county: County, content: bytes, name: str = "2025台账.xlsx", **more: Any) -> Any:
    data = {"office": str(county.offices["town"].pk), "file": file_of(content, name), **more}
    return desk.post("/imports/", data)


def work_off() -> None:
    """What the worker does, as its own database role."""
    with connection.cursor() as cursor:
        cursor.execute(f"set role {net.WORKER}")
    try:
        for run in ImportRun.objects.all():
            while not go_on(run.pk, lambda: True):
                pass
    finally:
        with connection.cursor() as cursor:
            cursor.execute("reset role")


def chosen(page: str) -> dict[str, str]:
    """The columns form as it stands on the page."""
    found = {"year": ""}
    for key, inner in re.findall(r'<select name="(s\d+c\d+)"[^>]*>(.*?)</select>', page, re.S):
        picked = re.search(r'value="([^"]*)" selected', inner)
        found[key] = picked[1] if picked else ""
    found |= dict.fromkeys(re.findall(r'name="(s\d+)" checked', page), "on")
    return found


def checked(desk: WebClient, county: County, content: bytes, name: str = "2025台账.xlsx") -> ImportRun:
    """Uploaded, columns as proposed, every row checked."""
    answer = upload(desk, county, content, name)
    assert answer.status_code == 303, answer.content.decode()
    page = desk.get(answer.headers["Location"])
    assert desk.post(answer.headers["Location"], chosen(page.content.decode())).status_code == 303
    work_off()
    return ImportRun.objects.order_by("-uploaded_at").first()  # type: ignore[return-value]


def test_a_ledger_goes_in_and_what_is_wrong_stands_at_its_cell(as_web: SignedIn, county: County) -> None:
    desk = as_web("head")
    run = checked(desk, county, ledger(GOOD, BAD))
    assert (run.state, run.counts) == ("checked", {"更正后导入": 1, "没有导入": 1, "空行": 1, "合计行": 1})
    assert not MediationCase.objects.exists()
    page = desk.get(f"/imports/{run.pk}/").content.decode()
    assert "正月初三" in page
    assert "农历日期" in page
    assert "本调委会没有叫“老刘”的调解员" in page
    assert desk.post(f"/imports/{run.pk}/enter/").status_code == 303
    work_off()
    case = MediationCase.objects.get()
    assert case.number == "（2025）枫林镇人调字第0001号"
    page = desk.get(f"/imports/{run.pk}/?show=good").content.decode()
    assert f"/matters/{case.code}/" in page
    assert list(map(str, verify.walk(verify.Tally(), files=False))) == []


def test_the_workbook_of_refused_rows_put_right_brings_in_exactly_those(as_web: SignedIn, county: County) -> None:
    desk = as_web("head")
    run = checked(desk, county, ledger(GOOD, BAD))
    desk.post(f"/imports/{run.pk}/enter/")
    work_off()
    sent = desk.get(f"/imports/{run.pk}/refused.xlsx")
    rows = load_workbook(BytesIO(sent.content)).get_sheet_by_name("2025年").to_python()
    assert rows[0] == [*HEADINGS, "没有导入的原因"]
    assert len(rows) == 2
    assert "登记日期：" in str(rows[1][-1])
    right = {
        **dict(zip(HEADINGS, rows[1], strict=False)),
        "登记时间": "2025-01-31",
        "调解员": "调解员王",
        "没有导入的原因": rows[1][-1],
    }
    again = checked(desk, county, ledger(right, headings=(*HEADINGS, "没有导入的原因"), totals=False), "改好的.xlsx")
    assert again.counts == {"更正后导入": 1}
    desk.post(f"/imports/{again.pk}/enter/")
    work_off()
    assert set(MediationCase.objects.values_list("title", flat=True)) == {"张三与李四邻里纠纷", "赵五与李四邻里纠纷"}


def test_the_same_file_says_so_and_the_same_rows_are_known(as_web: SignedIn, county: County) -> None:
    desk = as_web("head")
    content = ledger(GOOD)
    run = checked(desk, county, content)
    answer = upload(desk, county, content)
    assert answer.headers["Location"] == f"/imports/{run.pk}/"
    desk.post(f"/imports/{run.pk}/enter/")
    work_off()
    answer = upload(desk, county, content)
    assert answer.status_code == 422
    assert "已于" in answer.content.decode()
    assert upload(desk, county, content, again="on").status_code == 303
    other = checked(desk, county, ledger(GOOD, {**GOOD, "申请人": "孙六"}), "另一份.xlsx")
    assert other.counts == {"以前已导入": 1, "更正后导入": 1, "空行": 1, "合计行": 1}


def test_undoing_voids_every_case_of_the_import_and_no_other(as_web: SignedIn, county: County) -> None:
    desk = as_web("head")
    run = checked(desk, county, ledger(GOOD))
    desk.post(f"/imports/{run.pk}/enter/")
    work_off()
    other = checked(desk, county, ledger(GOOD, {**GOOD, "申请人": "孙六"}), "另一份.xlsx")
    desk.post(f"/imports/{other.pk}/enter/")
    work_off()
    refused = desk.post(f"/imports/{other.pk}/undo/", {"reason": "错"})
    assert refused.status_code == 403
    assert "请写明撤销的理由（至少四个字）" in refused.content.decode()
    assert desk.post(f"/imports/{other.pk}/undo/", {"reason": "台账年份弄错"}).status_code == 303
    work_off()
    assert ImportRun.objects.get(pk=other.pk).state == "undone"
    stages = dict(MediationCase.objects.values_list("title", "stage"))
    assert stages == {"张三与李四邻里纠纷": "closed", "孙六与李四邻里纠纷": "voided"}
    again = checked(desk, county, ledger(GOOD, {**GOOD, "申请人": "孙六"}), "另一份.xlsx")
    assert again.counts["更正后导入"] == 1


def test_killed_in_the_middle_it_goes_on_behind_the_last_batch(
    as_web: SignedIn, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fengqiao.imports.stages.BATCH", 2)
    desk = as_web("head")
    rows = [{**GOOD, "申请人": f"张{n}"} for n in "甲乙丙丁戊"]
    run = checked(desk, county, ledger(*rows, totals=False))
    desk.post(f"/imports/{run.pk}/enter/")
    turns = iter([False, True])
    go_on(run.pk, lambda: next(turns))
    assert ImportRun.objects.get(pk=run.pk).done == 4
    desk.post(f"/imports/{run.pk}/stop/")
    assert go_on(run.pk, lambda: False)  # a job that comes too late does nothing
    assert MediationCase.objects.count() == 4
    assert desk.post(f"/imports/{run.pk}/enter/").status_code == 303
    work_off()
    assert MediationCase.objects.count() == 5
    assert ImportRun.objects.get(pk=run.pk).state == "done"
    twice = desk.post(f"/imports/{run.pk}/enter/")
    assert "这一批现在是“已导入”，不能导入" in twice.content.decode()


def test_columns_of_ones_own_are_asked_once_and_remembered(as_web: SignedIn, county: County) -> None:
    desk = as_web("head")
    own = tuple({"申请人": "哪一方告", "调解员": "谁管的"}.get(word, word) for word in HEADINGS)
    row = {**GOOD, "哪一方告": "张三", "谁管的": "调解员王"}
    answer = upload(desk, county, ledger(row, headings=own, totals=False))
    address = answer.headers["Location"]
    page = desk.get(address).content.decode()
    assert "按内容推测" in page  # the mediator's name is known here
    form = chosen(page)
    assert form["s0c10"] == "mediator"
    refused = desk.post(address, form)
    assert refused.status_code == 422
    assert "还缺：当事人（双方一栏，或申请人和被申请人）" in refused.content.decode()
    assert desk.post(address, {**form, "s0c2": "applicant"}).status_code == 303
    work_off()
    assert ImportRun.objects.get().counts == {"更正后导入": 1}
    assert KnownHeading.objects.get(heading="哪一方告").field == "applicant"
    page = desk.get(
        upload(desk, county, ledger({**row, "哪一方告": "孙六"}, headings=own)).headers["Location"]
    ).content.decode()
    assert "本机构上次这样对" in page
    assert chosen(page)["s0c2"] == "applicant"
    elsewhere = as_web("village_head")
    assert elsewhere.get(address).status_code == 404


def test_a_mediator_and_a_type_nobody_knew_are_explained_once_and_remembered(as_web: SignedIn, county: County) -> None:
    desk = as_web("head")
    row = {**GOOD, "调解员": "老刘", "纠纷类别": "鸡毛蒜皮"}
    run = checked(desk, county, ledger(row, {**row, "申请人": "赵五"}, GOOD, totals=False))
    assert run.counts == {"没有导入": 2, "更正后导入": 1}
    assert run.unknown == {"mediator": {"老刘": 2}, "type": {"鸡毛蒜皮": 2}}
    page = desk.get(f"/imports/{run.pk}/").content.decode()
    assert "这些写法不认得，是谁、是哪一类？" in page
    wang = next(pk for pk, name in re.findall(r'<option value="(\d+)">([^<]+)</option>', page) if name == "调解员王")
    forged = desk.post(f"/imports/{run.pk}/words/", {"mediator-老刘": "999999"})
    assert "“老刘”选的调解员已不在名单里" in forged.content.decode()
    answer = desk.post(f"/imports/{run.pk}/words/", {"mediator-老刘": wang, "type-鸡毛蒜皮": "T02"})
    assert answer.status_code == 303
    work_off()
    run.refresh_from_db()
    assert (run.counts, run.unknown) == ({"更正后导入": 3}, {})
    desk.post(f"/imports/{run.pk}/enter/")
    work_off()
    assert set(MediationCase.objects.values_list("dispute_type", "handler__name")) == {("T02", "调解员王")}
    again = checked(desk, county, ledger({**row, "申请人": "孙六"}, totals=False), "2024台账.xlsx")
    assert again.counts == {"更正后导入": 1}
    page = desk.get(f"/imports/{again.pk}/").content.decode()
    assert "已记住的写法（2个）" in page
    desk.post(f"/imports/{again.pk}/words/", {"mediator-老刘": "", "type-鸡毛蒜皮": "T02"})
    work_off()
    again.refresh_from_db()
    assert again.counts == {"没有导入": 1}  # forgotten again, and asked again
    entered = desk.post(f"/imports/{run.pk}/words/", {"type-鸡毛蒜皮": "T03"})
    assert "这一批现在是“已导入”，不能核对" in entered.content.decode()
    assert KnownWord.objects.get(kind="type").meaning == "T02"


def test_the_register_shows_what_an_import_brought_in_and_old_rows_are_cleared(
    as_web: SignedIn, county: County
) -> None:
    desk = as_web("head")
    run = checked(desk, county, ledger(GOOD, BAD))
    desk.post(f"/imports/{run.pk}/enter/")
    work_off()
    other = checked(desk, county, ledger(GOOD, {**GOOD, "申请人": "孙六"}, totals=False), "另一份.xlsx")
    desk.post(f"/imports/{other.pk}/enter/")
    work_off()
    address = re.search(
        r'href="(/register/mediation/[^"]*import=[^"]*)"', desk.get(f"/imports/{other.pk}/").content.decode()
    )
    assert address is not None
    page = desk.get(address[1].replace("&amp;", "&")).content.decode()
    assert "导入批次：另一份.xlsx（" in page
    assert "孙六与李四邻里纠纷" in page or "孙" in page
    first = MediationCase.objects.get(title__startswith="张三")
    assert f"/matters/{first.code}/" not in page  # known already: it came with the first
    assert clear_rows(timezone.now()) == 0
    assert clear_rows(timezone.now() + timedelta(days=KEPT_DAYS + 1)) == 2
    assert list(run.rows.values_list("result", "said")) == [("更正后导入", "")]
    run.refresh_from_db()
    assert {tuple(samples) for plan in run.plans for samples in plan["samples"]} == {()}
    page = desk.get(f"/imports/{run.pk}/").content.decode()
    assert "逐行的内容和原因保存180天，已于" in page
    assert "下载有问题的" not in page
    third = checked(desk, county, ledger(GOOD), "第三份.xlsx")
    assert third.counts["以前已导入"] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "这个文件是空的（0字节）"),
        (b"%PDF-1.7 ...", "这是PDF，不是表格"),
        (b"PK\x03\x04broken", "这个文件不完整"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "这个文件打不开"),
        ("写给所里的一封信".encode(), "这个文件打不开"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(as_web: SignedIn, county: County, content: bytes, said: str) -> None:
    answer = upload(as_web("head"), county, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_long_import_gives_way_only_where_others_wait(county: County) -> None:
    with connection.cursor() as cursor:  # what committed tests left in the queue is not what is asked here
        cursor.execute("truncate procrastinate_jobs cascade")
    clock = iter([1.0, 30.0, 62.0, 63.0, 700.0])
    turn = jobs._Turn(clock.__next__)
    assert [turn.over(), turn.over(), turn.over()] == [False, False, False]  # nobody waits
    make_papers.defer(matter_id="0")
    assert turn.over()
    assert turn.over()


def test_a_new_master_key_takes_what_an_import_sealed_along(county: County, tmp_path: Path) -> None:
    keys, office = KeyRing.create(tmp_path / "keys"), county.offices["town"]
    run = ImportRun.objects.create(
        office=office, territory=office.territory, file_name="2025台账.xlsx", digest="0" * 64, size_bytes=1, state="checked",
        plans=[], data_key=bytes(keys.new_data_key()), post_id=county["head"].post_id, uploaded_by=county.staff("head"),
        uploaded_at=at("2026-05-06"),
    )  # fmt: skip
    keys.rotate()
    assert (rewrap_rows(keys), rewrap_rows(keys)) == (1, 0)
    run.refresh_from_db()
    assert WrappedKey(bytes(run.data_key)).master_version == 2
