"""法律援助申请与审查。法律援助法（2021年），自2022-01-01起施行：第二十四条、第二十九条、第三十一条至第四十五条、第四十九条。

Seven days run from receipt at whichever point (43), stand still from the notice of what is missing to its arrival and while
another agency is asked (the centre's rule), and stay decidable when they are over. A person proposes, another decides.
"""

from __future__ import annotations

from datetime import date

from fengqiao.lines.legalaid import asks, clocks, codes, gathering, register
from fengqiao.lines.legalaid import conditions as c
from fengqiao.lines.legalaid import facts as f
from fengqiao.lines.legalaid import papers as p
from fengqiao.lines.legalaid.papers import moving
from fengqiao.lines.legalaid.permissions import ACCEPT, DECIDE, EVERYDAY, ORGANISE, RECEIVE, REVIEW
from fengqiao.lines.legalaid.transfers import letters
from fengqiao.matter import entered
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.linking import Linking
from fengqiao.matter.procedure import (
    ANY_OPEN,
    COUNTY,
    Action,
    Back,
    Goes,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Urgency,
)
from fengqiao.matter.supplements import Supplements
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import LEGAL_AID as LAW

HOUSE = codes.HOUSE.whole()

# Stages --------------------------------------------------------------------------------------------------------------

RECEIVED = Stage("received", "已收到")
SUPPLEMENT = Stage("supplement", "待补正", aside=True)
ACCEPTED = Stage("accepted", "已受理")
CHECKING = Stage("checking", "协查中", aside=True)
REVIEWING = Stage("reviewing", "审查中")
TRANSFERRING = Stage("transferring", "移送待接收", aside=True)
PROPOSED = Stage("proposed", "待审批")
FIRST = Stage("first", "先行提供", aside=True)
ORDERED = Stage("ordered", "责令改正", aside=True)
GRANTED = Stage("granted", "给予援助", closed=True)
REFUSED = Stage("refused", "不予援助", closed=True, aside=True)
ENDED = Stage("ended", "先行提供后终止", closed=True, aside=True)
REDIRECTED = Stage("redirected", "另投、移送", closed=True, aside=True)
DEEMED = Stage("deemed", "视为撤回", closed=True, aside=True)
WITHDRAWN = Stage("withdrawn", "已撤回", closed=True, aside=True)
STAGES = (
    RECEIVED, SUPPLEMENT, ACCEPTED, CHECKING, TRANSFERRING, REVIEWING, PROPOSED, FIRST, ORDERED, GRANTED, REFUSED, ENDED, REDIRECTED, DEEMED, WITHDRAWN, entered.VOIDED,
)  # fmt: skip
IN_REVIEW = (ACCEPTED, REVIEWING, FIRST)
BEFORE_PROPOSAL = (RECEIVED, SUPPLEMENT, *IN_REVIEW)

# Receiving -----------------------------------------------------------------------------------------------------------



def _forwarded(facts: Facts) -> bool:
    return facts.opening.get("channel") in codes.FORWARDED


