"""The duty lawyer's help: 刑事诉讼法36, 174; 法律援助法39."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.aidcases.models import LegalHelp
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Office
from tests.county import at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


def booked(aid: Aid, day: str, **data: object) -> Case:
    procedure = registry.procedure_on("legalhelp", date.fromisoformat(day))
    told = {
        "organ_kind": "procuratorate", "organ": "枫林县人民检察院", "parties": [{"name": "盼人见", "sex": "男"}], "cause": "盗窃", "case_stage": "prosecution",
        "point": "枫林县看守所值班律师工作站", "shift_on": day, "no_defender": True, **data,
    }  # fmt: skip
    office = Office.objects.get(pk=aid.county["assigner"].office_id)
    doing = Doing(procedure.action("book"), told, date.fromisoformat(day))
    return Case(aid.county, open_matter(aid.county["assigner"], procedure, [doing], office, now=at(day)).matter)


def test_art174_who_witnesses_a_plea_has_met_the_person_and_read_the_file(aid: Aid) -> None:
    """签署具结书以前，值班律师已会见、阅卷；盲、聋、哑人不签署。"""
    yan = aid.provider("律师严")
    case = booked(aid, "2026-11-20", handler=yan)
    given = {"handler": yan, "kinds": ["advice", "choice"], "begun": "09:00", "ended": "10:00"}
    with pytest.raises(Refused, match="结束早于开始"):
        case.do("give", "2026-11-20", by="lawyer", **given | {"ended": "08:00"})
    case.do("give", "2026-11-20", by="lawyer", **given, met=True)
    plea = {"signed_at": "11:00", "present": True, "understood": True}
    with pytest.raises(Refused, match="还没有阅卷的记录"):
        case.do("witness", "2026-11-20", by="lawyer", **plea)
    case.do("give", "2026-11-20", by="lawyer", **given | {"begun": "10:10", "ended": "10:50"}, read_file=True, opinion="建议适用速裁程序", written=True)
    case.do("witness", "2026-11-20", by="lawyer", **plea).do("finish", "2026-11-20", by="lawyer", signed=True)
    row = LegalHelp.objects.get()
    assert (row.met, row.read_file, row.opinion, row.witnessed, row.kinds) == (True, True, True, True, ["advice", "choice"])
    assert case.papers() == ["值班律师书面意见", "值班律师法律帮助记录表"]
    deaf = booked(aid, "2026-11-20", no_pledge=["senses"]).do("give", "2026-11-20", **given, met=True, read_file=True)
    with pytest.raises(Refused, match="不需要签署认罪认罚具结书"):
        deaf.do("witness", "2026-11-20", **plea)


def test_art39_an_application_goes_to_the_centre_within_twenty_four_hours(aid: Aid) -> None:
    """从提出的那一分钟起算，周末也算；没有转交，不能完成。"""
    yan = aid.provider("律师严")
    case = booked(aid, "2026-11-20").do("ask_aid", "2026-11-20", asked_at="15:30", claim="申请法律援助律师辩护")
    clock = case.clock("forward")
    assert (clock.due_at, clock.statutory, clock.label) == (at("2026-11-21", "15:30"), True, "二十四小时内转交申请：11月20日15:30提出的")
    assert case.row.next_due_at == clock.due_at  # 登记簿和案件页的头上照它说剩几小时
    case.do("give", "2026-11-20", handler=yan, kinds=["advice"], begun="15:00", ended="16:00", met=True)
    with pytest.raises(Refused, match="还没有转交"):
        case.do("finish", "2026-11-20", signed=True)
    with pytest.raises(Refused, match="早于提出的时刻"):
        case.do("forward", "2026-11-20", forwarded_at="15:00", received_by="指派员向", papers="申请书")
    case.do("forward", "2026-11-21", forwarded_at="15:31", received_by="指派员向", papers="申请书")
    assert (LegalHelp.objects.get().forwarded_late, case.clock("forward").state) == (True, "met_late")  # 差一分钟也是超过
    assert case.do("finish", "2026-11-21", signed=True).stage == "已完成"


def test_what_the_duty_lawyer_forwards_fills_the_application(as_web: SignedIn, aid: Aid) -> None:
    """法律援助法第三十九条第二款：谁、几点提出、几点转交，登记申请时已经填好，不用再问一遍。"""
    help_ = booked(aid, "2026-11-06")
    help_.do("ask_aid", "2026-11-06", asked_at="16:20", claim="要求指派辩护律师").do("forward", "2026-11-07", forwarded_at="09:30", received_by="窗口林", papers="申请书一份")
    web = as_web("aid_head")
    assert "登记为法律援助申请" in web.get(f"/matters/{help_.matter.code}/").content.decode()
    page = web.get(f"/register/legalaid/new/receive/?origin={help_.matter.code}").content.decode()
    assert all(said in page for said in ("要求指派辩护律师", "2026-11-06", "16:20", "09:30"))
    assert '<option value="duty" selected>' in page
