"""移交包：一件档案从原执行地到新执行地，一字不差，只接收一次。"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.conf import settings

from fengqiao.exchange.models import Agency, Partner
from fengqiao.lines.corrections.cases.leaving.leaves import leaves
from fengqiao.lines.corrections.cases.relocation import steps as relocation
from fengqiao.lines.corrections.handover import handing
from fengqiao.lines.corrections.handover.package import CASE, LIST, NotTaken
from fengqiao.lines.corrections.models import Handover
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.lines.corrections.tests.test_moving import on_the_way
from fengqiao.matter.actions import Doing, Done, perform
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from fengqiao.orgs.roles import CORRECTIONS_STAFF, OFFICE_STAFF
from fengqiao.vault.signingkeys import SigningKey, agreement_public, current_signing_key, make_signing_key, signing_keys
from tests.county import FOUNDED, County, at

NOW = at("2026-08-12")


def posted(county: County, name: str, office: str, role: Any) -> Actor:
    staff = Staff.objects.create_user(name, "correct-horse-battery", name=name, confirmed=True)
    post = Post.objects.create(staff=staff, office=county.offices[office], roles=[role.code], from_on=FOUNDED)
    return actor_of(post)


def paired(county: County, territory: int, code: str, our_code: str, name: str) -> Partner:
    """A body registered and confirmed, with this installation's own key: both counties live in one database here."""
    keys = settings.HOME / "keys"
    key = current_signing_key(keys) if signing_keys(keys) else make_signing_key(keys, on=date(2026, 1, 1))
    partner = Partner.objects.create(
        territory=territory, code=code, our_code=our_code, name=name, agency=Agency.OTHER, from_on=FOUNDED, made_at=NOW, confirmed_at=NOW,
        made_by_id=county["sysadmin"].staff_id, confirmed_by_id=county["secadmin"].staff_id,
    )  # fmt: skip
    partner.keys.create(key_id=key.key_id, public_key=key.public.hex(), made_at=NOW, confirmed_at=NOW)
    return partner


@pytest.fixture
def case(county: County) -> Case:
    """A case with a leave behind it, on its way from 枫林 to 青河."""
    paired(county, 999901_000_000_000, "qinghe", "fenglin", "青河县社区矫正机构")
    paired(county, 999902_000_000_000, "fenglin", "qinghe", "枫林县社区矫正机构")
    case = Case(county).under_supervision("2026-06-01", "2027-11-30").entrusted("2026-06-01").report("2026-06-03")
    return case.ask_leave("2026-06-20", "2026-06-25", "2026-06-30").office_approves("2026-06-22").back("2026-06-29")


def packed(case: Case) -> bytes:
    assert case.matter is not None
    return handing.hand_over(case.agency, case.matter, handing.partners(case.agency).get(), now=NOW)[0]


def taken(county: County, content: bytes) -> tuple[Actor, Done]:
    there = posted(county, "外县矫正员吕", "other_bureau", CORRECTIONS_STAFF)
    done = handing.take_in(there, content, county.offices["other_office"], now=NOW)
    assert isinstance(done, Done)
    return there, done


def test_a_case_goes_on_in_the_new_county_as_it_stood(case: Case, county: County) -> None:
    on_the_way(case)
    there, done = taken(county, packed(case))
    here = done.matter
    assert (here.number, here.office.name, here.stage) == (
        "（2026）青河县司法局矫字第0001号",
        "青河镇司法所",
        "incoming",
    )
    facts = done.standing.facts
    old = list(case.facts)
    assert [(f.seq, f.action, f.happened_on) for f in facts][: len(old)] == [
        (f.seq, f.action, f.happened_on) for f in old
    ]
    assert [leave.stay.days for leave in leaves(facts)] == [5]
    assert facts.parties[0].get("phone") == "15400000011"
    assert Paper.objects.filter(matter_id=here.pk).count() == Paper.objects.filter(matter_id=case.matter.pk).count()  # type: ignore[union-attr]
    officer = posted(county, "外县所员施", "other_office", OFFICE_STAFF)
    arrive = {"identity": "papers", "officer": officer.staff_id, "address": "青河镇西街三号", "told_rights": True}
    done = perform(there, here.pk, [Doing(relocation.arrived_here, arrive, date(2026, 8, 12))], now=NOW)
    assert (done.matter.stage, done.matter.handler_id) == ("active", officer.staff_id)
    case.do(relocation.move_away, "2026-08-12", case.agency, document="青河县接收通知")
    assert case.stage == "已转出"
    tally = Tally()
    assert [str(found) for found in walk(tally)] == []