receive = Action(
    "receive", "收到申请", (), RECEIVE, to=RECEIVED, needs=asks.RECEIVE, cite=(LAW.art(43, 1), LAW.art(38), LAW.art(40)), gathers=gathering.of_receipt,
    conditions=(c.APPLICANT_NAMED, c.AGENT_FIT, c.CAPACITY_FITS, c.SAFE_CONTACT, c.KIND_OF_LIMITATION, c.ASKED_BEFORE, c.NEW_TRANSFER), carries=letters.registered,
    produces=(Produces(p.APPLICATION), Produces(p.RECEIPT), Produces(p.FORWARDING, when=_forwarded)), gives_number=NumberRule("legalaid", "（{year}）{body}援申字第{serial:04d}号", body=COUNTY),
    changes_parties=True, sentence="收到申请（{channel}）：{cause}，{aid_form}", help="在哪里收到，七日就从哪天起算。口头申请的，由工作人员代填，本人确认。",
)  # fmt: skip
accept = Action(
    "accept", "受理", (RECEIVED,), ACCEPT, to=ACCEPTED, needs=asks.ACCEPT, recalls=("receive",), cite=(LAW.art(43, 1),), produces=(Produces(p.ACCEPTANCE),), primary=True, carries=letters.taken,
    sentence="材料齐全，受理", help="受理不重新起算：七日从收到那天算。",
)  # fmt: skip
ask_supplement = Action(
    "ask_supplement", "告知补正", (RECEIVED, ACCEPTED, REVIEWING), ACCEPT, to=SUPPLEMENT, needs=asks.GAPS, recalls=("receive",), cite=(LAW.art(43, 2),), conditions=(c.TOLD_ONCE,),
    produces=(Produces(p.GAPS, each=True),), carries=letters.taken, sentence="一次性告知补正：{gaps}", help="日期写送达那天：从第二天起到补来那天不计入审查期限。只能告知一次。",
)  # fmt: skip
ask_again = Action(
    "ask_again", "因新情况再次告知", (ACCEPTED, REVIEWING), DECIDE, to=SUPPLEMENT, needs=asks.AGAIN, recalls=("receive", "ask_supplement", "bring"), cite=(HOUSE,), conditions=(c.TOLD_BEFORE,),
    produces=(Produces(p.GAPS, each=True),), sentence="因新情况（{new_fact}）再次告知：{gaps}", help="只限出现了第一次告知时没有的新情况，由审批人决定。",
)  # fmt: skip


def _after_bringing(facts: Facts) -> Stage:
    """What was accepted before goes on where it was; the rest waits to be accepted, as much as there is."""
    return REVIEWING if facts.has("accept") else RECEIVED


bring = Action(
    "bring", "收到补正材料", (SUPPLEMENT,), RECEIVE, to=Goes(_after_bringing, (RECEIVED, REVIEWING)), needs=asks.BRING, cite=(LAW.art(43, 2),), primary=True,
    sentence="补来：{what}", help="没有补齐的，按现有材料审查，不再要求补别的。",
)  # fmt: skip
deem_withdrawn = Action(
    "deem_withdrawn", "视为撤回申请", (SUPPLEMENT,), None, to=DEEMED, cite=(LAW.art(43, 2),), produces=(Produces(p.DEEMED),), sentence="到{due_on}没有补正，视为撤回申请",
    help="期满没有补来的，由系统记录；补来的日期在期内的，补录后自动恢复。可以重新申请。",
)  # fmt: skip
redirect = Action(
    "redirect", "告知另投、移送", (RECEIVED, ACCEPTED, REVIEWING), ACCEPT, to=REDIRECTED, needs=asks.REDIRECT, recalls=("receive",), cite=(LAW.art(38),),
    produces=(Produces(p.REDIRECTION),), sentence="{how}：{to_agency}（{why}）", help="不是不予援助，不计入受理。当天办。",
)  # fmt: skip
transfer = Action(
    "transfer", "移送其他法律援助机构", (RECEIVED, ACCEPTED, REVIEWING), ACCEPT, to=TRANSFERRING, needs=asks.TRANSFER, recalls=("receive",), cite=(LAW.art(38),), gathers=letters.of_transfer,
    conditions=(c.CENTRE_OPEN,), carries=letters.sent, produces=(Produces(moving.TRANSFER, each=True),), sentence="移送{to_agency}：{why}",
    help="以签名的函发出申请情况和材料清单；经济状况由对方自己问。对方接收以前，审查期限照走；退回的，从原来的一步接着办。",
)  # fmt: skip
transfer_taken = Action(
    "transfer_taken", "登记对方接收移送", (TRANSFERRING,), ACCEPT, to=REDIRECTED, needs=asks.TRANSFER_TAKEN, cite=(LAW.art(38),), primary=True,
    produces=(Produces(moving.TOLD),), sentence="对方已接收移送，编号{their_number}", help="对方用系统答复的自动登记；书面、电话答复的在这里补记。",
)  # fmt: skip
transfer_back = Action(
    "transfer_back", "登记对方退回移送", (TRANSFERRING,), ACCEPT, to=Back((transfer.code,), (RECEIVED, ACCEPTED, REVIEWING)), needs=asks.TRANSFER_BACK, cite=(LAW.art(38),),
    sentence="对方退回移送：{words}", help="从移送以前的一步接着办，审查期限仍从收到申请起算。",
)  # fmt: skip
hand_back = Action(
    "hand_back", "退回移送机构", (RECEIVED,), ACCEPT, to=REDIRECTED, needs=asks.HAND_BACK, recalls=("receive",), cite=(LAW.art(38),), conditions=(c.CAME_BY_LETTER,), carries=letters.handed_back,
    produces=(Produces(moving.HANDED_BACK),), sentence="退回移送机构：{why}", help="限还没有受理的。不是不予援助；由移送机构接着办。",
)  # fmt: skip
withdraw = Action(
    "withdraw", "申请人撤回", (RECEIVED, SUPPLEMENT, ACCEPTED, CHECKING, REVIEWING, PROPOSED), ACCEPT, to=WITHDRAWN, needs=asks.WITHDRAW, cite=(HOUSE,), carries=letters.taken,
    produces=(Produces(p.WITHDRAWAL),), sentence="申请人撤回申请：{why}",
)  # fmt: skip

