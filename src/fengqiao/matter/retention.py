"""Retention 保存期限: how long personal values are kept, then masked, then destroyed (个人信息保护法第十九条、第四十七条).

A procedure declares it (:class:`procedure.Retention`); months are the bureau's parameters, 0 means never. Masked, a matter
shows surnames only and is found by nobody's number. Shredded, its data key is gone: what was sealed reads 已销毁 for ever, its
papers and files are removed, the chain of its timeline still verifies. Copies in backups go when the backups do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from fengqiao.daycount.months import add_months
from fengqiao.divisions.territory import county_of
from fengqiao.matter import calendars, derive, registry
from fengqiao.matter.actions import Doing, known_facts, lock_matter, perform, standing_of
from fengqiao.matter.files import held, store
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.needs import LongText, Text
from fengqiao.matter.procedure import ANY, Action, Condition, Procedure
from fengqiao.matter.search.indexing import index
from fengqiao.matter.timeline import FREEZE, MASK, SHRED, UNFREEZE, Facts
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import PRIVACY

FREEZES = Permission("matter.freeze", "冻结保存期限", roles=(PRIVACY,))
WORDS = {MASK: "遮蔽个人信息", SHRED: "销毁个人信息"}


def with_retention(procedure: Procedure) -> Procedure:
    """The procedure with what its declared retention does; it must declare one."""
    assert procedure.retention is not None
    cite = procedure.retention.basis
    system = "办结后，到保存期限由系统记录。"
    own = (
        Action(MASK, WORDS[MASK], ANY, None, cite=cite, sentence="保存期限已满，遮蔽个人信息", help=system, offered=False),
        Action(SHRED, WORDS[SHRED], ANY, None, cite=cite, sentence="保存期限已满，销毁个人信息", help=system, offered=False),
        Action(
            FREEZE, "冻结（作为证据）", ANY, FREEZES, needs=(Text("document", "依据的文书", most=80), LongText("why", "理由", least=4, lines=2)),
            cite=cite, conditions=(Condition("没有冻结", lambda facts, data: "已经冻结。" if is_frozen(facts) else None, quiet=True),),
            sentence="冻结，到期也不遮蔽、不销毁：{document}", group="保存期限",
        ),
        Action(
            UNFREEZE, "解除冻结", ANY, FREEZES, needs=(LongText("why", "理由", least=4, lines=2),), cite=cite,
            conditions=(Condition("已冻结", lambda facts, data: None if is_frozen(facts) else "没有冻结。", quiet=True),),
            sentence="解除冻结：{why}", group="保存期限",
        ),
    )  # fmt: skip
    return replace(procedure, actions=(*procedure.actions, *own))


def is_frozen(facts: Facts) -> bool:
    """Whether somebody froze it and has not let go."""
    last = facts.last(FREEZE, UNFREEZE)
    return last is not None and last.action == FREEZE


@dataclass(frozen=True)
class Due:
    """One thing that retention would do today."""

    matter: Matter
    what: str  # MASK or SHRED
    since_on: date

    def __str__(self) -> str:
        return f"{self.matter.number or self.matter.code}　{WORDS[self.what]}　自{self.since_on.isoformat()}起算"


def due(today: date, procedures: tuple[Procedure, ...] | None = None) -> Iterator[Due]:
    """What is to be masked or shredded by ``today``: the dry run, and what the job goes by."""
    for procedure in registry.procedures() if procedures is None else procedures:
        rule = procedure.retention
        if rule is None:
            continue
        lengths: dict[int, Mapping[str, Any]] = {}
        mine = Matter.objects.filter(procedure=procedure.code, procedure_version=procedure.version)
        needed = set(mine.filter(pk__in=rule.needed()).values_list("pk", flat=True)) if rule.needed else set()
        for matter in mine.filter(kept_since_on__isnull=False, shredded=False).order_by("pk").iterator(chunk_size=500):
            county = county_of(matter.territory)
            months = lengths.setdefault(county, {}) or calendars.parameters(procedure, county)
            lengths[county] = months
            since = matter.kept_since_on
            assert since is not None
            for what, name, done in ((SHRED, rule.shred_months, matter.pk in needed), (MASK, rule.mask_months, matter.masked)):
                length = int(months.get(name, 0)) if name else 0
                at_once = what == MASK and rule.mask_at_once
                if not done and (length or at_once) and add_months(since, 0 if at_once else length) < today:
                    yield Due(matter, what, since)
                    break


def carry_out(found: Due, now: datetime, today: date) -> bool:
    """Do it, in one transaction; whether it was done. What the facts hold back is left."""
    with transaction.atomic():
        procedure = registry.procedure_of(found.matter)
        facts = known_facts(found.matter)
        rule = procedure.retention
        if is_frozen(facts) or (rule is not None and rule.held(facts)):
            return False
        perform(None, found.matter.pk, [Doing(procedure.action(found.what), {}, today)], now=now)
        if found.what == SHRED:
            _destroy(found.matter.pk)
    return True


def _destroy(matter_id: UUID) -> None:
    """The key and what can only be read with it; files that belong to no other paper."""
    matter = lock_matter(matter_id)
    papers = list(Paper.objects.filter(matter_id=matter_id))
    digests = {digest for paper in papers for digest in (paper.digest, paper.pdf_digest) if digest}
    Paper.objects.filter(matter_id=matter_id).update(values="", digest="", pdf_digest="", size_bytes=0)
    matter.data_key = b""
    standing = standing_of(matter)
    for name, value in derive.own_columns(registry.procedure_of(matter), standing.facts).items():
        setattr(matter, name, value)
    matter.save()
    registry.procedure_of(matter).keeps(matter, standing.facts, None)
    index(matter, standing.facts)
    transaction.on_commit(lambda: _remove(digests))


def _remove(digests: set[str]) -> None:
    for digest in sorted(digests):
        if not held(digest):
            store().remove(digest)
