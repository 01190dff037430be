"""Who is told what (A2, A5–A9). The notices speak of days and papers, never of the case's substance."""

from __future__ import annotations

from datetime import date, timedelta

from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import Alert, Reminder
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import AID_ASSIGNER, AID_HEAD

YELLOW, AMBER, RED = NoticeLevel.YELLOW, NoticeLevel.AMBER, NoticeLevel.RED
ASSIGNER, HEAD = AID_ASSIGNER.code, AID_HEAD.code
ASSIGNING = (  # A2: the day after it came (内控 24 hours), the last day, the day after
    Reminder("AC02", (-2,), YELLOW, "{label}：还没有确定承办人，内控期限已到，{on}前须指派。", to=(ASSIGNER,)),
    Reminder("AC02", (0,), AMBER, "今天是{label}的最后一日，还没有确定承办人。", to=(ASSIGNER, HEAD)),
    Reminder("AC02", (1,), RED, "{label}已逾期，还没有确定承办人。", to=(ASSIGNER, HEAD)),
)
SIGNING = (Reminder("AC06", (0,), AMBER, "今天是签订委托协议的最后一日；签不了的，登记原因。", to=(HANDLER, ASSIGNER)),)
MEETING = (
    Reminder("AC06", (0,), YELLOW, "还没有第一次会见（约见）的记录。", to=(HANDLER,)),
    Reminder("AC06", (1,), AMBER, "过了第一次会见（约见）的时限。", to=(HANDLER, ASSIGNER)),
)
TELLING = (
    Reminder("AC07", (-5,), YELLOW, "{on}前向受援人通报一次进展。", to=(HANDLER,)),
    Reminder("AC07", (1,), AMBER, "超过三十日没有向受援人通报进展。", to=(HANDLER, HEAD)),
)
ANSWERING = (
    Reminder("AC13", (0,), YELLOW, "承办人还没有答复指派；今天答复的期限届满。", to=(ASSIGNER,)),
    Reminder("AC13", (1,), AMBER, "承办人没有在期限内答复指派，请电话询问；不接的另行指派。", to=(ASSIGNER, HEAD)),
)
HANDING_IN = (
    Reminder("AC08", (-10,), YELLOW, "结案材料{on}前交齐。", to=(HANDLER,)),
    Reminder("AC08", (1,), AMBER, "结案材料过了期限还没有交。", to=(HANDLER, ASSIGNER)),
)
REVIEWING = (
    Reminder("AC08", (-10,), YELLOW, "案卷{on}前审查完。", to=(ASSIGNER,)),
    Reminder("AC08", (1,), AMBER, "案卷审查过了期限。", to=(ASSIGNER, HEAD)),
)
FORWARDING = (  # A5, of the duty lawyer's help
    Reminder("AC05", (0,), RED, "值班律师转交法律援助申请的二十四小时今天届满：{item}", to=(HANDLER, ASSIGNER, HEAD)),
    Reminder("AC05", (1,), RED, "值班律师转交法律援助申请已超过二十四小时。", to=(ASSIGNER, HEAD)),
)


def hearing_on(facts: Facts) -> date | None:
    return (facts.last("set_hearing") or facts.opening).day("hearing_on")


def _unprepared(facts: Facts) -> str | None:
    """A7: the hearing is tomorrow and nothing says that anybody prepared for it."""
    hearing = hearing_on(facts)
    if hearing is None or facts.day is None or hearing != facts.day + timedelta(days=1) or f.closing_day(facts) is not None:
        return None
    ready = any(fact.get("kind") in (codes.APPOINTMENT, *codes.READ) for fact in f.work(facts))
    return None if ready else "明天开庭，还没有阅卷或者开庭准备的记录。"


def _eve(facts: Facts) -> date | None:
    hearing = hearing_on(facts)
    return hearing - timedelta(days=1) if hearing else None


def _stopped(facts: Facts) -> str | None:
    """A9."""
    fact = facts.last("stop_work")
    return f"指派后发现利益冲突（规则{fact.get('rule', '')}），已停止办理，请马上更换承办人。" if fact is not None and f.is_stopped(facts) else None


def _grave(facts: Facts) -> str | None:
    fact = facts.last("report_grave")
    if fact is None:
        return None
    words = dict(codes.GRAVE_MATTERS)
    return f"承办人报告重大事项：{'、'.join(words[each] for each in fact.get('grave', ()))}。"