# Reviewing -----------------------------------------------------------------------------------------------------------

prove_head = Action(
    "prove_head", "登记不受限制的材料", BEFORE_PROPOSAL, ACCEPT, needs=asks.HEAD, cite=(LAW.art(32),), sentence="{head}：有{proofs}",
    help="有一样材料就可以。这一类不问收入。", group="资格",
)  # fmt: skip
prove_exempt = Action(
    "prove_exempt", "登记免予核查的证明", BEFORE_PROPOSAL, ACCEPT, needs=asks.EXEMPT, cite=(LAW.art(42),), conditions=(c.PROOF_IN_ORDER,), sentence="{exempt}：{issuer}出具，自{valid_from}起有效",
    help="证明在收到申请那天有效的，不核查经济状况。", group="资格",
)  # fmt: skip
state_means = Action(
    "state_means", "登记经济困难状况说明", BEFORE_PROPOSAL, ACCEPT, needs=asks.MEANS, cite=(LAW.art(41),), gathers=gathering.of_means,
    conditions=(c.INCOME_MATTERS, c.STANDARD_THERE, c.MEMBERS_FIT), produces=(Produces(p.MEANS),), sentence="登记经济困难状况说明", group="资格",
    help="由本人如实填写并承诺，不要村（居）、单位盖章。",
)  # fmt: skip
check = Action(
    "check", "登记核查结果", IN_REVIEW, REVIEW, needs=asks.CHECK, cite=(LAW.art(41, 2),), conditions=(c.INCOME_MATTERS,), produces=(Produces(p.MEANS, when=lambda facts: facts.has("state_means")),),
    sentence="向{source}核查：{result}", group="资格",
)  # fmt: skip
set_tags = Action(
    "set_tags", "更改专项行动", ANY_OPEN, ACCEPT, needs=asks.TAGS, cite=(HOUSE,), sentence="专项行动改为：{campaigns}（{why}）", group="登记",
    begins_with=lambda facts, today: {"campaigns": f.campaigns(facts)},
)  # fmt: skip
set_safety = Action(
    "set_safety", "更改安全联系方式", ANY_OPEN, ACCEPT, needs=asks.SAFETY, cite=(HOUSE,), sentence="更改安全联系方式", group="登记",
    begins_with=lambda facts, today: {need.name: facts.value(need.name) for need in asks.SAFETY if facts.value(need.name) is not None},
)  # fmt: skip
ask_elsewhere = Action(
    "ask_elsewhere", "请外地协查", (ACCEPTED, REVIEWING), REVIEW, to=CHECKING, needs=asks.ASK_ELSEWHERE, cite=(HOUSE,), produces=(Produces(p.COOPERATION, each=True),),
    gathers=letters.of_check, carries=letters.check_sent,
    sentence="请{to_agency}协查：{what}", help="从发函第二天起到收到复函那天不计入审查期限。",
)  # fmt: skip
hear_elsewhere = Action(
    "hear_elsewhere", "收到协查复函", (CHECKING,), REVIEW, to=REVIEWING, needs=asks.HEAR_ELSEWHERE, cite=(HOUSE,), primary=True, sentence="协查复函：{answer}",
)  # fmt: skip
propose = Action(
    "propose", "提出审查意见", IN_REVIEW, REVIEW, to=PROPOSED, needs=asks.PROPOSE, recalls=("receive", "bring", "prove_head", "prove_exempt", "check", "hear_elsewhere"), cite=(LAW.art(43, 1),), gathers=gathering.of_proposal, conditions=(c.TABLE_ANSWERED,),
    begins_with=lambda facts, today: {"competent": "no"} if facts.value("elsewhere_place") else {},
    produces=(Produces(p.APPROVAL),), primary=True, sentence="审查意见：{opinion}", help="照资格判定表自上而下判定，判定的那一行随意见保存。",
)  # fmt: skip


