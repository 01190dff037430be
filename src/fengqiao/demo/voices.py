"""Short texts of the dispute platform's invented days: what officers write when nothing dramatic happens."""

from __future__ import annotations

from fengqiao.lines.disputes import codes

CHANNELS_OF_COUNTY = (
    codes.MAYOR_LINE,
    codes.COURT,
    codes.PETITION,
    codes.AGENCY,
    codes.LETTER,
    codes.SUPERIOR,
    codes.PHONE,
)
# How often reports come in on each channel, in per mille; invented.
CHANNEL_SHARES = {
    codes.WINDOW: 260, codes.PHONE: 120, codes.MAYOR_LINE: 85, codes.SCAN: 80, codes.GRID: 120, codes.SCREENING: 85,
    codes.POLICE: 70, codes.COURT: 40, codes.PETITION: 35, codes.AGENCY: 20, codes.LOWER: 35, codes.LETTER: 10, codes.SUPERIOR: 10,
    codes.FOUND: 30,
}  # fmt: skip
EXT_CODES = {
    codes.MAYOR_LINE: "12345-{day}-{n:05d}", codes.POLICE: "{mark}公移调字〔{year}〕{n}号", codes.COURT: "（{year}）演0199诉前调{n}号",
    codes.PETITION: "{mark}信转〔{year}〕{n}号", codes.AGENCY: "{mark}检控申〔{year}〕{n}号",
}  # fmt: skip
BODIES = {
    codes.MAYOR_LINE: "{county}12345热线", codes.POLICE: "{county}派出所", codes.COURT: "{county}人民法院立案庭", codes.PETITION: "{county}信访局",
    codes.AGENCY: "{county}人民检察院", codes.SUPERIOR: "{county}委办公室", codes.SCREENING: "村（社区）排查组",
}  # fmt: skip
AGAIN = (
    "{said}上次反映后还没有结果，{word}再来催一次。", "{said}今天又吵了一回，{word}要求快点处理。",
    "{said}说上次登记过，{word}想知道办到哪一步了。",
)  # fmt: skip
STILL_NOT = {
    codes.MAYOR_LINE: "转而打了12345，",
    codes.PETITION: "到信访局反映，",
    codes.PHONE: "打电话来，",
    codes.SCAN: "扫码填了一遍，",
}
DISPATCHED = (
    "事发在本村，先由属地调委会上门。", "涉及面不大，由镇调委会牵头调处。", "需要多个部门配合，由司法所承办。",
    "双方都愿意坐下来谈，请尽快约时间。", "属地管理，请先了解情况、稳住双方。", "专业性较强，转有专门力量的单位。",
)  # fmt: skip
PROGRESS = (
    "上门见了{first}，听他把经过讲完，看了现场，拍了照片。", "电话联系{second}，对方愿意谈，约在本周三晚上。",
    "把双方请到调解室，{second}先认了部分责任，数额还没有谈拢。", "走访了三户邻居，情况与{first}说的基本一致。",
    "请村里老支书一起做工作，{first}的口气缓和了，等{second}答复。", "查了当年的收条和丈量表，把有出入的地方列出来交双方核对。",
    "会同派出所到场，双方保证不再动手，约定三天后再谈。", "{second}提出分期，{first}要求先付一半，正在接近。",
)  # fmt: skip
REPLIES = (
    "您反映的事情已经办完，双方达成一致，有反复请随时联系。", "您反映的事项承办单位已处理，结果已当面向您说明。",
    "经调处双方已经和好，约定的事项都写进了协议，请按约履行。", "您反映的事项没有谈成，已向您说明可以走的途径和要带的材料。",
    "已按职责处理完毕，如对结果不满意，可以再来窗口反映。",
)  # fmt: skip
STATES = (
    "约定的事都做到了，两家见面打招呼。", "已经履行，没有新的矛盾。", "双方都在家，情况平稳，提醒有事先找调委会。",
    "款项已付清，反映人说事情办得快。", "还有一项到月底履行，双方都没有异议。",
)  # fmt: skip
ANSWERS = (
    "经了解属于政策咨询，已说明办理条件、所需材料和窗口，反映人表示清楚了。", "已告知可以先与对方协商，协商不成再来登记；给了调委会电话。",
    "已说明这类事由主管部门处理，告知了受理电话和要带的材料。", "已解释彩礼、赡养的有关规定，反映人想先回家商量。",
)  # fmt: skip
QUESTIONS = (
    "想问问家里老人立遗嘱要不要公证，几个子女以后会不会争。", "来问租房押金不退该找谁，合同还在，房东电话能打通。",
    "咨询离婚以后孩子的抚养费能不能涨，原来定的是每月六百元。", "打电话问工伤认定要在多久以内申请，单位没有给办。",
    "询问邻居装监控对着自家大门能不能要求拆，还没有跟邻居说过。",
)  # fmt: skip
RETURNED = {
    "scope": "这件事主要涉及工资支付，本会没有处理的权限，应由人社部门或司法所牵头。",
    "place": "经核实事发地在邻村，不在本村范围，请转该村调委会。",
    "recusal": "对方当事人是本会主任的堂兄，应当回避，请另派单位。",
    "unclear": "来件只写了一方的姓名，没有联系方式和具体地点，请补充后再转。",
    "other": "双方已向法院起诉，本会不便再调，请研究后分流。",
}  # fmt: skip
