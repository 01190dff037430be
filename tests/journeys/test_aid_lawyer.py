"""A lawyer with a telephone on a slow line: an assignment answered, a meeting written down without a line, the file handed in, the
subsidy read. The same pages without scripts; put on the home screen; nothing of others."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.test import Client

from fengqiao.lines.aidcases.models import AidCase, SubsidyLine
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.matter.models import Entry, Look, Paper
from tests.browser import WHOLE
from tests.county import County
from tests.journeys.conftest import ARGUMENTS
from tests.journeys.test_accessible import findings, too_wide
from tests.journeys.test_citizen import PIXEL
from tests.journeys.visitor import PHONE, PHONE_PLAIN, Visitor
from tests.journeys.visitor import Look as Screen
from tests.web import BACKEND

Come = Callable[..., Visitor]
MOST_BYTES = 75_000  # the first page of a telephone that has nothing of ours yet, headers included
STORY = "在看守所会见，核对了起诉书，本人同意辩护，交代了欠款的经过。"


def ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


@pytest.fixture
def aid(county: County) -> Aid:
    return Aid(county)


def named(aid: Aid, answered: bool) -> Case:
    """Granted yesterday, named today."""
    yan = aid.provider("律师严")
    return aid.given(ago(1)).do("assign", ago(0), org=aid.org(), handler=yan, mode="turn", answered=answered)


def tidy(lawyer: Visitor) -> None:
    """axe finds nothing grave, nothing scrolls sideways, what one presses is 44 pixels high, one primary action."""
    if not lawyer.look.scripts:
        return
    assert findings(lawyer) + too_wide(lawyer) == [], lawyer.path
    small = lawyer.page.evaluate(
        "() => [...document.querySelectorAll('.button, .ph-foot a, main input:not([type=hidden]):not([type=checkbox]):not([type=radio]), main select')]"
        ".filter((each) => each.getClientRects().length && each.getBoundingClientRect().height < 44).map((each) => each.outerHTML.slice(0, 90))"
    )
    assert small == [], lawyer.path
    assert lawyer.page.locator("main .button--primary").count() <= 1
    assert lawyer.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 16


def answer(lawyer: Visitor, case: Case) -> None:
    """The names first; the cause of the case only after no conflict was declared."""
    lawyer.open("/aidcases/mine/")
    assert "还剩" in lawyer.text
    lawyer.page.click("main a.ph-card")
    lawyer.page.wait_for_selector("h1:has-text('有没有利益冲突')")
    assert "薪难讨" in lawyer.text
    assert "枫林建筑有限公司" in lawyer.text
    assert "追索劳动报酬" not in lawyer.text
    assert lawyer.context.request.get(f"{lawyer.address}/matters/{case.matter.code}/").status == 404
    assert lawyer.context.request.get(f"{lawyer.address}/aidcases/mine/cases/{case.matter.code}/").status == 404
    assert "薪难讨" not in lawyer.page.title()
    tidy(lawyer)
    lawyer.press("没有冲突，看案情")
    lawyer.page.wait_for_selector("h1:has-text('接受这件指派吗')")
    assert "追索劳动报酬" in lawyer.text
    lawyer.press("接受指派")
    lawyer.page.wait_for_selector(".message--success:has-text('已接受指派')")


@pytest.mark.parametrize("look", [PHONE, PHONE_PLAIN], ids=lambda look: look.name)
def test_from_the_offer_to_the_file(visit: Come, aid: Aid, look: Screen) -> None:
    case = named(aid, answered=False)
    lawyer = visit("lawyer", look, bypass_csp=look.scripts)
    answer(lawyer, case)
    tidy(lawyer)
    lawyer.sees("签订委托协议", "会见（约见）受援人", "剩")
    lawyer.page.click("main a:text-is('记一笔')")
    lawyer.page.wait_for_selector("h1:has-text('记一笔')")
    lawyer.fill(kind="interview", note="约见受援人，核对欠薪的月份和数额")
    tidy(lawyer)
    lawyer.press("记下")
    assert any("告知权利义务" in line for line in lawyer.errors_said())
    lawyer.fill(told_rights=True, files=[{"name": "笔录.png", "mimeType": "image/png", "buffer": PIXEL}]).press("记下")
    lawyer.page.wait_for_selector(".message--success:has-text('已记下：约见')")
    assert AidCase.objects.get(pk=case.matter.pk).met_on == date.today()
    assert Paper.objects.filter(matter_id=case.matter.pk, kind="material").count() == 1

    lawyer.page.click("main a:text-is('写结案报告')")
    lawyer.page.wait_for_selector("h1:has-text('写结案报告')")
    lawyer.fill(basis="settled", closing_day=ago(0), outcome="mediated", story="双方达成调解，对方分两期付清工资")
    tidy(lawyer)
    lawyer.press("登记结案")
    lawyer.page.wait_for_selector("h1:has-text('交结案材料')")
    tidy(lawyer)
    lawyer.page.check("[name='items-5-there'][value=none]")
    lawyer.press("交结案材料")
    assert any("缺或者不适用的要写原因：出庭通知、庭审记录" in line for line in lawyer.errors_said())
    lawyer.fill(items_5_reason="庭前调解，没有开庭", files=[{"name": "卷宗.png", "mimeType": "image/png", "buffer": PIXEL}])
    lawyer.press("交结案材料")
    lawyer.page.wait_for_selector(".message--success:has-text('材料已交')")
    row = AidCase.objects.get(pk=case.matter.pk)
    assert (row.stage, row.outcome, row.handed_in_on) == ("handed", "mediated", date.today())
    assert Look.objects.filter(matter_id=case.matter.pk, what="答复指派前核对各方姓名", staff_id=row.handler_id).exists()


def test_a_note_written_without_a_line_is_sent_once(visit: Come, aid: Aid) -> None:
    """没有网络时按下按钮：字还在，说清楚怎么办；联网后自动发出，只记一次。"""
    case = named(aid, answered=True)
    lawyer = visit("lawyer", PHONE).open(f"/aidcases/mine/cases/{case.matter.code}/log/")
    lawyer.fill(kind="meeting", note=STORY, told_rights=True)
    lawyer.context.set_offline(True)
    lawyer.press("记下")
    lawyer.page.wait_for_selector("#outbox:not([hidden])")
    assert "已保存在本机，联网后自动发送" in lawyer.page.inner_text("#outbox")
    assert lawyer.page.input_value("[name=note]") == STORY
    lawyer.press("记下")
    assert _entries(case, "work") == 0
    lawyer.context.set_offline(False)
    lawyer.page.wait_for_selector("#outbox", state="hidden")
    lawyer.page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.includes(':draft:') || key.includes(':outbox'))")
    assert _entries(case, "work") == 1
    lawyer.press("记下")  # the same form once more: it had arrived
    lawyer.page.wait_for_selector("h1:has-text('薪难讨')")
    assert _entries(case, "work") == 1


def test_a_photograph_waits_on_its_page(visit: Come, aid: Aid) -> None:
    """照片不存在本机：留在这一页，线路断在半路上也一样，联网后自动再发，只记一次。"""
    case = named(aid, answered=True)
    lawyer = visit("lawyer", PHONE).open(f"/aidcases/mine/cases/{case.matter.code}/log/")
    lawyer.fill(kind="meeting", note=STORY, told_rights=True, files=[{"name": "笔录.png", "mimeType": "image/png", "buffer": photograph()}])
    lawyer.page.wait_for_selector("[data-upload-list] li:has-text('笔录.jpg（0.0 MB）')")
    log = f"**/aidcases/mine/cases/{case.matter.code}/log/"
    lawyer.page.route(log, lambda route: route.abort("internetdisconnected"))  # the browser believes that there is a line
    lawyer.press("记下")
    lawyer.page.wait_for_selector("#live-alert:has-text('照片还在这一页，请不要关闭，联网后自动再发')")
    assert lawyer.page.input_value("[name=note]") == STORY
    lawyer.page.unroute(log)
    lawyer.context.set_offline(True)
    lawyer.context.set_offline(False)
    lawyer.page.wait_for_selector(".message--success:has-text('已记下：会见')")
    assert _entries(case, "work") == 1
    kept = Paper.objects.get(matter_id=case.matter.pk, kind="material")
    assert kept.title == "笔录.jpg"


def photograph() -> bytes:
    """As large as a telephone takes it: 2000 by 1500 grey points, one byte each."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    points = zlib.compress((b"\0" + b"\x80" * 2000) * 1500, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2000, 1500, 8, 0, 0, 0, 0)) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


