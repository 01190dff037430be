"""社区矫正：接收、宣告、方案、报告与核查、外出、变更、定位、查找、奖惩、羁押、解除和终止。

社区矫正法，自2020年7月1日起施行。此前的事依2012年《社区矫正实施办法》判断。每一章一个文件夹，依法律的顺序。
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import columns, sealing, stages
from fengqiao.lines.corrections.cases.beside import steps as beside
from fengqiao.lines.corrections.cases.commutation import steps as commutation
from fengqiao.lines.corrections.cases.conduct import steps as conduct
from fengqiao.lines.corrections.cases.device import steps as device
from fengqiao.lines.corrections.cases.duties import steps as duties
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.health import steps as health
from fengqiao.lines.corrections.cases.helping import steps as helping
from fengqiao.lines.corrections.cases.leaving import steps as leaving
from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.lines.corrections.cases.missing import steps as missing
from fengqiao.lines.corrections.cases.permits import steps as permits
from fengqiao.lines.corrections.cases.procuracy import steps as procuracy
from fengqiao.lines.corrections.cases.reception import facts as reception_facts
from fengqiao.lines.corrections.cases.reception import steps as reception
from fengqiao.lines.corrections.cases.relocation import steps as relocation
from fengqiao.lines.corrections.cases.revocation import steps as revocation
from fengqiao.lines.corrections.cases.travelling import steps as travelling
from fengqiao.lines.corrections.permissions import EVERYDAY, ORGANISE, RECEIVE
from fengqiao.matter import entered
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.keeping import Retention
from fengqiao.matter.procedure import Procedure
from fengqiao.matter.retention import with_retention
from fengqiao.matter.sealed import with_sealing
from fengqiao.matter.subject import with_subject_access
from fengqiao.matter.supplements import Supplements
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW
from fengqiao.statutes.known import PERSONAL_INFORMATION

CHAPTERS = (
    reception, living, duties, beside, leaving, travelling, permits, relocation, helping, health, device, missing, conduct, revocation, commutation, procuracy,
    ending,
)  # fmt: skip
ORGANISING = ("share", "unshare", "recuse", "restrict")
LEFT_TO_PEOPLE = {
    LAW.art(34): "是否影响正常工作和生活，由承办人判断；系统不作集体宵禁、不作节日一律不准外出",
    LAW.art(28): "考核的标准由县级社区矫正机构确定；奖惩由人决定，系统只列事实和条件",
}  # fmt: skip

entered_from = entered.entered_from(RECEIVE, codes.HOUSE.whole())
void_entered = entered.void_entered(RECEIVE, codes.HOUSE.whole())  # a register that was imported by mistake

# 档案保存多久由本局文件定；没有文件以前两项都是0，什么都不遮蔽、不销毁
RETENTION = Retention((codes.HOUSE.whole(), PERSONAL_INFORMATION.art(47)), mask_months="mask_months", shred_months="shred_months")
SUPPLEMENTS = Supplements(EVERYDAY, codes.HOUSE)
_GENERAL = with_everyday(
    Procedure(
        code="correction",
        label="社区矫正",
        in_force_from=date(2012, 3, 1),
        stages=stages.STAGES,
        actions=(*(action for chapter in CHAPTERS for action in chapter.ACTIONS), entered_from, void_entered),
        deadlines=tuple(deadline for chapter in CHAPTERS for deadline in chapter.DEADLINES),
        office_kinds=("bureau", "section", "corr_centre"),
        alerts=tuple(a for chapter in CHAPTERS for a in getattr(chapter, "ALERTS", ())),
        expected=tuple(e for chapter in CHAPTERS for e in getattr(chapter, "EXPECTED", ())),
        aspects=tuple(a for chapter in CHAPTERS for a in getattr(chapter, "ASPECTS", ())),
        parameters={
            "declare_days": 5, "team_days": 5, "plan_days": 10, "review_months": 6, "level_days": 5, "mask_months": 0, "shred_months": 0,
            **{name: value for chapter in CHAPTERS for name, value in getattr(chapter, "PARAMETERS", {}).items()},
        },
        left_to_people=LEFT_TO_PEOPLE,
        project=columns.columns,
        seat=reception_facts.seat,
    ),
    {action.code: {"by": ORGANISE if action.code in ORGANISING else EVERYDAY} for action in EVERYDAY_ACTIONS},
)
_KEPT = with_retention(replace(SUPPLEMENTS.added_to(_GENERAL), retention=RETENTION))
CORRECTION = with_sealing(with_subject_access(_KEPT, EVERYDAY, codes.HOUSE.whole()), sealing.seals, *sealing.CITE)
