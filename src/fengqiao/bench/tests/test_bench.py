"""``fengqiao bench`` end to end at its smallest: the table's shape, the pages' questions, and that it leaves nothing behind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from fengqiao.bench import table
from fengqiao.bench.filling import SCALES
from fengqiao.bench.measuring import BUDGET, Measure
from fengqiao.bench.place import TEMPLATE
from fengqiao.localdb.urls import url_parts

pytestmark = pytest.mark.django_db  # so that there is a test database, of which an empty copy is kept
PAGES = {
    "工作台：县局股室看全县", "工作台：调解员看自己的", "登记簿：全县在办", "登记簿：全县全部", "案件页：承办人打开", "查找：3个字的姓名",
    "工作台：司法所工作人员看自己的对象", "工作台：司法所工作人员看全所", "工作台：县局矫正股看全县", "登记簿：社区矫正在册", "案件页：矫正三年的一人",
    "工作台：指派员看自己的", "工作台：指派员看全县", "登记簿：援助案件在办", "登记簿：援助案件全部", "登记簿：咨询和诉求全部", "申请页：审查员打开", "案件页：指派员打开",
    "当日指派：打开", "当日指派：打开，算过以后", "接听台：一个队列", "接听台：坐席打开一件诉求", "知识条目", "律师手机页：我的指派", "律师手机页：我的案件", "律师手机页：一件案件",
    "群众手机页：附近的法律服务", "群众手机页：附近的法律服务，全县", "群众手机页：我的事", "群众手机页：申请办到哪一步",
}  # fmt: skip
ASKED = {"可能重复：表单旁的整块建议，中位", "接听登记旁：条文、知识条目、以前来过没有", "接听登记旁：这个号码以前问过什么"}  # besides the pages, what is held to their budget
OTHERS = {
    "可能重复：经两道门，中位", "可能重复：经两道门，p95", "可能重复：表单旁的整块建议，p95", "当日指派：计算这一批（连求解）",
    "接听：登记诉求，转入待领", "接听：登记诉求，当场答复", "接听：答复待领的", "援助：受理申请", "援助：指派", "批量装入：法律服务每件，对COPY",
    "受理：登记来件", "受理：登记来件并立事项", "办理：工作记事（不动期限）", "办理：登记回访（出文书）",
    "导入台账：每行，对COPY同样的行", "导入台账：每行，对django-import-export", "新放假安排：重算全部在办期限，每个",
    "每日预警：在办的每一件", "每日扫描：头一遍，每个期限", "每日扫描：再一遍，每个期限", "批量装入：每件，对COPY",
    "批量装入：每人三年的记录，对COPY", "办理：登记报告（三年记录的一人）", "预约：200人同时约20个场次，每次",
    "每晚：在矫人员，头一遍，每人", "每晚：在矫人员，次日，每人", "每晚：在矫人员，当天再一遍，每人",
}  # fmt: skip
OF_SERVICES = ("legalaid_application", "aidcases_aidcase", "notary_notarybooking", "advisers_counseltask", "advisers_petitionsession")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, empty_database: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """The command's answer and its JSON."""
    path = tmp_path_factory.mktemp("bench") / "report.json"
    command = [sys.executable, "-m", "fengqiao.cli", "bench", "--size", "tiny", "--json", str(path)]
    kept = {name: value for name, value in os.environ.items() if name not in ("FENGQIAO_DB_URL", "FENGQIAO_MODE")}
    done = subprocess.run(command, env={**kept, TEMPLATE: empty_database}, capture_output=True, text=True, check=False)
    assert path.exists(), done.stdout + done.stderr
    return done, json.loads(path.read_text())


def test_every_measure_is_there_with_its_ratio(run: Any) -> None:
    found = {measure["name"]: measure for measure in run[1]["measures"]}
    assert {name for name in found if not name.startswith("查找")} == (PAGES | ASKED | OTHERS) - {"查找：3个字的姓名"}
    for measure in found.values():
        assert measure["ours_ms"] > 0
        if measure["note"].startswith("没有安装"):
            continue
        assert measure["bare_ms"] > 0
        assert measure["ratio"] == pytest.approx(measure["ours_ms"] / measure["bare_ms"], abs=0.01)


