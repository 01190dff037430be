"""``fengqiao bench``: ratios against the physical limit, in one run, on a database of its own."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fengqiao import localdb

if TYPE_CHECKING:
    from fengqiao.bench.place import Place

SIZES = {"tiny": "60件，自检用", "small": "2000件", "county": "50000件"}


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add bench to the command line."""
    parser = sub.add_parser("bench", help="测速：另建一个库，与裸SQL对比，得出倍数；不碰真实数据")
    said = "；".join(f"{size}：{words}" for size, words in SIZES.items())
    parser.add_argument("--size", choices=tuple(SIZES), default="small", help=said)
    parser.add_argument("--json", type=Path, metavar="文件", help="同时把结果写成 JSON")
    parser.set_defaults(run=run_bench)


def run_bench(args: argparse.Namespace) -> int:
    """Exit code 1 when a page asks the database too often or a pressed matter does not verify."""
    from fengqiao.bench import table
    from fengqiao.bench.place import place

    home = localdb.data_home(os.environ)
    with localdb.database(home, os.environ) as real, place(real) as made:
        report = _measured(made, args.size, home if real.embedded else None)
    if report is None:
        print("测速没有做完，原因见上面的报错；测速用的库已删除，真实数据没有动过。", file=sys.stderr)
        return 1
    print(table.as_text(report))
    if args.json:
        args.json.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sound = all(measure["within_budget"] for measure in report["measures"]) and not report["filling"]["differences"]
    return 0 if sound else 1


def _measured(made: Place, size: str, home: Path | None) -> dict[str, Any] | None:
    """The whole report; None when a part failed (it has said why)."""
    from fengqiao.bench import memory

    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as folder:
        filling, measures = Path(folder) / "filling.json", Path(folder) / "measures.json"
        if made.run("filling", made.info.owner, size, str(filling)):
            return None
        print("正在测……", flush=True)
        if made.run("measuring", made.info.web, size, str(measures)):
            return None
        report: dict[str, Any] = {"size": size, "filling": json.loads(filling.read_text()), "measures": json.loads(measures.read_text())}
    server = localdb.status(home).server_pid if home else None
    report["measures"].append(_filling(report["filling"]))
    report["memory"] = [asdict(each) for each in memory.measure(made, server, tuple(report["filling"].pop("sign_in")))]
    return report | _circumstances(made)


def _filling(filled: dict[str, Any]) -> dict[str, Any]:
    """Bulk filling against the COPY in it, for each matter."""
    from fengqiao.bench.measuring import Measure

    each = 1000 / max(filled["matters"], 1)
    note = f"每秒{filled['matters'] / filled['seconds']:.0f}件"
    return Measure("批量装入：每件，对COPY", filled["seconds"] * each, filled["copy_seconds"] * each, note=note).as_json()


def _circumstances(made: Place) -> dict[str, Any]:
    """On what it was measured."""
    import psycopg

    with psycopg.connect(made.info.owner) as connection:
        row = connection.execute("select pg_database_size(current_database()), current_setting('server_version')").fetchone()
    assert row is not None
    machine = {"cpus": os.cpu_count(), "python": platform.python_version(), "postgresql": str(row[1]).split()[0]}
    return {"database_mb": round(row[0] / 1024**2), "machine": machine | {"platform": platform.platform()}}
