"""Invented cases: a whole one from application to archive, and a hard one with four parties and long names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from fengqiao.matter.models import Matter
from fengqiao.matter.papers import PaperContext
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.orgs.models import Office, Staff
from fengqiao.vault import check_digit

STAFF = {7: "赵明", 8: "钱芳", 9: "孙立"}


def id_number(birth: str, serial: str) -> str:
    """A number of the demonstration county with a right check digit."""
    first = f"999901{birth}{serial}"
    return first + check_digit(first)


def matter(number: str = "（2026）枫林镇人调字第0012号", title: str = "王秀英与李建国邻里纠纷", handler: str = "赵明") -> Matter:
    """A matter that is in no database: a paper is worded from its facts."""
    office = Office(
        name="枫林镇人民调解委员会", address="枫林县枫林镇中街12号", phone="0999-5550012", court="枫林县人民法院"
    )
    return Matter(
        id=UUID("0197f3a2-c4d8-7bb1-8a55-d1f00c2e9a41"), number=number, title=title, office=office,
        handler=Staff(name=handler) if handler else None,
    )  # fmt: skip


@dataclass
class Case:
    """A case told as (action, day, data); facts are numbered as they come."""

    matter: Matter = field(default_factory=matter)
    told: list[Fact] = field(default_factory=list)

    def happens(self, action: str, on: str, **data: Any) -> Case:
        at = datetime.fromisoformat(f"{on}T09:00:00").replace(tzinfo=UTC)
        self.told.append(Fact(len(self.told) + 1, action, date.fromisoformat(on), at, 7, "赵明", data))
        return self

    @property
    def facts(self) -> Facts:
        return Facts(sorted(self.told, key=lambda fact: (fact.happened_on, fact.seq)))

    def at(self, action: str | None) -> PaperContext:
        """The context of a paper made by the last such action; None for a paper of the whole matter."""
        return PaperContext(self.matter, self.facts, self.facts.last(action) if action else None)


def names(ids: Any) -> Mapping[int, str]:
    return {n: STAFF[n] for n in ids}


WANG = {
    "n": 1, "side": "applicant", "kind": "person", "name": "王秀英", "sex": "2", "id_no": id_number("19680412", "002"),
    "ethnicity": "汉族", "occupation": "务农", "phone": "13900000001", "address": "枫林县枫林镇溪口村三组18号",
}  # fmt: skip
LI = {
    "n": 2, "side": "respondent", "kind": "person", "name": "李建国", "id_no": id_number("19751130", "003"),
    "ethnicity": "汉族", "occupation": "个体运输", "phone": "13900000002", "address": "枫林县枫林镇溪口村三组19号",
}  # fmt: skip
FACTS = (
    "2026年4月26日夜，李建国在自家屋后开挖排水沟，未作支护。4月28日大雨，沟壁塌方，致相邻的王秀英厨房西墙开裂、"
    "地面下沉，"
    "灶台及存放的粮食受损。双方对损失大小和由谁修复发生争议。"
)
SUMMARY = FACTS + "王秀英要求修复墙体并赔偿损失，李建国认为雨水过大所致，只愿承担部分费用。"


def whole_case() -> Case:
    """A neighbours' dispute from application to archive, with every paper's fact in it."""
    case = Case()
    case.happens(
        "apply", "2026-05-02", source="2", regime="general", parties=[WANG, LI], type="T02", summary=SUMMARY,
        claim="1、修复厨房西墙\n2、赔偿灶台、粮食损失3500元\n3、"
              "恢复排水沟原状", amount_claimed=1_200_000, people_count=2,
        difficulty="ordinary",
    )  # fmt: skip
    case.happens("ask", "2026-05-02", way="visit", said="李建国愿意到调委会谈。")
    case.happens("consent", "2026-05-03", who=[2], kind="mediation", answer="yes", way="signature")
    case.happens("accept", "2026-05-03", rights_told=True, open_mode="closed")
    case.happens("assign", "2026-05-03", mediator=7, others=[8], recorder=9, chosen_by="committee", kin="none")
    case.happens(
        "add_material", "2026-05-04", name="厨房西墙裂缝照片6张", source="现场拍摄", copy="original", by=1, files=[],
    )  # fmt: skip
    case.happens("add_material", "2026-05-04", name="王秀英身份证", copy="copy", by=1, files=[])
    case.happens(
        "investigate", "2026-05-05", place="溪口村三组现场", person="周德顺", relation="双方邻居", phone="13900000009",
        content="问：塌方那天你在不在家？\n答：在家。4月28日下午雨很大，三点多听到响声，"
                "出来看到李家屋后的沟边塌了一大块，"
        "王家厨房西墙裂了。\n问：沟是什么时候挖的？\n答：大前天晚上挖的，用的小挖机，没有打桩。", recorder="孙立",
    )  # fmt: skip
    case.happens(
        "private_talk", "2026-05-05", who=[2], content="李建国私下说最多愿意出九千八", may_tell="可以转告愿意修墙",
    )  # fmt: skip
    case.happens(
        "session", "2026-05-06", place="枫林镇调委会调解室", begins="9:30", ends="11:40", present=[1, 2],
        participants="村民小组长周德顺（经双方同意）",
        statements="王秀英：4月28日下雨，我家厨房墙裂了，灶台也塌了，是李家挖沟造成的，要求修墙赔钱。\n"
        "李建国：沟是我挖的，但那天雨太大，不能全怪我，愿意修墙。",
        verified="出示现场照片6张，双方对照片无异议。周德顺在场证明开挖时间和未打桩的情况。",
        course="调解员讲解民法典第二百九十五条关于不得危及相邻不动产安全的规定，组织双方到现场丈量，"
               "按村里修缮用工用料估算修墙费用。"
        "双方就修复方式、赔偿数额交换意见，"
        "最终达成一致。", undisputed="排水沟由李建国开挖；塌方发生于2026年4月28日下午。",
        result="1",
    )  # fmt: skip
    case.happens("suspend", "2026-05-07", reason="appraisal", explanation="委托鉴定机构对墙体安全作出鉴定")
    case.happens("resume", "2026-05-12")
    case.happens("extend", "2026-05-13", new_due_on="2026-06-20", reason="等待墙体材料到货")
    case.happens(
        "draft_agreement", "2026-05-16", facts=FACTS,
        terms=[{"text": "李建国负责修复王秀英家厨房西墙，达到开裂前的使用状况。"},
               {"text": "李建国赔偿王秀英灶台、粮食损失人民币3,000.00元。"},
               {"text": "李建国将排水沟回填并作砖砌支护，双方今后互相提供排水便利。"}],
        total=300_000,
        items=[{"what": "修复厨房西墙", "kind": "repair", "debtor": 2, "creditor": 1, "due_on": "2026-06-15", "manner": "李建国请人施工"},
               {"what": "赔偿款", "kind": "money", "debtor": 2, "creditor": 1, "amount": 300_000, "due_on": "2026-05-20",
                "manner": "在调委会当面付清"}],
        breach="逾期付款的，按未付金额每日万分之三支付违约金。",
    )  # fmt: skip
    case.happens(
        "sign", "2026-05-16",
        signatures=[{"party": 1, "way": "fingerprint", "on": "2026-05-16"}, {"party": 2, "way": "signature", "on": "2026-05-16"}],
        mediator=7, mediator_on="2026-05-16", seal_on="2026-05-16",
    )  # fmt: skip
    case.happens("consent", "2026-05-17", who=[1, 2], kind="confirmation", answer="yes", way="signature")
    case.happens("confirm_prepare", "2026-05-17", materials=["application", "agreement", "certificate", "identity", "contacts"])
    case.happens("perform", "2026-05-20", item=2, amount=200_000, evidence="收条")
    case.happens("urge", "2026-05-22", item=2, until="2026-05-29", said="月底前付清")
    case.happens("perform", "2026-05-28", item=2, amount=100_000, evidence="微信转账截图")
    case.happens("perform", "2026-06-10", item=1, complete=True, evidence="修复完工照片、王秀英验收签字")
    case.happens(
        "visit", "2026-06-20", way="door", who=[1, 2], performance="墙体已修好，赔偿款已付清，双方恢复来往。", satisfaction="yes",
        risk="未发现新的隐患。", measures="提醒雨季前检查排水沟。",
    )  # fmt: skip
    case.happens("close", "2026-06-22", opinion="同意结案。", prevention=["P2"], prevention_people=2, prevention_basis="调解记录")
    case.happens("archive", "2026-06-25", retention="long", explanation="")
    case.happens(
        "set_aside", "2026-09-01", what="clerical", document_no="", explanation="协议书第二条“粮食”应为“粮食和农具”，"
        "双方签字认可。",
    )  # fmt: skip
    return case


LONG_NAME = "阿卜杜热合曼·麦麦提吐尔逊"
LONG_ORGANISATION = "枫林县绿水青山生态农业专业合作社联合社枫林镇溪口村股份经济合作分社（普通合伙）"


def hard_case() -> Case:
    """Four parties: a child with a representative, an illiterate man with a long name, an organisation; much left empty."""
    parties = [
        {"n": 1, "side": "applicant", "kind": "person", "name": "王小雨", "sex": "2", "birth_on": "2014-09-01", "phone": "13900000003",
         "address": "枫林县枫林镇溪口村三组18号", "representative": "王建国", "representative_relation": "父亲", "ethnicity": "汉族"},
        {"n": 2, "side": "applicant", "kind": "person", "name": LONG_NAME, "sex": "1", "id_no": id_number("19590101", "001"),
         "ethnicity": "维吾尔族", "phone": "13900000004", "address": "枫林县枫林镇中街农贸市场东侧第二排第十八号商住楼三单元四〇二室",
         "needs": ["illiterate"], "proxy": "张敏", "proxy_powers": ["apply", "evidence", "sign", "settle"], "occupation": "干果经营户"},
        {"n": 3, "side": "respondent", "kind": "legal_person", "name": LONG_ORGANISATION, "representative": "孙国强",
         "address": "枫林县枫林镇溪口村村委会办公楼一楼", "phone": "0999-5550077", "proxy": "刘律师（枫林县法律援助中心指派）"},
        {"n": 4, "side": "third", "kind": "person", "name": "周德顺"},
    ]  # fmt: skip
    case = Case(matter("（2026）枫林镇人调字第0013号", "王小雨等与枫林县绿水青山生态农业专业合作社联合社损害赔偿纠纷", handler=""))
    case.happens(
        "apply", "2026-05-02", source="31", regime="court_before", parties=parties, type="T06",
        summary="合作社的自动门夹伤王小雨右手，并砸坏阿卜杜热合曼·麦麦提吐尔逊的货架。", claim="赔偿医疗费和货架损失",
        from_organ="枫林县人民法院", ext_code="（2026）枫诉前调委字第88号", received_on="2026-05-01",
    )  # fmt: skip
    case.happens("accept", "2026-05-03", rights_told=True, open_mode="closed")
    case.happens("assign", "2026-05-03", mediator=7, chosen_by="parties", kin="other", kin_said="与孙国强曾在同一单位工作")
    case.happens("replace", "2026-05-04", mediator=8, chosen_by="parties", kin="none", reason="当事人不放心", asked_by=2)
    case.happens("session", "2026-05-06", place="调解室", present=[1, 2, 3], course="双方各自陈述，差距较大。", result="2",
                 failed_reason="合作社只愿出一万二，对方要求两万", ways=["suit", "arbitration"])  # fmt: skip
    case.happens("escalate", "2026-05-07", to_committee="枫林县联合人民调解委员会", reason="涉及人员受伤，赔偿数额争议大，需要医疗专业人员参加。")
    case.happens("report", "2026-05-08", to="police", reason="王建国扬言到合作社讨说法，已劝阻并安排专人陪同。")
    installments = [
        {"what": f"第{n}期赔偿款", "kind": "money", "debtor": 3, "creditor": 2, "amount": 100_000, "due_on": f"2026-{n + 5:02}-30"}
        for n in range(1, 7)
    ]
    case.happens("draft_agreement", "2026-05-16", facts=FACTS, terms=[{"text": "合作社分六期赔偿损失。"}, {"text": "赔偿医疗费由合作社据实承担。"}],
                 total=600_000, items=installments, status_part=True)  # fmt: skip
    case.happens("urge", "2026-07-01", item=1, until="2026-07-08")
    case.happens("end", "2026-07-10", reason="not_signed", who=3, explanation="合作社收到协议稿后明确不签", ways=["suit", "arbitration", "government"])
    return case


def oral_case() -> Case:
    """A small quarrel settled on the spot."""
    case = Case(matter(number=""))
    case.happens("apply", "2026-05-02", source="1", parties=[WANG, LI], type="T02", summary="晾衣水滴到楼下引起口角。", claim="不再滴水")
    case.happens("accept", "2026-05-02", rights_told=True)
    case.happens("reach_oral", "2026-05-02", facts="李建国家晾衣滴水，打湿王秀英家被褥，"
                                                   "双方口角。", agreed="李建国加装接水槽，当场道歉。",
                 items=[{"what": "加装接水槽", "kind": "repair", "debtor": 2, "creditor": 1, "due_on": "2026-05-05"}])  # fmt: skip
    return case


def declined_case() -> Case:
    """The other side does not want mediation."""
    case = Case(matter(number=""))
    case.happens("apply", "2026-05-02", source="2", parties=[WANG, LI], type="T02", summary=SUMMARY, claim="修墙")
    case.happens("ask", "2026-05-03", way="visit", said="李建国不同意调解。")
    case.happens("decline", "2026-05-04", reason="N3", explanation="李建国当面表示不愿意调解", ways=["suit", "government"])
    return case


def merged_case() -> Case:
    """A second case of the quarrel, merged into the one accepted first and split off again."""
    case = Case(matter("（2026）枫林镇人调字第0014号"))
    case.happens("apply", "2026-05-02", source="2", parties=[WANG, LI], type="T02", summary=SUMMARY, claim="修墙")
    case.happens("accept", "2026-05-03", rights_told=True, open_mode="closed")
    case.happens(
        "merge", "2026-05-04", into="0" * 32, into_number="（2026）枫林镇人调字第0012号", into_office_name="枫林镇人民调解委员会",
        why="同一面墙。", parties_agree=True,
    )  # fmt: skip
    case.happens("unmerge", "2026-05-06", reason="经核实是另一面墙。")
    return case


# The action that issues each paper; a paper not named here is of the whole matter.
ISSUED_BY = {
    "application": "apply", "register": "accept", "rights": "accept", "assignment": "assign", "investigation": "investigate",
    "evidence_list": "add_material", "session": "session", "agreement": "draft_agreement", "oral_agreement": "reach_oral",
    "ending": "end", "declining": "decline", "suspension": "suspend", "resumption": "resume", "extension": "extend", "merge_notice": "merge", "split_notice": "unmerge",
    "urging": "urge", "performance": "perform", "visit": "visit", "confirmation_application": "confirm_prepare",
    "certificate": "confirm_prepare", "escalation": "escalate", "handover": "report", "closing": "close", "cover": "archive",
    "statement": "archive", "correction_sheet": "set_aside",
}  # fmt: skip

# Papers of no matter, and the contents with a counted file.
GIVEN: dict[str, dict[str, Any]] = {
    "subsidy_list": {
        "bureau": "枫林县司法局", "period": "2026年第二季度", "rule": "枫司发〔2026〕9号", "notice_period": "2026年7月6日至7月10日",
        "made_on": "2026年7月13日",
        "payments": [
            {"mediator": "赵明", "committee": "枫林镇人民调解委员会", "case_number": "（2026）枫林镇人调字第0012号", "level": "一般",
             "form": "书面", "amount_yuan": 100},
            {"mediator": "钱芳", "committee": "枫林镇溪口村人民调解委员会", "case_number": "（2026）溪口村人调字第0003号", "level": "疑难复杂",
             "form": "口头", "amount_yuan": 300},
        ],
    },
    "committee_notice": {
        "bureau": "枫林县司法局", "court": "枫林县人民法院", "committee": "枫林镇溪口村人民调解委员会", "event": "调整",
        "host": "枫林镇溪口村村民委员会", "term": "2026年3月1日至2029年2月28日", "contact": "枫林镇溪口村村委会", "made_on": "2026年3月5日",
        "members": [
            {"name": "周德顺", "sex": "男", "ethnicity": "汉族", "post": "主任", "kind": "兼职", "change": "连任"},
            {"name": "吴桂花", "sex": "女", "ethnicity": "汉族", "post": "委员", "kind": "兼职", "change": "新任"},
            {"name": LONG_NAME, "sex": "男", "ethnicity": "维吾尔族", "post": "委员", "kind": "专职", "change": "新任"},
        ],
    },
    "contents": {
        "committee": "枫林镇人民调解委员会", "number": "（2026）枫林镇人调字第0012号", "volume": "王秀英与李建国邻里纠纷",
        "contents": [{"title": "人民调解受理登记表", "pages": "1", "remark": ""}, {"title": "人民调解记录", "pages": "2-4", "remark": ""}],
    },
}  # fmt: skip
