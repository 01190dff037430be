"""封存：刑事诉讼法第二百八十六条、预防未成年人犯罪法第五十九条。"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse

from fengqiao.desk import bulk
from fengqiao.desk.admin.rewrapping import check_all, rewrap_all
from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.lines.corrections.permissions import SEE
from fengqiao.lines.corrections.queries import procedure as q
from fengqiao.lines.corrections.tests.driver import SIX, Case
from fengqiao.lines.disputes.duplicates import alike, told_of
from fengqiao.matter import registry, sealed, search, subject
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.files import store
from fengqiao.matter.jobs import seal_due
from fengqiao.matter.keys import ring
from fengqiao.matter.models import (
    BulkAsk,
    DeadlineRow,
    Look,
    Matter,
    MatterSearch,
    Paper,
    Party,
    SealedPerson,
    SealedTry,
)
from fengqiao.matter.notices import addressed_to
from fengqiao.matter.papers import pdf_bytes, values_of
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.matter.recompute import restore_matter
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.timeline import UNSEAL
from fengqiao.matter.verify import Tally, walk
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from fengqiao.vault import FileStore, KeyRing, UnknownKeyVersion, WrappedKey
from tests.county import County, at
from tests.web import SignedIn, as_web, signed_in

__all__ = ["as_web"]

NOBODY = "110101200903071090"
ZHOU = {"name": "周小强", "sex": "01", "id_no": "110101200903071138", "phone": "15400000021", "address": "枫林镇南街2号"}


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def ended(case: Case, **more: object) -> Case:
    case.notice("2026-03-02", person=ZHOU, minor=True)
    case.documents("2026-03-02", measure_from="2026-03-02", measure_to="2026-09-01", sentence_le_5y=True, **more)
    case.report_in("2026-03-02").do(
        living.declare, "2026-03-03", place="司法所", items=SIX, signed="yes", private=True, guardian_there=True
    )
    return case.release("2026-09-01")


def test_art286_the_day_after_the_end_nothing_is_left_to_be_found_by(case: Case) -> None:
    ended(case)
    assert case.matter is not None
    assert str(case.matter.seal_on) == "2026-09-02"
    assert seal_due(date(2026, 9, 1)) == 0
    assert seal_due(date(2026, 9, 2)) == 1
    case.matter.refresh_from_db()
    assert (case.matter.sealed, case.matter.title, case.matter.seal_on) == (True, "已封存", None)
    assert not Party.objects.filter(matter_id=case.matter.pk).exists()
    assert not MatterSearch.objects.filter(pk=case.matter.pk).exists()
    assert SealedPerson.objects.filter(matter_id=case.matter.pk).count() == 2
    assert [str(found) for found in walk(Tally())] == []
    assert seal_due(date(2026, 9, 3)) == 0


def key_of(case: Case) -> WrappedKey:
    assert case.matter is not None
    return WrappedKey(bytes(Matter.objects.get(pk=case.matter.pk).data_key))


def test_p7_who_has_the_ordinary_key_alone_reads_nothing_of_a_sealed_record(case: Case, tmp_path: Path) -> None:
    ended(case)
    assert not key_of(case).apart
    seal_due(date(2026, 9, 2))
    assert key_of(case).apart
    ordinary = tmp_path / "keys"
    shutil.copytree(settings.HOME / "keys", ordinary, ignore=shutil.ignore_patterns("sealed-*.key"))
    with pytest.raises(UnknownKeyVersion, match=r"缺少第\d+版封存密钥"):
        KeyRing.open(ordinary).unwrap(key_of(case))
    assert [str(found) for found in walk(Tally())] == []
    # sealed before there was such a key: found out, and brought under it at night or by restoring the one matter
    before = bytes(ring().rewrap(key_of(case), apart=False))
    Matter.objects.filter(sealed=True).update(data_key=before)
    [said] = [str(found) for found in walk(Tally())]
    assert "数据密钥没有按是否封存分开保护" in said
    assert sealed.keep_apart() > 0
    assert (sealed.keep_apart(), key_of(case).apart) == (0, True)
    Matter.objects.filter(sealed=True).update(data_key=before)
    restore_matter(case.matter.pk)  # type: ignore[union-attr]
    assert key_of(case).apart
    Matter.objects.filter(sealed=True).update(data_key=before)
    assert (rewrap_all(ring()), check_all(ring()), key_of(case).apart) == (1, [], True)
    assert [str(found) for found in walk(Tally())] == []


def test_p7_the_papers_of_a_sealed_record_open_with_the_key_for_what_is_sealed_alone(
    case: Case, tmp_path: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    """文书、照片与数据密钥一样另行保护；夜里补齐漏掉的；解除封存的放回去；别的案件也有的同一份文件不动。"""
    ended(case)
    assert case.matter is not None
    paper = Paper.objects.filter(matter_id=case.matter.pk).order_by("n").first()
    assert paper is not None
    said = pdf_bytes(paper, case.matter)
    paper.refresh_from_db()
    digests = {paper.digest, paper.pdf_digest}
    with django_capture_on_commit_callbacks(execute=True):
        seal_due(date(2026, 9, 2))
    assert set(store().apart_digests()) >= digests
    assert not any(store().is_open(digest) for digest in digests)
    assert store().read(paper.pdf_digest) == said
    assert [str(found) for found in walk(Tally())] == []
    ordinary = tmp_path / "keys"
    shutil.copytree(settings.HOME / "keys", ordinary, ignore=shutil.ignore_patterns("sealed-*.key"))
    without = FileStore(settings.HOME / "files", ring=lambda: KeyRing.open(ordinary))
    with pytest.raises(UnknownKeyVersion, match=r"缺少第\d+版封存密钥"):
        without.read(paper.pdf_digest)
    store().keep_open(paper.pdf_digest)  # as it was before there was such a key
    [found] = [str(found) for found in walk(Tally())]
    assert "的文件没有按封存另行保护" in found
    assert sealed.keep_apart() > 0
    assert (sealed.keep_apart(), store().is_open(paper.pdf_digest)) == (0, False)
    other = Case(case.county).received("2026-03-02", "2027-03-01")
    Paper.objects.filter(pk=Paper.objects.filter(matter_id=other.matter.pk).order_by("n").values("pk")[:1]).update(digest=paper.digest)  # type: ignore[union-attr]
    store().keep_open(paper.digest)
    assert (sealed.keep_apart(), store().is_open(paper.digest)) == (0, True)
    with django_capture_on_commit_callbacks(execute=True):
        case.do(registry.procedure_of(case.matter).action(UNSEAL), "2026-09-03", officer_of_privacy(case.county), document="（2026）再1号", why="再审改判。")
    assert set(store().apart_digests()) & digests == set()
    assert store().read(paper.pdf_digest) == said


def test_a_grown_up_or_a_longer_sentence_is_not_sealed(case: Case) -> None:
    case.under_supervision("2026-03-02", "2026-09-01").release("2026-09-01")
    assert case.matter is not None
    assert case.matter.seal_on is None


def test_the_sealed_answers_to_everybody_as_if_it_had_never_been(case: Case) -> None:
    ended(case)
    assert case.matter is not None
    seal_due(date(2026, 9, 2))
    for who in (case.officer, case.agency, case.chief, case.county["leader"], case.county["section"]):
        with pytest.raises(NotVisible):
            get_matter(who, case.matter.pk)
        for asked in (ZHOU["id_no"], ZHOU["phone"], ZHOU["name"], case.matter.number):
            assert search.find(who, asked) == []
    assert SealedTry.objects.count() == 5


# P2, P7: nobody of another line learns that somebody is here, sealed or not -----------------------------------------------


def test_who_keeps_disputes_never_learns_from_a_number_or_a_name_who_is_under_supervision(case: Case) -> None:
    case.received("2026-06-01", "2027-11-30", person=ZHOU)
    told = told_of({}, [ZHOU])
    for who in ("office_head", "office_staff", "section", "mediator", "head", "clerk"):
        actor = case.county[who]
        assert alike(actor, told, date(2026, 7, 1)) == []
        if not actor.holds(SEE):
            assert search.find(actor, ZHOU["id_no"]) == search.find(actor, ZHOU["name"]) == []
    assert search.find(case.agency, ZHOU["id_no"]) == [case.matter.pk]  # type: ignore[union-attr]


def plain(response: HttpResponse) -> str:
    """The page without what is different in every answer."""
    tokens = r'name="(csrfmiddlewaretoken|_once)" value="[^"]*"|FToken": "[^"]*"'
    return re.sub(tokens, "", response.content.decode())


def test_a_look_up_of_the_sealed_answers_as_for_nobody_and_only_the_privacy_officer_hears(
    case: Case, as_web: SignedIn
) -> None:
    ended(case)
    assert case.matter is not None
    seal_due(date(2026, 9, 2))
    privacy = officer_of_privacy(case.county)
    web = as_web("corrections")
    absent = web.get("/matters/0123456789abcdef0123456789abcdef/")
    sealed = web.get(f"/matters/{case.matter.code}/")
    assert sealed.status_code == absent.status_code == 404
    assert plain(sealed) == plain(absent).replace("0123456789abcdef0123456789abcdef", case.matter.code)
    assert plain(web.get("/search/", {"q": ZHOU["id_no"]})).replace(ZHOU["id_no"], NOBODY) == plain(web.get("/search/", {"q": NOBODY}))
    assert {each.how for each in SealedTry.objects.all()} == {"address", "identity"}
    assert [notice.code for notice in addressed_to(privacy)] == ["sealed-tried", "sealed-tried"]
    assert list(addressed_to(case.agency).filter(code="sealed-tried")) == []
    assert web.get("/privacy/").status_code == 403
    officer = signed_in(Staff.objects.get(username="privacy"))
    shown = officer.get("/privacy/").content.decode()
    assert "按证件号码查找" in shown
    assert "矫正管理员许" in shown
    for month in ("9999-12", "0001-01", "2026-13", "甲"):  # no month of the past: the present one, which has none after it
        asked = officer.get("/privacy/", {"month": month})
        assert asked.status_code == 200
        assert "按证件号码查找" in asked.content.decode()
        assert "下一月" not in asked.content.decode()
    assert "下一月" in officer.get("/privacy/", {"month": "2020-01"}).content.decode()


def test_a_document_opens_it_again_and_everything_is_found_as_before(case: Case, as_web: SignedIn) -> None:
    ended(case)
    assert case.matter is not None
    seal_due(date(2026, 9, 2))
    officer_of_privacy(case.county)
    web = signed_in(Staff.objects.get(username="privacy"))
    given = {"number": case.matter.number, "document": "（2026）枫刑再字第1号", "why": "再审改判。"}
    assert as_web("corrections_head").post("/privacy/unseal/", given).status_code == 403
    assert "没有这个编号" in web.post("/privacy/unseal/", {**given, "number": "无"}).content.decode()
    assert web.post("/privacy/unseal/", given).status_code == 303
    assert search.find(case.agency, ZHOU["id_no"]) == [case.matter.pk]
    assert not SealedPerson.objects.exists()
    assert not key_of(case).apart
    assert [str(found) for found in walk(Tally())] == []


# The query ----------------------------------------------------------------------------------------------------------------

ASKED = {
    "organ": "枫林县人民检察院", "organ_kind": "procuratorate", "letter_no": "枫检函〔2026〕7号", "kind": "criminal", "basis": "cpl286",
    "purpose": "审查起诉中核实", "person_name": ZHOU["name"], "person_id_no": ZHOU["id_no"], "scope": ["person"], "from_on": "2026-09-07",
    "to_on": "2026-09-18", "readers": "检察员二人",
}  # fmt: skip


def officer_of_privacy(county: County) -> Actor:
    staff = Staff.objects.create_user("privacy", "correct-horse-battery", name="保护员方", confirmed=True)
    post = Post.objects.create(staff=staff, office=county.offices["bureau"], roles=["privacy"], from_on=date(2020, 1, 1))
    return actor_of(post)


class Query:
    """One query, driven on one day unless said otherwise."""

    def __init__(self, case: Case, **asked: object) -> None:
        self.privacy, self.chief = officer_of_privacy(case.county), case.chief
        doing = Doing(q.apply, {**ASKED, **asked}, date(2026, 9, 7))
        bureau = case.county.offices["bureau"]
        self.matter = open_matter(self.privacy, q.QUERY, [doing], bureau, now=at("2026-09-07")).matter

    def do(self, action: Action, day: str, actor: Actor | None = None, **data: object) -> Query:
        doing = Doing(action, data, date.fromisoformat(day))
        self.matter = perform(actor or self.privacy, self.matter.pk, [doing], now=at(day)).matter
        return self

    def decided(self, answer: str, **data: object) -> Query:
        self.do(q.propose, "2026-09-08", opinion=answer, reasons="来函依据成立。")
        return self.do(q.decide, "2026-09-09", self.chief, answer=answer, **data)


def test_a_query_is_answered_in_three_working_days_by_another_than_who_looked_into_it(case: Case) -> None:
    query = Query(case)
    assert str(DeadlineRow.objects.get(matter_id=query.matter.pk).due_on) == "2026-09-10"
    with pytest.raises(Refused, match="应当书面说明理由"):
        query.decided("refused")
    query.do(q.decide, "2026-09-09", case.chief, answer="refused", why="来函没有写明办什么案。")
    assert query.matter.stage == "refused"
    refusal = Paper.objects.get(matter_id=query.matter.pk)
    said = json.dumps(values_of(refusal, query.matter), ensure_ascii=False)
    assert (refusal.kind, ZHOU["name"] in said) == ("sealed_refusal", False)


def test_the_grant_ends_with_its_last_day_and_wants_a_pledge(case: Case) -> None:
    query = Query(case).decided("granted")
    with pytest.raises(Refused, match="还没有签保密承诺书"):
        query.do(q.view, "2026-09-10")
    query.do(q.pledge, "2026-09-10", signed=True)
    with pytest.raises(Refused, match="许可自2026-09-07至2026-09-18"):
        query.do(q.view, "2026-09-19")
    query.do(q.lapse, "2026-09-19", why="没有来人。")
    assert query.matter.stage == "lapsed"


def test_what_is_granted_is_read_once_with_a_watermark(case: Case, as_web: SignedIn) -> None:
    ended(case)
    seal_due(date(2026, 9, 2))
    query = Query(case, to_on="2099-12-31").decided("granted").do(q.pledge, "2026-09-10", signed=True)
    web = signed_in(Staff.objects.get(username="privacy"))
    address = f"/corrections/queries/{query.matter.code}/view/"
    assert "去查阅" in web.get(f"/matters/{query.matter.code}/").content.decode()
    assert "打开一次" in web.get(address).content.decode()
    opened = web.post(address).content.decode()
    assert "周小强" in opened
    assert "矫正过程" not in opened  # the person alone was granted
    assert opened.count("枫林县人民检察院") > 10  # the watermark
    assert web.post(address).status_code == 403
    assert "只开一次" in web.get(address).content.decode()
    assert as_web("corrections_head").get(address).status_code == 403
    assert as_web("corrections").get(address).status_code == 404
    assert Look.objects.filter(matter_id=case.matter.pk, what__startswith="封存查询").count() == 1  # type: ignore[union-attr]


def test_more_than_fifty_rows_leave_with_a_reason_and_another_persons_consent_once(
    case: Case, as_web: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST", 0)  # one row stands for fifty-one
    case.received("2026-06-01", "2027-11-30", person=ZHOU)
    officer, chief = as_web("corrections"), as_web("corrections_head")
    export, ask = "/register/corrections/export.xlsx?state=all", "/register/corrections/export/ask/?state=all"
    assert officer.get(export)["Location"] == ask
    assert "请写明用途" in officer.post(ask, {"reason": "要"}).content.decode()
    officer.post(ask, {"reason": "季度与公安比对人数"})
    asked = BulkAsk.objects.get()
    assert officer.get(export).status_code == 303
    assert "季度与公安比对人数" in chief.get("/bulk/").content.decode()
    chief.post(f"/bulk/{asked.pk}/", {"answer": "yes"})
    assert officer.get(export).status_code == 200
    assert officer.get(export).status_code == 303
    chief.post(ask, {"reason": "季度与公安比对人数"})
    own = BulkAsk.objects.latest("pk")
    assert "自己申请的" in chief.post(f"/bulk/{own.pk}/", {"answer": "yes"}).content.decode()


# 个人信息保护法第四十五条 --------------------------------------------------------------------------------------------------


def test_art45_the_person_gets_a_summary_within_five_working_days_without_what_others_said(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30", person=ZHOU).report("2026-06-03", content="邻居王某说他常常晚归。")
    ask, give = (registry.procedure_of(case.matter).action(code) for code in (subject.ASK, subject.GIVE))  # type: ignore[arg-type]
    with pytest.raises(Refused, match="请先办理“登记本人查阅请求”"):
        case.do(give, "2026-07-01", answer="given")
    case.do(ask, "2026-07-01", who="self", wish="copy", way="face", identity=True)
    assert case.due("ask_own_data") == "2026-07-08"
    with pytest.raises(Refused, match="应当说明理由"):
        case.do(give, "2026-07-02", answer="refused")
    case.do(give, "2026-07-02", answer="given", handed="face")
    assert case.matter is not None
    paper = Paper.objects.get(matter_id=case.matter.pk, kind="own_data")
    said = values_of(paper, case.matter)
    assert {"label": "身份证号", "value": ZHOU["id_no"]} in said["own"]
    assert "入矫宣告" in [step["what"] for step in said["steps"]]
    assert "王某" not in json.dumps(said, ensure_ascii=False)
    assert pdf_bytes(paper, case.matter)[:5] == b"%PDF-"


# 可以提供什么、依据、给谁 ---------------------------------------------------------------------------------------------------


def letter(case: Case, **asked: object) -> tuple[Matter, Procedure]:
    given = {"asker": "village", "organ": "白水村村民委员会", "about": "list", "wants": "要辖区在矫人员名单。", **asked}
    procedure = registry.procedure_on("information_request", date(2026, 7, 1))
    doing = Doing(procedure.action("receive"), given, date(2026, 7, 1))
    done = open_matter(case.agency, procedure, [doing], case.county.offices["bureau"], now=at("2026-07-01"))
    return done.matter, procedure


def test_a_list_is_given_to_nobody_and_a_number_to_whoever_asks_with_the_article_in_the_letter(case: Case) -> None:
    asked, procedure = letter(case)

    def reply(matter: Matter, **data: object) -> Matter:
        doing = Doing(procedure.action("answer"), data, date(2026, 7, 2))
        return perform(case.agency, matter.pk, [doing], now=at("2026-07-02")).matter

    with pytest.raises(Refused, match="名单不提供给任何单位"):
        reply(asked, answer="handed", given="名单一份")
    with pytest.raises(Refused, match="不足五人"):
        reply(asked, answer="counts")
    done = reply(asked, answer="counts", given="辖区在矫不足五人。")
    said = values_of(Paper.objects.get(matter_id=done.pk), done)
    assert done.closed
    assert said["given"] == "辖区在矫不足五人。"
    assert "第二十六条" in said["law"]
    press, _ = letter(case, asker="press", about="person")
    with pytest.raises(Refused, match="没有法律依据"):
        reply(press, answer="handed", given="某人的情况")


def test_the_page_says_what_may_be_given_to_whom(case: Case, as_web: SignedIn) -> None:
    shown = as_web("corrections").get("/corrections/letters/may-be-given/")
    assert shown.status_code == 200
    assert "名单不给任何单位" in shown.content.decode()
    assert as_web("section").get("/corrections/letters/may-be-given/").status_code == 403
