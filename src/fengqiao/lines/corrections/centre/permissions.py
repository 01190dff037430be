"""Who sees the centre; rooms are booked by whoever may book (booking.permissions), cases stay with those who may see them."""

from __future__ import annotations

from fengqiao.lines.corrections.permissions import AGENCY, OFFICE
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import COUNSELLOR, LEADER, SOCIAL_WORKER, VISIT_CLERK

SEE_CENTRE = Permission("corrections.see_centre", "查看社区矫正中心", roles=(*OFFICE, *AGENCY, LEADER, SOCIAL_WORKER, COUNSELLOR, VISIT_CLERK))
RECEIVE_HERE = Permission("corrections.receive_here", "登记中心接待", roles=(*AGENCY, SOCIAL_WORKER))
