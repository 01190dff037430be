"""The grounds of rewards and sanctions, as the measures of 2020 list them; each said in words, never as a score."""

from __future__ import annotations

from fengqiao.matter.needs import Options

PRAISE, ADMONISH, WARN, PENALTY = "praise", "admonish", "warn", "penalty"
KINDS: Options = ((PRAISE, "表扬"), (ADMONISH, "训诫"), (WARN, "警告"), (PENALTY, "提请治安管理处罚"))
SANCTIONS = (ADMONISH, WARN, PENALTY)

CONDUCT, OUTSTANDING = "P1", "P2"
LATE_10, MINOR_RULES, SKIPS_EDUCATION, OTHER_MINOR = "T1", "T2", "T3", "T4"
INJUNCTION, OVER_10, GRAVER_RULES, NO_REVIEW, TWO_ADMONITIONS, OTHER_GRAVER = "W1", "W2", "W3", "W4", "W5", "W6"
PUNISHABLE = "S1"

# measures, recalled as 33, 34, 35 and 36; the lists of 训诫 and 警告 as a city bureau published them under the rules of 2020
GROUNDS: Options = (
    (CONDUCT, "表扬：接受社区矫正六个月以上，四个方面都做到"), (OUTSTANDING, "表扬：见义勇为、抢险救灾等突出表现"),
    (LATE_10, "训诫：不按规定时间报到或者脱离监管，十日以内"), (MINOR_RULES, "训诫：违反报告、会客、外出、迁居规定，情节轻微"),
    (SKIPS_EDUCATION, "训诫：不按规定参加教育等活动，经教育仍不改正"), (OTHER_MINOR, "训诫：其他违反监督管理规定，情节轻微"),
    (INJUNCTION, "警告：违反禁止令，情节轻微"), (OVER_10, "警告：不按规定时间报到或者脱离监管，超过十日"),
    (GRAVER_RULES, "警告：违反报告、会客、外出、迁居规定，情节较重"), (NO_REVIEW, "警告：保外就医无正当理由不按时提交病情复查情况，经教育仍不改正"),
    (TWO_ADMONITIONS, "警告：受到两次训诫，仍不改正"), (OTHER_GRAVER, "警告：其他违反监督管理规定，情节较重"),
    (PUNISHABLE, "治安处罚：违反监督管理规定，依法应予治安管理处罚"),
)  # fmt: skip
OF_KIND = {PRAISE: "P", ADMONISH: "T", WARN: "W", PENALTY: "S"}
FOUR: Options = (
    ("repents", "认罪悔罪"), ("obeys", "遵守法律法规"), ("supervision", "遵守报告、会客、外出、迁居等规定，服从管理"), ("education", "积极参加教育学习等活动"),
)  # fmt: skip
