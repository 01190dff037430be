"""What is handed in wrong: of another kind, too large, disguised by its name. Every place that takes a file is found and walked.

Each answers 422 with a Chinese sentence beside the field that says what to do; what was typed stays; nothing is stored.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.urls import get_resolver
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

import fengqiao
from fengqiao.assessment.tests.driver import Year
from fengqiao.exchange.receiving import take_in
from fengqiao.exchange.tests.forms import province
from fengqiao.exchange.tests.other import Other, have_own_key, register_court
from fengqiao.lines.advisers.tests.driver import Team
from fengqiao.lines.advisers.tests.test_counsel import contract
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.lines.aidcases.tests.test_life import closed, in_hand, met
from fengqiao.lines.mediation.committees.tests.driver import Body
from fengqiao.lines.mediation.committees.tests.test_standards import STANDARD, add_standard
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.reporting.tests.driver import post
from fengqiao.matter import needs as n
from fengqiao.matter import registry
from fengqiao.matter.fields import FilesField
from fengqiao.matter.files import store
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.models import Paper
from fengqiao.orgs import roles
from fengqiao.portal import inside
from fengqiao.portal.models import Held
from fengqiao.portal.tests.person import Person
from fengqiao.providers.tests.people import keeper
from fengqiao.ui.uploads import FileIn
from fengqiao.vault.signingkeys import SigningKey
from fengqiao.vault.uploads import MATERIAL, TABLE, WORD, kept_name
from tests import badfiles as bad
from tests.county import County, at
from tests.web import WebClient, signed_in

SOURCES = Path(fengqiao.__file__).parent
CHINESE = re.compile("[\u4e00-\u9fff]")
TELLS = re.compile("请|另存|改用")
NOT_COUNTED = {"django_session", "matter_look", "exchange_trace", "portal_tally", "procrastinate_jobs", "procrastinate_events"}


def stored() -> set[Path]:
    """What lies on disk."""
    return {path for path in (store()._blobs._root).rglob("*") if path.is_file()}  # type: ignore[attr-defined]


def rows() -> dict[str, int]:
    """How many rows each table has."""
    names = [name for name in connection.introspection.table_names() if name not in NOT_COUNTED]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(f"select '{name}', count(*) from {connection.ops.quote_name(name)}" for name in names))
        return dict(cursor.fetchall())


# The fields -----------------------------------------------------------------------------------------------------------


def every_upload() -> Iterator[tuple[str, n.Upload]]:
    """Every need for a file of every action and journey of every line."""
    for procedure in registry.procedures():
        for way in (*procedure.actions, *procedure.journeys):
            for need in way.needs:
                assert not (isinstance(need, n.Rows) and any(isinstance(each, n.Upload) for each in need.of)), f"{way.code}: a file in a row is lost"
                if isinstance(need, n.Upload):
                    yield f"{procedure.code}.{way.code}.{need.name}", need


def every_form() -> Iterator[tuple[str, str, forms.FileField]]:
    """Every field for a file of every form of the product."""
    assert get_resolver().url_patterns  # all pages and their forms are there
    seen, todo = set(), [forms.BaseForm]
    while todo:
        kind = todo.pop()
        if kind in seen:
            continue
        seen.add(kind)
        todo += kind.__subclasses__()
        for name, field in getattr(kind, "base_fields", {}).items():
            ours = kind.__module__.startswith("fengqiao.") and not {"tests", "gallery"} & set(kind.__module__.split("."))
            if isinstance(field, forms.FileField) and ours and kind.__name__ != "Built":
                yield f"{kind.__module__.removeprefix('fengqiao.')}.{kind.__name__}", name, field


def wrong_for(takes: Any) -> dict[str, bad.Bad]:
    also = {MATERIAL.name: bad.NO_MATERIAL, TABLE.name: bad.NO_TABLE, "表样": bad.NO_MATERIAL, WORD.name: bad.NO_WORD, "移交包": bad.NO_PACKAGE}
    return bad.BY_ALL | also.get(takes.name, bad.NO_JSON)


def refused(field: forms.FileField, one: bad.Bad) -> list[str]:
    with pytest.raises(ValidationError) as error:
        field.clean([one.file()] if isinstance(field, FilesField) else one.file())
    return [str(each) for each in error.value.messages]


def says_what_to_do(said: list[str], one: bad.Bad) -> bool:
    text = "".join(said)
    return bool(CHINESE.search(text) and TELLS.search(text)) and len(text) < 260 and "/" not in text.partition("：")[0] and "\u202e" not in text


@pytest.mark.django_db
def test_every_need_for_a_file_refuses_what_is_wrong(county: County) -> None:
    """Of the same kind the fields are alike: each is built as its form builds it, each kind of field meets every wrong file."""
    setting, before, walked = Setting(county["section"], at("2026-11-23").date()), stored(), 0
    for where, need in every_upload():
        field = ActionForm((need,), setting).main.fields[need.name]
        assert isinstance(field, FilesField), where
        wrong = wrong_for(need.takes) if walked < 12 or need.takes is not MATERIAL else dict(list(bad.BY_ALL.items())[:3])
        for what, one in wrong.items():
            assert says_what_to_do(refused(field, one), one), (where, what)
        walked += 1
    assert walked > 100
    assert stored() == before


@pytest.mark.django_db
def test_every_field_of_a_form_refuses_what_is_wrong() -> None:
    before = stored()
    for where, name, field in every_form():
        assert isinstance(field, FileIn | FilesField), f"{where}.{name}: a field for a file is a FileIn or a FilesField, so that it is judged"
        for what, one in wrong_for(field.takes).items():
            assert says_what_to_do(refused(field, one), one), (where, name, what)
    assert stored() == before


def test_a_right_file_is_kept_under_a_name_that_harms_nobody() -> None:
    assert kept_name("../../../etc/cron.d/照片.jpg") == "照片.jpg"
    assert kept_name("C:\\Users\\张三\\桌面\\判决书.PDF", "pdf") == "判决书.PDF"
    assert kept_name("照片\u202egpj.exe", "jpg") == "照片gpj.jpg"
    assert kept_name("身份证.pdf", "jpg") == "身份证.jpg"  # what it is, not what it was called
    assert kept_name("身份证.JPEG", "jpg") == "身份证.JPEG"
    assert kept_name("\x00\n ", "png") == "未命名.png"
    assert kept_name(".pdf", "pdf") == "未命名.pdf"
    assert kept_name(f"{bad.LONG}.jpg", "jpg").endswith(".jpg")
    assert len(kept_name(f"{bad.LONG}.jpg", "jpg")) == 100


# The pages ------------------------------------------------------------------------------------------------------------


@dataclass
class Page:
    """One page that takes files: where, under which name, what else is typed there and one value that must stay."""

    web: WebClient
    url: str
    field: str = "file"
    typed: dict[str, str] | None = None
    stays: str = ""
    ok: int = 200

    def shown(self) -> str:
        answer = self.web.get(self.url)
        assert answer.status_code == self.ok, answer.content.decode()[:2000]
        return str(answer.content.decode())

    def post(self, one: bad.Bad | list[SimpleUploadedFile]) -> Any:
        given = one if isinstance(one, list) else SimpleUploadedFile(one.name, one.content, "image/jpeg")
        return self.web.post(self.url, {**(self.typed or {}), self.field: given})


def _of(county: County, who: str) -> WebClient:
    return signed_in(county.staff(who))


def _imports(county: County) -> Page:
    return Page(_of(county, "office_head"), "/imports/", typed={"office": str(county.offices["town"].pk)})


def _register(county: County) -> Page:
    county.actors["keeper"] = keeper(county)
    return Page(_of(county, "keeper"), "/providers/import/people/", typed={"only_read": "on"})


def _ways(county: County) -> Page:
    county.actors["keeper"] = keeper(county)
    return Page(_of(county, "keeper"), "/providers/ways/", typed={"only_read": "on"})


def _outline(county: County) -> Page:
    county.actors["keeper"] = keeper(county)
    return Page(_of(county, "keeper"), "/providers/outline/", typed={"approval": "浙S（2026）1号"}, stays="浙S（2026）1号")


def _organs(county: County) -> Page:
    Aid(county)
    return Page(_of(county, "assigner"), "/aidcases/organs/", "book", {"source": "县法院2026年11月3日函"}, "县法院2026年11月3日函")


def _scheme(county: County) -> Page:
    scheme = Year(county).draft().scheme
    assert scheme is not None
    return Page(_of(county, "statistics"), f"/assessment/schemes/{scheme.pk}/import/", typed={"which": "targets"})


def _basis(county: County) -> Page:
    scheme = Year(county).draft().scheme
    assert scheme is not None
    return Page(_of(county, "statistics"), f"/assessment/schemes/{scheme.pk}/basis/", ok=404)


def _city(county: County) -> Page:
    typed = {"year": "2025", "period_words": "年度", "document": "市司〔2026〕7号", "rank": "3", "of_n": "9"}
    return Page(_of(county, "statistics"), "/assessment/city/new/", typed=typed, stays="市司〔2026〕7号")


def _answers(county: County) -> Page:
    return Page(_of(county, "section"), f"/exchange/filings/{province(county).pk}/answers/", "answer-file", ok=405)


def _compare(county: County) -> Page:
    return Page(_of(county, "section"), f"/exchange/filings/{province(county).pk}/compare/", "theirs-file", ok=405)


def _system(county: County) -> Page:
    typed = {"name": "省平台", "line": "mediation", "number_heading": "平台编号", "date_format": "%Y/%m/%d", "since_on": "2026-01-01"}
    return Page(_of(county, "section"), "/exchange/filings/systems/new/", "template", typed, "平台编号")


def _sheet(county: County) -> Page:
    return Page(_of(county, "section"), f"/exchange/filings/systems/{province(county).pk}/", "template", {"sheet": "报送表", "head_row": "7"}, "7")


def _leaves(county: County) -> Page:
    county.actors["agency"] = post(county, "帮教员程", roles.RESETTLEMENT)
    return Page(_of(county, "agency"), "/resettlement/import/", typed={"prison": "省第三监狱"}, stays="省第三监狱")


def _act(county: County) -> Page:
    case = Case(county).in_mediation("2026-04-07")
    return Page(_of(county, "mediator"), f"/matters/{case.matter.code}/do/add_material/", "files", {"name": "收条的照片"}, "收条的照片")


def _open(county: County) -> Page:
    return Page(_of(county, "office_staff"), "/register/reports/new/receive/", "files", {"summary": "院墙滴水，淋坏了东墙。"}, "院墙滴水，淋坏了东墙。")


def _standard(county: County) -> Page:
    add_standard(county["section"], STANDARD, now=at("2026-01-05"))
    body = Body(county).take_in("2025-05-12")
    return Page(_of(county, "village_head"), f"/mediation/committees/{body.row.code}/standard/assess/", "files", {"remark": "自评说明写在这里"}, "自评说明写在这里")


def _log(county: County) -> Page:
    case = in_hand(Aid(county), "2026-11-03")
    return Page(_of(county, "lawyer"), f"/aidcases/mine/cases/{case.matter.code}/log/", "files", {"kind": "meeting", "note": "在看守所会见本人"}, "在看守所会见本人")


def _aid_file(county: County) -> Page:
    case = closed(met(in_hand(Aid(county)), "2026-11-05"))
    return Page(_of(county, "lawyer"), f"/aidcases/mine/cases/{case.matter.code}/file/", "files")


def _task(county: County) -> Page:
    """Another centre asks for something to be done; the answer brings what was found."""
    Aid(county)
    have_own_key()
    there = Other(SigningKey.new(), "qh-aid")
    register_court(county, there, code="qh-aid", name="青河县法律援助中心", agency="aid")
    asked = {"number": "青援12", "task": 3, "name": "薪难讨", "kind": "meeting", "what": "在枫林县看守所会见，问清签字的经过。"}
    message = take_in(there.write("aid.case.task", asked).packet(), now=timezone.now(), source="test").message
    return Page(_of(county, "assigner"), f"/aidcases/letters/{message.pk}/", "attached", {"answer": "已经会见，笔录附后。"}, "已经会见，笔录附后。")


def _unit(county: County) -> Page:
    """A contracted unit puts a matter for counsel."""
    team = Team(county)
    team.join("third", "三局联络员冯", "bureau", roles.HOST)
    contract(team, **{"from": "2026-01-01", "to": "2099-12-31"}).do("name_liaison", "2026-01-06", by="advisers", unit="枫林县第3局", liaison=county["third"].staff_id)
    return Page(_of(county, "third"), "/advisers/unit/", "files", {"kind": "contract", "subject": "审查采购合同", "question": "违约条款是否合法"}, "审查采购合同")


PAGES: dict[str, tuple[Callable[[County], Page], ...]] = {
    "imports/pages.py": (_imports,), "providers/import_pages.py": (_register, _ways, _outline), "lines/aidcases/organs/pages.py": (_organs,),
    "assessment/import_pages.py": (_scheme,), "assessment/city_pages.py": (_city,), "assessment/scheme_pages.py": (_basis,), "exchange/outside/pages.py": (_answers, _compare),
    "exchange/outside/setup_pages.py": (_system, _sheet), "lines/resettlement/notices/page.py": (_leaves,), "desk/acting.py": (_act,), "desk/opening.py": (_open,),
    "lines/mediation/committees/standards/form_page.py": (_standard,), "lines/aidcases/phone/pages.py": (_log, _aid_file),
    "lines/corrections/handover/pages.py": (lambda county: Page(_of(county, "corrections_head"), "/corrections/handover/"),),
    "lines/corrections/lists/pages.py": (lambda county: Page(_of(county, "corrections_head"), "/corrections/lists/", typed={"month": "2026-10", "organ": "court"}, stays="2026-10"),),
    "lines/mediation/committees/import_page.py": (lambda county: Page(_of(county, "section"), "/mediation/committees/import/"),),
    "exchange/box_pages.py": (lambda county: Page(_of(county, "section"), "/exchange/letters/"),),
    "desk/forms_page.py": (lambda county: Page(_of(county, "section"), "/forms/mediation/agreement/", typed={"from_on": "2026-12-01"}, stays="2026-12-01"),),
    "lines/aidcases/moving/pages.py": (_task,), "lines/advisers/counsel/unit_page.py": (_unit,), "desk/admin/import_pages.py": (lambda county: Page(_of(county, "sysadmin"), "/admin/offices/import/"),),
}
ELSEWHERE = {
    "portal/flow.py",  # test_a_photograph_of_a_citizen
    "lines/mediation/committees/change_page.py",  # no need of it is a file: asserted there
}


def test_no_page_that_takes_files_is_left_out() -> None:
    """``request.FILES`` is read in these modules and in no other."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        text = path.read_text() if "tests" not in path.parts else ""
        if ".FILES" in text and any(isinstance(node, ast.Attribute) and node.attr == "FILES" for node in ast.walk(ast.parse(text))):
            found.add(path.relative_to(SOURCES).as_posix())
    assert found == {*PAGES, *ELSEWHERE}


