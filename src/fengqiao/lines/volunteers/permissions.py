"""Who sees the volunteers, who records what they did, who enrols and strikes them."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import AID_HEAD, LEADER, LEGAL_SERVICE, OFFICE_HEAD, OFFICE_STAFF, SERVICE_HEAD

RECORDING = (LEGAL_SERVICE, SERVICE_HEAD, OFFICE_STAFF, OFFICE_HEAD)
SEE = Permission("volunteers.see", "查看法律服务志愿者", roles=(*RECORDING, AID_HEAD, LEADER))
RECORD = Permission("volunteers.record", "登记志愿者申请和活动", roles=RECORDING)
ENROL = Permission("volunteers.enrol", "审核、暂停、取消志愿者", roles=(LEGAL_SERVICE,))
