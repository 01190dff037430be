"""公证预约：预约、预审材料、到场受理、审查、暂停、出证、领取、复查。办不办、出不出证由公证处决定，本局预约、记录、提醒。

公证法（2017年修正）第十一条、第十二条（事项）、第二十五条（到哪里办）、第二十六条（本人办理）、第三十条（十五个工作日）、
第三十一条（不予办理）、第三十九条（复查）。What the notary office did is mirrored: entered from its papers, never decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.notary import asks, codes, gathering, keeping, papers, states
from fengqiao.lines.notary import conditions as c
from fengqiao.lines.notary.permissions import BOOK, MIRROR
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Deadline,
    Expected,
    Goes,
    Moment,
    NumberRule,
    Pause,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import NOTARISATION

HOUSE = codes.HOUSE.whole()
ITEMS = (NOTARISATION.art(11), NOTARISATION.art(12))
ASKED = Stage("asked", "待约时间")
BOOKED = Stage("booked", "已预约")
ACCEPTED = Stage("accepted", "公证处已受理")
HELD_UP = Stage("held_up", "不计期限", aside=True)
ISSUED = Stage("issued", "已出证")
REVIEWING = Stage("reviewing", "复查中", aside=True)
COLLECTED = Stage("collected", "已领取", closed=True)
REFUSED = Stage("refused", "不予办理", closed=True, aside=True)
ENDED = Stage("ended", "终止办理", closed=True, aside=True)
REVOKED = Stage("revoked", "公证书被撤销", closed=True, aside=True)
CANCELLED = Stage("cancelled", "已取消", closed=True, aside=True)
NO_SHOW = Stage("no_show", "未到", closed=True, aside=True)
STAGES = (ASKED, BOOKED, ACCEPTED, HELD_UP, ISSUED, REVIEWING, COLLECTED, REFUSED, ENDED, REVOKED, CANCELLED, NO_SHOW)


def _asked_or_booked(facts: Facts) -> Stage:
    return BOOKED if states.current(facts) is not None else ASKED


ask = Action(
    "ask", "登记公证预约", (), BOOK, to=Goes(_asked_or_booked, (ASKED, BOOKED)), needs=asks.ASK, cite=(*ITEMS, NOTARISATION.art(25), NOTARISATION.art(26)),
    gathers=gathering.of_asking, conditions=(c.OFFICE, c.COMPETENT, c.IN_PERSON, c.SLOT_SOUND, c.SOME_DAY), produces=(Produces(papers.SLIP),), changes_parties=True,
    gives_number=NumberRule("notary", "GZ{county}{year}{serial:05d}", body=COUNTY), sentence="预约{notary_name}办理{item}：{slot_words}",
    help="先看是不是本县公证处的事、要不要本人来；要带的材料印在预约单上。",
)  # fmt: skip
book = Action(
    "book", "安排时间", (ASKED,), BOOK, to=BOOKED, needs=asks.BOOK, cite=(HOUSE,), gathers=gathering.of_time, conditions=(c.SLOT_SOUND,),
    produces=(Produces(papers.SLIP),), primary=True, sentence="约在{slot_words}",
)  # fmt: skip
move = Action(
    "move", "改约", (BOOKED, NO_SHOW), BOOK, to=BOOKED, needs=asks.MOVE, cite=(HOUSE,), gathers=gathering.of_time, conditions=(c.SLOT_SOUND,),
    produces=(Produces(papers.SLIP),), sentence="改约到{slot_words}（{by}：{why}）",
)  # fmt: skip
precheck = Action(
    "precheck", "预审材料", (ASKED, BOOKED), BOOK, needs=asks.PRECHECK, cite=(NOTARISATION.art(27, 1), HOUSE), conditions=(c.TOLD_ONCE,),
    produces=(Produces(papers.SLIP),), sentence="预审材料，还缺：{lacking_words}", help="缺什么一次说全，免得跑第二趟；要不要补充、够不够，最后由公证处定。",
    gathers=lambda asking: {"lacking_words": "；".join(_lacking_words(asking.facts, asking.data)) or "不缺"},
)  # fmt: skip


def _lacking_words(facts: Facts, data: object) -> list[str]:
    said = dict(data) if isinstance(data, dict) else {}
    words = list(facts.value("materials", ()))
    named = [words[int(n) - 1] for n in said.get("lacking", ()) if str(n).isdigit() and 0 < int(n) <= len(words)]
    return [*named, *([str(said["further"])] if said.get("further") else [])]


supply = Action("supply", "登记补来的材料", (ASKED, BOOKED), BOOK, needs=asks.SUPPLY, cite=(HOUSE,), sentence="补来：{what}")
tell = Action("tell", "登记告知", (ASKED, BOOKED, ACCEPTED, HELD_UP, ISSUED), BOOK, needs=asks.TELL, cite=(HOUSE,), sentence="{way}告知：{told}")
cancel = Action("cancel", "取消预约", (ASKED, BOOKED), BOOK, to=CANCELLED, needs=asks.CANCEL, cite=(HOUSE,), sentence="取消（{by}）：{why}（{words}）")
no_show = Action(
    "no_show", "登记未到", (BOOKED,), BOOK, to=NO_SHOW, cite=(HOUSE,), conditions=(c.CAME,), sentence="约的时间没有来，时间放出来",
    help="没有别的影响，随时可以改约。一年内三次没来的，手机上请他打电话约。",
)  # fmt: skip

# What the notary office does ------------------------------------------------------------------------------------------

accept = Action(
    "accept", "登记公证处受理", (BOOKED, ASKED, NO_SHOW), MIRROR, to=ACCEPTED, needs=asks.ACCEPT, cite=(NOTARISATION.art(27),), produces=(Produces(papers.ACCEPTED),), primary=True,
    sentence="公证处受理（{acceptance_no}）", help="照公证处的受理单登记。十五个工作日从受理之日起算。",
)  # fmt: skip
suspend = Action(
    "suspend", "登记不计期限", (ACCEPTED,), MIRROR, to=HELD_UP, needs=asks.SUSPEND, cite=(NOTARISATION.art(30),), sentence="{why}，所需时间不计算在期限内：{words}",
)  # fmt: skip
resume = Action("resume", "登记恢复办理", (HELD_UP,), MIRROR, to=ACCEPTED, needs=asks.RESUME, cite=(NOTARISATION.art(30),), primary=True, sentence="恢复办理：{words}")
issue = Action(
    "issue", "登记出证", (ACCEPTED,), MIRROR, to=ISSUED, needs=asks.ISSUE, cite=(NOTARISATION.art(30), NOTARISATION.art(32)), primary=True, sentence="公证处出具公证书（{cert_no}）",
)  # fmt: skip
refuse = Action(
    "refuse", "登记不予办理", (BOOKED, ACCEPTED, HELD_UP), MIRROR, to=REFUSED, needs=asks.REFUSE, cite=(NOTARISATION.art(31),), sentence="公证处不予办理：{ground}（{words}）",
)  # fmt: skip
end = Action("end", "登记终止办理", (ACCEPTED, HELD_UP), MIRROR, to=ENDED, needs=asks.END, cite=(HOUSE,), sentence="公证处终止办理：{why}（{words}）")
collect = Action("collect", "登记领取", (ISSUED,), MIRROR, to=COLLECTED, needs=asks.COLLECT, cite=(HOUSE,), primary=True, sentence="公证书已领取（{way}）")
ask_review = Action(
    "ask_review", "登记复查申请", (ISSUED, COLLECTED), MIRROR, to=REVIEWING, needs=asks.ASK_REVIEW, cite=(NOTARISATION.art(39),), sentence="{who}向公证处提出复查",
    help="向出具公证书的公证处提出。对公证书内容有争议的，可以向人民法院提起民事诉讼（第四十条）。",
)  # fmt: skip


def _after_review(facts: Facts) -> Stage:
    fact = facts.last("reviewed")
    if fact is not None and fact.get("result") == codes.REVOKED:
        return REVOKED
    return COLLECTED if facts.has("collect") else ISSUED


reviewed = Action(
    "reviewed", "登记复查结果", (REVIEWING,), MIRROR, to=Goes(_after_review, (REVOKED, COLLECTED, ISSUED)), needs=asks.REVIEWED, cite=(NOTARISATION.art(39),), primary=True,
    sentence="公证处复查：{result}（{words}）",
)  # fmt: skip
rate = Action("rate", "登记评价", (COLLECTED, REFUSED, ENDED), BOOK, needs=asks.RATE, cite=(HOUSE,), sentence="评价：{grade}", repeats=False)
ACTIONS = (ask, book, move, precheck, supply, tell, cancel, no_show, accept, suspend, resume, issue, refuse, end, collect, ask_review, reviewed, rate)

# Clocks --------------------------------------------------------------------------------------------------------------


def _unplaced(facts: Facts) -> Iterator[Start]:
    if not facts.opening.get("slot"):
        yield Start(facts.opening.happened_on)


def _day(facts: Facts) -> Iterator[Start]:
    slot = states.current(facts)
    if slot is not None:
        yield Start(slot.on, f"v{slot.since.seq}", slot.words)


DEADLINES = (
    Deadline(
        "arrange", "安排时间", house("arrange_days", Unit.WORKING), after=Moment("没有定下时间的预约", _unplaced), met_by=(book, cancel, accept), on_expiry=OVERDUE, basis=(HOUSE,),
        todo=Todo("安排公证时间", book), warn_days=1,
    ),
    Deadline(
        "visit", "按约办理", Period(0, Unit.CALENDAR), after=Moment("约的日子", _day), met_by=(accept, refuse, move, cancel, no_show), on_expiry=OVERDUE, basis=(HOUSE,),
        todo=Todo("登记受理或者未到", accept, names=True), warn_days=1, asks_days_before=1,
    ),
    Deadline(
        "issue", "公证处出证", Period(15, Unit.WORKING), after=accept, met_by=(issue, refuse, end), on_expiry=OVERDUE, cite=(NOTARISATION.art(30),), whose="公证处",
        pauses=(Pause(suspend, resume),), blocks_nothing=True, todo=Todo("问公证处办到哪一步", issue), warn_days=3,
    ),
    Deadline(
        "tell_issued", "告诉本人来领", house("tell_days", Unit.WORKING), after=issue, met_by=(tell, collect), on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("告诉本人来领公证书", tell), warn_days=1,
    ),
    Deadline(
        "review", "公证处答复复查", house("review_days", Unit.CALENDAR), after=ask_review, met_by=(reviewed,), on_expiry=OVERDUE, basis=(HOUSE,), whose="公证处", blocks_nothing=True,
        todo=Todo("问公证处复查结果", reviewed), warn_days=3,
    ),
)  # fmt: skip
EXPECTED = (
    Expected(HELD_UP, Todo("问公证处补充、核实得怎样", resume)), Expected(ISSUED, Todo("登记领取", collect)),
)  # fmt: skip
NOTARY_BOOKING = with_everyday(
    Procedure(
        code="notary_booking", label="公证预约", in_force_from=date(2018, 1, 1), stages=STAGES, actions=ACTIONS, deadlines=DEADLINES, expected=EXPECTED,
        office_kinds=("office", "bureau", "section", "station"), parameters={"arrange_days": 1, "tell_days": 1, "review_days": 30},
        project=states.columns, keeps=keeping.keep_rows, kept=keeping.kept,
        left_to_people={
            NOTARISATION.art(25): "和本县有没有联系，由本人说明，公证处核实", NOTARISATION.art(28): "材料是否真实、合法、充分由公证员审查",
            NOTARISATION.art(29): "要不要核实、核实多久由公证处定",
        },
    )
)  # fmt: skip
