"""The search row of a matter: words with their places, and beside them what says who may find it.

Words, scope and filters are lexemes of one column, so that one GIN look-up answers all of them: row-level security
cannot use that index (``@@`` is not leakproof), and what somebody may not see must not even be counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from fengqiao.divisions.territory import split
from fengqiao.matter import registry, sharing
from fengqiao.matter.models import Matter, MatterSearch, Paper
from fengqiao.matter.procedure import Procedure
from fengqiao.matter.search.folding import Places, joined, pairs
from fengqiao.matter.search.pinyin import sounds
from fengqiao.matter.search.texts import Texts, in_force_of, is_searched, papers_of, texts_of
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office

if TYPE_CHECKING:
    from fengqiao.matter.actions import _Work

VERSION = 2  # of how rows are made; a row of an older version is made anew by ``fengqiao search rebuild``
NUMBER, SERIAL, NAME, SOUND, HEAD = "\x01#", "\x01s", "\x01n", "\x01p", "\x01t"
LINE, TERRITORY, RESTRICTED, HANDLER, SEALED, CLOSED, YEAR, MONTH, DAY = (
    "\x01l", "\x01@", "\x01r", "\x01h", "\x01x", "\x01z", "\x01y", "\x01m", "\x01d",
)  # fmt: skip
LEVELS = (2, 4, 6, 9, 12, 15)  # digits of a territory that somebody's reach may begin with
FOLLOWED = frozenset(
    {"number", "title", "line", "territory", "handler_id", "closed", "restricted", "sealed", "masked", "shredded", "opened_on"}
)
SHARING = frozenset({sharing.SHARE, sharing.UNSHARE})


def follow(work: _Work, changed: set[str], parties_touched: bool) -> None:
    """Keep the row of a matter in line after an action, where the action may have changed what it is found by."""
    done = [doing.action for doing in work.doings]
    told = any(is_searched(action) or action.code in SHARING for action in done)
    if work.new or parties_touched or told or FOLLOWED & changed:
        index(work.matter, work.standing.facts)


def index(matter: Matter, facts: Facts) -> None:
    """Write the search row of a matter; one that is sealed or shredded has none."""
    if matter.sealed or matter.shredded:
        MatterSearch.objects.filter(pk=matter.pk).delete()
        return
    words, digest = made(matter, facts)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into matter_mattersearch (matter_id, words, version, digest) values (%s, %s::tsvector, %s, %s)"
            " on conflict (matter_id) do update set"
            " words = excluded.words, version = excluded.version, digest = excluded.digest",
            [matter.pk, words, VERSION, digest],
        )


def index_all(rows: Iterable[tuple[Matter, Facts, Sequence[Paper]]]) -> None:
    """Write the search rows of new matters with their facts and papers, in one go."""
    values = [(matter.pk, *words_of) for matter, facts, papers in rows if (words_of := made(matter, facts, papers))]
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into matter_mattersearch (matter_id, words, version, digest) values (%s, %s::tsvector, %s, %s)",
            [(pk, words, VERSION, digest) for pk, words, digest in values if digest is not None],
        )


def made(matter: Matter, facts: Facts, papers: Iterable[Paper] | None = None) -> tuple[str, bytes | None]:
    """The row of a matter as it should be: the words as PostgreSQL reads them, and the digest that tells it from another.
    A sealed or shredded matter has no row: its digest is None.

    ``papers`` are the matter's, where they have been read already.
    """
    if matter.sealed or matter.shredded:
        return "", None
    in_force = papers_of(matter) if papers is None else in_force_of(papers)
    procedure = registry.procedure_of(matter)
    return row(matter, texts_of(matter, procedure, facts, in_force), shared_with(procedure, facts))


def row(matter: Matter, texts: Texts, shared: Sequence[int] = ()) -> tuple[str, bytes]:
    """The row made of these texts. The digest leaves the territories out: an office that moves takes its matters along."""
    words = [*_placed(texts), *_marked([*head_lexemes(texts), *standing_lexemes(matter)])]
    places = {lexeme for territory in (matter.territory, *shared) for lexeme in territory_lexemes(territory)}
    return " ".join([*words, *_marked([*sorted(places), day_lexeme(matter.territory, matter.opened_on)])]), digest_of(words)


def digest_of(words: Iterable[str]) -> bytes:
    """Eight bytes that change when the words do."""
    return hashlib.sha256("\n".join([str(VERSION), *words]).encode()).digest()[:8]


def _placed(texts: Texts) -> list[str]:
    """Every pair of characters with its places."""
    places = Places()
    places.add(texts.number, whole=True)
    for text in (texts.title, *texts.names, *(said.text for said in texts.said)):
        places.add(text)
    return [f"'{pair}':{','.join(map(str, at))}" for pair, at in sorted(places.of.items())]


def _marked(lexemes: Iterable[str]) -> list[str]:
    return [f"'{lexeme}'" for lexeme in lexemes]


def head_lexemes(texts: Texts) -> list[str]:
    """What ranks a matter: its whole number and serial, its names whole and by sound, the pairs and characters of these."""
    found: set[str] = set()
    if texts.number:
        found |= {NUMBER + joined(texts.number), *(SERIAL + serial for serial in serial_of(texts.number))}
    for name in texts.names:
        found.add(NAME + joined(name))
        found |= {SOUND + sound for sound in sounds(name)}
    for text in filter(None, map(joined, (texts.number, texts.title, *texts.names))):
        found |= {HEAD + pair for pair in pairs(text)}
    found |= {HEAD + character for text in (texts.title, *texts.names) for character in joined(text)}
    return sorted(found - {NUMBER, NAME})


def serial_of(number: str) -> list[str]:
    """The serial in a number, as one says it: 12 for 第0012号. None where it ends in no figures."""
    digits = joined(number).rstrip("号").rsplit("第", 1)[-1]
    digits = digits[len(digits.rstrip("0123456789")) :]
    return [str(int(digits))] if digits else []


def standing_lexemes(matter: Matter) -> list[str]:
    """Line, state, year, month and who may see it, as lexemes that no text can contain."""
    found = [LINE + matter.line, f"{YEAR}{matter.opened_on:%Y}", f"{MONTH}{matter.opened_on:%Y%m}"]
    if matter.closed:
        found.append(CLOSED)
    if matter.sealed:
        found.append(SEALED)
    if matter.restricted:
        found.append(RESTRICTED)
        if matter.handler_id is not None:
            found.append(f"{HANDLER}{matter.handler_id}")
    return found


def territory_lexemes(territory: int) -> list[str]:
    """The beginnings of a territory, one for each level somebody's reach may have."""
    return [TERRITORY + f"{territory:015d}"[:digits] for digits in LEVELS]


def day_lexeme(territory: int, day: date) -> str:
    """The day in a county, by which what is common is looked for first. Where the office has moved to another county since, or
    the matter is another county's and shared, it is looked for by its month instead."""
    return f"{DAY}{split(territory)[0]}{day:%Y%m%d}"


def shared_with(procedure: Procedure, facts: Facts) -> list[int]:
    """The territories of the offices a matter was shared with; whether a share has ended is asked at the door."""
    offices = {share.office_id for share in sharing.shares_of(procedure, facts)}
    return list(Office.objects.filter(pk__in=offices).values_list("territory", flat=True)) if offices else []


def stored(ids: Sequence[UUID]) -> dict[UUID, bytes]:
    """The digests of the rows of these matters; of a row of an older version, nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select matter_id, case when version = %s then digest else ''::bytea end from matter_mattersearch"
            " where matter_id = any(%s)",
            [VERSION, list(ids)],
        )
        return {matter_id: bytes(digest) for matter_id, digest in cursor.fetchall()}
