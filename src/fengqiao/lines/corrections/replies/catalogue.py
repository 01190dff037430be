"""Who asks, what may be given, and on which article. Counts on request; names only where a statute hands them over."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.matter.needs import Options
from fengqiao.statutes import Citation
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as CC
from fengqiao.statutes.corrections import JUVENILE_DELINQUENCY as JD
from fengqiao.statutes.known import CRIMINAL_PROCEDURE as CPL
from fengqiao.statutes.known import PERSONAL_INFORMATION as PI


@dataclass(frozen=True)
class Asker:
    """One kind of asker: what may be given, what may not, and why."""

    code: str
    label: str
    may: str
    may_not: str
    cite: tuple[Citation, ...]


ASKERS: tuple[Asker, ...] = (
    Asker("procuratorate", "人民检察院", "检察监督所需的档案、文书抄送件；纠正意见、检察建议的书面回复。", "封存的档案另按“封存档案查询”办理。", (CC.art(8, 2), CC.art(62))),
    Asker("court", "人民法院等决定机关", "所决定的这个人的接收、解除、终止和奖惩情况；委托调查评估的意见。", "与本案无关的其他人。", (CC.art(18), CC.art(44))),
    Asker("police", "公安机关", "查找、制止、解除等依法应当通知的这个人的情况；办案需要的，凭法律文书就具体的人提供。", "整册名单、轨迹，和没有写明办什么案的查询。", (CC.art(30), CC.art(31), CC.art(44), PI.art(34))),
    Asker("village", "村（居）民委员会", "辖区在矫人数；参加矫正小组的，限于本小组这一个人、职责所需的情况。", "在矫、解矫、刑满释放人员名单。", (CC.art(12, 1), CC.art(25, 2), CC.art(26, 2), PI.art(6))),
    Asker("government", "乡镇政府、街道和其他部门", "人数等统计数字；少于五人的只答“不足五人”。", "姓名、住址、名单；法律没有规定应当提供的，不提供。", (PI.art(6), PI.art(34))),
    Asker("employer", "用人单位", "参加矫正小组的单位，限于协助矫正所需的情况。其他单位：不提供，也不答有没有。", "是否在矫、罪名、表现；求职的人可以自己提供证明。", (CC.art(12, 2), CC.art(4, 2), PI.art(28))),
    Asker("school", "学校、教育部门", "未成年人完成义务教育所必需的情况，给通知的教育部门和就读学校。", "其他在校生的家长和其他单位。", (CC.art(54), CC.art(55, 1), CC.art(57))),
    Asker("resettlement", "安置帮教机构", "解除时经本人同意移交的情况；没有同意的不移交，不影响解除。", "没有衔接关系的其他人。", (PI.art(13), PI.art(34))),
    Asker("press", "媒体、研究和其他个人", "已经公开的年度统计数字。", "任何个人的情况。", (PI.art(10), PI.art(25), CC.art(54))),
    Asker("background", "政审、无犯罪记录查询", "告知向公安机关申请；依国家规定查询封存记录的，按“封存档案查询”办理。", "本局不出具无犯罪记录证明，也不答有没有。", (CPL.art(286), JD.art(59))),
)  # fmt: skip
BY_CODE = {asker.code: asker for asker in ASKERS}
OPTIONS: Options = tuple((asker.code, asker.label) for asker in ASKERS)
