"""Who a story is about: persons, organisations and telephone numbers. Candidates; wrong ones cost trust, so few.

A person's name is offered only with a reason beside it: a word such as 邻居 or 叫 before it, 先生 or 老板 after it,
or a neighbour in a pair (张三与李四). Words of the dictionary that merely begin with a surname are not names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fengqiao.vault import parse_phone

from .cutting import Word, words_in
from .spans import Span

_ONE = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖"
    "邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢岳齐"
    "沿梅莫庄辛祝左涂祁耿牟卜詹苗凌费纪靳盛童欧甄项曲游阳裴席卫查屈鲍覃霍翁隋植甘薄柏宁柯阮桂闵柴华冉辜"
)
_TWO = "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|东方|司徒|夏侯|端木"
_SURNAME = rf"(?:{_TWO}|[{_ONE}])"
_NOT_GIVEN = (
    "不没的了是在和与把被将向对要有去来我你他她它们这那个说欠给拿叫打借还就都也很到于从以又再已找让家得着过吗呢啊吧么什怎为因所后前上下里外"
    "能会可该应想问请同及或者而则并但如若其此每各已经没先生女士总老板师傅经理主任书记村长医院公司单位先后间地钱款费证法院车房工厂店人池责务久块业起路住占买卖坐走"
)
_GIVEN = rf"(?:(?![{_NOT_GIVEN}])[一-鿿])"
_NAME = rf"(?P<said>{_SURNAME}{_GIVEN}{{1,2}}?)"
_AFTER = r"(?=[，。、；：！？,.;:!?（()）\s“”\"]|$|[的在和与跟同把被将向对是欠借还说拿找让因为不没到去来给打骂家共两等于要有承从以住系就都也已又现曾开驾骑持先])"
_ROLE = (
    r"(?:邻居|对方|村民|居民|老板|包工头|工头|房东|房客|租客|丈夫|老公|妻子|老婆|前夫|前妻|男友|女友|男朋友|女朋友|儿子|女儿|父亲|母亲|爸爸|妈妈"
    r"|哥哥|弟弟|姐姐|妹妹|岳父|岳母|公公|婆婆|叔叔|舅舅|堂兄|堂弟|表哥|表弟|同事|同学|朋友|亲戚|老师|医生|司机|车主|业主|原告|被告|申请人|被申请人"
    r"|当事人|借款人|担保人|保证人|出租人|承租人|受害人|死者|伤者|户主|村主任|村支书|组长|队长|经理|工人|农民工)"
)
_CLUES = (
    re.compile(rf"{_ROLE}(?:叫|名叫|是|为|[:：])?\s*{_NAME}{_AFTER}"),
    re.compile(rf"(?:我叫|名叫|叫做|姓名[:：]?|本人(?!的))\s*{_NAME}{_AFTER}"),
    re.compile(
        rf"(?:^|[，。；！？\s、])(?P<said>{_SURNAME}{_GIVEN}{{1,2}}?)(?=(?:欠|借|打|骂|找|起诉|告|把|将|拿|占|殴打|驾驶|承包|向|与|和|跟)[^，。]{{1,}})"
    ),
    re.compile(
        rf"(?:与|和|跟|诉|告|欠|找|向|被)\s*{_NAME}(?=[，。、；！？\s]|$|借|签|打|发生|因|在|去|赔|两|共|的(?:房|地|车|钱|家)|家|追|要|讨)"
    ),
    re.compile(rf"(?:^|[，。；！？\s、])(?P<said>{_SURNAME}{_GIVEN}{{2}})(?=在|被|因|说|去|来|没|不)"),
    re.compile(rf"(?P<said>{_SURNAME}某+[甲乙丙丁]?)(?![项个种些大公厂村地年月天时])"),
    re.compile(
        rf"(?P<said>{_SURNAME[:-1]})老[大二三四五六七八九幺])(?=[，。、；！？\s]|$|[的在和与跟把被将欠借还说家打骂来去为都也])"
    ),
    re.compile(rf"(?:^|[，。；！？\s、])(?P<said>{_SURNAME}{_GIVEN})(?=说|扬言|放话|威胁|来说)"),
    re.compile(rf"(?P<said>(?:老|小){_SURNAME[:-1]})(?=[，。、！？]|家|说|欠|打|把|借|不|和|与|跟|的)|$^)"),
    re.compile(
        rf"(?:^|[^一-鿿]|[与和跟找被给向叫])(?P<said>(?![位老]){_SURNAME}(?:先生|女士|老板|师傅|大爷|大妈|大叔|大婶|阿姨|[婶嫂伯]))"
    ),
)
_FULL_NAME = re.compile(rf"[{_ONE[:36]}]{_GIVEN}{{2}}")  # only after the commonest surnames
_HAN = re.compile(r"[一-鿿]+")
_PERSON = "nr"
_PHONE = re.compile(
    r"(?<![\d\-])(?:\+?86[\s\-]?)?(?:1[3-9]\d[\s\-]?\d{4}[\s\-]?\d{4}|0\d{2,3}[\s\-]?\d{7,8}|400[\s\-]?\d{3}[\s\-]?\d{4})(?![\d])"
)


@dataclass(frozen=True)
class Person:
    """A name as it stands in the text."""

    name: str
    span: Span


@dataclass(frozen=True)
class Organisation:
    """An organisation with a name of its own; 保险公司 alone is none."""

    name: str
    span: Span


@dataclass(frozen=True)
class Telephone:
    """`digits` is what to dial, without blanks and country code."""

    digits: str
    kind: str
    span: Span


def people_named(text: str, words: list[Word] | None = None) -> list[Person]:
    """Each name once, where it first stands."""
    cut = words_in(text) if words is None else words
    kinds = {word.span.text: word.kind for word in cut}
    spans = [word.span for word in cut if word.kind == _PERSON and _FULL_NAME.fullmatch(word.span.text)]
    for clue in _CLUES:
        for match in clue.finditer(text):
            span = Span.of(text, *match.span("said"))
            if match["said"] and _may_be_name(span.text, kinds) and not any(span.overlaps(other) for other in spans):
                spans.append(span)
    first: dict[str, Span] = {}
    for span in sorted(spans):
        first.setdefault(span.text, span)
    return [Person(name, span) for name, span in first.items()]


def _may_be_name(name: str, kinds: dict[str, str]) -> bool:
    """Not a word of the dictionary, alone or at its beginning: 高速, 金额, 林地, 马上, 方便面."""
    if (
        "某" in name
        or name[0] in "老小"
        or re.search(r"(?:先生|女士|老板|师傅|大爷|大妈|大叔|大婶|阿姨|[婶嫂伯]|老[大二三四五六七八九幺])$", name)
    ):
        return name not in _NO_NAMES
    if kinds.get(name, _PERSON)[:2] != _PERSON or name in _NO_NAMES:
        return False
    if name[:2] in _TWO.split("|"):
        return True
    return all(word.kind[:2] == _PERSON or len(word.span.text) == 1 or word.span.start > 0 for word in words_in(name))


_ORDINARY = (
    "老公 老婆 小孩 小时 老师 小高 小车 小康 老于 小关 小包 小毛 老单 老房 小卫 小范 老边 小段 小曲 老路 小路 老赖 老家 小区 小费 老祖 小苗 小童"
    " 岳母 岳父 孙子 孙女 高三 高二 高一 高中 高速 金额 向父母 岳父母 曾祖父 纪念章 时候 关系 方面 任何 成为 水管 路边 田地 林地 林木 房产"
)
_NO_NAMES = frozenset(_ORDINARY.split())

_ENDING_WORDS = (
    "有限责任公司 股份有限公司 有限公司 分公司 公司 集团 村民委员会 村委会 居民委员会 居委会 村民小组 合作社 医院 卫生院 卫生所 诊所 学校 小学 中学 大学 学院"
    " 幼儿园 派出所 银行 信用社 超市 商场 酒店 宾馆 饭店 驾校 旅行社 养殖场 砖厂 工厂 化工厂 水泥厂 养猪场 健身房 美容院 培训机构 物业 事务所 工作室 经营部 商行"
)
_ENDING = re.compile("(?:" + "|".join(sorted(_ENDING_WORDS.split(), key=len, reverse=True)) + ")$")
_OWN_KINDS = ("ns", "nz", "nr", "nt", "eng", "zg", "nrt", "nrfg")
_INSIDE_KINDS = ("n", "a", "b", "j", "g", "m", "vn", "an", "i", "l", "s", "q", "k", "f")
_LONGEST_NAME, _LEAST_NAME = 30, 2
_NO_PART = "我 你 他 她 我们 你们 他们 对方 一家 一个 这家 那家 某 某某 本 该 老板 现在 家 里 所有 邻居 朋友 原告 被告 申请人 被申请人 房东 包工头 村民 人 们 大 小 x xx xxx 外国 保安 曝光 号 前 a b c"
_NEVER_INSIDE = frozenset(_NO_PART.split())


def organisations_in(text: str, words: list[Word] | None = None) -> list[Organisation]:
    """Each organisation that is named, once: words backwards from an ending such as 公司, one of them a proper name."""
    cut = words_in(text) if words is None else words
    first: dict[str, Organisation] = {}
    for at, word in enumerate(cut):
        if _ENDING.search(word.span.text):
            span = _whole_name(text, cut, at)
            if span is not None:
                first.setdefault(span.text, Organisation(span.text, span))
    return list(first.values())


def _whole_name(text: str, cut: list[Word], at: int) -> Span | None:
    begin, own = at, cut[at].kind == "nt" and len(cut[at].span.text) > 4
    for before in range(at - 1, -1, -1):
        word = cut[before]
        said = word.span.text
        if said.lower() in _NEVER_INSIDE or cut[at].span.end - word.span.start > _LONGEST_NAME:
            break
        if word.kind in _OWN_KINDS:
            own = True
        elif word.kind not in _INSIDE_KINDS or not _HAN.fullmatch(said):
            break
        begin = before
    following = cut[at + 1].span.text if at + 1 < len(cut) else ""
    if not own or _ENDING.search(following):
        return None
    span = Span.of(text, cut[begin].span.start, cut[at].span.end)
    bare = _ENDING.sub("", span.text)
    return span if len(bare) >= _LEAST_NAME else None


def telephones_in(text: str) -> list[Telephone]:
    """Each number that can be dialled, once."""
    first: dict[str, Telephone] = {}
    for match in _PHONE.finditer(text):
        phone = parse_phone(match[0])
        if phone.ok:
            first.setdefault(phone.digits, Telephone(phone.digits, phone.kind, Span.of(text, *match.span())))
    return list(first.values())
