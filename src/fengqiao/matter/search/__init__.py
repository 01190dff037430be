"""Finding a matter: by number, name, sound of a name, phrase; by identity or telephone number through the blind index.

``follow`` keeps a matter's row in line, ``ask`` answers a question inside what the asker may see.
"""

from __future__ import annotations

from fengqiao.matter.search.asking import Answer, Filters, Hit, ask, find
from fengqiao.matter.search.indexing import follow, index, index_all, territory_lexemes
from fengqiao.matter.search.questions import Question, read

__all__ = [
    "Answer",
    "Filters",
    "Hit",
    "Question",
    "ask",
    "find",
    "follow",
    "index",
    "index_all",
    "read",
    "territory_lexemes",
]
