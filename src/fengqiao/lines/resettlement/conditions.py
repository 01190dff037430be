"""What must hold before an act of resettlement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement import facts as f
from fengqiao.lines.resettlement.wording import telling_words
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import JUVENILE_DELINQUENCY, MENTAL_HEALTH, PRISONS, SOCIAL_ASSISTANCE

Data = Mapping[str, Any] | None


def _day(data: Data, name: str) -> date | None:
    value = (data or {}).get(name)
    return date.fromisoformat(value) if value else None


# Opening -------------------------------------------------------------------------------------------------------------


def _not_on_parole(facts: Facts, data: Data) -> Reason | None:
    """Parole goes to corrections; here the person comes when it ends."""
    if data is None or data.get("release_kind") != codes.PAROLE:
        return None
    return Reason(
        "假释考验期未满的，由社区矫正机构负责，不在这里登记。请把通知书转社区矫正机构；考验期满时再衔接。",
        need="release_kind",
    )


def _not_known_yet(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("same"):
        return None
    number, where = data.get("same_number", ""), data.get("same_office", "")
    if data.get("same_release") == data.get("release_on"):
        said = f"这个人的这一次释放已经登记，档案编号{number}，责任单位{where}。不要重复登记；人户分离的，请在那一件登记协助司法所。"
        return Reason(said, need="parties")
    if data.get("second_release"):
        return None
    said = f"这个身份号码已有在册档案，编号{number}，责任单位{where}。确是再次释放的，勾选“同一个人再次释放”；号码写错的，请核对。"
    return Reason(said, need="second_release")


def _is_key_with_reason(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("key") or data.get("key_reason"):
        return None
    return Reason("通知书注明为重点的，请写上通知书的理由；通知书没有注明的，去掉勾选。", need="key_reason")


def _born_before(facts: Facts, data: Data) -> Reason | None:
    """A birthday after the release is a slip."""
    if data is None:
        return None
    for row in data.get("parties") or ():
        born, released = row.get("birth_on"), data.get("release_on")
        if born and released and born >= released:
            return Reason(f"出生日期{born}不早于释放日期{released}。请核对年月日的顺序。", need="parties")
    return None


NOT_ON_PAROLE = Condition("不是假释", _not_on_parole)
NOT_KNOWN_YET = Condition("没有重复登记", _not_known_yet)
KEY_WITH_REASON = Condition("重点有通知书的理由", _is_key_with_reason)
BORN_BEFORE = Condition("日期合理", _born_before)


# Before the release --------------------------------------------------------------------------------------------------


def _two_offices(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("cooperating") or data["cooperating"] != (data.get("unit") or f.seat(facts)):
        return None
    return Reason("协助司法所就是责任司法所。人户不分离的，协助司法所不选。", need="cooperating")


def _another_office(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("unit") != f.seat(facts):
        return None
    return Reason("现在就由这个司法所负责。请选择另一个司法所。", need="unit")


def _is_later_release(facts: Facts, data: Data) -> Reason | None:
    if data is None or _day(data, "release_on") != f.release_on(facts):
        return None
    return Reason(f"释放日期现在就是{data['release_on']}。请填写变更后的日期。", need="release_on")


def _minor_is_fetched(facts: Facts, data: Data) -> Reason | None:
    """A minor never goes home alone: a guardian, or somebody the bureau sends (预未法56)."""
    if data is None or not f.is_minor(facts):
        return None
    cite = (JUVENILE_DELINQUENCY.art(56),)
    if data.get("fetcher") == "self":
        return Reason(
            "未成年人由父母或者其他监护人接回；没有的，由司法行政部门安排人员按时接回。请改选谁去接。", cite, "fetcher"
        )
    if "meet_at" in data and not data.get("guardian"):
        return Reason("请写明监护人到场情况：父母或者其他监护人来接，或者没有、无法查明监护人。", cite, "guardian")
    return None


def _was_released(facts: Facts, data: Data) -> str | None:
    released = f.release_on(facts)
    if facts.day is None or facts.day >= released:
        return None
    return f"释放日期是{released.isoformat()}，还没有到。提前释放的，先办理“变更释放日期”；日期录错的，请核对。"


def _released_today_or_before(facts: Facts, data: Data) -> str | None:
    return _was_released(facts, data) if data is not None else None


def _own_mode(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("mode") == codes.FROM_CORRECTIONS and f.source(facts) != codes.CORRECTIONS:
        return Reason("不是社区矫正解除的，不能选“社区矫正衔接”。请选实际的衔接方式。", need="mode")
    if f.is_minor(facts) and data.get("mode") == codes.OWN:
        said = "未成年人不能自行报到：父母或者其他监护人接回的选“家属接回”，派人接回的选“必接必送”。"
        return Reason(said, (JUVENILE_DELINQUENCY.art(56),), "mode")
    return None


def _two_tries(facts: Facts, data: Data) -> str | None:
    if facts.day is None or len(f.tried(facts, facts.day)) >= f.TRIES:
        return None
    return f"近{f.TRY_DAYS}日内用两种方式都联系不上，才登记失联；现在{len(f.tried(facts, facts.day))}种。请再用另一种方式联系一次并登记。"


def _never_linked(facts: Facts, data: Data) -> str | None:
    return "已经办理过衔接。请办理“重新取得联系”。" if f.linked_on(facts) else None


def _linked_before(facts: Facts, data: Data) -> str | None:
    return None if f.linked_on(facts) else "还没有办理衔接。请办理“办理衔接”。"


TWO_OFFICES = Condition("责任、协助两个司法所", _two_offices)
ANOTHER_OFFICE = Condition("另一个司法所", _another_office)
ANOTHER_DAY = Condition("日期有变", _is_later_release)
MINOR_IS_FETCHED = Condition("未成年人有人接", _minor_is_fetched)
WAS_RELEASED = Condition("已经释放", _released_today_or_before)
OWN_MODE = Condition("衔接方式合适", _own_mode)
TWO_TRIES = Condition("两种方式都联系过", _two_tries)
NEVER_LINKED = Condition("没有衔接过", _never_linked, quiet=True)
LINKED_BEFORE = Condition("衔接过", _linked_before, quiet=True)


def _is_key(facts: Facts, data: Data) -> str | None:
    return None if f.key_ground(facts) else "现在没有列为重点。"


def _is_not_key(facts: Facts, data: Data) -> str | None:
    return "已经列为重点。" if f.key_ground(facts) else None


IS_KEY = Condition("已列为重点", _is_key, quiet=True)
IS_NOT_KEY = Condition("没有列为重点", _is_not_key, quiet=True)

# Help ----------------------------------------------------------------------------------------------------------------


def _as_wished(facts: Facts, data: Data) -> Reason | None:
    """Contact goes by the ways the person agreed to, and by no other."""
    if data is None or not facts.has("open_case", "come_back"):
        return None
    agreed = f.wishes(facts)
    if not agreed:
        return Reason("本人不希望平时联系。本人主动来的，先办理“变更联系意愿”。", need="channel")
    if data.get("channel") in agreed:
        return None
    words = "、".join(word for code, word in codes.CHANNELS if code in agreed)
    return Reason(f"本人只同意：{words}。请按这些方式联系；本人改了主意的，先办理“变更联系意愿”。", need="channel")


def _all_agreed(facts: Facts, data: Data) -> Reason | None:
    if data is None or any(row.get("agreed") for row in data.get("members") or ()):
        return None
    return Reason("没有一位成员是本人和成员都同意的。请征得同意后再登记。", need="members")


def _untelling(facts: Facts, data: Data) -> Reason | None:
    """RB11: what goes to the village's notice board or an employer says nothing of the past."""
    if data is None:
        return None
    need = f.need(facts, data.get("need"))
    to_others = need is not None and (need.kind in codes.NEUTRAL or not data.get("share_past"))
    words = telling_words(data.get("referred_to"), data.get("situation"), data.get("where")) if to_others else []
    if not words:
        return None
    said = f"转介单会给别人看，不能写“{'”“'.join(words)}”。请只写困难和需要本身。"
    return Reason(said, (SOCIAL_ASSISTANCE.art(45), PRISONS.art(62)), "situation")


