"""A day of the three administrators, through their pages, as the web's own database role."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import load_workbook

from fengqiao.daycount import load_arrangement
from fengqiao.daycount.tests import notice_2027
from fengqiao.desk.admin import home
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import calendars
from fengqiao.matter.models import DeadlineRow, Errand, Look, Matter, Parameter
from fengqiao.matter.parameters import count_anew
from fengqiao.orgs.models import AdminRecord, Office, Post, Staff
from fengqiao.orgs.tests.test_importing import sheet
from tests.county import County
from tests.web import SignedIn, WebClient, as_web

__all__ = ["as_web"]


def page_of(response: Any) -> str:
    return str(response.content.decode())


def test_a_newcomer_from_account_to_first_sign_in(county: County, as_web: SignedIn) -> None:
    """建账号、确认（口令只显示一次）、授权、登录、改口令。"""
    system, security = as_web("sysadmin"), as_web("secadmin")
    today = timezone.localdate().isoformat()
    made = system.post("/admin/people/new/", {
        "username": "zhouping", "name": "周平", "phone": "0719-1234567", "office": county.offices["office"].pk, "from_on": today,
    })  # fmt: skip
    person = Staff.objects.get(username="zhouping")
    assert made["Location"] == f"/admin/people/{person.pk}/"
    assert "周平" in page_of(security.get("/admin/locks/"))
    shown = page_of(security.post(f"/admin/people/{person.pk}/confirm/"))
    password = re.search(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", shown)
    assert password is not None
    assert password.group() not in page_of(security.get(f"/admin/people/{person.pk}/"))
    assert password.group() not in page_of(as_web("auditadmin").get("/admin/logs/deeds/"))
    post = person.posts.get()
    assert "周平" in page_of(security.get("/admin/locks/"))  # 待授权
    assert security.post(f"/admin/posts/{post.pk}/roles/", {"roles": ["clerk"]}).status_code == 303
    client = WebClient()
    response = client.post("/sign-in/", {"username": "zhouping", "password": password.group()})
    assert response["Location"] == "/me/password/?next=%2F"


def test_the_same_name_is_pointed_out(county: County, as_web: SignedIn) -> None:
    client = as_web("sysadmin")
    given = {"username": "wang2", "name": "调解员王", "office": county.offices["town"].pk, "from_on": "2026-05-06"}
    page = page_of(client.post("/admin/people/new/", given, follow=True))
    assert "本县已有一位调解员王（mediator）。如是同一人，请不要用两个账号。" in page
    taken = client.post("/admin/people/new/", {**given, "username": "MEDIATOR"})
    assert taken.status_code == 422
    assert "登录名“MEDIATOR”已有人使用" in page_of(taken)


def test_a_forged_role_or_office_is_refused(county: County, as_web: SignedIn) -> None:
    """改报文：授范围外的角色、把岗位安排到邻县。"""
    post = county["village_head"].post_id
    response = as_web("secadmin").post(f"/admin/posts/{post}/roles/", {"roles": ["leader", "sysadmin"]})
    assert response.status_code == 422
    assert Post.objects.get(pk=post).roles == ["committee_head", "mediator"]
    response = as_web("sysadmin").post(
        f"/admin/people/{county['mediator'].staff_id}/posts/new/",
        {"kind": "regular", "office": county.offices["other_office"].pk, "from_on": "2026-05-06"},
    )
    assert response.status_code == 422
    assert Post.objects.filter(staff__username="mediator").count() == 1


def test_clashing_duties_are_refused_at_the_grant(county: County, as_web: SignedIn) -> None:
    as_web("sysadmin").post(
        f"/admin/people/{county['leader'].staff_id}/posts/new/",
        {"kind": "regular", "office": county.offices["bureau"].pk, "from_on": "2026-05-06"},
    )
    post = Post.objects.get(staff__username="leader", roles=[])
    response = as_web("secadmin").post(f"/admin/posts/{post.pk}/roles/", {"roles": ["auditadmin"]})
    assert response.status_code == 422
    assert "三员分设" in page_of(response)


def test_an_acting_head_from_arrangement_to_acting(county: County, as_web: SignedIn) -> None:
    """所长外出，所员代行：系统管理员安排，安全管理员照被代行的岗位授权，当事人当天就能以代行所长办理。"""
    given = {
        "kind": "acting", "office": county.offices["office"].pk, "stands_for": county["office_head"].post_id,
        "from_on": "2026-01-01", "to_on": "2027-12-31", "basis": "枫司〔2026〕31号",
    }  # fmt: skip
    address = f"/admin/people/{county['office_staff'].staff_id}/posts/new/"
    assert "代行和替补须写明截止日期" in page_of(as_web("sysadmin").post(address, {**given, "to_on": ""}))
    assert as_web("sysadmin").post(address, given).status_code == 303
    post = Post.objects.get(staff__username="office_staff", kind="acting")
    form = page_of(as_web("secadmin").get(f"/admin/posts/{post.pk}/roles/"))
    assert re.search(r'value="office_head"[^>]*checked', form)
    as_web("secadmin").post(f"/admin/posts/{post.pk}/roles/", {"roles": ["office_head"]})
    assert "司法所所长（代行）" in page_of(as_web("office_staff").get("/"))


def test_somebody_leaves_and_the_work_is_handed_over(county: County, as_web: SignedIn) -> None:
    """离任：页面先列出在办的案号（不露案情），办理后立即不能登录，交接列入调委会的临时事项。"""
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    client, session = as_web("sysadmin"), as_web("mediator")
    address = f"/admin/people/{county['mediator'].staff_id}/"
    page = page_of(client.get(f"{address}leave/"))
    assert f"人民调解1件（待办1项）：{case.matter.number}" in page
    assert "张三" not in page
    assert client.post(f"{address}leave/", {"left_on": timezone.localdate().isoformat()}).status_code == 303
    assert session.get("/").status_code == 302
    errand = Errand.objects.get()
    assert (errand.what, errand.office) == ("调解员王已离任，请改派在办的人民调解1件", county.offices["town"])
    assert errand.what in page_of(as_web("head").get("/"))
    assert "离任后尚未改派" in page_of(client.get(address))


def test_unlocking_a_locked_name(county: County, as_web: SignedIn) -> None:
    for _ in range(5):
        WebClient().post("/sign-in/", {"username": "mediator", "password": "wrong-password"})
    security = as_web("secadmin")
    assert "调解员王" in page_of(security.get("/admin/locks/"))
    security.post(f"/admin/people/{county['mediator'].staff_id}/unlock/")
    assert not AccessAttempt.objects.exists()
    response = WebClient().post("/sign-in/", {"username": "mediator", "password": "correct-horse-battery"})
    assert response.status_code == 302


def test_a_reset_ends_what_was_signed_in(county: County, as_web: SignedIn) -> None:
    session = as_web("mediator")
    shown = page_of(as_web("secadmin").post(f"/admin/people/{county['mediator'].staff_id}/password/"))
    assert session.get("/").status_code == 302
    assert re.search(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", shown)
    record = AdminRecord.objects.get(deed="account.password")
    assert (record.staff.username, record.actor.username) == ("mediator", "secadmin")  # type: ignore[union-attr]


def test_importing_offices_preview_first(county: County, as_web: SignedIn) -> None:
    client = as_web("sysadmin")
    content = sheet(
        ("梅岭村调委会", "人民调解委员会", "枫林镇司法所", None, None, "2020-03-01"),
        ("桃花村调委会", "派出所", "枫林镇司法所", None, None, "2020-03-01"),
    )
    preview = client.post("/admin/offices/import/", {"file": SimpleUploadedFile("机构.xlsx", content)})
    page = page_of(preview)
    assert "可以导入1行，不导入1行" in page
    assert "机构类别“派出所”不认识" in page
    assert not Office.objects.filter(name="梅岭村调委会").exists()
    rows = re.search(r'name="rows" value="([^"]+)"', page)
    assert rows is not None
    done = page_of(client.post("/admin/offices/import/carry-out/", {"rows": rows.group(1)}))
    assert "已导入1个机构" in done
    assert Office.objects.get(name="梅岭村调委会").parent == county.offices["office"]
    again = page_of(client.post("/admin/offices/import/carry-out/", {"rows": rows.group(1)}))
    assert "已有1行，不导入1行" in again
    assert Office.objects.filter(name="梅岭村调委会").count() == 1


def test_rows_previewed_by_another_are_not_carried_out(county: County, as_web: SignedIn) -> None:
    content = sheet(("梅岭村调委会", "人民调解委员会", "枫林镇司法所", None, None, "2020-03-01"))
    page = page_of(as_web("sysadmin").post("/admin/offices/import/", {"file": SimpleUploadedFile("机构.xlsx", content)}))
    rows = re.search(r'name="rows" value="([^"]+)"', page)
    assert rows is not None
    other = Staff.objects.create_user("sys2", "correct-horse-battery", name="系统乙", confirmed=True)
    Post.objects.create(staff=other, office=county.offices["bureau"], roles=["sysadmin"], from_on="2026-01-01")
    client = WebClient()
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post("/admin/offices/import/carry-out/", {"rows": rows.group(1)})
    assert response.status_code == 403
    assert "请重新选择文件预览" in page_of(response)


def test_an_office_moves_through_the_page(county: County, as_web: SignedIn) -> None:
    """网页用窄角色办理调整隶属：行级策略下也办得成，案件随同。"""
    case = Case(county, "village", head="village_head", mediator="village_head").in_mediation("2026-05-06")
    assert case.matter is not None
    client, village = as_web("sysadmin"), county.offices["village"]
    page = page_of(client.get(f"/admin/offices/{village.pk}/move/"))
    assert "案件1件" in page
    assert "张三" not in page
    given = {"way": "move", "parent": county.offices["office2"].pk, "on": timezone.localdate().isoformat(), "basis": "枫政函〔2026〕18号"}
    assert client.post(f"/admin/offices/{village.pk}/move/", given).status_code == 303
    assert Matter.objects.get(pk=case.matter.pk).territory == 999901_002_003_000
    assert as_web("office2_head").get(f"/matters/{case.matter.code}/").status_code == 200
    assert as_web("office_head").get(f"/matters/{case.matter.code}/").status_code == 404
    history = page_of(client.get(f"/admin/offices/{village.pk}/"))
    assert "隶属调整：竹溪乡司法所" in history


def test_the_audit_administrator_reads_exports_and_checks(county: County, as_web: SignedIn) -> None:
    """审计：管理、登录、查看三本日志；导出写明谁导出，导出和核对本身也记。"""
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    as_web("mediator").get(f"/matters/{case.matter.code}/")
    as_web("secadmin").post(f"/admin/people/{county['second'].staff_id}/password/")
    WebClient().post("/sign-in/", {"username": "mediator", "password": "wrong-password"})
    client = as_web("auditadmin")
    assert "重置口令" in page_of(client.get("/admin/logs/deeds/"))
    assert "口令不对" in page_of(client.get("/admin/logs/sign-ins/"))
    assert "打开本案" in page_of(client.get("/admin/logs/looks/"))
    assert "没有记录" in page_of(client.get("/admin/logs/deeds/?to=2020-01-01"))
    assert "共1条，前后相连，没有改动过" in page_of(client.get("/admin/logs/deeds/?walk=1"))
    book = load_workbook(BytesIO(client.get("/admin/logs/looks/export.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["时间", "谁", "身份", "看了什么", "事由", "承办"]
    assert rows[1][1:4] == ["调解员王", "枫林镇调委会·人民调解员", "打开本案"]
    assert re.match(r"枫林县司法局·审计管理员 审计杨 于.*导出，共1行", str(rows[-2][0]))
    assert rows[-1][0] == "自不限至不限"
    assert list(AdminRecord.objects.order_by("pk").values_list("deed", flat=True)) == ["account.password", "log.verify", "log.export"]


def test_many_looks_of_a_day_and_looks_by_night_are_put_before_the_audit_administrator(county: County, as_web: SignedIn) -> None:
    """要核对的查看：一天看三十件不是自己承办的、夜里看五次的列出来，写明为什么；自己承办的、少的、邻县的不列。"""
    today = timezone.localdate()

    def look(who: str, number: int, hour: int, what: str = "打开本案", own: bool = False, territory: int = 999901_001_000_000) -> None:
        at = timezone.make_aware(datetime.combine(today - timedelta(days=1), time(hour)))
        Look.objects.bulk_create(
            Look(matter_id=uuid4(), territory=territory, staff=county.staff(who), as_whom="枫林镇司法所", at=at, what=what, reason="岗位职责", by_handler=own) for _ in range(number)
        )  # fmt: skip

    look("office_head", 28, 10)
    look("office_head", 2, 11, "第1位当事人的完整信息")
    look("mediator", 40, 10, own=True)
    look("mediator", 29, 10)
    look("clerk", 5, 23)
    look("second", 4, 23)
    look("other_head", 50, 10, territory=999902_001_000_000)
    client = as_web("auditadmin")
    page = page_of(client.get("/admin/logs/unusual/"))
    assert "一天看了30件不是自己承办的" in page
    assert "夜间看了5次" in page
    book = load_workbook(BytesIO(client.get("/admin/logs/unusual/export.xlsx").content))
    rows = [[str(cell) for cell in row[1:6]] for row in book.get_sheet_by_index(0).to_python()[1:3]]
    assert [(row[0], row[2:]) for row in rows] == [
        (county.staff("office_head").name, ["30", "2", "0"]), (county.staff("clerk").name, ["5", "0", "5"]),
    ]  # fmt: skip
    assert "没有记录" in page_of(client.get(f"/admin/logs/unusual/?to={today - timedelta(days=2)}"))
    assert as_web("sysadmin").get("/admin/logs/unusual/").status_code == 403


def test_a18_the_administrator_is_told_from_mid_december_that_next_year_is_missing(county: County, as_web: SignedIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """2027年的放假安排到2026年12月15日还没有导入：系统管理员打开就看得到，怎么做写明。"""
    assert home.missing_calendar(date(2026, 12, 14)) == ""
    assert home.missing_calendar(date(2026, 12, 15)).startswith("2027年的放假安排还没有导入，落在2027年的届满日都是暂定。")
    assert home.missing_calendar(date(2027, 3, 1)).startswith("2027年")
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 12, 20))
    for address in ("/admin/offices/", "/admin/parameters/"):
        assert "fengqiao calendar load 放假安排文件" in page_of(as_web("sysadmin").get(address))
    monkeypatch.undo()
    (tmp_path / "2027.csv").write_text(notice_2027.csv_text(), encoding="utf-8")
    calendars.keep_arrangement(load_arrangement(tmp_path / "2027.csv"), by="系统管理员", now=timezone.now())
    assert home.missing_calendar(date(2026, 12, 31)) == ""
    assert home.missing_calendar(date(2027, 12, 15)).startswith("2028年")


def test_another_countys_logs_are_not_seen(county: County, as_web: SignedIn) -> None:
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    Look.objects.create(
        matter_id=case.matter.pk, territory=999902_001_000_000, staff=county.staff("other_head"), as_whom="青河", at=timezone.now(),
        what="打开邻县的案件", reason="承办",
    )  # fmt: skip
    WebClient().post("/sign-in/", {"username": "other_head", "password": "wrong-password"})
    client = as_web("auditadmin")
    assert "打开邻县的案件" not in page_of(client.get("/admin/logs/looks/"))
    assert "外县所长朱" not in page_of(client.get("/admin/logs/sign-ins/"))
    assert "外县所长朱" not in page_of(client.get("/admin/people/"))


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditadmin"])
def test_administrators_see_no_business_data(county: County, as_web: SignedIn, who: str) -> None:
    """三员的页面里没有案情、没有当事人；业务页面一律进不去。"""
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    client = as_web(who)
    for address in ("/register/mediation/", "/search/?q=张三", f"/matters/{case.matter.code}/", "/looks/", "/errands/new/"):
        response = client.get(address)
        assert response.status_code == 403
        assert "三员分设，不接触业务数据" in page_of(response)
        assert "张三" not in page_of(response).replace("q=张三", "").replace('value="张三"', "")
    home = page_of(client.get("/", follow=True))
    assert "人员与岗位" in home
    assert "人民调解" not in re.sub(r"人民调解委员会|人民调解员|局人民调解业务科室", "", home)


def test_pages_keep_their_number_of_questions(county: County, as_web: SignedIn, django_assert_max_num_queries: Any) -> None:
    for who, addresses in {
        "sysadmin": ("/admin/offices/", f"/admin/offices/{county.offices['office'].pk}/", "/admin/people/"),
        "secadmin": ("/admin/locks/", f"/admin/people/{county['mediator'].staff_id}/"),
        "auditadmin": ("/admin/logs/deeds/", "/admin/logs/sign-ins/", "/admin/logs/looks/", "/admin/logs/unusual/"),
    }.items():
        client = as_web(who)
        for address in addresses:
            client.get(address)
            with django_assert_max_num_queries(18):  # the page's own, and those of session, person and role of the test
                client.get(address)


# The bureau's own limits ----------------------------------------------------------------------------------------------


def test_a_limit_is_set_on_its_page_with_the_paper_behind_it(county: County, as_web: SignedIn) -> None:
    """本局发文把受理的时限改为五个工作日：系统管理员设定，在办案件的期限由后台重算，审计管理员查得到。"""
    case = Case(county).apply("2026-05-06")
    assert case.matter is not None
    address, client = "/admin/parameters/mediation/accept_days/", as_web("sysadmin")
    assert "决定是否受理" in page_of(client.get("/admin/parameters/"))
    page = page_of(client.post(address, {"value": "5", "basis": " "}))
    assert "请填写依据文件。" in page
    assert not Parameter.objects.exists()
    for wrong, said in {"99999999": "99,999,999太大，请核对数字", "-1": "参数的值须是非负整数", "三天": "请写整数，例如 5"}.items():
        refused = client.post(address, {"value": wrong, "basis": "枫司发〔2026〕3号", "holds": "all"})
        assert (refused.status_code, said in page_of(refused)) == (422, True), wrong
    refused = client.post("/admin/parameters/mediation/general_months/", {"value": "0", "basis": "枫司发〔2026〕3号", "holds": "all"})
    assert "“调解期限”是法定期限（人民调解工作若干规定第三十三条），不能停用。" in page_of(refused)
    assert "请选择适用于。" in page_of(client.post(address, {"value": "5", "basis": "枫司发〔2026〕3号"}))
    assert client.post(address, {"value": "5", "basis": "枫司发〔2026〕3号", "holds": "all"}).status_code == 303
    (job,) = ProcrastinateJob.objects.filter(task_name="matter.count_parameter")
    for _ in range(2):  # a job may run twice
        count_anew(**job.args)
    row = DeadlineRow.objects.get(matter=case.matter, rule="accept")
    assert row.due_on.isoformat() == "2026-05-12"
    assert "枫司发〔2026〕3号" in page_of(as_web("secadmin").get(address))
    log = page_of(as_web("auditadmin").get("/admin/logs/deeds/"))
    assert "人民调解：决定是否受理" in log
    assert "依据：枫司发〔2026〕3号" in log