def _key_of(action: str, facts: Facts, *others: str) -> str:
    fact = facts.last(action, *others)
    return str(fact.seq) if fact else ""


RETURNS = {"decline": "承办机构", "turn_down": "承办人"}


def _unjustified(facts: Facts) -> str | None:
    """A refusal without cause is kept and handed on; the county decides no penalty (法律援助法62, 律师法)."""
    fact = facts.last(*RETURNS)
    if fact is None or fact.get("decline") != "none":
        return None
    return f"{RETURNS[fact.action]}无正当理由拒绝指派，已留痕；需要处理的，依法移送。"


def _given_back(facts: Facts) -> str | None:
    fact = facts.last(*RETURNS, *f.NAMES)
    if fact is None or fact.action != "turn_down":
        return None
    return f"承办人退回指派（{dict(codes.DECLINES).get(fact.get('decline', ''), '')}），请马上另行指派。"


def _not_confirmed(facts: Facts) -> str | None:
    return "先行提供后审查不符合条件，请办理终止。" if facts.has("not_confirmed") and not facts.has("terminate", "confirmed") else None


def _to_recover(facts: Facts) -> str | None:
    fact = f.termination(facts)
    return "终止决定写明需要追回费用，还没有立追偿。" if fact is not None and fact.get("recover") and not facts.has("recovering") else None


def _refused_at_the_meeting(facts: Facts) -> str | None:
    """本人意见 is asked at every meeting: a no is to be registered, and the organ told the same day (法律援助法36)."""
    fact = next((each for each in reversed(f.work(facts)) if each.get("consent")), None)
    if fact is None or fact.get("consent") != codes.REFUSES or not f.by_letter(facts) or any(each.seq > fact.seq for each in facts.all("refuse_defence", "renotice", "terminate")):
        return None
    return "会见时本人表示拒绝。请办理“登记本人拒绝辩护”，当天告知办案机关。"


def _dissatisfied(facts: Facts) -> str | None:
    """A12: who was called back is not content."""
    fact = facts.last("call_back")
    return "受援人回访表示不满意。请听取具体意见；不尽责的，列入质量评估或者告知可以投诉。" if fact is not None and fact.get("satisfaction") in codes.DISSATISFIED else None


def _fault_open(facts: Facts) -> str | None:
    return "更换时承办人的过错待定，还没有认定；认定以前原承办人的补贴不发。" if f.passed(facts) is not None and f.fault_undecided(facts) else None


ALERTS = (
    Alert("AC07", AMBER, _unprepared, to=(HANDLER, ASSIGNER), key=lambda facts: str(hearing_on(facts)), turns_on=_eve),
    Alert("AC09", RED, _stopped, to=(HANDLER, ASSIGNER, HEAD), key=lambda facts: _key_of("stop_work", facts), turns_on=lambda facts: None),
    Alert("AC10", AMBER, _grave, to=(HEAD, ASSIGNER), key=lambda facts: _key_of("report_grave", facts), turns_on=lambda facts: None),
    Alert("AC11", AMBER, _unjustified, to=(HEAD,), key=lambda facts: _key_of("decline", facts, "turn_down"), turns_on=lambda facts: None),
    Alert("AC14", AMBER, _given_back, to=(ASSIGNER,), key=lambda facts: _key_of("turn_down", facts), turns_on=lambda facts: None),
    Alert("AC12", RED, _not_confirmed, to=(HEAD,), key=lambda facts: _key_of("not_confirmed", facts), turns_on=lambda facts: None),
    Alert("AC15", AMBER, _fault_open, to=(HEAD,), key=lambda facts: _key_of("grant_change", facts), turns_on=lambda facts: None),
    Alert("AC17", AMBER, _refused_at_the_meeting, to=(HANDLER, ASSIGNER), key=lambda facts: _key_of("work", facts), turns_on=lambda facts: None),
    Alert("AC16", AMBER, _dissatisfied, to=(HEAD, ASSIGNER), key=lambda facts: _key_of("call_back", facts), turns_on=lambda facts: None),
    Alert("AC14", AMBER, _to_recover, to=(HEAD,), key=lambda facts: _key_of("terminate", facts), turns_on=lambda facts: None),
)
