"""Code lists of investigations. The eight items are recalled as article 14 of the measures of 2020; nobody has checked the number."""

from __future__ import annotations

from fengqiao.matter.needs import Options

ENTRUSTERS: Options = (("court", "人民法院"), ("procuratorate", "人民检察院"), ("police", "公安机关"), ("prison", "监狱"))
SUBJECTS: Options = (("accused", "犯罪嫌疑人、被告人"), ("convict", "罪犯"))
DONE: Options = (("complete", "齐全"), ("lacking", "不齐"))
ITEMS: Options = (
    ("home", "居所情况"), ("family", "家庭和社会关系"), ("effect", "犯罪行为的后果和影响"), ("village", "居住地村（居）民委员会的意见"), ("victim", "被害人意见"),
    ("prohibit", "拟禁止的事项"), ("danger", "社会危险性"), ("community", "对所居住社区的影响"),
)  # fmt: skip
ANSWERED, UNOBTAINABLE = "answered", "unobtainable"
OPINIONS: Options = (("suitable", "适宜社区矫正"), ("unsuitable", "不适宜社区矫正"))
UNABLE: Options = (("identity", "身份信息不实"), ("address", "居住地不实或者查找不到"), ("absent", "本人、家属拒不配合，无法查明"), ("other", "其他"))
OUTCOMES: Options = (("measure", "适用社区矫正"), ("none", "没有适用社区矫正"), ("elsewhere", "适用社区矫正，由外地执行"), ("unknown", "没有收到结果"))
FOLLOWED = "measure"
ADOPTIONS: Options = (("adopted", "采信"), ("rejected", "未采信"), ("unknown", "未知"))
