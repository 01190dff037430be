"""The shipped templates: the text of each kind of report with its marks, in official layout, to be edited in Word or WPS.

A sentence stands only where its figure is something: nobody strikes out “开展0次”.
"""

from __future__ import annotations

from fengqiao.documents.composition import Composition, Item
from fengqiao.documents.layouts import OFFICIAL
from fengqiao.documents.word import draw_docx
from fengqiao.lines.reporting import codes
from fengqiao.lines.reporting.forms import looks

_H, _L, _P, _A = looks.heading, looks.lesser, looks.text, looks.alone


def _if(code: str, sentence: str) -> str:
    return f"{{% if {code} %}}{sentence}{{% endif %}}"


def yearly() -> list[Item]:
    """主要工作情况 in the order of the year's work; 存在问题; 下步打算."""
    return [
        looks.title("{{标题}}"),
        _P("{{年度}}，{{单位}}认真履行职责，各项工作取得新的进展。现将{{期间}}的工作情况总结如下。"),
        _H("一、主要工作情况"),
        _L("（一）抓队伍建设"),
        _P(
            "加强政治建设和业务学习。" + _if("FG01", "组织集中学习{{FG01|A}}。") + _if("FG02", "开展警示教育集中宣讲{{FG02}}。") + _if("FG03", "{{FG03}}（{{FG03|名单}}）获评政法英模。")
            + _if("FG04", "整治顽瘴痼疾{{FG04}}。") + _if("FG05", "建立长效机制{{FG05}}。")
        ),
        _L("（二）抓法治宣传"),
        _P(
            "{% if FG06 %}开展法治宣传活动{{FG06|A}}，发放资料{{FG07|A}}，参与群众{{FG08|A}}。{% else %}法治宣传工作按计划推进。{% endif %}"
            + _if("FG09", "{{FG09|名单}}被命名为全国民主法治示范村（社区）。") + _if("FG10", "{{FG10|名单}}被命名为全省民主法治示范村（社区）。")
        ),
        _L("（三）抓公共法律服务"),
        _P(
            _if("FG16", "建成公共法律服务工作站{{FG16}}") + _if("FG17", "、工作室{{FG17}}") + _if("FG16", "。") + _if("FG11", "为{{FG11}}单位统一购买法律顾问服务。")
            + _if("FG12", "{{值班频次}}开展值班律师活动。") + _if("FG13", "解答法律咨询{{FG13|A}}，") + "受理法律援助案件{{FG14}}，{{FG14|同比}}" + _if("FG15", "，服务群众{{FG15|A}}") + "。"
        ),
        _L("（四）抓矛盾纠纷化解"),
        _P(
            "现有人民调解委员会{{FG18}}，人民调解员{{FG19|A}}" + _if("FG20", "，其中行业性、专业性调委会{{FG20}}") + "。调解案件{{FG29}}，{{FG29|同比}}；调解成功{{FG30}}" + _if("FG31", "，调解成功率{{FG31}}") + "。"
            + _if("FG21", "{{FG21|名单}}被评为全省优秀人民调解员。") + _if("FG22", "{{FG22|名单}}被评为全省优秀人民调解组织。")
        ),
        looks.caption("调解案件各月情况"), _A("{{图_各月}}"),
        looks.caption("各司法所主要工作"), _A("{{表_分机构}}"),
        _L("（五）抓特殊人群服务管理"),
        _P(
            "{% if FG23 %}接受远程会见申请{{FG23}}，会见人数{{FG24}}，{{FG24|同比}}。{% endif %}{% if FG25 %}为高龄、患病、路途遥远的家属安排会见{{FG25}}，会见人数{{FG26}}。{% endif %}"
            "{% if FG27 %}对社区矫正对象、安置帮教对象开展心理帮助{{FG27}}。{% endif %}{% if not FG23 and not FG27 %}社区矫正、安置帮教各项措施有序落实。{% endif %}"
        ),
        _L("（六）工作亮点"), _P("{{亮点}}"),
        _H("二、存在问题"), _P("{{存在问题}}"),
        _H("三、下步工作思路"),
        _P(
            "{% for row in 计划 %}{{row.序号}}是{{row.内容}}（{{row.责任单位}}负责，{{row.完成时限}}完成{% if row.目标 %}，{{row.指标}}目标{{row.目标}}{% endif %}）。{% endfor %}"
            "{% if not 计划 %}（还没有写下一年工作安排）{% endif %}", last=True,
        ),
        *looks.signed("{{单位}}", "{{成文日期}}"),
    ]  # fmt: skip