def test_no_form_has_a_field_for_files_without_a_page_of_this_table() -> None:
    modules = {where.rpartition(".")[0].replace(".", "/") + ".py" for where, _, _ in every_form()}
    aside = {"assessment/scheme_forms.py", "imports/forms.py", "providers/forms.py", "assessment/forms.py", "desk/admin/forms.py"}  # the forms of the pages beside them
    assert modules <= {*PAGES, *aside}


def beside(page: str, field: str) -> list[str]:
    """The refusals that stand in the field's own box."""
    part = re.search(rf'id="id_{field}_field".*?id="id_{field}_error">(.*?)</div>', page, re.S)
    return [unescape(re.sub("<[^>]+>", "", each)).strip() for each in re.findall(r'<p class="field-error">(.*?)</p>', part[1], re.S)] if part else []


@pytest.mark.django_db
@pytest.mark.parametrize("page_of", [each for all_of in PAGES.values() for each in all_of], ids=[f"{path}-{k}" for path, all_of in PAGES.items() for k, _ in enumerate(all_of)])
def test_a_page_refuses_a_wrong_file_beside_its_field_and_keeps_what_was_typed(county: County, page_of: Callable[[County], Page]) -> None:
    page = page_of(county)
    if page.ok == 200:
        form = re.search(rf'<form[^>]*>(?:(?!</form>).)*name="{page.field}"', page.shown(), re.S)
        assert form, "the field is there to begin with"
        assert 'enctype="multipart/form-data"' in form[0].rpartition("<form")[2]
    files, counts = stored(), rows()
    for one in (bad.BY_ALL["a program called a photograph"], bad.BY_ALL["a page called a PDF"], bad.BY_ALL["an empty file"], bad.BY_ALL["a name of 300 characters"]):
        answer = page.post(one)
        content = answer.content.decode()
        assert answer.status_code == 422, one.name
        said = beside(content, page.field)
        assert said, one.name
        assert says_what_to_do(said, one), said
        assert not page.stays or page.stays in unescape(content)
        assert (stored(), rows()) == (files, counts)


