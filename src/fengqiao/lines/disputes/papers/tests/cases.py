"""A year of the platform in a few matters, driven through the real door: every paper comes out at least once."""

from __future__ import annotations

from typing import Any

from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.tests.driver import Known, Platform, Received
from fengqiao.matter.files import store

ZHANG = {
    "side": "applicant",
    "kind": "person",
    "name": "张三",
    "phone": "15400000001",
    "address": "枫林镇白水村三组18号",
}
LI = {"side": "respondent", "kind": "person", "name": "李四", "phone": "15400000002", "address": "枫林镇白水村三组19号"}
NEIGHBOUR = {
    "reporter_role": "neighbour", "reporter_name": "王小五", "reporter_phone": "15400000009", "parties": [dict(ZHANG), dict(LI)],
    "summary": "邻居王小五（电话15400000009）反映：张三、李四两家因院墙滴水争执，昨晚互相推搡。", "people_count": 2,
    "place": "白水村三组", "occurred_on": "2026-05-05", "amount": 350_000,
}  # fmt: skip
REPORTER_SECRETS = ("王小五", "15400000009")
CONTACTS = ("15400000001", "15400000002", "白水村三组18号", "白水村三组19号")


def picture() -> dict[str, Any]:
    """A one-pixel PNG as it was brought in."""
    content = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
        "a5f645400000000049454e44ae426082"
    )
    return {"digest": store().put(content), "name": "院墙.png", "mime": "image/png", "size_bytes": len(content)}


def hard_matter(platform: Platform, **changes: Any) -> tuple[Received, Known]:
    """A neighbour tells of it, two units give it back, the leader names one, it is pushed, conferred and handed on."""
    report = platform.receive("2026-05-06", **{**NEIGHBOUR, **changes})
    known = report.raise_("2026-05-06", difficulty="hard")
    known.dispatch("2026-05-06", hide_reporter=True).give_back("2026-05-07")
    known.dispatch("2026-05-07", unit="town").give_back("2026-05-08", by="head")
    office2 = platform.county.offices["office2"]
    known.do(p.designate, "2026-05-08", by="leader", unit=office2.pk, reason="两次退回，跨村，由竹溪乡司法所承办。")
    by = "office2_head"
    _pushed(known, by)
    _conferred(known, by)
    return report, known


def _pushed(known: Known, by: str) -> None:
    known.do(
        p.supervise,
        "2026-05-11",
        by="leader",
        ground="returned",
        order_level="remind",
        asks="三日内组织双方见面，报送办理方案。",
    )
    first = known.row.head_seq
    known.do(
        p.answer_order,
        "2026-05-12",
        by=by,
        order=first,
        progress="已到现场勘查。",
        measures="约定周五调解。",
        new_date="2026-05-20",
    )
    known.do(p.supervise_again, "2026-05-13", by="leader", order=first, why="没有说明为什么还不见面。")
    second = known.row.head_seq
    known.do(
        p.answer_order, "2026-05-13", by=by, order=second, progress="双方已见面。", measures="请住建部门出具意见。"
    )
    known.do(p.accept_answer, "2026-05-14", by="leader", order=second)
    known.do(
        p.watch,
        "2026-05-14",
        by=by,
        ground="threat",
        basis="5月5日警情记录",
        measures="两日一访，劝开双方。",
        review_on="2026-06-05",
    )
    known.do(p.watch_review, "2026-05-18", by=by, found="双方平静。", review_on="2026-06-10")