def _after_return(facts: Facts) -> Stage:
    return FIRST if facts.has("first_aid") else REVIEWING


send_back = Action(
    "send_back", "退回审查", (PROPOSED,), DECIDE, to=Goes(_after_return, (REVIEWING, FIRST)), needs=asks.SEND_BACK, recalls=("receive", "propose"), cite=(HOUSE,), sentence="退回：{why}，{words}",
    help="期限不停。",
)  # fmt: skip

# Deciding ------------------------------------------------------------------------------------------------------------


def _detained(facts: Facts) -> bool:
    return facts.opening.get("channel") in codes.FORWARDED or codes.IN_CUSTODY in facts.value("urgent", ())


def _fees(facts: Facts) -> bool:
    fact = facts.last("grant")
    return bool(fact and fact.get("fees"))


grant = Action(
    "grant", "给予法律援助", (PROPOSED, ORDERED), DECIDE, to=GRANTED, needs=asks.GRANT, recalls=("receive", "bring", "prove_head", "prove_exempt", "check", "propose"), cite=(LAW.art(43, 1),), gathers=gathering.of_decision, not_by="propose",
    conditions=(c.GRANT_PROPOSED,), primary=True, sentence="决定给予法律援助",
    produces=(Produces(p.APPROVAL), Produces(p.GRANT), Produces(p.FEE_RELIEF, when=_fees), Produces(p.TO_CUSTODY, when=_detained)),
)  # fmt: skip
refuse = Action(
    "refuse", "不予法律援助", (PROPOSED,), DECIDE, to=REFUSED, needs=asks.REFUSE, recalls=("receive", "bring", "prove_head", "prove_exempt", "check", "propose"), cite=(LAW.art(43, 1),), gathers=gathering.of_decision, not_by="propose",
    conditions=(c.NOT_FIRST_AID, c.REFUSAL_PROPOSED, c.REASON_FITS), produces=(Produces(p.APPROVAL), Produces(p.REFUSAL), Produces(p.TO_CUSTODY, when=_detained)),
    sentence="决定不予法律援助：{reason}",
)  # fmt: skip
first_aid = Action(
    "first_aid", "先行提供法律援助", (RECEIVED, SUPPLEMENT, ACCEPTED, REVIEWING), DECIDE, to=FIRST, needs=asks.FIRST, recalls=("receive",), cite=(LAW.art(44),), gathers=gathering.of_first_aid,
    conditions=(c.SHORT,), produces=(Produces(p.FIRST_AID),), carries=letters.taken, sentence="先行提供：{ground}（{words}）", help="马上指派，手续以后补。不足七日不含七日。",
)  # fmt: skip
end_first_aid = Action(
    "end_first_aid", "终止先行提供", (PROPOSED,), DECIDE, to=ENDED, needs=asks.END_FIRST, recalls=("receive", "bring", "first_aid", "propose"), cite=(LAW.art(48),), gathers=gathering.of_decision, not_by="propose",
    conditions=(c.FIRST_AID_GIVEN, c.REFUSAL_PROPOSED), produces=(Produces(p.APPROVAL), Produces(p.TERMINATION)), sentence="终止先行提供的法律援助：{ground}",
)  # fmt: skip
ordered = Action(
    "ordered", "司法局责令改正", (REFUSED, ENDED), None, to=ORDERED, needs=asks.ORDERED, cite=(LAW.art(49, 2),), sentence="司法局责令改正（{number}）：{words}",
    help="局审查异议后责令改正时，由系统记录。",
)  # fmt: skip


