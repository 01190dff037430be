"""`fengqiao assign FILE.json`: propose lawyers for legal aid cases, or a duty roster, from a document to a document."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from .quieting import quiet

REFUSED = 2
_ABOUT = """\
读入一份JSON（写 - 为标准输入），写出指派方案：每件由谁承办、为什么、目标值、下界、是否已证明最优、
各人负担和公平指标。kind 为 assignment 的是案件指派，kind 为 roster 的是值班排班。
方案只是建议，由指派的人决定。格式：fengqiao assign --schema；说明：docs/assignment.md。"""
_SCHEMAS = {"input": "schema", "plan": "schema-plan", "roster": "schema-roster", "roster-plan": "schema-roster-plan"}


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `assign` to the product's command line."""
    parser = sub.add_parser(
        "assign", help="指派方案：assign 输入.json", description=_ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", nargs="?", metavar="FILE.json", help="输入文件；- 为标准输入")
    parser.add_argument("--three", action="store_true", help="另附最匹配（φ=0）、均衡（φ=6）、最公平（φ=20）三套方案")
    parser.add_argument("--compact", action="store_true", help="写成一行")
    parser.add_argument("--schema", nargs="?", const="input", choices=tuple(_SCHEMAS), help="印出格式：input、plan、roster、roster-plan")
    parser.add_argument("--compare", metavar="30x100", help="生成一个虚构的县，与轮候、贪心比较；写法：人数x件数")
    parser.add_argument("--example", metavar="30x100", help="印出一个虚构的县作为输入的例子")
    parser.add_argument("--seed", type=int, default=7, help="虚构的县的种子（默认7）")
    parser.add_argument("--json", action="store_true", help="比较的结果以JSON输出")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from .reading import BadInput, schema

    try:
        if args.schema:
            return _print(schema(_SCHEMAS[args.schema]), False)
        if args.example or args.compare:
            return _invented(args)
        if args.source is None:
            raise BadInput("", "请写出输入文件：fengqiao assign 输入.json（标准输入写 -）。")
        text = _read(args.source)
        with quiet():
            answer = _answer(text, args.three)
        return _print(answer, args.compact)
    except BadInput as error:
        print(str(error), file=sys.stderr)
        return REFUSED


def _read(source: str) -> str:
    from .reading import BadInput

    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"第{error.start}字节", "不是UTF-8编码。请另存为UTF-8。") from None
    except OSError as error:
        raise BadInput(source, f"文件不能读取：{error.strerror}。请检查路径和权限。") from None


def _answer(text: str, three: bool) -> dict[str, Any]:
    from .reading import BadInput, parse, problem

    document = parse(text)
    kind = document.get("kind")
    if kind == "roster":
        from .roster import roster, roster_document
        from .rostering import propose_roster

        duty = roster(document)
        return roster_document(duty, propose_roster(duty))
    if kind != "assignment":
        raise BadInput("kind", "须写明 assignment（案件指派）或者 roster（值班排班）。")
    from .proposing import propose, three_plans
    from .writing import plan_document

    made = problem(document)
    answer = plan_document(made, propose(made))
    if three:
        answer["plans"] = {name: plan_document(made, plan) for name, plan in three_plans(made).items()}
    return answer


def _print(document: dict[str, Any], compact: bool) -> int:
    print(json.dumps(document, ensure_ascii=False, indent=None if compact else 2))
    return 0


def _invented(args: argparse.Namespace) -> int:
    from .generating import generate
    from .reading import BadInput, document

    text = args.compare or args.example
    people, _, cases = text.partition("x")
    if not (people.isdecimal() and cases.isdecimal() and 0 < int(people) <= 2000 and 0 < int(cases) <= 20000):
        raise BadInput(text, "写成 人数x件数，如 30x100；至多2000人、20000件。")
    if args.example:
        return _print(document(generate(int(people), int(cases), args.seed)), args.compact)
    from .compare import as_text, compare

    with quiet():
        report = compare(int(people), int(cases), args.seed)
    if args.json:
        return _print(report, args.compact)
    print(as_text(report))
    return 0
