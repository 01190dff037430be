"""On what ground what may be proposed, by category. 管制 knows no revocation: there is nothing to revoke."""

from __future__ import annotations

from fengqiao.lines.corrections import codes
from fengqiao.matter.needs import Options

PROBATION, PAROLE, RECOMMIT = "01", "02", "03"  # as codes.TERMINATIONS
KINDS: Options = ((PROBATION, "撤销缓刑"), (PAROLE, "撤销假释"), (RECOMMIT, "收监执行"))
OF_CATEGORY = {codes.PROBATION: PROBATION, codes.PAROLE: PAROLE, codes.OUTSIDE: RECOMMIT}

ABSENT, PUNISHED, TWO_WARNINGS, GRAVE = "absent", "punished", "two_warnings", "grave"
INJUNCTION, LEFT_REACH, REVIEW, UNFIT, GONE, GUARANTOR = "injunction", "left_reach", "review", "unfit", "gone", "guarantor"

# measures, recalled as 46 (probation), 47 (parole) and 49 (temporary release)
GROUNDS: Options = (
    (INJUNCTION, "违反禁止令，情节严重（缓刑）"), (ABSENT, "无正当理由不按规定时间报到或者脱离监管，超过一个月（缓刑、假释）"),
    (PUNISHED, "因违反监督管理规定受到治安管理处罚，仍不改正（缓刑、暂予监外执行）"), (TWO_WARNINGS, "受到两次警告（缓刑、假释须仍不改正；暂予监外执行两次即可）"),
    (GRAVE, "其他违反法律、行政法规和监督管理规定，情节严重"), (LEFT_REACH, "未经批准离开所居住的市、县，或者脱离监管（暂予监外执行）"),
    (REVIEW, "不按规定提交病情复查情况，经教育仍不改正（保外就医）"), (UNFIT, "发现不符合暂予监外执行条件"), (GONE, "暂予监外执行的情形消失，刑期未满"),
    (GUARANTOR, "保证人丧失条件或者被取消资格，未能提出新的保证人（保外就医）"),
)  # fmt: skip
ALLOWED = {
    codes.PROBATION: (INJUNCTION, ABSENT, PUNISHED, TWO_WARNINGS, GRAVE),
    codes.PAROLE: (ABSENT, TWO_WARNINGS, GRAVE),
    codes.OUTSIDE: (PUNISHED, TWO_WARNINGS, GRAVE, LEFT_REACH, REVIEW, UNFIT, GONE, GUARANTOR),
}
BREACHES = (INJUNCTION, ABSENT, PUNISHED, TWO_WARNINGS, GRAVE, LEFT_REACH, REVIEW)
ARRESTABLE = (PROBATION, PAROLE)
DANGERS: Options = (
    ("flee", "可能逃跑"), ("danger", "有危害国家安全、公共安全或者社会秩序的现实危险"), ("revenge", "可能对被害人、举报人、控告人、社区矫正机构工作人员等实施报复"),
    ("crime", "可能实施新的犯罪"),
)  # fmt: skip