@pytest.mark.django_db
def test_a_file_larger_than_is_taken_is_refused_by_the_page_that_got_it(county: County) -> None:
    page = _organs(county)
    answer = page.post(bad.Bad("十月.xlsx", bad.TABLE + bytes(30 * 1024 * 1024)))
    assert answer.status_code == 422
    assert beside(answer.content.decode(), "book") == ["请改正：十月.xlsx：文件有30.0MB，最多30MB，没有保存。请删去图片和不用的工作表，或分成几个文件后再选。"]


PAGE = b"\xff\xd8\xff\xe0" + b"wall" * 50 + b"\xff\xd9"


@pytest.mark.django_db
def test_of_several_files_one_wrong_leaves_nothing_behind(county: County) -> None:
    page, before = _act(county), stored()
    answer = page.post([SimpleUploadedFile("好的.jpg", PAGE), SimpleUploadedFile("坏的.jpg", bad.EXE)])
    assert answer.status_code == 422
    assert stored() == before
    said = beside(answer.content.decode(), "files")
    assert said[0].startswith("请改正：坏的.jpg：这是可执行程序，不予保存")
    assert said[1] == "请改正：这一次选的文件都没有保存。请改好后一起重新选。"


@pytest.mark.django_db
def test_a_right_file_is_not_chosen_twice_when_something_else_is_wrong(county: County) -> None:
    """The browser forgets what was chosen; the page carries it."""
    page = _act(county)
    page.typed = {"name": "收条的照片", "happened_on": "2099-01-01"}
    refused_page = page.post([SimpleUploadedFile(f"../{bad.LONG}.pdf", PAGE)]).content.decode()
    mark = re.search(r'name="files.kept" value="([^"]+)" checked> 已传上：', refused_page)
    assert mark, "it is still there"
    today = at("2026-11-23").date().isoformat()
    done = page.web.post(page.url, {"name": "收条的照片", "happened_on": today, "files.kept": unescape(mark[1])})
    assert done.status_code == 303, beside(done.content.decode(), "files")
    paper = Paper.objects.get(kind="material")
    assert (paper.title, paper.mime, paper.size_bytes) == ("收条的照片", "image/jpeg", len(PAGE))

    forged = page.web.post(page.url, {"happened_on": today, "files.kept": "x:y:z"})
    assert forged.status_code == 422
    assert "请重新选择文件" in beside(forged.content.decode(), "files")[0]
    other = _of(county, "second").post(page.url, {"happened_on": today, "files.kept": unescape(mark[1])})
    assert other.status_code == 422, "a mark is of the person who sent the file"


