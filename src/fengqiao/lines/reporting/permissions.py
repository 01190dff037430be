"""Who does what with reports. The one who writes never checks it, the one who checked it never reviews it; a leader signs."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import ADVISERS, LEADER, LEGAL_SERVICE, OFFICE_HEAD, SECTION_MEDIATION, STATISTICS

WRITERS = (STATISTICS, SECTION_MEDIATION, LEGAL_SERVICE, ADVISERS)

MAY_SEE = Permission("reporting.see", "查看报告", roles=(*WRITERS, LEADER, OFFICE_HEAD))
MAY_WRITE = Permission("reporting.write", "起草报告", roles=WRITERS)
MAY_CHECK = Permission("reporting.check", "核对报告数据", roles=WRITERS)
MAY_REVIEW = Permission("reporting.review", "审核报告", roles=(*WRITERS, LEADER))
MAY_SIGN = Permission("reporting.sign", "报告签发", roles=(LEADER,))
MAY_KEEP_FORMS = Permission("reporting_forms.keep", "管理报告模板", roles=(STATISTICS, LEADER))
MAY_SEE_HAND = Permission("hand_entries.see", "查看人工登记", roles=(*WRITERS, LEADER, OFFICE_HEAD))
MAY_ENTER = Permission("hand_entries.enter", "人工登记", roles=(*WRITERS, OFFICE_HEAD))
