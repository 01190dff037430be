"""Scans that travel with a letter: what was handed in with chosen acts goes out, what came with a letter is taken into the file.

The letter names each with its size and SM3, and what does not agree is not taken in (:mod:`envelope`). What another body calls
a photograph is judged here by its content as if it had been handed in at the counter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from fengqiao.exchange.canonical import read
from fengqiao.exchange.envelope import MOST_ATTACHMENTS, MOST_BYTES, Attachment
from fengqiao.exchange.models import Message
from fengqiao.exchange.sending import text_of
from fengqiao.matter.files import store
from fengqiao.matter.models import Paper
from fengqiao.matter.papers import MATERIAL
from fengqiao.matter.refusals import Refused
from fengqiao.vault import ACCEPTED, VaultError
from fengqiao.vault.uploads import kept_name

MOST_SCANS_BYTES = (MOST_BYTES - 200_000) * 3 // 4  # as text they are a third larger
_ENDINGS = {kind.mime: kind.extension for kind in ACCEPTED}


def of_matter(matter_id: UUID, seqs: Collection[int], without: Iterable[int] = (), need: str = "") -> tuple[Attachment, ...]:
    """What these entries brought in, but for the papers ``without``. Raises Refused at ``need`` where it does not fit a letter."""
    found = Paper.objects.filter(matter_id=matter_id, kind=MATERIAL, private=False, entry_seq__in=seqs).exclude(n__in=list(without)).exclude(digest="")
    papers = list(found.order_by("n"))
    size = sum(paper.size_bytes for paper in papers)
    if size > MOST_SCANS_BYTES or len(papers) > MOST_ATTACHMENTS:
        largest = "、".join(f"“{each.title}”{each.size_bytes / 1024 / 1024:.1f}MB" for each in sorted(papers, key=lambda each: -each.size_bytes)[:3])
        said = f"要随函附上的扫描件有{len(papers)}个、{size / 1024 / 1024:.1f}MB，一件函最多{MOST_ATTACHMENTS}个、{MOST_SCANS_BYTES // 1024 // 1024}MB。最大的是{largest}。请选出不随函的，另行邮寄。"
        raise Refused.because("size", said, need=need)
    return tuple(Attachment(kept_name(each.title, _ENDINGS.get(each.mime, "")), each.mime, store().read(each.digest)) for each in papers)


def brought(message: Message, beside: Iterable[Any] | None = None) -> dict[str, Any]:
    """What came with a letter, as a form has it: ``files``, after those that lie there already (``beside``); and ``not_taken`` in words, where some are no material."""
    files, wrong = [], []
    for each in read(text_of(message))["attachments"]:
        try:
            taken = store().take_upload(store().read(each["sm3"]))
        except VaultError as error:
            wrong.append(f"{kept_name(each['name'])}：{error}")
            continue
        files.append({"digest": taken.digest, "name": kept_name(each["name"], taken.type.extension), "mime": taken.type.mime, "size_bytes": taken.size_bytes})
    return {name: value for name, value in (("files", [*(beside or ()), *files] if files else []), ("not_taken", "；".join(wrong)[:1000])) if value}
