"""Who does what with advisers. An adviser and a host see only the appointments that name them.

The section appoints, suspends and dismisses; the justice office proposes, helps to log and reckons the month; the host confirms.
"""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import ADVISER, ADVISERS, HOST, LEADER, OFFICE_HEAD, OFFICE_STAFF, STATISTICS

OFFICE = (OFFICE_STAFF, OFFICE_HEAD)
ONLY_OWN = (ADVISER.code, HOST.code)

SEE = Permission("advisers.see", "查看法律顾问聘任", roles=(ADVISERS, *OFFICE, ADVISER, HOST))
PROPOSE = Permission("advisers.propose", "拟聘法律顾问", roles=(ADVISERS, *OFFICE))
APPOINT = Permission("advisers.appoint", "聘任、暂停、解聘法律顾问", roles=(ADVISERS,))
LOG = Permission("advisers.log", "登记服务日志", roles=(*OFFICE, ADVISER))
CONFIRM = Permission("advisers.confirm", "确认服务日志", roles=(*OFFICE, HOST))
RECKON = Permission("advisers.reckon", "认定月度履职", roles=(ADVISERS, *OFFICE))
KEEP_UNITS = Permission("advisers.units", "登记应配顾问的对象", roles=(ADVISERS, *OFFICE))
COUNT = Permission("advisers.count", "查看法律顾问统计", roles=(ADVISERS, *OFFICE, LEADER, STATISTICS))
EVERYDAY = Permission("advisers.everyday", "记录与更正", roles=(ADVISERS, *OFFICE))

SEE_COUNSEL = Permission("counsel.see", "查看政府法律顾问", roles=(ADVISERS, *OFFICE))
RUN_COUNSEL = Permission("counsel.run", "管理合同、办理顾问事项", roles=(ADVISERS,))
SEE_TASKS = Permission("counsel.tasks", "查看顾问事项", roles=(ADVISERS, *OFFICE, HOST))
ASK_COUNSEL = Permission("counsel.ask", "提交顾问事项、反馈采纳", roles=(ADVISERS, *OFFICE, HOST))
ASK_OWN = Permission("counsel.own", "以单位账号提出顾问事项", roles=(HOST,))
SEE_PETITIONS = Permission("petitions.see", "查看律师接访", roles=(ADVISERS, *OFFICE))
RECEIVE = Permission("petitions.receive", "登记律师接访", roles=(ADVISERS, *OFFICE))