def test_the_same_package_twice_and_a_second_one_of_the_same_case_change_nothing(case: Case, county: County) -> None:
    """次数和天数接续计算，不清零；同一件只接收一次。"""
    on_the_way(case)
    first, second = packed(case), packed(case)
    there, done = taken(county, first)
    assert done.standing.facts.last("office_leave").get("two_months_days") == 6  # type: ignore[union-attr]
    seen = handing.look_into(there, second, now=NOW)
    assert {line.label: line.value for line in seen.lines}["外出"] == "批准1次，共5日"
    count = Matter.objects.count()
    for content in (first, second):
        again = handing.take_in(there, content, county.offices["other_office"], now=NOW)
        assert isinstance(again, Handover)
        assert again.matter_id == done.matter.pk
    assert Matter.objects.count() == count


def changed(content: bytes, name: str, change: Any) -> bytes:
    """The package with one file inside changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as new:
        for each in old.namelist():
            inside = old.read(each)
            new.writestr(each, change(inside) if each == name else inside)
    return stream.getvalue()


def test_what_was_changed_or_is_not_for_us_is_refused_with_the_reason(
    case: Case, county: County, monkeypatch: Any
) -> None:
    on_the_way(case)
    content = packed(case)
    there = posted(county, "外县矫正员吕", "other_bureau", CORRECTIONS_STAFF)
    spoilt = {
        "“case”与清单的SM3不符": changed(content, CASE, lambda b: b[:-1] + bytes([b[-1] ^ 1])),
        "“paper-1”与清单的SM3不符": changed(content, "paper-1", lambda b: b[:-9]),
        "清单被改动过": changed(content, LIST, lambda b: b + b" "),
        "签名验不过": changed(content, LIST, lambda b: b.replace(b"2026-08-12", b"2026-08-13")),
        "不是移交包，或者已经损坏": content[:-30],
        "没有清单或者签名": content.replace(LIST.encode(), b"manifest.jsom"),
    }
    for said, broken in spoilt.items():
        with pytest.raises(NotTaken, match=said):
            handing.take_in(there, broken, county.offices["other_office"], now=NOW)
    with pytest.raises(NotTaken, match="没有登记“fenglin”发给“qinghe”的往来关系"):
        handing.look_into(case.agency, content, now=NOW)
    monkeypatch.setattr(handing, "own_keys", lambda: [SigningKey.new()])
    with pytest.raises(NotTaken, match="不是封给本局的"):
        handing.look_into(there, content, now=NOW)
    Partner.objects.filter(code="fenglin").update(active=False)
    with pytest.raises(NotTaken, match="往来已停用"):
        handing.look_into(there, content, now=NOW)
    assert not Handover.objects.filter(direction="in").exists()


def test_nothing_is_handed_over_before_it_is_decided_and_served(case: Case, county: County) -> None:
    with pytest.raises(Refused, match="还没有同意变更执行地的决定"):
        packed(case)
    with pytest.raises(Refused, match="由县级社区矫正机构办理"):
        handing.hand_over(county["office_head"], case.matter, handing.partners(case.agency).get(), now=NOW)  # type: ignore[arg-type]


def test_what_is_sealed_for_a_signing_key_opens_with_it_alone() -> None:
    from fengqiao.vault.agreement import seal_for

    key = SigningKey.new()
    assert agreement_public(key.public) == key.agreement().public
    once, letter = seal_for(agreement_public(key.public))
    assert key.agreement().open_with(once).open(letter.seal("档案", bound_to=b"x"), b"x") == "档案"
    assert key.agreement().public != SigningKey.new().agreement().public
