"""Invented matters of 枫林县 to print."""

from __future__ import annotations

from datetime import date

from fengqiao.documents import Amount

CODE = "（2026）枫林镇人调字第0012号"
URL = "https://fengqiao.example/m/0196a3b2-7c1e-7e44-9c2f-3f7a1f0c9d11"

WANG = {
    "side": "申请人",
    "name": "王秀兰",
    "sex": "女",
    "ethnicity": "汉族",
    "age": 58,
    "occupation": "务农",
    "phone": "139****0001",
    "address": "枫林县枫林镇石桥村三组12号",
}
LI = {
    "side": "被申请人",
    "name": "李建国",
    "sex": "男",
    "ethnicity": "汉族",
    "age": 61,
    "occupation": "务农",
    "phone": "139****0002",
    "address": "枫林县枫林镇石桥村三组13号",
}
LONG_NAME = {
    "side": "被申请人",
    "name": "阿卜杜热合曼·阿卜杜克热木·买买提艾力",
    "sex": "男",
    "ethnicity": "维吾尔族",
    "age": 44,
    "occupation": "个体工商户（建材经营部经营者）",
    "phone": "139****0003",
    "address": "枫林县城关镇人民路二段一百二十八号附三号金桂花园小区十二幢二单元1803室",
}
COMPANY = {
    "side": "第三人",
    "is_organisation": True,
    "name": "枫林县城乡建设投资开发有限责任公司第三工程处石桥项目部",
    "address": "枫林县城关镇建设路1号",
    "legal_representative": "赵明",
    "phone": "0999-1234567",
}

AGREED = {
    "number": CODE,
    "parties": [WANG, LI],
    "facts": "王秀兰与李建国系邻居。李建国翻建房屋时将屋檐滴水排向王秀兰院内，致院墙受潮开裂。\n"
    "争议事项：修复费用由谁承担。",
    "terms": [
        "李建国于2026年6月10日前自费改装屋檐排水槽。",
        "李建国支付王秀兰院墙修复费用3500元。",
        "双方不再因此事争执。",
    ],
    "performance": "第二项款项于签订本协议当日以现金当场付清。",
    "copies": "叁",
    "agreed_on": date(2026, 5, 3),
}
REGISTERED = {
    "committee": "枫林镇人民调解委员会",
    "number": CODE,
    "received_on": date(2026, 4, 28),
    "dispute_type": "邻里纠纷",
    "party_names": "王秀兰、李建国",
    "source": "当事人申请",
    "summary": AGREED["facts"],
}
SIXTY_EXHIBITS = {
    "number": CODE,
    "exhibits": [
        {"name": f"照片{n}", "origin": "当事人", "form": "复印件", "pages": 1, "amount": Amount(10_000)}
        for n in range(1, 61)
    ],
}
