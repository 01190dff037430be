"""Every paper of a case, of the duty lawyer's help, of quality, money and recovery, made by acts and printed filled."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.aidcases import papers
from fengqiao.lines.aidcases.help import papers as help_papers
from fengqiao.lines.aidcases.moving.papers import KINDS as BETWEEN_CENTRES
from fengqiao.lines.aidcases.quality import papers as quality_papers
from fengqiao.lines.aidcases.quality.tests.test_review import drawn, named, scored
from fengqiao.lines.aidcases.recovery import papers as recovery_papers
from fengqiao.lines.aidcases.recovery.tests.test_recovery import recovery
from fengqiao.lines.aidcases.subscribers import lift
from fengqiao.lines.aidcases.subsidies import batches
from fengqiao.lines.aidcases.subsidies.tests.test_batch import RATE, opened
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_help import booked
from fengqiao.lines.aidcases.tests.test_life import FILE
from fengqiao.matter import registry
from fengqiao.matter.models import Paper
from fengqiao.matter.papers import values_of
from fengqiao.orgs import roles
from fengqiao.orgs.models import Office, OfficeKind
from tests.county import FOUNDED
from tests.papers import printed_in_full

WORKER = {"side": "recipient", "name": "薪难讨", "sex": "男", "id_no": "99990119900307451X", "address": "枫林县枫林镇白水村三组", "phone": "13800003333"}
BUILDER = {"side": "opponent", "kind": "org", "name": "枫林建筑有限公司"}
ACCUSED = {"name": "梁不言", "sex": "男", "birth_on": "1990-03-07", "address": "枫林县看守所"}
STORY = (
    "承办人接受指派后约见受援人两次，调取考勤表、工资条和项目部的结算单，代写起诉状并申请诉前保全。庭审中就工程层层转包以后谁应当清偿发表意见，"
    "法院采纳，判决发包人在欠付工程款的范围内先行垫付。判决生效后督促履行，工资已经全部到账。"
)


def named_lawyers(aid: Aid) -> tuple[str, str]:
    """Two lawyers, and the county's centre under its own name."""
    bureau = aid.county.offices["bureau"]
    Office.objects.create(territory=bureau.territory + 909_000_000, name="枫林县法律援助中心", short_name="法律援助中心", kind=OfficeKind.SECTION, parent=bureau, from_on=FOUNDED)
    return aid.provider("律师严", phone="0999-1234567"), aid.provider("律师宽", phone="0999-1234568")


def granted(aid: Aid, day: str = "2026-11-02", **said: Any) -> Case:
    return aid.given(day, parties=[WORKER, BUILDER], **said)


def notified(aid: Aid, yan: str, kuan: str) -> Case:
    """A court's letter that lacks things, nobody to be had at first, a lawyer, and the person will not have him."""
    case = aid.letter("2026-11-02", parties=[ACCUSED], received_at="16:40", officer_phone="0999-7654321", missing=["documents", "seal"])
    case.do("chase", "2026-11-02", way="phone", officer="书记员田", missing=["documents", "seal"], said="起诉书副本下周一送来，公函补盖印章")
    case.do("borrow", "2026-11-03", borrow_from="city", blocked="本县具有三年以上刑事辩护经历的律师都为同案人辩护", speciality="刑事辩护律师一名", period="到一审宣判")
    case.do("assign", "2026-11-03", org=aid.org(), handler=yan, mode="turn").do("reply", "2026-11-03", reply_no="枫援函〔2026〕7号", way="letter", received_by="书记员田")
    case.do("work", "2026-11-04", by="lawyer", kind="meeting", begun="09:30", minutes=70, place="枫林县看守所第二会见室", note=STORY, consent="agrees", told_rights=True)
    case.do("ask_change", "2026-11-05", by_="recipient", reason="quality", facts="会见时没有把案卷里的证据讲给我听，问到量刑也说不清楚。")
    case.do("verify_change", "2026-11-05", statement="当日只安排了一次会见，案卷尚未复制完", found="会见笔录和阅卷登记与承办人说的一致")
    case.do("refuse_change", "2026-11-06", by="aid_head", reason="第一次会见时案卷尚未复制完，承办人已约定阅卷后再次会见，没有未履行职责的情形。")
    case.do("refuse_defence", "2026-11-09", by="lawyer", refusal="counsel", reason="不信任", recorded=True)
    case.do("tell_organ", "2026-11-09", by="lawyer", way="letter", document_no="枫援函〔2026〕8号", received_by="书记员田")
    case.do("ask_change", "2026-11-10", by_="centre", reason="refused", facts="被告人拒绝由律师严辩护，应当通知辩护的案件。")
    case.do("verify_change", "2026-11-10", statement="没有意见", found="会见笔录有本人签名")
    return case.do("grant_change", "2026-11-10", by="aid_head", fault="no", option="same_unit", change_by="2026-11-13", reason="本人拒绝由原承办人辩护")