def _conferred(known: Known, by: str) -> None:
    known.do(
        p.call_session,
        "2026-05-18",
        by=by,
        bodies=["police", "court", "housing"],
        others="白水村村民委员会",
        reason="院墙滴水怎样改正。",
        session_on="2026-05-20",
        session_time="上午9时30分",
        session_place="竹溪乡司法所会议室",
    )
    known.do(
        p.hold_session, "2026-05-20", by=by, place="竹溪乡司法所会议室", present="派出所陈警官、住建所刘工、白水村村委会周主任",
        absent="法院（另案开庭）", opinions="住建所：加装檐沟即可。\n派出所：已训诫。", conclusion="由村委会组织加装檐沟。",
        lead_named="竹溪乡司法所", next_on="2026-06-03",
    )  # fmt: skip
    known.do(
        p.order_unit,
        "2026-05-20",
        by=by,
        agency="housing",
        body="枫林县住房和城乡建设局",
        what="派员指导加装檐沟",
        by_on="2026-05-28",
    )
    known.do(
        p.order_unit,
        "2026-05-20",
        by=by,
        agency="court",
        body="枫林县人民法院",
        what="就相邻关系的裁判尺度提供指导",
        by_on="2026-05-28",
    )
    known.do(
        p.hand_off, "2026-05-21", by=by, agency="police", body="枫林县公安局", handoff_kind="safety", reason="一方扬言报复，请依法处置。",
        materials="1.现场照片 4页\n2.谈话笔录（3页）\n3.檐沟图纸",
    )  # fmt: skip
    known.do(
        p.hand_off,
        "2026-05-21",
        by=by,
        agency="court",
        body="枫林县人民法院",
        handoff_kind="entrust",
        reason="当事人愿意诉前委派调解。",
        consented=[1, 2],
    )
    known.do(
        p.pause, "2026-05-22", by=by, reason="appraisal", review_on="2026-06-10", explanation="等住建部门的檐沟方案"
    )
    known.do(p.resume, "2026-06-01", by=by)
    known.do(p.unwatch, "2026-06-02", by=by, reason="威胁消除")
    known.do(
        p.refer_out,
        "2026-06-03",
        by=by,
        outcome="suit",
        explanation="甲方要求三千五，乙方只肯出一千。",
        ways=["court", "legal_aid"],
        told_in_writing=True,
    )


def finished(report: Received, known: Known) -> Known:
    """The neighbour answered, the matter closed."""
    report.reply("2026-06-04", content="事项未能化解，已书面告知双方可以起诉。李四的电话15400000002请勿外传。")
    known.do(p.visit, "2026-06-05", by="office2_head", way="phone", state="双方准备起诉。", satisfaction="fairly")
    return known.do(p.close, "2026-06-08", by="office2_head", opinion="同意结案。")


def turned_away(platform: Platform) -> list[Received]:
    """Reports that became no matter of ours."""
    declined = platform.receive("2026-05-06")
    declined.do(
        r.decline,
        "2026-05-07",
        by="office_staff",
        ground="N4",
        explanation="李四（15400000002）与你争的是林地权属",
        ways=["government", "review"],
    )
    asked = platform.receive("2026-05-06")
    asked.do(r.consult, "2026-05-06", answer="相邻关系依民法典第二百八十八条处理，可以先申请人民调解。")
    sent = platform.receive("2026-05-06", **NEIGHBOUR)
    sent.do(
        r.refer,
        "2026-05-07",
        by="office_staff",
        agency="housing",
        body="枫林县住房和城乡建设局",
        explanation="属于违章搭建的查处",
    )
    return [declined, asked, sent]


def from_a_body(platform: Platform) -> tuple[Received, Known]:
    """12345 sent it, the village sent it up, the leader sent it elsewhere, it was settled there and visited."""
    report = platform.receive("2026-05-06", channel="03", ext_code="HZ-2026-118", reply_by="2026-06-05")
    known = report.raise_("2026-05-06").in_hand("2026-05-06")
    county = platform.county
    known.do(p.progress, "2026-05-07", by="village_head", text="上门两次，双方都在气头上。", files=[picture()])
    known.do(
        p.escalate,
        "2026-05-08",
        by="village_head",
        unit=county.offices["office"].pk,
        reason="双方分歧太大，村里调不了。",
        parties_told=True,
    )
    known.do(p.accept_task, "2026-05-08", by="office_head")
    known.do(
        p.reassign,
        "2026-05-11",
        by="leader",
        unit=county.offices["village2"].pk,
        why="recusal",
        reason="所长是一方亲属。",
    )
    known.accept("2026-05-11", by="village2_head")
    known.resolve("2026-05-13", by="village2_head", outcome="oral", result="乙方让步，赔一千元。", files=[picture()])
    known.visit("2026-05-20", by="village2_head", who=[1])
    report.reply("2026-05-20", way="system", content="双方已经达成口头协议。")
    return report, known


def merged(platform: Platform) -> tuple[Received, Known]:
    """Two quarrels that looked like one, merged and split; a third report joined and told so."""
    one = platform.receive("2026-05-06").raise_("2026-05-06")
    other = platform.receive("2026-05-06", reporter_name="赵大六", parties=[dict(LI)]).raise_("2026-05-07")
    joined = platform.receive("2026-05-08", **NEIGHBOUR).join("2026-05-08", one)
    other.do(p.merge, "2026-05-08", by="office_head", into=one.matter.code, why="同一院墙，同一对邻居。")
    other.do(p.unmerge, "2026-05-11", by="office_head", reason="赵大六说的是另一面墙。")
    return joined, other
