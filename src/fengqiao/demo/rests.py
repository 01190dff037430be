"""What can be found standing on the dispute platform on a day: each a life that came just so far."""

from __future__ import annotations

from datetime import timedelta

from fengqiao.demo.cast import Unit
from fengqiao.demo.fates import Fate, again, aside, resolved, returned, to_law, upwards
from fengqiao.demo.lives import MATTER, Life, Ref
from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r

TWIN = "dispute2"
SETTLE, SAFETY, ENTRUST = "settle", "safety", "entrust"


def _opened(life: Life, channel: str = codes.WINDOW, **more: str) -> Life:
    return life.raised(life.comes(channel), **more)


def _in_hand(life: Life, unit: Unit | None = None, channel: str = codes.WINDOW, **more: str) -> Life:
    return _opened(life, channel, **more).sent(unit or life.local.town).taken()


def _ahead(life: Life, days: int) -> str:
    """A day some days after today, or after the present of the life, whichever is earlier by rule."""
    return (max(life.day, life.today) + timedelta(days=days)).isoformat()


# 来件


def _waits(channel: str) -> Fate:
    return Fate(0 if channel in (codes.WINDOW, codes.SCAN, codes.GRID) else 1, lambda life: _only(life, channel))


def _only(life: Life, channel: str) -> None:
    life.comes(channel)


def _to_reply(life: Life) -> None:
    resolved(_in_hand(life, life.local.committee).worked(2))
    for report in life.waiting:
        life.do(r.outcome_known, None, report)


def _declined(life: Life) -> None:
    report = life.comes(codes.WINDOW)
    said = "双方是两家公司之间的货款往来，要求出具调解书，属于商事纠纷。"
    life.do(r.decline, life.local.desk, report, ground="N7", explanation=said, ways=["commercial", "court"])


def _three_reports(life: Life) -> None:
    _opened(life, codes.PHONE).wait(2, weekends=True).joined(codes.MAYOR_LINE).sent(life.local.town).taken()
    life.wait(2, weekends=True).joined(codes.SCAN).worked(1)


def _came_in_twice(life: Life) -> None:
    """The same quarrel was registered again and waits to be recognised."""
    _in_hand(life, life.local.committee).wait(3)
    life.comes(codes.GRID, again=True)


# 分流


def _late_to_take(life: Life) -> None:
    _opened(life).sent(life.local.committee)


def _returned_once(life: Life) -> None:
    returned(_opened(life).sent(life.local.committee), "scope")


def _returned_twice(life: Life) -> Life:
    returned(_opened(life).sent(life.local.committee), "place")
    return returned(life.sent(life.local.town), "recusal")


def _designated(life: Life) -> None:
    _returned_twice(life).wait(1)
    life.unit = life.local.office
    said = "两次退回，双方矛盾没有人接手，指定司法所承办，三日内上门。"
    life.do(p.designate, life.cast.leader, unit=life.local.office.office.pk, reason=said)
    life.worked(1)


def _reassigned(life: Life) -> None:
    _in_hand(life, life.local.town).worked(2)
    life.unit = life.cast.experts[-1] if life.cast.experts else life.cast.section
    said = "承办人与一方当事人有亲属关系，改由专业调委会承办。"
    life.do(p.reassign, life.cast.leader, unit=life.unit.office.pk, why="recusal", reason=said)


def _up_to_the_county(life: Life) -> None:
    upwards(_in_hand(life, life.local.committee).worked(6, 2)).taken(1).worked(6)
    upwards(life)


def _up_to_the_town(life: Life) -> None:
    upwards(_in_hand(life, life.local.committee).worked(5))


# 协同


def _called(life: Life) -> Life:
    _in_hand(life, life.local.office, codes.SUPERIOR).worked(2)
    said = "涉及多户，需要国土、住建和派出所一起定办法。"
    life.do(
        p.call_session, life.local.office.head, bodies=["police", "land", "housing"], reason=said, session_on=_ahead(life, 2),
        session_time="上午9时", session_place="镇政府二楼会议室",
    )  # fmt: skip
    return life


def _conferred(life: Life) -> None:
    _called(life).wait(2)
    county = life.cast.plan.name
    life.do(
        p.hold_session, life.local.office.head, place="镇政府二楼会议室", present=f"{county}自然资源局、住建局、派出所、司法所各一人",
        opinions="自然资源：以丈量表为准。\n住建：可以先停工。\n派出所：有警必出。", conclusion="由司法所牵头，十日内按丈量表核定补偿。",
        lead_named=life.local.office.office.short_name, next_on=_ahead(life, 6),
    )  # fmt: skip
    said = "请提供该地块最近一次丈量的原始表。"
    life.do(
        p.order_unit,
        life.local.office.head,
        agency="land",
        body=f"{county}自然资源局",
        what=said,
        by_on=_ahead(life, 3),
    )


