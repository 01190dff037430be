"""What may not leave: what was said apart or conceded, private papers, who reported.

人民调解法第十五条、民诉法解释107、特邀调解规定22: 让步和单独谈话 stay with the committee. A body is checked field by field against its
kind, and word by word against what the matter holds in private.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fengqiao.exchange.envelope import Attachment
from fengqiao.exchange.kinds import Field, Kind
from fengqiao.exchange.models import Partner
from fengqiao.matter import registry
from fengqiao.matter.actions import records_of
from fengqiao.matter.files import store
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Entry, Matter, Paper, PaperState
from fengqiao.matter.needs import Need, Rows
from fengqiao.matter.papers import pdf_bytes
from fengqiao.matter.refusals import Refused
from fengqiao.matter.sealing import opener

SHORTEST = 8  # characters: what is shorter says too little to be known again
_SPACE = re.compile(r"\s+")


def check_body(kind: Kind, body: Mapping[str, Any], partner: Partner, matter: Matter | None) -> None:
    """Raises Refused when the body holds what its kind does not declare, or what may not leave."""
    problems = kind.problems(body)
    if problems:
        raise Refused.because("body", f"{kind.label}不能发出：{'；'.join(problems[:6])}。请补正后再发。")
    named = [field.label for field in _reporters(kind.fields) if body.get(field.name)]
    if named and not partner.reporter_basis:
        raise Refused.because(
            "reporter",
            f"不能向{partner.name}提供{'、'.join(named)}：没有登记提供反映人身份的依据。请删去后再发，或由系统管理员登记依据。",
        )
    if matter is not None:
        _refuse_private(kind, body, matter)


def _reporters(fields: Sequence[Field]) -> Iterator[Field]:
    for field in fields:
        if field.reporter:
            yield field
        yield from _reporters(field.of)


def _refuse_private(kind: Kind, body: Mapping[str, Any], matter: Matter) -> None:
    said = [_SPACE.sub("", text) for text in _texts(body)]
    for passage in private_passages(matter):
        if any(passage in text for text in said):
            raise Refused.because(
                "private",
                f"{kind.label}里有本案不公开的内容（“{passage[:6]}……”）。单独谈话和让步不得外送（人民调解法第十五条），请删去后再发。",
            )


def private_passages(matter: Matter) -> list[str]:
    """Sentences of what is private in the matter, spaces removed, long enough to be known again."""
    procedure = registry.procedure_of(matter)
    open_value = opener(ring().unwrap(matter.data_key), matter.pk)
    apart = set(Entry.objects.filter(matter_id=matter.pk, private=True).values_list("seq", flat=True))
    found: list[str] = []
    for record in records_of(matter):
        try:
            needs = procedure.action(record.action).needs
        except KeyError:
            needs = ()
        values = _texts(record.data) if record.seq in apart else _private_values(needs, record.data)
        found += [each for text in values for each in _sentences(str(open_value(text)))]
    return list(dict.fromkeys(found))


def _private_values(needs: Sequence[Need], data: Mapping[str, Any]) -> Iterator[str]:
    for need in needs:
        value = data.get(need.name)
        if need.private:
            yield from _texts(value)
        elif isinstance(need, Rows):
            for row in value or ():
                yield from _private_values(need.of, row)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _sentences(text: str) -> list[str]:
    parts = re.split(r"[。；;！!？?\n]", text)
    return [plain for part in parts if len(plain := _SPACE.sub("", part)) >= SHORTEST]


def paper_attachment(matter: Matter, n: int) -> Attachment:
    """One of the matter's papers as an attachment. Raises Refused for private and void ones."""
    paper = Paper.objects.filter(matter_id=matter.pk, n=n).select_related("matter").first()
    if paper is None:
        raise Refused.because("paper", f"本案没有第{n}件材料。请重新选择。")
    if paper.private:
        raise Refused.because("private", f"“{paper.title}”是不公开材料，不得外送（人民调解法第十五条）。")
    if paper.state in (PaperState.VOID, PaperState.REPLACED):
        raise Refused.because("paper", f"“{paper.title}”已{paper.get_state_display()}，请选择现行的一件。")
    if paper.digest and paper.mime:
        return Attachment(paper.title, paper.mime, store().read(paper.digest))
    return Attachment(f"{paper.title}.pdf", "application/pdf", pdf_bytes(paper, matter))
