"""Performance, judicial confirmation, closing and archive: 人民调解法 27, 31-33; 民事诉讼法 187, 205-206."""

from __future__ import annotations

from fengqiao.lines.mediation import asks, papers, register
from fengqiao.lines.mediation import conditions as c
from fengqiao.lines.mediation.life.stages import (
    ALL_DONE,
    ARCHIVED,
    CLOSED,
    ENDED,
    HOUSE,
    LAW,
    PERFORMED,
    PERFORMING,
    WITH_AGREEMENT,
)
from fengqiao.lines.mediation.permissions import (
    MAY_APPROVE,
    MAY_ARCHIVE,
    MAY_MEDIATE,
    MAY_RECORD_COURT,
    MAY_SET_RIGHT,
    MAY_TAG,
)
from fengqiao.matter.procedure import ANY, Action, Produces
from fengqiao.statutes.known import ARCHIVES, CIVIL_PROCEDURE, JUDICIAL_CONFIRMATION_RULES, PERSONAL_INFORMATION

# Performance: 人民调解法 31-32 ----------------------------------------------------------------------------------------

perform = Action(
    "perform", "登记履行", (PERFORMING,), MAY_MEDIATE, to=ALL_DONE, needs=asks.PERFORM, cite=(LAW.art(31),), primary=True,
    conditions=(c.ITEMS_EXIST, c.ITEM_OPEN, c.SAYS_WHAT), produces=(Produces(papers.PERFORMANCE),),
    sentence="第{item}项履行{amount}",
)  # fmt: skip
urge = Action(
    "urge", "督促履行", (PERFORMING,), MAY_MEDIATE, needs=asks.URGE, cite=(LAW.art(31),),
    conditions=(c.ITEMS_EXIST, c.ITEM_OPEN), produces=(Produces(papers.URGING, each=True),),
    sentence="督促履行第{item}项，限{until}前",
)  # fmt: skip
waive = Action(
    "waive", "债权人免除", (PERFORMING,), MAY_MEDIATE, to=ALL_DONE, needs=asks.WAIVE, cite=(LAW.art(31),),
    conditions=(c.ITEMS_EXIST, c.ITEM_OPEN), sentence="第{item}项债权人免除：{reason}",
)  # fmt: skip
unperformed = Action(
    "unperformed", "未履行处理", (PERFORMING,), MAY_MEDIATE, needs=asks.UNPERFORMED, cite=(LAW.art(31), LAW.art(32)),
    conditions=(c.ITEMS_EXIST, c.ITEM_OPEN, c.URGED_TWICE), sentence="第{item}项未履行（{reason}），已告知：{ways}",
)  # fmt: skip
visit = Action(
    "visit", "登记回访", (PERFORMING, PERFORMED), MAY_MEDIATE, needs=asks.VISIT, cite=(LAW.art(31),), primary=True,
    produces=(Produces(papers.VISIT, each=True),), sentence="回访（{way}），{satisfaction}：{performance}",
)  # fmt: skip

# Judicial confirmation: 人民调解法 33; 民事诉讼法 205-206, 187 -------------------------------------------------------------

confirm_inform = Action(
    "confirm_inform", "告知司法确认", (PERFORMING, PERFORMED), MAY_MEDIATE, cite=(LAW.art(33),), repeats=False,
    conditions=(c.NOT_LAPSED,), sentence="告知可以共同申请司法确认及期限",
)  # fmt: skip
confirm_prepare = Action(
    "confirm_prepare", "备齐确认材料", (PERFORMING, PERFORMED), MAY_MEDIATE, needs=asks.CONFIRM_PREPARE,
    cite=(CIVIL_PROCEDURE.art(205),), conditions=(c.NOT_LAPSED, c.MAY_CONFIRM, c.NOT_YET_FILED),
    produces=(Produces(papers.CONFIRMATION_APPLICATION), Produces(papers.CERTIFICATE)), sentence="备齐司法确认材料：{materials}",
)  # fmt: skip
confirm_file = Action(
    "confirm_file", "提交司法确认", (PERFORMING, PERFORMED), MAY_MEDIATE, needs=asks.CONFIRM_FILE,
    cite=(LAW.art(33), CIVIL_PROCEDURE.art(205)), conditions=(c.NOT_LAPSED, c.MAY_CONFIRM, c.NOT_YET_FILED),
    dated_by="posted_on", sentence="向{court}提交司法确认申请（{way}）",
)  # fmt: skip
confirm_answer = Action(
    "confirm_answer", "登记法院受理情况", WITH_AGREEMENT, MAY_RECORD_COURT, needs=asks.CONFIRM_ANSWER,
    cite=(JUDICIAL_CONFIRMATION_RULES.art(4),), conditions=(c.FILED,), sentence="法院{answer}",
)  # fmt: skip
confirm_ruling = Action(
    "confirm_ruling", "登记确认裁定", WITH_AGREEMENT, MAY_RECORD_COURT, needs=asks.CONFIRM_RULING,
    cite=(CIVIL_PROCEDURE.art(206),), conditions=(c.FILED,), sentence="法院{ruling}",
)  # fmt: skip
confirm_lapse = Action(
    "confirm_lapse", "司法确认申请期满", ANY, None, cite=(LAW.art(33), CIVIL_PROCEDURE.art(205)),
    sentence="自协议生效三十日届满，未申请司法确认",
)  # fmt: skip

# Closing and archive: 人民调解法 27; 档案法 -----------------------------------------------------------------------------

close = Action(
    "close", "结案", (PERFORMING, PERFORMED, ENDED), MAY_APPROVE, to=CLOSED, needs=asks.CLOSE, cite=(LAW.art(27),), primary=True,
    conditions=(c.NOTHING_LEFT_OPEN, c.VISITED, c.HARM_REPORTED), produces=(Produces(papers.CLOSING),), sentence="结案：{opinion}",
    not_by_handler=True,
)  # fmt: skip
archive = Action(
    "archive", "归档", (CLOSED,), MAY_ARCHIVE, to=ARCHIVED, needs=asks.ARCHIVE, cite=(LAW.art(27),), primary=True,
    conditions=(register.COMPLETE,), produces=(Produces(papers.COVER), Produces(papers.STATEMENT)), sentence="归档，保管期限：{retention}",
)  # fmt: skip
set_aside = Action(
    "set_aside", "办结后更正", (CLOSED, ARCHIVED), MAY_SET_RIGHT, needs=asks.SET_ASIDE, cite=(LAW.art(32),),
    produces=(Produces(papers.CORRECTION_SHEET, each=True),), sentence="{what}：{explanation}",
)  # fmt: skip
answer_deletion = Action(
    "answer_deletion", "答复删除请求", ANY, MAY_APPROVE, needs=asks.DELETION, cite=(PERSONAL_INFORMATION.art(47, 2), ARCHIVES.art(14)),
    sentence="{who}请求删除个人信息，已答复：依法保管期内只存储、不作其他处理", help="个人请求删除的，保管期内只存储；答复后本案限制查看。",
)  # fmt: skip

# What the county watches, whatever the type: declared by a person, with a reason -------------------------------------------

tag = Action(
    "tag", "标记热点、历史欠账", ANY, MAY_TAG, needs=asks.TAG, cite=(HOUSE.whole(),), conditions=(c.TAGS_CHANGE,), sentence="标记：{tags}（{reason}）",
    help="群众关心、社会热点、历史欠账；以最近一次标记为准。",
)  # fmt: skip