def _paused(reason: str, said: str, days: int) -> Fate:
    def way(life: Life) -> None:
        _in_hand(life, life.local.town).worked(3)
        until = (life.day + timedelta(days=days)).isoformat()
        life.do(p.pause, life.local.office.head, reason=reason, review_on=until, explanation=said)

    return Fate(12, way)


def _handed(agency: str, body: str, kind: str, said: str, then: str = "") -> Fate:
    def way(life: Life) -> None:
        _in_hand(life, life.local.office).worked(1)
        liaison, place = life.rng.choice(life.cast.liaisons), body.format(county=life.cast.plan.name)
        n = life.do(
            p.hand_off, life.local.desk, agency=agency, body=place, handoff_kind=kind, reason=said, consented=[1, 2]
        )
        if not then:
            return
        life.wait(2)
        answer = {"answer": then} if then == "refused" else {"answer": "accepted", "ext_code": f"收{life.number:04d}"}
        why = "来件材料不全，缺少双方身份材料，请补齐后再移。" if then == "refused" else ""
        life.do(p.handoff_answered, liaison, handoff=n, explanation=why, **answer)
        if then == "result":
            life.wait(2).do(
                p.handoff_result, liaison, handoff=n, result="已处理完毕，双方签收处理意见，请继续做好稳定工作。"
            )

    return Fate(8, way)


# 督办、重点关注


def _ordered(level: str, ground: str, then: str = "", ago: int = 9) -> Fate:
    def way(life: Life) -> None:
        _in_hand(life, life.local.town).worked(2)
        duty = life.cast.duty[0] if level != codes.LISTED else life.cast.leader
        n = life.do(
            p.supervise,
            duty,
            ground=ground,
            order_level=level,
            asks="请在时限内报明进展、困难和下一步措施，每两天报一次。",
        )
        if then:
            _order_answered(life, n, then)

    return Fate(ago, way)


def _order_answered(life: Life, n: int, then: str) -> None:
    until = _ahead(life, 5)
    said = "已上门三次，双方同意坐下来谈，数额还差两千元。"
    life.wait(1).do(
        p.answer_order, life.head, order=n, progress=said, measures="请村支书和对方的姐夫一起做工作。", new_date=until
    )
    if then == "ended":
        life.wait(1).do(p.accept_answer, life.cast.duty[0], order=n, opinion="进展属实，同意销号。")
    elif then == "again":
        life.wait(1).do(p.supervise_again, life.cast.duty[0], order=n, why="答复没有写明完成时间，反映人又来电催问。")
    elif then == "held":
        life.do(p.hold_order, life.cast.duty[0], order=n, reason="等鉴定意见，鉴定期间中止督办。")


def _watched(ground: str, basis: str) -> Fate:
    def way(life: Life) -> None:
        _in_hand(life, life.local.office, risk=codes.ORANGE)
        said = "所里两人包联，每三天上门一次，派出所同步掌握动态。"
        life.do(
            p.watch,
            life.local.office.head,
            ground=ground,
            basis=basis,
            measures=said,
            review_on=(life.day + timedelta(days=14)).isoformat(),
        )
        life.worked(3)

    return Fate(8, way)


def _tagged(word: str, reason: str, since: str = "") -> Fate:
    def way(life: Life) -> None:
        _in_hand(life, life.local.town).worked(2)
        life.do(p.tag, life.local.office.head, tags=[word], since=since, reason=reason)

    return Fate(6, way)


# 并案、拆分、收尾


def _merged(life: Life) -> Life:
    _in_hand(life, life.local.town).wait(2)
    life.raised(life.comes(codes.MAYOR_LINE, again=True), TWIN)
    life.do(p.merge, life.cast.duty[0], TWIN, into=Ref(MATTER), why="经核对，当事人、地点和起因都相同，是同一件事。")
    return life


def _split(life: Life) -> None:
    _merged(life).wait(1)
    life.do(p.unmerge, life.cast.duty[0], TWIN, reason="再核对后是两件事，拆开分别办理。")


def _merged_and_done(life: Life) -> None:
    resolved(_merged(life).worked(3)).answered(1).visited(4).closed(1)


def _to_visit(life: Life) -> None:
    resolved(_in_hand(life, life.local.committee).worked(2)).answered(1)


def _to_close(life: Life) -> None:
    resolved(_in_hand(life, life.local.committee).worked(2)).answered(1).visited(3)


def _gone_to_law(life: Life) -> None:
    _in_hand(life, life.local.town).worked(4)
    said = "双方对责任比例分歧大，均表示要到法院解决。"
    life.do(p.refer_out, life.head, outcome="suit", explanation=said, ways=["court"], told_in_writing=True)
    for report in life.waiting:
        life.do(r.outcome_known, None, report)


