"""公示, 聘书, 月度工作日志, 法律意见书, 接待记录, made by acts and printed filled."""

from __future__ import annotations

import pytest

from fengqiao.lines.advisers.appointments import papers
from fengqiao.lines.advisers.counsel import papers as counsel_papers
from fengqiao.lines.advisers.petitions import papers as petition_papers
from fengqiao.lines.advisers.tests.driver import LI, Team
from fengqiao.lines.advisers.tests.test_counsel import ask, contract, lawyer
from fengqiao.matter.models import Paper
from fengqiao.matter.papers import values_of
from tests.county import County
from tests.papers import printed_in_full

pytestmark = pytest.mark.django_db
OPINION = (
    "一、合同第八条约定的违约金为合同总价的百分之五十，明显高于可能造成的损失，建议改为百分之二十，并写明实际损失高于违约金的可以请求增加；\n"
    "二、验收条款没有写明期限，建议写明货到之日起十个工作日内验收，逾期不验收的处理办法一并写明；\n"
    "三、争议解决条款同时约定仲裁和诉讼，属于约定不明，建议择一。依据：民法典第五百八十五条、仲裁法第十六条。"
)


@pytest.fixture
def team(county: County) -> Team:
    return Team(county)


def test_every_paper_of_an_appointment_is_complete_and_prints_both_ways(team: Team) -> None:
    made = team.serving(hours_month=4, lectures_quarter=1)
    for day, content in (("2026-02-03", "在村委会接待咨询五人，涉及宅基地、赡养和工伤"), ("2026-02-10", "修改村规民约第八条"), ("2026-02-24", "参与调解相邻通行纠纷一件，当场达成协议")):
        made.served(day, content=content)
    made.log("2026-02-26", "14:00", "15:00", kind="answer", content="微信群里解答两人", people=2)
    made.reckon("2026-03-02", "2026-02")
    made.do("renew", "2026-11-02", by="advisers", to="2027-12-31", hours_month=4, lectures_quarter=1, lessons_year=0)
    assert printed_in_full("advisers") == dict.fromkeys(papers.PAPERS, 1)
    letters = [values_of(paper, made.row) for paper in Paper.objects.filter(matter_id=made.matter.pk, kind="adviser_letter").order_by("n")]
    assert [(one["from_on"], one["to_on"], one["issuer"]) for one in letters] == [
        ("2026年1月1日", "2026年12月31日", "枫林县司法局"), ("2027年1月1日", "2027年12月31日", "枫林县司法局"),
    ]  # fmt: skip


def test_an_opinion_and_a_session_are_complete(team: Team) -> None:
    one, signed = lawyer("李正", "枫林正义律师事务所"), contract(team)
    made = ask(team, signed, "2026-03-02", "枫林县第3局", question="违约金、验收期限和争议解决的约定是否合法、是否对我局不利")
    made.do("accept_task", "2026-03-02", by="advisers", lawyer=str(one.pk)).do("opine", "2026-03-05", by="advisers", conclusion="amend", risk="middle", opinion=OPINION, minutes=180)
    given = {"place": "bureau", "lawyer": str(one.pk), "parties": [{"name": "郑来访", "id_no": LI, "phone": "13800001111"}], "subject": "在工地干活半年，工资被拖欠，多次讨要没有结果", "no_retainer": True}
    session = team.open("petition_session", "receive_petition", "2026-03-02", "office_staff", given)
    session.do("advise", "2026-03-02", category="just", opinion="劳动关系清楚，有考勤表和转账记录，可以申请仲裁；经济困难，可以申请法律援助。", channels=["arbitration", "aid"], risk="usual")
    session.do("hand_on", "2026-03-02", to="枫林县法律援助中心")
    codes = (*counsel_papers.PAPERS, *petition_papers.PAPERS)
    assert printed_in_full("counsel_tasks", "petition_sessions") == dict.fromkeys(codes, 1)
