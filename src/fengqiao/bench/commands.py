"""``fengqiao bench``: ratios against the physical limit, in one run, on a database of its own."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fengqiao import localdb

if TYPE_CHECKING:
    from fengqiao.bench.place import Place

SIZES = {"tiny": "120件，自检用", "small": "2000件", "county": "5万件", "city": "100万件，须约40GB磁盘", "province": "500万件、1320个司法所，只配--figures，须约15GB磁盘"}


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add bench to the command line."""
    parser = sub.add_parser("bench", help="测速：另建一个库，与裸SQL对比，得出倍数；不碰真实数据")
    said = "；".join(f"{size}：{words}" for size, words in SIZES.items())
    parser.add_argument("--size", choices=tuple(SIZES), default="small", help=said)
    parser.add_argument("--json", type=Path, metavar="文件", help="同时把结果写成 JSON")
    parser.add_argument("--matters", type=int, default=0, metavar="件数", help="另定装入多少件，其余照所选的规模")
    parser.add_argument("--people", type=int, default=0, metavar="人数", help="另定装入多少名矫正三年的社区矫正对象")
    parser.add_argument("--supervision", action="store_true", help="只装入、只测社区矫正和预约")
    parser.add_argument("--legal-services", action="store_true", help="只装入、只测法律援助和公共法律服务")
    parser.add_argument("--services", type=int, default=0, metavar="件数", help="另定装入多少件法律援助和公共法律服务")
    parser.add_argument("--assignment", action="store_true", help="只测法律援助案件的指派求解：与轮候、贪心比较，不用数据库")
    parser.add_argument("--figures", action="store_true", help="只测指标：读、记、重新计算，与裸SQL、DuckDB比较")
    parser.add_argument("--keep", action="store_true", help="测完留下测速用的库，当天再测时不必重新装入")
    parser.set_defaults(run=run_bench)


def run_bench(args: argparse.Namespace) -> int:
    """Exit code 1 when a page asks the database too often, a pressed matter does not verify or somebody meets an error."""
    from fengqiao.bench import table
    from fengqiao.bench.place import place

    if args.assignment:
        return _assignment(args)
    if args.figures or args.size == "province":
        return _figures(args)
    home = localdb.data_home(os.environ)
    only = "-supervision" if args.supervision else "-services" if args.legal_services else ""
    name = f"bench-{args.size}{only}"
    with localdb.database(home, os.environ) as real, place(real, home / name if args.keep else None) as made:
        report = _measured(made, args, home if real.embedded else None)
    if report is None:
        print("测速没有做完，原因见上面的报错；真实数据没有动过。", file=sys.stderr)
        return 1
    print(table.as_text(report))
    if args.json:
        args.json.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sound = all(measure["within_budget"] for measure in report["measures"]) and not report["filling"]["differences"]
    return 0 if sound and not (report["crowd"] or {}).get("errors") else 1


def _assignment(args: argparse.Namespace) -> int:
    """Exit code 1 when a plan of ours breaks a rule."""
    from fengqiao.bench import assigning

    report = assigning.measure()
    print(assigning.as_text(report))
    if args.json:
        args.json.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return int(any(county["ways"][-1]["violations"] for county in report["counties"]))


def _figures(args: argparse.Namespace) -> int:
    """Exit code 1 when a part failed; it has said why."""
    from fengqiao.bench import figuring
    from fengqiao.bench.place import place

    report: dict[str, Any] = {"size": args.size}
    home = localdb.data_home(os.environ)
    with localdb.database(home, os.environ) as real, place(real, home / f"bench-figures-{args.size}" if args.keep else None) as made:
        for part, address in ((figuring.FILL, made.info.owner), (figuring.READ, made.info.web), (figuring.KEEP, made.info.worker)):
            found = made.filled if part == figuring.FILL else made.home / f"{part}.json"
            if not (part == figuring.FILL and found.exists()) and made.run("figuring", address, args.size, part, str(found), str(args.matters)):
                return 1
            report[part] = json.loads(found.read_text())
    print(figuring.as_text(report))
    if args.json:
        args.json.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def _measured(made: Place, args: argparse.Namespace, home: Path | None) -> dict[str, Any] | None:
    """The whole report; None when a part failed (it has said why)."""
    from fengqiao.bench import crowd, measuring, memory
    from fengqiao.bench.filling import SCALES

    size, scale, one = args.size, SCALES[args.size], args.supervision or args.legal_services
    amounts = (
        0 if one else args.matters or scale.matters, 0 if args.legal_services else args.people or scale.people, 0 if args.supervision else args.services or scale.services,
    )  # fmt: skip
    if made.run("filling", made.info.owner, size, str(made.filled), *map(str, amounts)):
        return None
    report: dict[str, Any] = {"size": size, "filling": json.loads(made.filled.read_text()), "measures": [], "memory": None, "crowd": None}
    supervision, services = (measuring.SUPERVISION, measuring.NIGHT), (measuring.SERVICES,)
    wanted = supervision if args.supervision else services if args.legal_services else (measuring.WEB, measuring.OWNER, measuring.WORKER, *supervision, *services)
    for role, parts in measuring.TAKEN_AS.items():
        chosen = [part for part in parts if part in wanted]
        found = made.home / f"{role}.json"
        print("正在测……", flush=True)
        if chosen and made.run("measuring", getattr(made.info, role), size, str(found), *chosen):
            return None
        report["measures"] += json.loads(found.read_text()) if chosen else []
    report["measures"] += _filling(report["filling"])
    username, password = report["filling"].pop("sign_in")
    if one:
        return report | _circumstances(made)
    server = localdb.status(home).server_pid if home else None

    def day(address: str) -> None:
        memory.browse(address, username, password)
        found = crowd.work(made, address, size, password)
        report["crowd"] = asdict(found) if found else None

    print(f"正在测{scale.crowd}人同时办公……", flush=True)
    report["memory"] = [asdict(each) for each in memory.at_work(made, server, day)]
    return report | _circumstances(made)


def _filling(filled: dict[str, Any]) -> list[dict[str, Any]]:
    """Bulk filling against the COPY in it, for each matter, and for each person with three years of records."""
    from fengqiao.bench.measuring import Measure

    kinds = {
        "批量装入：每件，对COPY": (filled["matters"] - filled["people"] - filled["services"], filled["seconds"], filled["copy_seconds"]),
        "批量装入：每人三年的记录，对COPY": (filled["people"], filled["people_seconds"], filled["people_copy_seconds"]),
        "批量装入：法律服务每件，对COPY": (filled["services"], filled["services_seconds"], filled["services_copy_seconds"]),
    }
    return [
        Measure(name, seconds / count * 1000, copied / count * 1000, note=f"每秒{count / seconds:.0f}").as_json()
        for name, (count, seconds, copied) in kinds.items() if count
    ]  # fmt: skip


def _circumstances(made: Place) -> dict[str, Any]:
    """On what it was measured."""
    import psycopg

    with psycopg.connect(made.info.owner) as connection:
        row = connection.execute("select pg_database_size(current_database()), current_setting('server_version')").fetchone()
    assert row is not None
    machine = {"cpus": os.cpu_count(), "python": platform.python_version(), "postgresql": str(row[1]).split()[0]}
    return {"database_mb": round(row[0] / 1024**2), "machine": machine | {"platform": platform.platform()}}
