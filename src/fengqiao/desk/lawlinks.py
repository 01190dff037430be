"""Citations as links that open the article in place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.urls import reverse

from fengqiao.statutes import Citation, parse_citation
from fengqiao.ui.parts import Law


def law_of(citation: Citation) -> Law:
    """The link of one citation; without an address when the text is not in the library."""
    url = reverse("law", args=[citation.url_key]) if citation.is_law and citation.in_library else ""
    return Law(citation.label, url)


def laws_of(citations: Iterable[Citation]) -> list[Law]:
    return [law_of(citation) for citation in citations]


@lru_cache(maxsize=1024)
def law_part(label: str) -> Law | None:
    """The link of the first citation in a stored label such as 人民调解法第三十三条、民事诉讼法第二百零五条.

    Labels come from declarations, a few dozen in all, and stand in every row of a worklist: each is read once.
    """
    first = label.split("、")[0]
    if not first:
        return None
    try:
        return Law(label, law_of(parse_citation(first)).url)
    except ValueError:
        return Law(label)
