"""Code lists of the adviser teams. What no law says is the bureau's own measure, and is named so."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("法律顾问队伍管理制度")
HOUSE_NAME = "本局《法律顾问队伍管理制度》"
SELF = "self"

VILLAGE, VICE, COACH, ENVOY, PROJECT, PETITION = "village", "vice", "coach", "envoy", "project", "petition"
TEAMS: Options = (
    (VILLAGE, "村居法律顾问"), (VICE, "法治副校长"), (COACH, "校外法治辅导员"), (ENVOY, "企业法治特派员"), (PROJECT, "重点项目法律服务工作者"),
    (PETITION, "信访值守律师"),
)  # fmt: skip
SCHOOL_TEAMS = (VICE, COACH)
# 一村一法律顾问、一校一法治副校长、一企一特派员、一重点项目一工作者: of whom each is to have one
ONE_EACH: Options = ((VILLAGE, "村（社区）"), (VICE, "学校"), (ENVOY, "企业"), (PROJECT, "重点项目"))

COURT, PROCURATORATE, POLICE, JUSTICE = "court", "procuratorate", "police", "justice"
SOURCES: Options = (
    (COURT, "法院"), (PROCURATORATE, "检察院"), (POLICE, "公安"), (JUSTICE, "司法行政"), ("firm", "律师事务所"), ("basic", "基层法律服务所"), ("college", "高校"),
    ("other", "其他"),
)  # fmt: skip
VICE_SOURCES = (COURT, PROCURATORATE, POLICE, JUSTICE)
VICE_SCHOOLS = 2
RETIRED_AGE = 65

DUTY, ANSWER, LECTURE, LESSON = "duty", "answer", "lecture", "lesson"
LOG_KINDS: Options = (
    (DUTY, "现场值班"), (ANSWER, "线上答疑"), (LECTURE, "法治讲座"), (LESSON, "法治课"), ("mediate", "参与调解"), ("contract", "合同审查"),
    ("rules", "村规民约或者制度审查"), ("checkup", "法治体检"), ("opinion", "项目风险意见"), ("guidance", "个案指导"), ("refer", "转介法律援助"),
)  # fmt: skip
CONFIRMED_BY: Options = (("signed", "日志上签字"), ("stamped", "日志上盖章"), ("called", "电话核实"), ("seen", "当面说明"))

ONLINE_PERCENT = 25  # of the month's minimum
LESSON_MINUTES = 40  # one class hour
LATE_DAYS = 10  # how long the host has to confirm

OVERLAP, OVER_CAP, PHOTO, OUTSIDE = "overlap", "over_cap", "photo", "outside"
FLAGS: Options = ((OVERLAP, "重叠"), (OVER_CAP, "超上限"), (PHOTO, "图片重复"), (OUTSIDE, "聘期外"))
WAITING, TO_VERIFY, RETURNED, COUNTED = "waiting", "to_verify", "returned", "counted"
LOG_STATES: Options = ((WAITING, "待确认"), (TO_VERIFY, "待核"), (RETURNED, "已退回"), (COUNTED, "已确认"))

MET, MISSED, EXEMPT = "met", "missed", "exempt"
RESULTS: Options = ((MET, "达标"), (MISSED, "未达标"), (EXEMPT, "豁免"))

SUSPEND_WHY: Options = (("penalty", "受到处罚或者处分"), ("licence", "执业证失效或者停止执业"), ("missed", "连续两个月未达标"), ("own", "本人原因"), ("other", "其他"))
DISMISS_WHY: Options = (*SUSPEND_WHY[:3], ("left", "调离、退休或者去世"), ("own", "本人辞任"), ("host", "服务对象要求更换"), ("other", "其他"))
