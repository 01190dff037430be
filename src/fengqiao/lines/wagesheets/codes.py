"""The words of a sheet."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("公共法律服务工作规范")
FRONT, MEMBER = "front", "member"
ROLES: Options = ((FRONT, "代表人"), (MEMBER, "成员"))
STILL, ENDED, MIXED = "still", "ended", "mixed"
EMPLOYMENT: Options = ((STILL, "都还在那里干"), (ENDED, "都已经不干了"), (MIXED, "有的在，有的不在"))
LEFT = (ENDED, MIXED)
CONFIRMED_BY: Options = (("came", "本人到场签名"), ("called", "打本人电话，核对姓名和金额"), ("paper", "交来本人签名的确认书"))
DROPS: Options = (("paid", "工资已经付清"), ("withdrawn", "不办了"), ("elsewhere", "已经向劳动监察、仲裁申请"), ("wrong", "填错了"))
MOST = 100  # so many on one sheet
