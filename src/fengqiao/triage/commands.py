"""`fengqiao triage IN.csv OUT.csv`: the likely type of dispute for every text of a file."""

from __future__ import annotations

import argparse
import csv
import sys
import time
from pathlib import Path

from .csv_files import TableError, read_rows, written_whole
from .guess import ranked

_TELL_EVERY_SECONDS = 2.0
_ABOUT = """\
按文字推测每条诉求属于哪一类纠纷。读入的文件要有 id,text 两列（UTF-8 或 GB18030），写出 id,label,ranked,confidence：
  label       最可能的类别代码（代码表：fengqiao triage --labels）
  ranked      各类别从最可能到最不可能，用 | 隔开；用 --top 只写前几个
  confidence  对 label 的把握，0 至 1
登记页面上把握不足时不作建议；本命令每一行都给出最可能的类别，把握大小看 confidence。
结果只是建议，不代替人的判断。"""


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `triage` to the product's command line."""
    parser = sub.add_parser(
        "triage",
        help="推测诉求的纠纷类别：triage 诉求.csv 结果.csv",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", nargs="?", type=Path, metavar="IN.csv", help="诉求文件，列 id,text")
    parser.add_argument("target", nargs="?", type=Path, metavar="OUT.csv", help="结果文件，写完才替换原有的")
    parser.add_argument("--top", type=_count, default=None, metavar="N", help="ranked 只写前 N 个（默认全部）")
    parser.add_argument("--labels", action="store_true", help="列出类别代码和名称")
    parser.set_defaults(run=_run)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)


def _run(args: argparse.Namespace) -> int:
    if args.labels:
        return _list_labels()
    if args.source is None or args.target is None:
        print("请写出两个文件：fengqiao triage 诉求.csv 结果.csv（说明：fengqiao triage --help）", file=sys.stderr)
        return 2
    count = classify_file(args.source, args.target, args.top)
    print(f"已写出 {args.target}：{count}条。")
    return 0


def _list_labels() -> int:
    from .labels import labels

    for label in labels().values():
        print(f"{label.code:<24}{label.name}（{label.scope}）")
    return 0


def classify_file(source: Path, target: Path, top: int | None = None) -> int:
    """Reads `source` row by row, writes `target`; how many rows. Raises TableError; then `target` is as it was."""
    if target.exists() and source.exists() and target.samefile(source):
        raise TableError("结果文件与诉求文件是同一个。请给结果另起一个文件名，以免覆盖原始诉求。")
    count, told = 0, time.monotonic()
    rows = read_rows(source, ("id", "text"))
    with written_whole(target) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "label", "ranked", "confidence"))
        for row in rows:
            order = ranked(row["text"])
            writer.writerow((row["id"], order[0][0], "|".join(code for code, _ in order[:top]), f"{order[0][1]:.4f}"))
            count += 1
            if time.monotonic() - told > _TELL_EVERY_SECONDS:
                told = time.monotonic()
                print(f"已处理{count}条……", file=sys.stderr, flush=True)
    return count
