"""Finding a matter by number, name or phrase. Words and scope stand in one index row, so that one look-up answers both."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from fengqiao.matter.models import Matter
from fengqiao.matter.timeline import PartyFact
from fengqiao.orgs.actor import Actor


def index(matter: Matter, parties: Iterable[PartyFact]) -> None:
    """Write the search row of a matter."""
    found = words(" ".join([matter.number, matter.title, *(party.name for party in parties)]))
    lexemes = [*found, *scope_lexemes(matter)]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into matter_mattersearch (matter_id, words) values (%s, array_to_tsvector(%s))"
            " on conflict (matter_id) do update set words = excluded.words",
            [matter.pk, lexemes],
        )


def scope_lexemes(matter: Matter) -> list[str]:
    """Line, county and office of a matter as lexemes that no text can contain."""
    territory = str(matter.territory)
    return [f"\x01l{matter.line}", f"\x01c{territory[:6]}", f"\x01o{territory[:9]}", f"\x01k{territory[:12]}"]


def words(text: str) -> list[str]:
    """The words of a text: every single and every two characters in a row, which is what :func:`find` asks for. So a
    surname, a name, any part of a phrase or of a number finds its matter; no dictionary is needed."""
    plain = "".join(c for c in text.lower() if c.isalnum() or c.isspace())
    found: set[str] = set()
    for run in plain.split():
        found.update(run)
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return sorted(found)


def find(actor: Actor, text: str, limit: int = 50) -> list[UUID]:
    """Ids of matters whose words hold all of the text's, inside the actor's county or office; read them through the door."""
    plain = "".join(c for c in text.lower() if c.isalnum() or c.isspace())
    asked = sorted({run[i : i + 2] for run in plain.split() for i in range(max(len(run) - 1, 1))})
    if not asked:
        return []
    query = " & ".join(_quoted(word) for word in [*asked[:12], _scope_of(actor)])
    with connection.cursor() as cursor:
        cursor.execute(
            "select matter_id from matter_mattersearch where words @@ %s::tsquery order by matter_id desc limit %s",
            [query, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _scope_of(actor: Actor) -> str:
    low, width = str(actor.low), actor.high - actor.low
    if width >= 10**9 - 1:
        return f"\x01c{low[:6]}"
    return f"\x01o{low[:9]}" if width >= 10**6 - 1 else f"\x01k{low[:12]}"


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