def _entries(case: Case, action: str) -> int:
    return Entry.objects.filter(matter_id=case.matter.pk, action=action).count()


def test_own_cases_and_own_money_alone(visit: Come, aid: Aid) -> None:
    """别人的案件和补贴：没有这一页；大字模式一样能用。"""
    case, lawyer = named(aid, answered=True), visit("lawyer2", PHONE, elder=True, bypass_csp=True)
    own = {"territory": case.matter.territory, "matter_id": case.matter.pk, "case_id": case.matter.pk, "org_name": "枫林律师事务所", "state": "paid"}
    kuan = aid.provider("律师宽")
    SubsidyLine.objects.create(n=1, case_no="援字1号", provider_key=aid.provider("律师严"), handler_name="律师严", amount_fen=137_000, **own)
    SubsidyLine.objects.create(n=2, case_no="援字2号", provider_key=kuan, handler_name="律师宽", amount_fen=98_050, formula="直接费用：600元，计600.00元；劳务费：380.5元，计380.50元", **own)
    for path in ("", "log/", "file/"):
        assert lawyer.context.request.get(f"{lawyer.address}/aidcases/mine/cases/{case.matter.code}/{path}").status == 404
    for path in ("/aidcases/mine/", "/aidcases/mine/cases/", "/aidcases/mine/money/"):
        lawyer.open(path)
        tidy(lawyer)
        assert "律师严" not in lawyer.text
    assert "980.50 元" in lawyer.text
    assert "1,370.00" not in lawyer.text
    lawyer.page.click("summary")
    lawyer.sees("劳务费：380.5元")


