"""代办授权 at the counter, by the articles of the Civil Code: written, for something, until a day; ended by the person at any time."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from fengqiao.lines.legalaid.procedure import LEGALAID
from fengqiao.lines.legalaid.tests.driver import Centre
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.proxies import public
from fengqiao.lines.proxies.models import ProxyAuthority
from fengqiao.lines.proxies.procedure import AUTHORITY
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import DeadlineRow
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.verify import Tally, walk
from fengqiao.matter.visibility import get_matter
from tests.county import County, at

pytestmark = pytest.mark.django_db
OLD, SON = {"side": "person", "name": "王老汉", "phone": "13800001111"}, {"side": "proxy", "name": "王小山", "phone": "13800003333"}


def entered(county: County, day: str = "2026-11-02", **said: Any) -> UUID:
    """Entered by the clerk of 枫林镇; the old man came."""
    data = {"basis": "counter", "parties": [OLD, SON], "relation": "child", "scopes": ["progress", "supply"], "to_on": "2027-05-01", "checked": "came", **said}
    given = {name: value for name, value in data.items() if value not in ("", None, [])}
    doing = Doing(AUTHORITY.action("enter"), given, date.fromisoformat(day))
    return open_matter(county["office_staff"], AUTHORITY, [doing], county.offices["office"], now=at(day)).matter.pk


def do(county: County, pk: UUID, code: str, day: str, **data: Any) -> ProxyAuthority:
    perform(county["office_staff"], pk, [Doing(AUTHORITY.action(code), data, date.fromisoformat(day))], now=at(day))
    return ProxyAuthority.objects.get(pk=pk)


def stage(pk: UUID) -> str:
    return AUTHORITY.stage(ProxyAuthority.objects.get(pk=pk).stage).label


def test_art165_it_says_who_for_what_and_until_when(county: County) -> None:
    """民法典第一百六十五条：授权委托书载明代理人、代理事项、权限和期限。"""
    with pytest.raises(Refused, match=r"还没有选可以替本人办什么.*第一百六十五条"):
        entered(county, scopes=[])
    with pytest.raises(Refused, match="有效期到2026-11-01，已经过了"):
        entered(county, to_on="2026-11-01")
    with pytest.raises(Refused, match="一次最长一年"):
        entered(county, to_on="2027-11-04")
    with pytest.raises(Refused, match="要有书面的授权或者关系证明，或者由窗口核实"):
        entered(county, checked="")
    with pytest.raises(Refused, match="要写两个人"):
        entered(county, parties=[OLD, {**OLD, "name": "别人"}])
    with pytest.raises(Refused, match="代办人要有手机号"):
        entered(county, parties=[OLD, {**SON, "phone": ""}])
    with pytest.raises(Refused, match="不能是同一个人、同一个手机号"):
        entered(county, parties=[OLD, {**SON, "phone": OLD["phone"]}])
    pk = entered(county)
    row = ProxyAuthority.objects.get(pk=pk)
    assert (stage(pk), row.scopes_word, row.from_on, row.to_on, row.title) == ("有效", "补材料、查进度", date(2026, 11, 2), date(2027, 5, 1), "王小山替王老汉代办")
    assert list(walk(Tally())) == []


def test_art173_it_ends_with_its_last_day(county: County) -> None:
    """民法典第一百七十三条第一项：代理期限届满的，委托代理终止。最后一天还有效。"""
    pk = entered(county, to_on="2026-11-10")
    perform(None, pk, [], now=at("2026-11-10"))
    assert stage(pk) == "有效"
    perform(None, pk, [], now=at("2026-11-11"))
    assert stage(pk) == "已到期"
    with pytest.raises(Refused, match="不能办理“收回授权”"):
        do(county, pk, "revoke", "2026-11-12", by="person")


def test_art173_the_person_takes_it_back_at_any_time(county: County) -> None:
    """第二项：被代理人取消委托。不用说理由。"""
    pk = entered(county)
    do(county, pk, "revoke", "2026-11-03", by="person")
    assert (stage(pk), DeadlineRow.objects.get(matter_id=pk, rule="valid").state) == ("已收回", "void")


def test_the_other_side_cannot_act_for_somebody(county: County) -> None:
    """对方当事人不能当代办人；窗口看到的话不说是哪一件。"""
    Case(county).in_mediation("2026-11-02")  # 张三 against 李四
    pair = [{"side": "person", "name": "张三", "phone": "13800009999"}, {"side": "proxy", "name": "李四", "phone": "13800008888"}]
    with pytest.raises(Refused, match=r"^这份代办授权现在不能登记。请本人到窗口，单独当面办理；不用向代办人说明原因。$"):
        entered(county, parties=pair)


def test_whom_the_beaten_said_nobody_may_tell(county: County) -> None:
    """法律援助申请里写了不能告诉的人，不能当代办人；停止的授权限制查看。"""
    centre = Centre(county)
    data = {
        "channel": "counter", "parties": [{"side": "applicant", "name": "王老汉", "phone": "13800001111"}], "legal_status": "applicant", "aid_form": "civil", "matter_code": "exempt", "head": "abused",
        "concerns": ["violence"], "cause": "家庭暴力", "stage": "before", "story": "被儿子打", "forbidden": "王小山13800003333", "told_rights": True,
    }  # fmt: skip
    earlier = entered(county)
    open_matter(centre.clerk, LEGALAID, [Doing(LEGALAID.action("receive"), data, date(2026, 11, 3))], county.offices["bureau"], now=at("2026-11-03"))
    with pytest.raises(Refused, match="这份代办授权现在不能登记"):
        entered(county, day="2026-11-04")
    deputy = public.Deputy(earlier, "王老汉", "13800001111", "王小山", "13800003333", frozenset(("progress",)))
    assert public.barred(deputy, ProxyAuthority.objects.get(pk=earlier))  # the earlier one is of no use any more
    do(county, earlier, "block", "2026-11-04", reason="abuse", words="本人单独说被打")
    assert (stage(earlier), ProxyAuthority.objects.get(pk=earlier).restricted) == ("已停止", "violence")
    with pytest.raises(NotVisible):
        get_matter(county["clerk"], earlier)
    assert get_matter(county["office_head"], earlier).pk == earlier
    assert registry.procedure_of(ProxyAuthority.objects.get(pk=earlier)) is AUTHORITY
