"""What may never be printed: talks apart in any matter, where a person is to be found in one with domestic violence."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from fengqiao.lines.mediation.papers import PAPERS, values
from fengqiao.lines.mediation.papers.tests.cases import ISSUED_BY, LI, WANG, Case, matter, names, whole_case

FROM_THE_MATTER = [code for code in PAPERS if code not in ("contents", "subsidy_list", "committee_notice")]


def text(case: Case, code: str, action: str | None) -> str:
    return json.dumps(values(case.at(action), PAPERS[code], staff_names=names), ensure_ascii=False)


@pytest.mark.parametrize("code", FROM_THE_MATTER)
def test_a_talk_apart_is_on_no_paper(code: str) -> None:
    case = whole_case()
    talk = case.facts.last("private_talk")
    assert talk is not None
    case.happens(
        "correct", "2026-06-26", entry=talk.seq, field="content", old="最多愿意出九千八", new="最多愿意出九千九", reason="听错",
    )  # fmt: skip
    for action in (ISSUED_BY.get(code), "private_talk", "correct", None):
        said = text(case, code, action)
        assert "九千" not in said
        assert "可以转告" not in said


def violent(**changes: Any) -> Case:
    """The whole case, but with domestic violence; the wife moved away after applying, and the summary says from where."""
    case = whole_case()
    summary = "丈夫动手，妻子原住枫林县枫林镇溪口村三组18号，电话13900000001。"
    data = {**case.told[0].data, "flags": ["violence"], "summary": summary, **changes}
    case.told[0] = replace(case.told[0], data=data)
    new = {"address": "枫林县竹溪乡妇女庇护所二楼", "phone": "13900000077"}
    return case.happens("change_party", "2026-05-04", party=1, changes=new)


SECRETS = ("13900000001", "13900000077", "溪口村三组18号", "庇护所")


@pytest.mark.parametrize("code", [code for code in FROM_THE_MATTER if code not in ("application", "handover")])
def test_no_paper_tells_where_the_victim_is(code: str) -> None:
    """反家庭暴力法：受害人的地址和电话，对方可能看到的文书一律不载明，正文里写到的也不例外。"""
    said = text(violent(), code, ISSUED_BY.get(code))
    assert [secret for secret in (*SECRETS, "13900000002", "溪口村三组19号") if secret in said] == []


def test_hidden_contact_data_prints_why() -> None:
    row = values(violent().at("draft_agreement"), PAPERS["agreement"], staff_names=names)["parties"][0]
    assert (row["phone"], row["address"]) == ("（按当事人要求不载明）", "（按当事人要求不载明）")


def test_the_applicant_s_own_paper_shows_the_applicant_s_address_and_not_the_other_s() -> None:
    found = values(violent().at("apply"), PAPERS["application"], staff_names=names)
    assert found["applicants"][0]["address"] == "枫林县竹溪乡妇女庇护所二楼"
    assert found["respondents"][0]["address"] == "（按当事人要求不载明）"


def test_a_victim_who_did_not_apply_is_hidden_from_the_one_who_did() -> None:
    swapped = [{**WANG, "side": "respondent"}, {**LI, "side": "applicant"}]
    said = text(violent(parties=swapped), "application", "apply")
    assert [secret for secret in SECRETS if secret in said] == []


def test_the_court_gets_the_addresses_apart() -> None:
    found = values(violent().at("confirm_prepare"), PAPERS["confirmation_application"], staff_names=names)
    assert found["contacts_apart"] is True
    assert found["applicants"][0]["service_address"] == "（按当事人要求不载明）"


def test_the_police_must_be_able_to_find_the_victim() -> None:
    case = violent()
    case.happens("report", "2026-05-07", to="police", reason="妻子现住枫林县竹溪乡妇女庇护所二楼，丈夫扬言要去。")
    assert "庇护所二楼" in text(case, "handover", "report")


def test_a_restriction_set_later_hides_as_well_as_a_flag_at_the_start() -> None:
    case = whole_case()
    assert "13900000001" in text(case, "agreement", "draft_agreement")
    case.happens("restrict", "2026-05-20", restricted="violence", reason="受害人要求")
    assert "13900000001" not in text(case, "agreement", "draft_agreement")
    restricted = matter()
    restricted.restricted = "violence"
    assert "13900000001" not in text(Case(restricted, whole_case().told), "agreement", "draft_agreement")


def test_ordinary_matters_show_how_to_reach_the_parties() -> None:
    said = text(whole_case(), "agreement", "draft_agreement")
    assert "13900000001" in said
    assert "枫林县枫林镇溪口村三组18号" in said
