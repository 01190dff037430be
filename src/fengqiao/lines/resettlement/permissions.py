"""Who does what in resettlement. The county's 安置帮教机构 receives and assigns, the justice office does the rest.

A social worker or a counsellor sees only the matters that name them, and does only the own task there.
"""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import COUNSELLOR, LEADER, OFFICE_HEAD, OFFICE_STAFF, RESETTLEMENT, SOCIAL_WORKER, STATISTICS

OFFICE = (OFFICE_STAFF, OFFICE_HEAD)
ONLY_OWN = (SOCIAL_WORKER.code, COUNSELLOR.code)

MAY_SEE = Permission("resettlement.see", "查看安置帮教", roles=(RESETTLEMENT, *OFFICE, SOCIAL_WORKER, COUNSELLOR))
MAY_ASSIGN = Permission("resettlement.assign", "接收通知与分派", roles=(RESETTLEMENT,))
MAY_HANDLE = Permission("resettlement.handle", "办理衔接与帮教", roles=OFFICE)
MAY_HEAD = Permission("resettlement.head", "安排帮教人员", roles=(OFFICE_HEAD, RESETTLEMENT))
MAY_RECORD = Permission("resettlement.record", "记录与更正", roles=(RESETTLEMENT, *OFFICE))
MAY_VISIT = Permission("resettlement.visit", "登记走访联系", roles=(*OFFICE, SOCIAL_WORKER))
MAY_COUNSEL = Permission("resettlement.counsel", "登记心理帮扶", roles=(COUNSELLOR,))
MAY_COUNT = Permission("resettlement.count", "查看安置帮教统计", roles=(RESETTLEMENT, OFFICE_HEAD, LEADER, STATISTICS))
MAY_SEE_BASES = Permission("bases.see", "查看安置基地", roles=(RESETTLEMENT, *OFFICE))
MAY_RUN_BASES = Permission("bases.run", "管理安置基地", roles=(RESETTLEMENT,))
MAY_SEE_STAYS = Permission("stays.see", "查看基地安置", roles=(RESETTLEMENT, *OFFICE))
MAY_STAY = Permission("stays.run", "办理基地安置", roles=(RESETTLEMENT, *OFFICE))
