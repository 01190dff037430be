"""Words of danger in what was just typed. Shown only to the person who typed: they judge and report, nothing is sent on.

治安、刑事风险由调解员依人民调解法第二十五条报告公安机关；未成年人受侵害依未成年人保护法第十一条立即报告.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fengqiao.statutes import Citation
from fengqiao.statutes.known import DOMESTIC_VIOLENCE, LABOUR_DISPUTES, PEOPLES_MEDIATION, PROTECTION_OF_MINORS

from .gate import Law, law_of
from .numbers import people_in
from .spans import Span, merged, spans_of

RED, ORANGE, YELLOW = "red", "orange", "yellow"
MANY, VERY_MANY = 5, 30
_NOT_NOW = re.compile(
    r"[没不未](?:有|要|会|想|敢|曾)?(?:人|谁|去|来|再|过)?$|(?:如果|要是|万一|防止|避免|是否|会不会)$"
)
_PARTNER = "丈夫|老公|男方|前夫|男友|男朋友|爸爸|父亲|继父|公公|婆婆|孩子他爸|他爸|她爸|妻子|老婆|前妻"
_CHILD = r"孩子|小孩|儿子|女儿|孙子|孙女|外孙|幼童|学生|幼女|女娃|男娃|娃儿|未成年|婴儿|男孩|女孩|\d{1,2}岁"


@dataclass(frozen=True)
class Danger:
    """`level` red or orange, yellow where it asks for no higher colour by itself; `advice` what to consider, `words` what in the text led here.

    `key` is the word of the platform's urgent marks (紧急标记); `many` is no mark, it follows from the number of people.
    """

    key: str
    name: str
    level: str
    advice: str
    law: tuple[Law, ...]
    words: tuple[Span, ...]


@dataclass(frozen=True)
class _Sign:
    key: str
    name: str
    level: str
    advice: str
    cite: tuple[Citation, ...]
    words: re.Pattern[str]


_ONLINE = "网上|抖音|快手|微博|朋友圈|微信群|小红书|头条|论坛|贴吧|视频号"
_POLICE = PEOPLES_MEDIATION.art(25)
_SIGNS = (
    _Sign("revenge", "扬言伤人", RED, "先问清是否当真、人在哪里；可能伤人的，立即报告公安机关。", (_POLICE,), re.compile(
        r"(?:要|扬言)[^，。]{0,4}(?:砍|捅|杀)(?:他|她|我|你|人)(?:全家)?(?![的])|(?:要|扬言|威胁说?|说)?(?:杀了|杀死|弄死|砍死|打死|捅死|整死|炸死|烧死)(?:他|她|我|你|们|全家|人)*|杀(?:他|我|你)?全家|同归于尽|鱼死网破"
        r"|[弄打整]不死|(?<!被)(?:打|敲|砸)[断折](?:他|她|我|你|们)*的?(?:狗)?(?:腿|手|胳膊|肋骨|脊梁)(?!骨|了)|卸(?:他|她|我|你|了|掉|下)*的?[一两]?[条只个]?(?:胳膊|膀子|腿|手)|放(?:他|她|我|你)(?:的|点)?血|见(?:他|她|我|你)?一次打(?:他|她|我|你)?一次"
        r"|(?:找|叫|喊)人[^，。]{0,3}(?:收拾|教训|修理|弄|砍|打)(?:他|她|我|你)|要(?:他|她|我|你|们)+(?:全家)?的?(?:狗)?命(?!令|名|运|题)|灭(?:他|她|我|你)?(?:满门|全家|口)|活不过(?:今|明)|出不了(?:这个|这|那个)?(?:村|门|院子)"
        r"|不得(?:安宁|好死)|(?:等|走)着瞧|(?:点|烧)了(?:他|她|我|你)们?家|一把火[^，。]{0,4}[点烧]|扬言(?![^，。]{0,6}(?:上访|信访|告|起诉|投诉|举报|曝光))"
        r"|(?:要|扬言|说)[^，。]{0,4}(?:报复|放火|炸)|威胁|恐吓|拼命(?![地的干工挣赚学跑喊加往想])|不让(?:他|她|我)好过")),
    _Sign("weapon", "持械", RED, "提醒双方分开，不要到现场对质；有人持械的，立即报告公安机关。", (_POLICE,), re.compile(
        r"(?:拿|持|带|提|抄|举|动|掏|拎)(?:着|起|了|出|个)*(?:[一两]?[把根个块])?(?:菜刀|砍刀|匕首|水果刀|刀子?|斧[头子]|铁锹|锄头|棍[棒子]?|铁棍|钢管|镰刀|扳手|砖头|酒瓶|猎枪|枪(?!手)|凶器)|菜刀|砍刀|汽油|雷管|炸药|农药瓶")),
    _Sign("suicide", "轻生", RED, "先稳住本人，联系家属陪护；紧急时报警求助。", (_POLICE,), re.compile(
        r"自杀|轻生|跳[楼河井桥]|喝农药|喝药|上吊|割腕|不想活|活不下去|活着没(?:有)?意思|没有?活路|寻死|想死|去死|以死相|死给[他她我你]|死了算了|一死了之|遗书|药都?(?:买|准备)好"
        r"|从[^，。]{0,8}(?:楼|桥|塔吊|屋顶|窗户?|阳台|天台)上?[^，。]{0,3}跳(?!绳|舞|水)|站[在到上][^，。]{0,6}(?:楼顶|塔吊|天台|房顶)|爬[上到了]+[^，。]{0,6}(?:塔吊|楼顶|天台|信号塔)"
        r"|(?:喝|吞|灌)[^，。]{0,3}(?:敌敌畏|百草枯|安眠药|老鼠药)|(?:敌敌畏|百草枯|安眠药|老鼠药)[^，。]{0,8}(?:床头|枕头|买好|准备)")),
    _Sign("violence", "家庭暴力", RED, "单独与受害人谈，不安排当面对质；告知可以报警、申请人身安全保护令。",
          (DOMESTIC_VIOLENCE.art(13), DOMESTIC_VIOLENCE.art(23)), re.compile(
        rf"家暴|家庭暴力|(?:{_PARTNER})[^，。！？]{{0,10}}(?:殴打|打我|打她|打他|打人|打老婆|打孩子|掐|动手|拳打脚踢)|(?:{_PARTNER})[^。！？]{{0,24}}(?:掐(?:着|住|了)?[我她他]?的?脖子|扇(?:了)?[我她他][^，。]{{0,2}}耳光|拳打脚踢)"
        r"|(?:儿子|儿媳妇?|女婿)[^，。！？]{0,6}(?:打|骂|推)(?:我|父母|老人|老娘|老爹|婆婆|公公)(?![家孙儿女的])|(?:经常|总是|老是|天天|动不动就?|多次)(?:殴打|毒打|打)(?:我|她|老婆|妻子|孩子)|虐待")),
    _Sign("minor", "未成年人可能受侵害", RED, "发现未成年人受到侵害或者面临危险的，应当立即报告公安、民政、教育等部门。",
          (PROTECTION_OF_MINORS.art(11, 2),), re.compile(
        rf"(?:{_CHILD})[^，。！？]{{0,12}}(?:被打|殴打|虐待|猥亵|强奸|性侵|拐卖|遗弃|欺凌|霸凌|没人(?:管|做饭|照顾|照看)|失踪|被[^，。！？]{{0,10}}(?:扇耳光|拳打脚踢|围殴|欺负|勒索)|被[关锁]在|摸[她他我](?!头)|动手动脚)"
        r"|(?:猥亵|强奸|性侵|虐待|拐卖|遗弃)[^，。！？]{0,6}(?:孩子|小孩|儿童|幼女|学生|女儿|未成年|婴儿)|校园(?:欺凌|霸凌|暴力)|童工")),
    _Sign("wages", "拖欠工资", ORANGE, "问清人数、金额、工程和欠薪单位；人多的报县里联合处置。", (LABOUR_DISPUTES.art(9),), re.compile(
        r"(?:拖欠|欠|不发|没发|不给|克扣|不结|没结|要不到|讨要?)[^，。！？]{0,8}(?:工资|工钱|薪水|血汗钱|劳务费)|(?:工资|工钱|薪水|劳务费)[^，。！？]{0,8}(?:拖欠|不给|没给|不发|没发|没结|不结|要不到|拿不到|未付|还没)|欠薪|讨薪")),
    _Sign("hospital", "医闹", ORANGE, "先稳住家属，问清诉求；扰乱诊疗秩序、可能伤人的，立即报告公安机关和卫生健康部门。", (_POLICE,), re.compile(
        r"医闹|停尸|抬棺|灵堂|(?:遗体|尸体|棺材|灵柩)[^，。！？]{0,6}(?:停|放|摆|抬)[^，。！？]{0,6}(?:大厅|门口|科室|病房|医院|院里)|(?:科室|医院|病房|诊室|大厅)[^，。！？]{0,8}(?:拉横幅|拉条幅|烧纸|堵门)")),
    _Sign("crowd", "聚集", ORANGE, "人多易激化，问清有无带头人和诉求，及时报所长或者值班。", (_POLICE,), re.compile(
        r"堵门|堵路|大门堵|拉[横条]幅|集体(?:上访|维权|讨薪)|群体|聚众|围堵|闹事|罢工|静坐|阻工|阻挠施工|(?:要|去|准备|一起)[^，。]{0,4}堵[^，。]{0,4}(?:路|门|高速|工地)|政府(?:大?门口)?[^，。]{0,3}(?:坐着|坐下|闹)|(?:带|叫|喊|领)了?(?:一帮|一伙|一群|几十)人?|一起去[^，。]{0,8}(?:局|政府|信访)")),
    _Sign("again", "又起冲突", ORANGE, "问清上一次是哪一天、谁动了手；三十日内再次激化的，先隔开双方，可能出事的报告公安机关。", (_POLICE,), re.compile(
        r"(?:又|再次|再度|再一次)[^，。！？]{0,3}(?:打起来|打了起来|打架|打了一架|动了?手|动起手|厮打|扭打|起了?冲突|发生冲突|激化|闹起来|闹上门|找上门|堵门|砸[了我他她门窗])"
        r"|(?:第[二三四五]次|[两三四五几]次|好几次|多次)[^，。！？]{0,4}(?:打起来|动了?手|打架|厮打|冲突|报警|报了警)|(?:打|闹|冲突|报警)[了过](?:[两三四五几]|好几)[次回架场](?!面)")),
    _Sign("online", "网络舆情", YELLOW, "问清发在哪里、说了什么；涉及他人隐私或者不实的，提醒不要再传，及时报所长。", (_POLICE,), re.compile(
        rf"(?:发|传|挂|捅|晒|曝)(?:到|在|上|进)(?:了)?[^，。！？]{{0,4}}(?:{_ONLINE})|(?:{_ONLINE})[^，。！？]{{0,8}}(?:发(?:帖|文|布|视频|了?个?视频|照片)|曝光|转发|爆料|传开|骂|直播(?!间))"
        r"|上(?:了)?热搜|网暴|人肉搜索|网络舆情|网友[^，。！？]{0,6}(?:骂|评论|转发|议论)|(?:要|扬言|威胁说?)[^，。！？]{0,4}(?:曝光|找记者|找媒体|上电视)|(?:记者|媒体)[^，。！？]{0,4}(?:采访|报道|来了)|直播(?:维权|讨薪|曝光)")),
)  # fmt: skip


def dangers(text: str) -> list[Danger]:
    """What in the text calls for haste, red first, each with the words that led to it."""
    found = []
    for sign in _SIGNS:
        words = merged(text, (span for span in spans_of(text, sign.words) if not _denied(text, span)))
        if words:
            found.append(Danger(sign.key, sign.name, sign.level, sign.advice, tuple(map(law_of, sign.cite)), words))
    return sorted([*found, *_by_number(text)], key=lambda each: each.level != RED)


def _denied(text: str, span: Span) -> bool:
    return _NOT_NOW.search(text[max(0, span.start - 4) : span.start]) is not None


def _by_number(text: str) -> list[Danger]:
    many = [each for each in people_in(text) if each.count >= MANY]
    if not many:
        return []
    most = max(each.count for each in many)
    name = f"涉及约{most}人，达到{VERY_MANY}人" if most >= VERY_MANY else f"涉及约{most}人"
    advice = "人数较多，先核实人数和带头人；三十人以上立即报县指挥中心。"
    level = RED if most >= VERY_MANY else ORANGE
    return [Danger("many", name, level, advice, (law_of(_POLICE),), tuple(each.span for each in many))]


def signs_cited() -> list[Citation]:
    """Every article the signs rest on, to be checked against the library."""
    return [citation for sign in _SIGNS for citation in sign.cite]
