"""fengqiao assign at the command line: a document in, a document out, and what is wrong said with its place."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from fengqiao.assignment.generating import generate
from fengqiao.assignment.reading import document, problem, schema
from fengqiao.cli import main

SMALL = generate(4, 6, 3)


def run(capsys, monkeypatch, text, *more):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text if isinstance(text, bytes) else text.encode())))
    code = main(["assign", "-", *more])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_run_goes_in_and_its_plan_comes_out_as_the_schema_says(capsys, monkeypatch):
    assert problem(document(SMALL)) == SMALL
    code, out, err = run(capsys, monkeypatch, json.dumps(document(SMALL)), "--three")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    Draft202012Validator(schema("schema-plan")).validate(answer)
    assert answer["status_words"] == "已证明最优"
    assert list(answer["plans"]) == ["最匹配", "均衡", "最公平"]
    assert {one["case"] for one in answer["assigned"] + answer["unassigned"]} == {case.id for case in SMALL.cases}


def test_a_conflict_is_told_with_its_rule_and_nothing_more(capsys, monkeypatch):
    made = document(replace(SMALL, conflicts=(), opposed=()))
    made["conflicts"] = [{"case": made["cases"][0]["id"], "rule": "H6", "lawyer": one["id"]} for one in made["lawyers"]]
    _, out, _ = run(capsys, monkeypatch, json.dumps(made))
    shut = next(one for one in json.loads(out)["unassigned"] if one["case"] == made["cases"][0]["id"])
    assert any(block["rules"] == ["H6"] and "存在冲突" in block["sentence"] for block in shut["blocking"])


def _broken(change):
    made = json.loads(json.dumps(document(SMALL)))
    change(made)
    return json.dumps(made)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "第1行第2列：不是有效的JSON。请检查引号、逗号和括号。"),
        (b"\xff\xfe", "第0字节：不是UTF-8编码。请另存为UTF-8。"),
        ("[]", "最外层应当是一个对象（花括号）。格式见 fengqiao assign --schema。"),
        ('{"kind": 1, "kind": 2}', "kind：同一个对象里写了两次。请只保留一处。"),
        ("{}", "kind：须写明 assignment（案件指派）或者 roster（值班排班）。"),
        (_broken(lambda d: d["cases"][1].update(points=0)), "cases[1].points：不能小于1，现在是0。"),
        (_broken(lambda d: d["cases"][0].pop("form")), "cases[0]：缺少“form”。"),
        (_broken(lambda d: d["lawyers"][0].update(salary=1)), "lawyers[0]：不认识“salary”。字段名见 fengqiao assign --schema。"),
        (_broken(lambda d: d["lawyers"][2].update(id="L0001")), "lawyers[2].id：编号“L0001”与lawyers[0]重复。"),
        (
            _broken(lambda d: d["lawyers"][0].update(licence_valid_to="2027-02-30")),
            "lawyers[0].licence_valid_to：日期“2027-02-30”不存在。请核对月份和日数。",
        ),
        (_broken(lambda d: d.update(mode="single", only="没有")), "only：mode 为 single 时须写明一件案件的编号，“没有”不在 cases 之中。"),
        (
            _broken(lambda d: d["cases"][0].update(place="月球")),
            "lawyers[0].travel：没有到“月球”（cases[0].place）的路程分钟数。请补上，或者写明 default_minutes；确实不知道的，写明 ways_may_be_unknown。",
        ),
        (_broken(lambda d: d["lawyers"][0].update(capacity=10**30)), "“10000000000000000000…”太大，请写成普通的数。"),
        (_broken(lambda d: None).replace('"points": 4', '"points": 1e999', 1), "“1e999”太大，请写成普通的数。"),
        (_broken(lambda d: d["lawyers"][0].update(name="\ud800")), "文字里有不成对的转义 \\ud800，不是一个字。请改正。"),
        (
            _broken(lambda d: d.update(only=d["cases"][0]["id"])),
            "only：只在 mode 为 single 时写，现在 mode 是 batch。要只算这一件，请写 single；要算一批，请删去 only。",
        ),
        (
            _broken(lambda d: d.update(weights={"phi": "999999/997", "unassigned": 100000, "due_within_24h": 100}) or d["lawyers"][0].update(capacity=999_983)),
            "承载分、工作量分、权重合起来太大，不能精确计算。承载分请写实际能承担的分数，φ 的分母请写小些。",
        ),
        ('{"kind": "roster", "members": [], "shifts": [], "minimums": {"大厅": 1}}', "minimums.大厅：“大厅”没有班次，不能有每周最少班次。"),
        (
            '{"kind": "roster", "members": [{"id": "甲"}], "shifts": [{"id": "1", "point": "大厅", "date": "2026-11-23"}], "published": [{"shift": "1", "member": "甲"}]}',
            "published：只在 mode 为 repair 时写。要修补已发布的排班表，请写 repair；要从头排，请删去 published。",
        ),
        ('{"kind": "roster", "members": [], "shifts": [], "mode": "repair"}', "published：mode 为 repair 时须给出已发布的排班表。"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_nothing_is_proposed(capsys, monkeypatch, text, said):
    assert run(capsys, monkeypatch, text) == (2, "", said + "\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["lawyers"][0].update(capacity=1_000_000),
        lambda d: d["lawyers"][0].update(unavailable=[{"start": "0001-01-01T00:00", "end": "9999-12-31T23:59"}]),
        lambda d: d["cases"][0].update(hearings=[{"start": "9999-12-31T09:00", "end": "9999-12-31T12:00", "place": "县城"}]),
        lambda d: d["lawyers"][0].update(criminal_since="9999-12-31") or d["cases"][0].update(life_or_death=True),
        lambda d: d.update(cases=[], conflicts=[], opposed=[]),
        lambda d: d.update(lawyers=[], conflicts=[]),
        lambda d: [one.update(good_standing=False) for one in d["lawyers"]],
    ],
)
def test_what_is_odd_but_possible_is_answered(capsys, monkeypatch, change):
    """“不限”写成一百万分、长期请假写到9999年、没有人、没有案件：照常给出方案。"""
    code, out, err = run(capsys, monkeypatch, _broken(change))
    assert (code, err) == (0, "")
    Draft202012Validator(schema("schema-plan")).validate(json.loads(out))


def test_a_whole_number_may_be_written_with_a_point(capsys, monkeypatch):
    text = json.dumps(document(SMALL))
    _, plain, _ = run(capsys, monkeypatch, text)
    code, out, _ = run(capsys, monkeypatch, text.replace('"points": 4', '"points": 4.0'))
    assert (code, out) == (0, plain)


def test_a_roster_goes_in_and_comes_out_as_the_schema_says(capsys, monkeypatch):
    text = json.dumps(
        {
            "kind": "roster",
            "members": [{"id": "甲", "licence_valid_to": "2027-01-01"}],
            "shifts": [{"id": "1", "point": "大厅", "date": "2026-11-23"}, {"id": "2", "point": "法院", "date": "2026-11-26", "kind": "court"}],
        }
    )
    code, out, _ = run(capsys, monkeypatch, text)
    answer = json.loads(out)
    Draft202012Validator(schema("schema-roster-plan")).validate(answer)
    assert code == 0
    assert [(one["shift"], one["member"]) for one in answer["duties"]] == [("1", "甲")]
    assert answer["uncovered"] == [{"shift": "2", "missing": 1, "why": ["甲：没有刑事执业经历"]}]


def test_the_comparison_counts_what_a_list_without_conflicts_breaks(capsys):
    assert main(["assign", "--compare", "8x30", "--seed", "2", "--json"]) == 0
    ways = {row["way"]: row for row in json.loads(capsys.readouterr().out)["ways"]}
    assert ways["轮候（查冲突）"]["violations"] == ways["贪心（查冲突）"]["violations"] == ways["优化（本程序）"]["violations"] == 0
    blind = ways["轮候（不查冲突）"]
    assert blind["violations"] == sum(blind["broken"].values()) > 0
    assert ways["优化（本程序）"]["objective"] <= min(ways["轮候（查冲突）"]["objective"], ways["贪心（查冲突）"]["objective"])


def test_the_schemas_are_schemas(capsys):
    for name in ("schema", "schema-plan", "schema-roster", "schema-roster-plan"):
        Draft202012Validator.check_schema(schema(name))
    assert main(["assign", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema("schema")