# On the home screen ----------------------------------------------------------------------------------------------------


@pytest.fixture
def telephone(chromium: Any) -> Iterator[Any]:
    """A browser with a profile of its own, as a telephone has; in a private window nothing can be installed."""
    if not WHOLE:
        pytest.skip("没有找到完整的 Chromium，装到桌面的行程没有跑（apt-get install chromium 之后会跑）")
    with TemporaryDirectory() as home:
        context = chromium.browser_type.launch_persistent_context(
            home, executable_path=WHOLE, args=ARGUMENTS, viewport={"width": PHONE.width, "height": PHONE.height}, locale="zh-CN",
        )  # fmt: skip
        yield context
        context.close()


def arrive(telephone: Any, address: str, county: County, name: str) -> None:
    """Signed in without having opened a page: the browser holds nothing of ours but the session."""
    client = Client()
    client.force_login(county.staff(name), backend=BACKEND)
    telephone.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


def visited(telephone: Any, url: str) -> tuple[Any, int]:
    """The page, and how many bytes came over the line for it, headers included."""
    page, sizes = telephone.new_page(), []
    session = telephone.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(url, wait_until="networkidle")
    return page, int(sum(sizes))


def test_the_pages_are_light_and_can_be_put_on_the_home_screen(telephone: Any, address: str, aid: Aid) -> None:
    """Chromium's own list of what hinders installing is empty; what is kept for a bad line says nothing of anybody."""
    case = named(aid, answered=True)
    arrive(telephone, address, aid.county, "lawyer")
    page, weight = visited(telephone, f"{address}/aidcases/mine/cases/")
    assert "薪难讨" in page.inner_text("main")
    assert 10_000 < weight <= MOST_BYTES, weight
    installable(telephone, page)
    manifest = page.evaluate("async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json()")
    assert (manifest["start_url"], manifest["scope"], manifest["lang"]) == ("/aidcases/mine/", "/aidcases/mine/", "zh-CN")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        assert telephone.request.get(address + icon["src"]).headers["content-type"] == "image/png"

    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(f"{address}/aidcases/mine/cases/{case.matter.code}/")
    kept = page.evaluate(KEPT)
    assert [path for path in kept if not path.startswith(("/static/", "/ui/")) and path != "/aidcases/mine/offline/"] == []
    assert "/aidcases/mine/offline/" in kept
    assert page.evaluate("async () => { for (const name of await caches.keys()) for (const it of await (await caches.open(name)).matchAll())"
                         " if (/薪难讨|律师严|data-person/.test(await it.clone().text())) return it.url; return ''; }") == ""  # fmt: skip
    telephone.set_offline(True)
    page.goto(f"{address}/aidcases/mine/money/")
    assert page.inner_text("h1") == "现在没有网络"
    assert "写过的字保存在本机" in page.inner_text("main")
    telephone.set_offline(False)


KEPT = "async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat()"


def installable(telephone: Any, page: Any) -> None:
    errors = telephone.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert errors == []


def test_the_citizens_pages_too(telephone: Any, address: str, county: County) -> None:
    page, weight = visited(telephone, f"{address}/m/")
    assert 5_000 < weight <= MOST_BYTES, weight
    installable(telephone, page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert [path for path in page.evaluate(KEPT) if not path.startswith("/static/") and path != "/m/offline/"] == []