@pytest.mark.django_db
def test_where_one_file_is_asked_two_are_too_many(county: County) -> None:
    need = next(need for where, need in every_upload() if not need.several)
    field = ActionForm((need,), Setting(county["section"], at("2026-11-23").date())).main.fields[need.name]
    two = [SimpleUploadedFile(f"{k}.docx", bad.WORDY) for k in (1, 2)]
    with pytest.raises(ValidationError, match="这里只放一个文件"):
        field.clean(field.widget.value_from_datadict(QueryDict(), MultiValueDict({need.name: two}), need.name))


@pytest.mark.django_db
@pytest.mark.parametrize("what", bad.BY_ALL | bad.NO_MATERIAL)
def test_a_photograph_of_a_citizen(county: County, settings: Any, what: str) -> None:
    """One question a screen: the refusal stands above the camera, the way back stays open, nothing is held."""
    settings.DEMO = True
    inside.publish_boards(now=at("2026-11-23"))
    one = (bad.BY_ALL | bad.NO_MATERIAL)[what]
    zhang = Person("15400000001").tell(until="photos")
    content = one.content if one.size is None else one.content + bytes(10 * 1024 * 1024)
    zhang.press(files=SimpleUploadedFile(one.name, content, "image/jpeg"))
    assert (zhang.page.status_code, zhang.at) == (422, "photos")
    said = re.search(r'<div class="cz-errors".*?<ul>(.*?)</ul>', zhang.page.content.decode(), re.S)
    assert said
    assert says_what_to_do([unescape(re.sub("<[^>]+>", "", said[1]))], one), said[1]
    assert not Held.objects.exists()
    assert zhang.press().at == "story"