def monthly() -> list[Item]:
    """One page: ten figures and those of the supervision cards with last year and last month, what became worse, what is next."""
    return [
        looks.title("{{标题}}"),
        _P("{{期间}}，收到纠纷来件{{YB01}}，{{YB01|同比}}，{{YB01|环比}}；新立纠纷事项{{YB02}}，化解率{{YB03}}；调解案件{{YB04}}，调解成功率{{YB05}}；受理法律援助申请{{YB08}}。"
           + _if("YB11", "到期督办事项{{YB11}}，按期办结率{{YB12}}，曾亮红率{{YB13}}。")),
        _A("{{表_数据}}"),
        _H("变化不利的三项"), _P("{{变差}}"),
        _H("问题和打算"), _P("{{存在问题}}", last=True),
        *looks.signed("{{单位}}", "{{成文日期}}"),
    ]  # fmt: skip


def quarterly() -> list[Item]:
    """The month's figures of three months, each office beside the others, what became worse, what is next."""
    return [
        looks.title("{{标题}}"),
        _P("{{期间}}，收到纠纷来件{{YB01}}，{{YB01|同比}}，{{YB01|环比}}；新立纠纷事项{{YB02}}，化解率{{YB03}}；调解案件{{YB04}}，{{YB04|同比}}，调解成功率{{YB05}}；受理法律援助申请{{YB08}}。"
           + _if("YB11", "到期督办事项{{YB11}}，按期办结率{{YB12}}，曾亮红率{{YB13}}。")),
        _H("一、主要数据"), _A("{{表_数据}}"),
        _H("二、各司法所"), _A("{{表_分机构}}"),
        _H("三、变化不利的三项"), _P("{{变差}}"),
        _H("四、问题和打算"), _P("{{存在问题}}", last=True),
        *looks.signed("{{单位}}", "{{成文日期}}"),
    ]  # fmt: skip


def speech() -> list[Item]:
    """What a speech is written from: every figure with last year's, the offices beside each other and their places."""
    return [
        looks.title("{{标题}}"),
        _P("{{期间}}，{{单位}}。以下各数都可以在系统里打开到名单；带“人工登记”的，附有依据的文件。"),
        _H("一、各项数据"), _A("{{表_数据}}"),
        _H("二、各司法所"), _A("{{表_分机构}}"), looks.caption("各司法所调解案件"), _A("{{图_分机构}}"),
        _H("三、名次"), looks.caption("各司法所主要指标的名次"), _A("{{表_名次}}"),
        _P("分母不足五的注明基数小，不排名次；数相同的名次相同。"),
        _P("{% if 全市排名 %}{{全市排名}}{% endif %}{{考核说明}}"), _A("{{表_考核}}"),
        _H("四、变化不利的三项"), _P("{{变差}}"),
        _H("五、亮点和问题"), _P("{{亮点}}"), _P("{{存在问题}}"),
    ]  # fmt: skip


_OF = {codes.YEARLY: yearly, codes.QUARTERLY: quarterly, codes.MONTHLY: monthly, codes.SPEECH: speech}


def starter(kind: str) -> bytes:
    """The shipped template of a kind as a Word document. Raises KeyError for a kind that is none."""
    words = dict(codes.KINDS)[kind]
    return draw_docx(Composition(OFFICIAL, words, tuple(_OF[kind]())))