def _back_again(life: Life) -> None:
    resolved(_in_hand(life, channel=codes.MAYOR_LINE).worked(2)).answered(1).visited(4).closed(1)
    again(life)


def _near(life: Life) -> None:
    _in_hand(life, life.local.town, difficulty="ordinary").worked(3)


def _hard(life: Life) -> None:
    _in_hand(life, life.local.office, difficulty="hard").worked(9, 2)


def _risen(life: Life) -> None:
    _in_hand(life).worked(2)
    life.do(p.change_risk, life.head, risk=codes.RED, risk_reason="对方带人上门砸了门窗，扬言要见血，已同时报警。")


AT_REST: tuple[Fate, ...] = (
    *(_waits(channel) for channel in (codes.WINDOW, codes.WINDOW, codes.SCAN, codes.GRID, codes.PETITION, codes.COURT, codes.AGENCY,
                                      codes.LETTER, codes.FOUND, codes.LOWER)),
    Fate(4, lambda life: _only(life, codes.POLICE)),
    Fate(5, _to_reply), Fate(2, _declined), Fate(3, lambda life: aside(life, "settle")), Fate(2, lambda life: aside(life, "consult")),
    Fate(3, lambda life: aside(life, "refer", codes.MAYOR_LINE)),
    Fate(0, lambda life: _opened(life, codes.PHONE, risk=codes.RED)), Fate(3, lambda life: _opened(life, risk=codes.ORANGE)),
    Fate(0, lambda life: _opened(life, codes.GRID)), Fate(1, lambda life: _opened(life, codes.SCREENING)),
    Fate(0, lambda life: _opened(life).sent(life.local.committee)), Fate(1, lambda life: _opened(life).sent(life.local.town)),
    Fate(6, _late_to_take), Fate(2, lambda life: _opened(life, codes.COURT).sent(life.cast.section)),
    Fate(6, _near), Fate(11, _near), Fate(16, _hard), Fate(24, _hard), Fate(5, _risen),
    Fate(4, _returned_once), Fate(6, lambda life: _returned_twice(life)), Fate(8, _designated), Fate(7, _reassigned),
    Fate(9, _up_to_the_town), Fate(19, _up_to_the_county), Fate(5, lambda life: _called(life)), Fate(9, _conferred),
    _paused("appraisal", "委托评估房屋裂缝的损失，等评估意见。", 20), _paused("missing", "对方外出务工联系不上，等春节前返乡。", 8),
    _handed("police", "{county}公安局城关派出所", SAFETY, "一方扬言报复，有持械情节，先行安全报告。"),
    _handed("labour", "{county}人力资源和社会保障局", SETTLE, "涉及多名工人工资，属劳动保障监察职责。", "accepted"),
    _handed("petition", "{county}信访局", SETTLE, "反映的是征地批复问题，不属调解范围。", "refused"),
    _handed("court", "{county}人民法院", ENTRUST, "双方同意诉前委派调解，请编立诉前调号。", "result"),
    _ordered(codes.REMIND, "late"), _ordered(codes.SUPERVISE, "leader"), _ordered(codes.LISTED, "risk", ago=7),
    _ordered(codes.REMIND, "repeated", "answered"), _ordered(codes.SUPERVISE, "late", "ended"), _ordered(codes.REMIND, "unhappy", "again"),
    _ordered(codes.SUPERVISE, "late", "held"),
    _watched("threat", "来件时当面说过要同归于尽，窗口有记录。"), _watched("wages", "工地十余人聚集两次，拨打12345五次。"),
    _tagged(codes.TAGS[2][0], "换届前遗留，换了三任干部没有办结。", "2019年起，办过三次"), _tagged(codes.TAGS[1][0], "本地论坛有帖，转发较多。"),
    _tagged(codes.TAGS[0][0], "多户反映同一条路的排水。"),
    Fate(9, _three_reports), Fate(4, _came_in_twice), Fate(6, lambda life: _merged(life)), Fate(8, _split), Fate(20, _merged_and_done),
    Fate(9, _to_visit), Fate(16, _to_visit), Fate(9, _to_close), Fate(8, _gone_to_law), Fate(14, lambda life: to_law(_in_hand(life).worked(4))),
    Fate(70, _back_again),
    Fate(4, lambda life: None, "accepted"), Fate(9, lambda life: None, "mediating"), Fate(7, lambda life: None, "signing"),
    Fate(14, lambda life: None, "suspended"), Fate(12, lambda life: None, "ended"), Fate(30, lambda life: None, "performed"), Fate(120, lambda life: None, ""),
)  # fmt: skip
