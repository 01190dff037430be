"""Finding, question by question: through the doors and as a page, against bare SQL and, where it is installed, tantivy."""

from __future__ import annotations

import re
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db import transaction

from fengqiao.bench.measuring import Measure, Run, elapsed_ms, signed_in
from fengqiao.matter import net, search
from fengqiao.matter.search.folding import pairs
from fengqiao.matter.search.indexing import territory_lexemes
from fengqiao.orgs.actor import actor_of

SHOWN = 20
BARE = """
select m.id, m.number, m.title, m.masked_title, m.stage, m.opened_on, o.short_name
from (select matter_id from matter_mattersearch where words @@ %(asked)s::tsquery) w
join matter_matter m on m.id = w.matter_id join orgs_office o on o.id = m.office_id
where m.territory between %(low)s and %(high)s order by m.opened_on desc, m.id desc limit 20
"""
SIZES = """
select (select count(*) from matter_mattersearch), pg_table_size('matter_mattersearch'), pg_relation_size('matter_search_words')
"""
COMMON = ("邻里纠纷", "赔偿", "修复 墙", "调解协议书", "协商不成", "没有这样的话")  # from the commonest to none at all
_PLACED = re.compile(r"'([^'\x01]+)':([\d,]+)")


def measure(run: Run) -> Iterator[Measure]:
    """The middle and the slow end over all questions, and how much the index takes."""
    post = run.post("section_mediation")
    actor, browser = actor_of(post), signed_in(post.staff)
    texts = asked_for(run)
    questions = [search.read(text, run.today) for text in texts]
    scope = f"'{territory_lexemes(run.low)[2]}'"

    def door(question: search.Question) -> object:
        with transaction.atomic():
            net.set_scope(run.low, run.high)
            return search.ask(actor, question, today=run.today)

    def bare(question: search.Question) -> object:
        asked = question.in_order or question.anywhere
        return run.rows(BARE, {"asked": f"{asked} & {scope}", "low": run.low, "high": run.high})

    def page(text: str) -> object:
        return browser.get("/search/?" + urlencode({"q": text}))

    through = times([partial(door, q) for q in questions], run.repeats)
    shown = times([partial(page, text) for text in texts], run.repeats)
    by_hand = times([partial(bare, q) for q in questions], run.repeats)
    note = f"{len(texts)}个问题；{_size(run)}"
    yield from against("查找：经两道门", through, by_hand, note)
    yield from against("查找：整页", shown, by_hand, "")
    other = _tantivy(run, questions)
    if other is not None:
        yield from against("查找：经两道门，对tantivy", through, other, "同样的字对，另存在程序之外")


def asked_for(run: Run) -> list[str]:
    """Questions as people type them: names, their initials, numbers, phrases."""
    rows = run.rows(
        "select m.number, p.name from matter_matter m join matter_party p on p.matter_id = m.id"
        " where m.number <> '' and p.kind = 'person' and length(p.name) in (2, 3) and m.territory between %(low)s and %(high)s"
        " order by m.id limit 3",
        {"low": run.low, "high": run.high},
    )
    names = [name for _, name in rows]
    sounds = ["wf", "zhangjianguo"]
    return [*names, *sounds, *(number[-6:] for number, _ in rows[:1]), f"{names[0]} 纠纷", *COMMON]


def times(works: Sequence[Callable[[], object]], repeats: int) -> list[float]:
    """All runs of all questions in milliseconds, each question after one run that does not count."""
    found = []
    for work in works:
        work()
        found += [elapsed_ms(work) for _ in range(repeats)]
    return found


def against(
    name: str, ours: list[float], theirs: list[float], note: str, queries: int | None = None, budget: int | None = None
) -> Iterator[Measure]:
    """Two lines of the table: the middle of all runs, and the slow end."""
    yield Measure(f"{name}，中位", statistics.median(ours), statistics.median(theirs), queries, budget, note)
    yield Measure(f"{name}，p95", _p95(ours), _p95(theirs))


def _p95(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def _size(run: Run) -> str:
    [(count, table, gin)] = run.rows(SIZES, {})
    return f"每件{table / count / 1024:.1f}KB，其中不含GIN索引{gin / count / 1024:.1f}KB"


def _tantivy(run: Run, questions: Sequence[search.Question]) -> list[float] | None:
    """The same pairs in the same order in an index of tantivy's; None, and a line that says so, where it is missing."""
    try:
        import tantivy
    except ImportError:
        print("  没有安装 tantivy，略去与它的对比", flush=True)
        return None
    builder = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    schema = builder.add_text_field("words", tokenizer_name="whitespace", index_option="position").build()
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as folder:
        index = tantivy.Index(schema, path=folder)
        writer = index.writer(heap_size=128_000_000, num_threads=1)
        for matter_id, words in _streamed(run):
            writer.add_document(tantivy.Document(id=str(matter_id), words=_in_order(words)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()
        queries = [_query(tantivy, schema, question) for question in questions]

        def ask(query: Any) -> object:
            found = searcher.search(query, limit=SHOWN)
            return [searcher.doc(address) for _, address in found.hits]

        return times([partial(ask, query) for query in queries], run.repeats)


def _streamed(run: Run) -> Iterator[tuple[Any, str]]:
    """Every row of the search table, a few at a time."""
    with run.owner.transaction(), run.owner.cursor(name="pairs") as cursor:
        cursor.itersize = 500
        cursor.execute("select matter_id, words::text from matter_mattersearch")
        yield from cursor


def _in_order(words: str) -> str:
    """The pairs of a row in the order of their places."""
    placed = [(int(at), pair) for pair, places in _PLACED.findall(words) for at in places.split(",")]
    return " ".join(pair for _, pair in sorted(placed))


def _query(tantivy: Any, schema: Any, question: search.Question) -> Any:
    """Every term as a phrase of its pairs."""
    found = []
    for term in question.terms:
        run = [tantivy.Query.term_query(schema, "words", pair) for pair in pairs(term)]
        phrase = tantivy.Query.phrase_query(schema, "words", list(pairs(term))) if len(run) > 1 else run[0]
        found.append((tantivy.Occur.Must, phrase))
    return tantivy.Query.boolean_query(found)
