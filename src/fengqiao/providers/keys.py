"""By what a party or a case is known again without being named: blind indexes of 16 bytes."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db.models import Func, TextField, Value
from django.db.models.functions import Upper

from fengqiao.matter.keys import ring

_NOT_SAID = re.compile(r"[\s·•‧.,，。、（）()《》“”\"'\-—_/]")


def person(id_number: str) -> bytes:
    """Of a person, by the number of the identity card in its normal form."""
    return ring().blind_index.of("id_number", id_number)


def body(name: str) -> bytes:
    """Of a body: an employer, an organ, a village. By its full name, however brackets and blanks are written."""
    return ring().blind_index.of("body", plain(name))


def case(*said: str) -> bytes:
    """Of one and the same case, whatever it is called in each line: the organ and its number, or what and where it happened."""
    return ring().blind_index.of("case", "\n".join(map(plain, said)))


def plain(name: str) -> str:
    """A name as it is compared: full and half width, blanks and brackets make no difference."""
    return _NOT_SAID.sub("", unicodedata.normalize("NFKC", name)).upper()


def plain_of(column: Any) -> Upper:
    """The same of a column, as the database reckons it."""
    narrow = Func(column, template="normalize(%(expressions)s, NFKC)", output_field=TextField())
    return Upper(Func(narrow, Value(_NOT_SAID.pattern), Value(""), Value("g"), function="regexp_replace", output_field=TextField()))