def whole(aid: Aid, yan: str, kuan: str) -> Case:
    """A worker's wages, from the assignment to the file; a change in between, and a conflict that was none."""
    case = granted(aid).do("assign", "2026-11-03", org=aid.org(), handler=yan, mode="proposed")
    case.do("sign", "2026-11-04", by="lawyer", signed_on="2026-11-04", power="special", special="代为承认、放弃、变更诉讼请求，进行和解，代领案款", free=True)
    case.do("work", "2026-11-05", by="lawyer", kind="interview", begun="14:00", minutes=50, place="法律援助中心约见室", note=STORY, told_rights=True)
    case.do("tell", "2026-11-20", by="lawyer", way="phone", said="已经立案，十二月三日上午九时在第二法庭开庭，请带上考勤表原件", wishes="愿意调解，但工资不能少", next_on="2026-12-04")
    case.do("report_grave", "2026-11-20", by="lawyer", grave=["group", "hard"], said="同一工地另有十四人欠薪，准备到项目部讨要", asks="请劳动监察部门一并处理，并派人到场")
    case.do("stop_work", "2026-11-23", rule="H6", note="承办机构新任对方的法律顾问")
    case.do("resume_work", "2026-11-24", by="aid_head", reason="签约的是同名的另一家公司，统一社会信用代码不同")
    case.do("ask_change", "2026-11-25", by_="recipient", reason="idle", facts="约好的两次见面都没有来，电话也不接。")
    case.do("verify_change", "2026-11-25", statement="两次都在外地开庭，没有提前告知", found="开庭传票属实，没有告知也属实")
    case.do("grant_change", "2026-11-26", by="aid_head", fault="yes", option="other_unit", change_by="2026-11-30", reason="未履行通报职责")
    case.do("assign", "2026-11-26", org=aid.org(), handler=kuan, mode="turn")
    case.do("hand_over", "2026-11-27", by="lawyer2", items=[{"item": "委托手续", "pages": 4}, {"item": "考勤表、工资条复印件", "pages": 26}, {"item": "约见笔录", "pages": 5}], both_signed=True)
    case.do("work", "2026-11-30", by="lawyer2", kind="interview", note="约见受援人，核对移交的材料", told_rights=True)
    case.do("work", "2026-12-03", by="lawyer2", kind="court", begun="09:00", minutes=150, place="枫林县人民法院第二法庭", note="出庭，发表代理意见")
    told = {"basis": "judgment", "closing_day": "2026-12-15", "document_no": "（2026）枫民初1号", "outcome": "won", "story": STORY, "recovered": 2_350_000, "work_days": 9}
    return case.do("close", "2026-12-20", by="lawyer2", **told).do("hand_in", "2026-12-21", by="lawyer2", items=FILE)


def ended(aid: Aid, kuan: str) -> Case:
    """Terminated for deceit, lifted upon an objection, terminated again."""
    case = granted(aid).do("assign", "2026-11-03", org=aid.org(), handler=kuan, mode="proposed")
    case.do("work", "2026-11-05", by="lawyer2", kind="interview", note=STORY, told_rights=True)
    said = "受援人提交的收入说明与社会保险缴费记录不一致，实际月工资为九千二百元，高于本县经济困难标准。"
    case.do("terminate", "2026-11-10", by="aid_head", end_ground="1", said=said, heard=True, recover=True)
    assert lift(case.matter.pk, date(2026, 11, 16), number="（2026）枫林援异字第0001号")
    return case.do("terminate", "2026-11-20", by="aid_head", end_ground="1", said=said, heard=True, recover=True)


def test_every_paper_of_a_case_is_complete_and_prints_both_ways(aid: Aid) -> None:
    """收函到归档、更换、停办、终止：没有缺项，没有占位符，一张纸放得下的不占两页。"""
    yan, kuan = named_lawyers(aid)
    notified(aid, yan, kuan)
    case = whole(aid, yan, kuan)
    ended(aid, kuan)
    pages = printed_in_full("aidcases")
    assert set(papers.PAPERS) - set(pages) == {kind.code for kind, _ in BETWEEN_CENTRES}  # those are in moving/tests
    assert {code for code, n in pages.items() if n > 1} == set()
    [form, notice] = Paper.objects.filter(kind__in=("aid_change_form", "aid_change_notice"), matter_id=case.matter.pk).order_by("n")
    said = values_of(form, case.row)
    assert (said["asked_on"], said["statement"], said["decision"]) == (
        "2026年11月25日", "两次都在外地开庭，没有提前告知", "准予更换（有过错）。未履行通报职责。（主任援，2026年11月26日）",
    )  # fmt: skip
    assert values_of(notice, case.row)["centre"] == "枫林县法律援助中心"


