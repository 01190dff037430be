"""The statute library: what the product cites, and the text behind every citation.

Declare a source once and cite it:

    from fengqiao.statutes import Statute, Instrument, BureauPaper
    from fengqiao.statutes.known import PEOPLES_MEDIATION, CIVIL_PROCEDURE      # and the others of mediation

    LAW = Statute("行政复议法", "2023", in_force_on=date(2024, 1, 1))
    LAW.art(30, 3)                 # Citation: 行政复议法第三十条第三款
    LAW.art("17-1")                # 第十七条之一
    LAW.art(13, item=3)            # 第十三条第三项, the only list of that article
    HOUSE = BureauPaper("枫林县司法局人民调解工作制度", "枫司发〔2026〕3号")
    HOUSE.art(5), HOUSE.whole()    # basis of a house limit; `is_law` is False

A Citation prints itself (`label`, `short_label`, `full_label`, `place`), names its page (`url_key`:
人民调解法/29), and finds its words (`text()`, None when the library does not hold that very edition;
`in_library`, `found_article`). `in_force([...versions], day)` picks the declared version of a law for a
matter's date and raises when none covers it.

Reading: `laws()`, `editions(name)`, `find_law(name)`, `find_article(name, article)`, `articles(law)`,
`search(words, limit)`, `parse_citation("《民法典》第二百零一条第二款")`, `find_citations(text)`,
`verify(citations)`. The name may carry a version, 仲裁法@2017, as addresses do. Look-ups, `search` and
`parse_citation` take the day `on=`: some texts in the library are adopted but not in force yet, and pages
pass today; `standing(law, today)` says which.
"""

from __future__ import annotations

from .citation import Citation, on_day
from .library import Article, Law, articles, editions, find_article, find_law, law_key, laws, standing
from .parse import CitationError, CitationInText, find_citations, find_source, parse_citation
from .search import Hit, search
from .sources import BureauPaper, Instrument, NoVersionInForceError, Source, Statute, in_force
from .structure import Paragraph
from .verify import Problem, Trouble, verify

__all__ = [
    "Article",
    "BureauPaper",
    "Citation",
    "CitationError",
    "CitationInText",
    "Hit",
    "Instrument",
    "Law",
    "NoVersionInForceError",
    "Paragraph",
    "Problem",
    "Source",
    "Statute",
    "Trouble",
    "articles",
    "editions",
    "find_article",
    "find_citations",
    "find_law",
    "find_source",
    "in_force",
    "law_key",
    "laws",
    "on_day",
    "parse_citation",
    "search",
    "standing",
    "verify",
]
