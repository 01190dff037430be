"""Code lists of resettlement: where a person comes from, how the hand-over went, needs, placements, reasons.

"重点" has no list of ours to be computed from: it stands in the prison's notice, or one of the need criteria below is shown
by a document.
"""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("安置帮教工作制度")
HOUSE_NAME = "本局《安置帮教工作制度》"
SELF = "self"  # the side of the one the matter is about

# Where from

PRISON, DETENTION, CORRECTIONS = "prison", "detention", "corrections"
SOURCES: Options = ((PRISON, "监狱释放"), (DETENTION, "看守所释放"), (CORRECTIONS, "社区矫正解除"))
TERM, PARDON, PAROLE_DONE, OUTSIDE_DONE, CORRECTIONS_DONE, PAROLE = (
    "term",
    "pardon",
    "parole_done",
    "outside_done",
    "corrections_done",
    "parole",
)
RELEASE_KINDS: Options = (
    (TERM, "刑期届满"), (PARDON, "赦免"), (PAROLE_DONE, "假释考验期满"), (OUTSIDE_DONE, "暂予监外执行期间刑期届满"),
    (CORRECTIONS_DONE, "社区矫正期满解除"), (PAROLE, "假释（考验期未满）"),
)  # fmt: skip
OFFENCES: Options = (
    ("property", "侵犯财产"), ("person", "侵犯人身权利"), ("order", "妨害社会管理秩序"), ("drugs", "毒品"), ("economy", "破坏经济秩序"),
    ("safety", "危害公共安全"), ("duty", "职务犯罪"), ("organised", "有组织犯罪"), ("other", "其他"),
)  # fmt: skip
KEY_GROUNDS: Options = (
    ("prison", "监狱注明"), ("nobody", "三无"), ("minor", "未成年"), ("disabled", "残疾"),
    ("ill", "患重病"), ("no_guardian", "没有监护人接领"),
)  # fmt: skip
OWN_KEY_GROUNDS = KEY_GROUNDS[1:]
CHANGE_REASONS: Options = (
    ("commuted", "减刑"),
    ("pardoned", "赦免"),
    ("added", "加刑、余刑"),
    ("corrected", "通知书写错"),
    ("other", "其他"),
)

# Before the release

VERIFICATIONS: Options = (
    ("true", "属实"), ("partly", "部分属实"), ("nobody", "查无此人"), ("split", "人户分离"), ("rejected", "家属拒绝接纳"),
)  # fmt: skip
DWELLINGS: Options = (("stands", "住处在"), ("gone", "房屋已拆或不能住"), ("unknown", "没有找到"))
FAMILY: Options = (("accepts", "接纳"), ("rejects", "不接纳"), ("none", "没有亲属"), ("unreached", "没有联系上"))
FETCHERS: Options = (
    ("office", "司法所、村（社区）派人"),
    ("family", "家属"),
    ("guardian", "父母或者其他监护人"),
    ("self", "本人自行返回"),
)

# The hand-over

FETCH, KIN, OWN, FROM_CORRECTIONS = "fetch", "kin", "own", "corrections"
MODES: Options = ((FETCH, "必接必送"), (KIN, "家属接回"), (OWN, "自行报到"), (FROM_CORRECTIONS, "社区矫正衔接"))
PAPERS_HANDED: Options = (
    ("certificate", "释放证明书"), ("decision", "解除社区矫正证明书"), ("record", "回执、档案材料"), ("health", "病历"), ("skill", "技能证书"), ("card", "居民身份证"),
)  # fmt: skip
WHY_NOT_LINKED: Options = (
    ("unreached", "联系不上"), ("elsewhere", "去了外地"), ("unwilling", "不愿见面"), ("no_notice", "没有收到通知或通知迟到"), ("address", "地址不对"),
    ("detained", "释放时另案羁押"), ("other", "其他"),
)  # fmt: skip
LEFT_OUT: Options = (
    ("parole", "假释，转社区矫正机构"), ("deported", "外国人，遣送出境"), ("twice", "重复登记"), ("wrong", "监狱误送"),
)  # fmt: skip

# Help

ALL, PARTLY = "all", "partly"
CONSENTS: Options = ((ALL, "同意"), (PARTLY, "部分同意"))
CHANNELS: Options = (
    ("phone", "电话"),
    ("visit", "上门"),
    ("office", "到司法所"),
    ("family", "经家属"),
    ("message", "短信、微信"),
)
CHANNEL_WISHES: Options = (*CHANNELS, ("none", "平时不联系"))
PAUSES: Options = (("hospital", "住院"), ("custody", "羁押（没有判决）"), ("away", "长期在外地"), ("asked", "本人要求"))
JOB, TRAINING, BUSINESS, RELIEF, MIND = "job", "training", "business", "relief", "mind"
NEEDS: Options = (
    ("papers", "落户、证件"), ("housing", "住房"), (RELIEF, "临时救助"), ("allowance", "最低生活保障"), ("insurance", "社保、医保"), (JOB, "就业"),
    (TRAINING, "技能培训"), (BUSINESS, "创业"), ("school", "就学"), ("aid", "法律援助"), (MIND, "心理帮扶"), ("family", "家庭关系"), ("medical", "戒毒、就医转介"),
)  # fmt: skip
TO_WORK = (JOB, TRAINING, BUSINESS)
NEUTRAL = (
    RELIEF,
    "allowance",
    "housing",
    "insurance",
)  # papers that others post or pass on: no word of the past on them
RESULTS: Options = (
    ("accepted", "已受理"), ("given", "已给予、已办成"), ("refused", "未给予、未办成"), ("dropped", "本人不要了"),
)  # fmt: skip
ENDED_RESULTS = ("given", "refused", "dropped")
PLACEMENTS: Options = (
    ("01", "就业"), ("02", "自主创业、灵活就业"), ("03", "务农"), ("04", "就学"), ("05", "享受社会救助"), ("06", "家庭供养、养老"),
    ("07", "基地过渡安置"), ("08", "无劳动能力，已有保障"), ("09", "待安置"), ("10", "拒绝"), ("11", "失联"),
)  # fmt: skip
PLACED = tuple(code for code, _ in PLACEMENTS[:8])
SESSION_TOPICS: Options = (
    ("adapt", "适应生活"),
    ("family", "家庭关系"),
    ("mood", "情绪困扰"),
    ("work", "工作压力"),
    ("other", "其他"),
)
PROTECTION: Options = (("", "没有"), ("doctor", "建议就医"), ("protect", "需要保护"))
PSYCH_ENDS: Options = (
    ("done", "目标达到"),
    ("stopped", "本人不再参加"),
    ("hospital", "建议就诊，转医院"),
    ("moved", "转出"),
)

# The end

ENDINGS: Options = (
    ("expired", "帮教期满"), ("died", "死亡"), ("reoffended", "重新犯罪收监"), ("moved", "转出外地"), ("again", "再次释放，另立新档"),
    ("detained", "释放时另案羁押"), ("left_out", "不纳入"),
)  # fmt: skip
