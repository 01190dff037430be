"""What pages hand to the shell and to components, as frozen dataclasses.

Templates read attributes and dictionary keys alike, so a plain dict with the same keys works too.
Every text is plain text and is escaped; every address is a path of this site.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

StageState = Literal["done", "now", "next", "skipped"]


@dataclass(frozen=True)
class RailItem:
    """One entry of the left rail. `badge` is a number worth an eye (0 shows nothing); `folded`: rarely wanted, under 更多.

    `opened`: an area whose own entries, each `inner`, follow it.
    """

    label: str
    url: str
    icon: str
    current: bool = False
    badge: int = 0
    folded: bool = False
    opened: bool = False
    inner: bool = False


@dataclass(frozen=True)
class Place:
    """One step of the breadcrumb of places; the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Post:
    """An office and post the person may act for."""

    id: str
    label: str
    current: bool = False


@dataclass(frozen=True)
class Shell:
    """Who works here and where the shell's own addresses are. An empty address hides its control.

    `person_key` separates the drafts that several people keep on one shared computer; it must not tell
    who the person is to somebody reading the browser's storage.
    """

    person_name: str
    person_key: str
    posts: tuple[Post, ...] = ()
    notices: int = 0
    demo: bool = False
    home_url: str = "/"
    search_url: str = ""
    notices_url: str = ""
    post_url: str = ""
    profile_url: str = ""
    switch_url: str = ""
    sign_out_url: str = ""


@dataclass(frozen=True)
class Law:
    """An article: `label` as cited, `url` where it can be read, `text` if it is to open without a request."""

    label: str
    url: str = ""
    text: str = ""


@dataclass(frozen=True)
class Stage:
    """One stage of the stage line; `on` is the day it was reached."""

    label: str
    state: StageState
    on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Chip:
    """A filter in force: `drop_url` is the same list without it."""

    label: str
    drop_url: str


@dataclass(frozen=True)
class Column:
    """A column of a data table. `num` sets figures to the right; `sort_url` makes the head a link."""

    label: str
    num: bool = False
    sort_url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a data table: text, or a template that is included with this cell as `cell`."""

    text: object = ""
    url: str = ""
    num: bool = False
    template: str = ""
    muted: bool = False
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A row of a data table. `url` opens the thing: the first cell becomes the link of the whole row.

    `checked` keeps a tick where the page comes back with a question.
    """

    cells: tuple[Cell, ...]
    url: str = ""
    value: str = ""
    refused: str = ""
    checked: bool = False


@dataclass(frozen=True)
class Fact:
    """A line of a definition list; `wide` takes the whole width."""

    label: str
    value: object
    wide: bool = False
    law: Law | None = None