def _amount_of_relief(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    need = f.need(facts, data.get("need"))
    if need is None or need.kind != codes.RELIEF or data.get("where"):
        return None
    return Reason(
        "请写急难发生地：临时救助向急难发生地的乡镇（街道）申请，不问户籍。", (SOCIAL_ASSISTANCE.art(37, 2),), "where"
    )


def _share_of_sealed(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("share_past") or not f.is_sealed(facts):
        return None
    return Reason(
        "这份记录依法封存，不得向任何单位或者个人提供。请去掉勾选。", (JUVENILE_DELINQUENCY.art(59),), "share_past"
    )


def _something_open(facts: Facts, data: Data) -> str | None:
    return None if any(True for _ in f.open_need_choices(facts)) else "没有等着办的需求。请先登记需求。"


def _some_work(facts: Facts, data: Data) -> str | None:
    return None if any(True for _ in f.work_choices(facts)) else "没有办成的就业、培训。"


def _some_psych(facts: Facts, data: Data) -> str | None:
    return None if any(True for _ in f.psych_choices(facts)) else "没有进行中的心理帮扶。请先办理“介绍心理帮扶”。"


def _hospital_advised(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("psych_end") != "hospital":
        return None
    one = next((each for each in f.psych(facts) if each.n == data.get("psych")), None)
    if one is not None and one.protection == "doctor":
        return None
    said = "转医院的，先在一次服务中登记“建议就医”。咨询人员只建议就诊，不作诊断、治疗。"
    return Reason(said, (MENTAL_HEALTH.art(23),), "psych_end")


def _no_transfer_waits(facts: Facts, data: Data) -> str | None:
    return "已发函转出，等对方回执。请先登记回执或者对方不接收。" if f.pending_transfer(facts) else None


def _transfer_waits(facts: Facts, data: Data) -> str | None:
    return None if f.pending_transfer(facts) else "没有等着回执的转出。"


def _has_help(facts: Facts, data: Data) -> str | None:
    return None if f.cooperating(facts) else "没有协助司法所。"


def _after_release(facts: Facts, data: Data) -> Reason | None:
    """J08 counts crimes of the help period: one before the release is none."""
    crime, released = _day(data, "crime_on"), f.release_on(facts) if data is not None else None
    if crime is None or released is None or crime >= released:
        return None
    return Reason(
        f"犯罪日期{crime.isoformat()}早于释放日期{released.isoformat()}，是漏罪，不是重新犯罪。请核对判决书。",
        need="crime_on",
    )


AS_WISHED = Condition("按本人愿意的方式", _as_wished)
ALL_AGREED = Condition("成员都同意", _all_agreed)
UNTELLING = Condition("转介单不写过去", _untelling)
WHERE_IT_HAPPENED = Condition("急难发生地", _amount_of_relief)
SEALED_STAYS_SEALED = Condition("封存的不说", _share_of_sealed)
SOMETHING_OPEN = Condition("有等着办的需求", _something_open, quiet=True)
SOME_WORK = Condition("有办成的就业、培训", _some_work, quiet=True)
SOME_PSYCH = Condition("有进行中的心理帮扶", _some_psych, quiet=True)
HOSPITAL_ADVISED = Condition("先建议就医", _hospital_advised)
NO_TRANSFER_WAITS = Condition("没有等着的转出", _no_transfer_waits)
TRANSFER_WAITS = Condition("有等着的转出", _transfer_waits, quiet=True)
HAS_HELP = Condition("有协助司法所", _has_help, quiet=True)
AFTER_RELEASE = Condition("释放以后", _after_release)
