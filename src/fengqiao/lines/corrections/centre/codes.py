"""Words of the centre: what its rooms and equipment are, what a room is booked for, who is received."""

from __future__ import annotations

from fengqiao.matter.needs import Options

ROOMS = (
    "报到宣告室", "训诫室", "教育培训室", "心理辅导室", "远程视频会见室", "检察联络室", "信息采集室", "监管指挥室", "档案室", "等候室", "未成年人等候室",
)  # fmt: skip
EQUIPMENT = ("电子定位装置", "执法记录仪", "自助终端", "身份核验设备", "视频会议终端", "计算机、打印机", "监控设备", "安检设备", "车辆", "其他")

PURPOSES: Options = (
    ("receive", "报到接收"), ("declare", "入矫、解除宣告"), ("talk", "谈话、训诫"), ("educate", "集体教育"), ("activity", "公益活动集合"),
    ("counsel", "心理辅导"), ("court", "与法院视频"), ("prison", "与监狱视频"), ("procuracy", "检察联络"), ("meeting", "会议、合议"), ("other", "其他"),
)  # fmt: skip
ADULTS, MINORS, NOBODY = "adults", "minors", "staff"
GROUPS: Options = ((ADULTS, "成年对象"), (MINORS, "未成年对象"), (NOBODY, "只有工作人员"))
MINORS_WORD = "未成年人，单独进行"

VISITORS: Options = (
    ("person", "矫正对象来办事"), ("family", "家属、监护人"), ("unit", "单位、学校、村居"), ("organ", "法院、公安、监狱"), ("procuratorate", "检察院"),
    ("social", "社会工作者、志愿者"), ("other", "其他"),
)  # fmt: skip

# what falls due at the centre itself: people come, something is handed over, announced or fitted
DUE_HERE = (
    "report_in", "deliver", "declare", "re_receive", "hold_session", "fit_device", "take_off", "device", "serve_sanction", "appraise", "release",
)  # fmt: skip