def test_no_page_asks_the_database_more_than_twelve_times(run: Any) -> None:
    asked = {m["name"]: m["queries"] for m in run[1]["measures"] if m["queries"] is not None and m["budget"] is not None}
    assert asked.keys() == PAGES | ASKED
    assert {name: count for name, count in asked.items() if count > BUDGET} == {}
    assert run[0].returncode == 0


def test_what_was_filled_in_verifies(run: Any) -> None:
    filling = run[1]["filling"]
    assert filling["matters"] == filling["rows"]["matter_matter"] >= SCALES["tiny"].matters
    assert filling["rows"]["matter_entry"] > filling["matters"]
    assert filling["people"] == filling["people_verified"] == SCALES["tiny"].people
    assert filling["records"] > 250 * filling["people"]
    assert filling["services"] == filling["rows"]["legalservice_servicerequest"] + sum(filling["rows"].get(table, 0) for table in OF_SERVICES)
    assert filling["services"] >= SCALES["tiny"].services * 0.9
    assert filling["services_verified"] > 20
    assert filling["verified"] == SCALES["tiny"].verified
    assert filling["differences"] == []


def test_of_two_hundred_twenty_get_a_slot_and_nobody_twice(run: Any) -> None:
    [note] = [m["note"] for m in run[1]["measures"] if m["name"].startswith("预约")]
    assert "都恰好约出20个，重复0个" in note


def test_the_proposals_are_those_of_the_query_written_by_hand(run: Any) -> None:
    [note] = [m["note"] for m in run[1]["measures"] if m["name"] == "可能重复：经两道门，中位"]
    told, same = (int(part.rstrip("段答案与裸SQL一致")) for part in note.split("，"))
    assert told == same > 1


def test_memory_is_told_by_process(run: Any) -> None:
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("本机没有 /proc，测不了内存")
    assert {row["name"] for row in run[1]["memory"]} >= {"网页", "后台任务", "看护"}
    assert all(row["pss_mb"] > 5 for row in run[1]["memory"])


def test_the_table_stands_on_the_terminal(run: Any) -> None:
    lines = run[0].stdout.splitlines()
    [head] = [line for line in lines if line.startswith("项目")]
    assert head.split() == ["项目", "本程序", "裸SQL", "倍数", "查询数", "说明"]
    assert re.fullmatch(r"抽60件、另抽矫正三年的12人、法律服务\d\d件按时间轴重建核对：差异0处。", next(line for line in lines if line.startswith("抽")))


def test_nothing_is_left_and_the_real_database_is_untouched(run: Any) -> None:
    real = os.environ["FENGQIAO_DB_URL"]
    with psycopg.connect(real) as connection:
        names = {name for (name,) in connection.execute("select datname from pg_database").fetchall()}
    assert url_parts(real)["dbname"] + "_bench" not in names


def test_a_page_that_asks_too_often_is_marked() -> None:
    measures = [Measure("工作台", 20.0, 4.0, 13, 12, "30行").as_json(), Measure("案件页", 20.0, 4.0, 12, 12).as_json()]
    report = {
        "size": "small", "database_mb": 1, "measures": measures, "memory": [], "crowd": None,
        "filling": {"matters": 1, "people": 0, "records": 0, "rows": {"matter_matter": 1}, "verified": 0, "people_verified": 0, "services": 0, "services_verified": 0, "differences": []},
        "machine": {"cpus": 2, "python": "3.11", "postgresql": "18.4"},
    }  # fmt: skip
    lines = table.as_text(report).splitlines()
    assert "工作台  20.00ms  4.00ms  5.0   13/12 超  30行" in lines
    assert "案件页  20.00ms  4.00ms  5.0   12/12" in lines
    assert lines[-1] == "查询数超出上限：工作台。"