def test_every_paper_of_the_duty_lawyers_help_is_complete(aid: Aid) -> None:
    yan, _ = named_lawyers(aid)
    case = booked(aid, "2026-11-20", parties=[ACCUSED], handler=yan)
    opinion = "被告人自愿认罪认罚，涉案金额刚过起刑点，已经退赃并取得谅解，建议适用速裁程序，量刑建议不超过拘役四个月并适用缓刑。"
    case.do("give", "2026-11-20", by="lawyer", handler=yan, kinds=["advice", "choice"], begun="09:00", ended="09:50", met=True, read_file=True, opinion=opinion, written=True)
    case.do("ask_aid", "2026-11-20", asked_at="10:05", claim="申请法律援助律师辩护")
    case.do("forward", "2026-11-20", by="lawyer", forwarded_at="16:20", received_by="指派员向", papers="申请书一份、身份证复印件一份、起诉意见书复印件一份")
    case.do("witness", "2026-11-20", by="lawyer", signed_at="11:00", present=True, understood=True).do("finish", "2026-11-20", by="lawyer", signed=True)
    pages = printed_in_full("legalhelp")
    assert pages == dict.fromkeys(help_papers.PAPERS, 1)


def scoring(aid: Aid) -> None:
    for key, name, firm in (("jia", "评甲", "竹溪律师事务所"), ("bing", "评丙", "青山律师事务所")):
        aid.join(key, name, roles.AID_EVALUATOR)
        aid.provider(name, firm, in_aid_pool=False)


def test_every_paper_of_a_quality_review_is_complete(aid: Aid) -> None:
    yan, kuan = named_lawyers(aid)
    scoring(aid)
    whole(aid, yan, kuan)
    drawn(aid, "2026-12-22", "2026-10-01", "2026-12-31").do("start", "2026-12-22")
    model = registry.line("aidquality").model()
    found = named(aid, Case(aid.county, model._default_manager.get()), "2026-12-22")
    scored(scored(found, "2026-12-23", "jia", veto_unmet=True), "2026-12-23", "bing", opinion=20)
    found.do("feedback", "2026-12-24", words="卷内没有第二次约见的笔录；代理词只有一页，没有回应对方关于转包的抗辩。建议补正约见登记，代理词针对争议焦点逐条展开。")
    found.do("defend", "2026-12-25", answer="defends", defence="更换承办人以前的约见由原承办人记录，移交清单里有笔录五页。")
    found.do("grade", "2026-12-28", by="aid_head", conclusion="移交的笔录没有受援人签名，不能认定已经约见；同意评估意见。")
    found.do("order_mending", "2026-12-29", by="aid_head", mending="一、补正会见、约见登记制度，笔录当场签名；二、组织本所承办人学习代理词的写法；三、书面报告整改情况。", mend_by="2027-01-29")
    pages = printed_in_full("aidquality", "aidqplans")
    assert pages == dict.fromkeys((*quality_papers.PAPERS, *quality_papers.PLAN_PAPERS), 1)


def test_every_paper_of_money_is_complete(aid: Aid) -> None:
    """补贴计算单、发放表、责令支付决定书、退回补贴通知书。"""
    _, kuan = named_lawyers(aid)
    aid.join("bureau_section", "股长陶", roles.LEGAL_SERVICE)
    opened(aid, "aidrate", "set_rate", "2026-11-02", "assigner", **RATE).do("adopt", "2026-11-02", by="aid_head")
    case = ended(aid, kuan)
    for addressee in ("recipient", "unit", "organ"):
        case.do("serve", "2026-11-23", addressee=addressee, served_on="2026-11-23", way="letter")
    case.do("hand_in", "2026-11-24", items=FILE).do("pass_file", "2026-11-25")
    batch = opened(aid, "aidbatch", "make", "2026-11-26", "assigner", period="2026年11月").do("check", "2026-11-26", by="aid_head")
    batch.do("pay", "2026-11-27", by="finance", paid_on="2026-11-27", voucher="记字9号")
    grounds = "受援人在经济困难状况说明表上写明月收入三千元，社会保险经办机构的缴费记录表明其月工资为九千二百元。"
    found = recovery(aid, case, "2026-11-30", other_costs=120_000, parties=[WORKER | {"side": ""}], said=grounds)
    found.do("order", "2026-12-01", by="bureau_section", grounds=grounds, pay_by="2026-12-31", heard=True, other_costs=120_000)
    twice = recovery(aid, case, "2026-11-30", basis="twice", from_whom="body", parties=[{"name": "枫林律师事务所"}], said="同一笔发放两次", twice=20_000)
    twice.do("order", "2026-12-01", by="bureau_section", grounds="同一件案件的补贴在十一月和十二月各发放了一次，经与银行回单核对属实。", pay_by="2026-12-31", heard=True)
    pages = printed_in_full("aidbatches", "aid_recoveries")
    assert pages == dict.fromkeys((*batches.PAPERS, *recovery_papers.PAPERS), 1)