def _as_it_ended(facts: Facts) -> Stage:
    word = str(facts.opening.get("result", "granted"))
    return {"refused": REFUSED, "withdrawn": WITHDRAWN, "deemed": DEEMED, "redirected": REDIRECTED, "ended": ENDED}.get(word, GRANTED)


enter_history = Action(
    "enter_history", "录入历史台账", (), DECIDE, to=Goes(_as_it_ended, (GRANTED, REFUSED, WITHDRAWN, DEEMED, REDIRECTED, ENDED)), needs=asks.HISTORY, cite=(HOUSE,),
    changes_parties=True, offered=False, sentence="历史台账：{cause}（{result}）", gathers=gathering.of_history, conditions=(c.APPLICANT_NAMED,),
    help="只由台账导入；不计入按期率。",
)  # fmt: skip
entered_from = entered.entered_from(DECIDE, HOUSE)
void_entered = entered.void_entered(DECIDE, HOUSE)

ACTIONS = (
    receive, accept, ask_supplement, ask_again, bring, deem_withdrawn, redirect, transfer, transfer_taken, transfer_back, hand_back, withdraw, prove_head, prove_exempt, state_means, check, set_tags, set_safety,
    ask_elsewhere, hear_elsewhere, propose, send_back, grant, refuse, first_aid, end_first_aid, ordered, enter_history, entered_from, void_entered,
)  # fmt: skip


def _urgency(facts: Facts) -> Urgency:
    """Limitation soon over, somebody in custody or in danger, servicemen and veterans."""
    told = set(facts.value("urgent", ()))
    left = f.days_left(facts, max(fact.happened_on for fact in facts))
    if codes.SAFETY in told or codes.URGENT_LIMITATION in told or (left is not None and 0 <= left < f.SHORT_DAYS):
        return Urgency(2, "紧急")
    if told:
        return Urgency(1, "紧急情形")
    return Urgency(1, "优先") if set(codes.PRIORITY_GROUPS) & set(facts.value("groups", ())) else Urgency()


CLOCKS = clocks.declare(
    clocks.Acts(
        receive=receive, ask=ask_supplement, ask_again=ask_again, bring=bring, deem=deem_withdrawn, ask_out=ask_elsewhere, hear=hear_elsewhere, propose=propose,
        grant=grant, refuse=refuse, first=first_aid, end=end_first_aid, redirect=redirect, withdraw=withdraw, ordered=ordered, send_back=send_back, accept=accept, transfer=transfer, taken=transfer_taken, back=transfer_back, hand_back=hand_back,
    )
)  # fmt: skip
_BASE = Procedure(
    code="legalaid", label="法律援助申请", in_force_from=date(2022, 1, 1), stages=STAGES, actions=ACTIONS, deadlines=CLOCKS, expected=clocks.expected(PROPOSED, grant, ORDERED),
    alerts=clocks.ALERTS, office_kinds=("office", "station", "bureau", "section"), project=register.columns, urgency=_urgency,
    parameters={"supplement_deadline_days": 10, "formalities_days": 15, "target_days": 4, "correct_days": 1, "transfer_days": 2, "green_days": 1},
    left_to_people={
        LAW.art(31): "是否属于范围、归谁管辖、有没有资格，由审查员判断并说明理由",
        LAW.art(34): "经济困难标准由省级人民政府规定，本局登记文件后才适用",
        LAW.art(43): "补正、协查期间是否不计入七日，法律没有写明，按本局制度不计入",
    },
)  # fmt: skip
_CHANGES = {action.code: {"by": ORGANISE if action.code in ("share", "unshare", "recuse", "restrict") else EVERYDAY} for action in EVERYDAY_ACTIONS}
LEGALAID = Linking("legalaid", ACCEPT, codes.HOUSE).added_to(Supplements(ACCEPT, codes.HOUSE).added_to(with_everyday(_BASE, _CHANGES)))
