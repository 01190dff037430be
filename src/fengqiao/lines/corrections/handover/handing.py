"""Handing a case over and taking one in: what is in the package, who may, what is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.exchange.models import Agency, Partner
from fengqiao.exchange.own import own_keys, signer
from fengqiao.exchange.partners import correspondent
from fengqiao.lines.corrections.cases.relocation import moves
from fengqiao.lines.corrections.cases.relocation.steps import take_over
from fengqiao.lines.corrections.handover import summary
from fengqiao.lines.corrections.handover.package import Address, NotTaken, Package, pack, unpack
from fengqiao.lines.corrections.models import Handover
from fengqiao.lines.corrections.permissions import HAND_OVER
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, Done, standing_of
from fengqiao.matter.carried import Told, carry_in, standing_told, tell
from fengqiao.matter.files import store
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.papers import original, title_among
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.recording import record
from fengqiao.vault import VaultError
from fengqiao.vault.filetypes import file_type

PROCEDURE = "correction"


@dataclass(frozen=True)
class Seen:
    """A package looked into and not taken yet: what it would bring."""

    package: Package
    partner: Partner
    told: Sequence[Told]
    facts: Facts
    lines: Sequence[summary.Line]
    number: str
    before: Handover | None  # where the same case has been taken before


def partners(actor: Actor) -> QuerySet[Partner]:
    """The bodies of the county one may hand over to: confirmed and in use."""
    low = territories.county_of(actor.territory)
    found = Partner.objects.filter(territory=low, active=True).exclude(confirmed_at=None)
    return found.filter(agency=Agency.OTHER).order_by("name")


def hand_over(actor: Actor, matter: Matter, partner: Partner, *, now: datetime) -> tuple[bytes, str]:
    """The package of a case whose move is decided, and its file name. Raises Refused; every package is written down."""
    _may(actor)
    facts = standing_of(matter).facts
    why = not_ready(facts)
    if why:
        raise Refused.because("handover", why)
    if closed := partner.why_closed(timezone.localdate(now)):
        raise Refused.because("handover", closed)
    public = next(iter(correspondent(partner).keys.values()), None)
    if public is None:
        raise Refused.because("handover", f"{partner.name}没有可用的公钥。请系统管理员登记对方公钥、安全管理员确认。")
    package_id = uuid4()
    case, parts = _case(matter)
    address = Address(partner.our_code, partner.code, public)
    content, digest = pack(address, signer(), package_id, matter.pk, case, parts, now)
    _note(actor, "out", digest, package_id, matter.pk, partner, matter, now)
    return content, f"移交包-{matter.number}-{now:%Y%m%d}.fqjz"


def not_ready(facts: Facts) -> str:
    """Why the case cannot be handed over yet; empty when it can."""
    move = moves.last(facts)
    if move is None or move.approved is not True or move.state == moves.TAKEN_BACK:
        return "还没有同意变更执行地的决定，不能生成移交包。"
    if move.served_on is None:
        return "变更决定还没有送达本人，不能生成移交包：七日报到从送达起算。请先办理“送达变更决定”。"
    if move.file_sent_on is None:
        return "请先办理“移交档案”（选“移交包”），再生成移交包，使这一步也在包里。"
    return ""


def _case(matter: Matter) -> tuple[dict[str, Any], list[bytes]]:
    """The case in plain values, and the bytes of its papers in the order it names them."""
    papers, parts = [], []
    rows = {paper.n: paper for paper in Paper.objects.filter(matter_id=matter.pk, private=False).order_by("n")}
    for paper in rows.values():
        if paper.state == "void":
            continue
        content = store().read(paper.digest) if paper.kind in ("material", "scan") else original(paper, matter)[0]
        parts.append(content)
        papers.append({"part": f"paper-{len(parts)}", "title": title_among(paper, rows)[:100], "entry": paper.entry_seq})
    case = {
        "procedure": matter.procedure, "version": matter.procedure_version, "number": matter.number,
        "office": matter.office.name, "entries": [told.plain() for told in tell(matter)], "papers": papers, "demo": matter.demo,
    }  # fmt: skip
    return case, parts


def look_into(actor: Actor, content: bytes, *, now: datetime) -> Seen:
    """What a package would bring; nothing is written. Raises NotTaken with what is wrong."""
    _may(actor)
    low = territories.county_of(actor.territory)
    known = {(p.code, p.our_code): p for p in Partner.objects.filter(territory=low).prefetch_related("keys")}

    def who(sender: str, recipient: str) -> Any:
        partner = known.get((sender, recipient))
        if partner is None:
            return None
        if closed := partner.why_closed(timezone.localdate(now)):
            raise NotTaken(closed)
        return correspondent(partner)

    package = unpack(content, who=who, keys=own_keys())
    partner = known[package.sender, package.recipient]
    told, facts = _told(package.case)
    before = Handover.objects.filter(direction="in", partner_code=partner.code, origin=package.origin).first()
    found = summary.lines(facts, len(package.case["papers"]), timezone.localdate(now))
    return Seen(package, partner, told, facts, found, str(package.case["number"]), before)


def _told(case: Mapping[str, Any]) -> tuple[list[Told], Facts]:
    """The history of a package's case. Raises NotTaken when it is none, or ends where no case is handed over."""
    try:
        if case["procedure"] != PROCEDURE:
            raise NotTaken("移交包里不是社区矫正案件，没有接收。")
        told = [Told.of(row) for row in case["entries"]]
        procedure = registry.procedure_on(PROCEDURE, told[0].happened_on)
        if procedure.version != case["version"] or [each.seq for each in told] != list(range(1, len(told) + 1)):
            raise NotTaken("移交包里的经过不完整，或者双方软件版本不同，没有接收。请双方核对软件版本。")
        facts = standing_told(procedure, told).facts
    except (KeyError, ValueError, TypeError, IndexError):
        raise NotTaken("移交包里的经过读不出来，没有接收。请双方核对软件版本。") from None
    except Refused as refusal:
        raise NotTaken(str(refusal)) from None
    if not_ready(facts):
        raise NotTaken("移交包里没有同意变更执行地并已送达的决定，没有接收。请与原执行地核对。")
    return told, facts


def take_in(actor: Actor, content: bytes, office: Office, *, now: datetime) -> Done | Handover:
    """Open the case here with its history. What was taken before is answered with where it is; nothing changes.

    Raises NotTaken or Refused; then nothing is left.
    """
    seen = look_into(actor, content, now=now)
    if seen.before is not None:
        return seen.before
    with transaction.atomic():
        files = _files(seen.package)
        given = {
            "from_organ": seen.partner.name, "from_number": seen.number, "package": str(seen.package.id), "office": office.pk, "files": files,
        }  # fmt: skip
        procedure = registry.procedure_on(PROCEDURE, seen.told[0].happened_on)
        doing = Doing(take_over, given, timezone.localdate(now))
        demo = bool(seen.package.case.get("demo"))
        done = carry_in(actor, procedure, seen.told, doing, _bureau(office), now=now, whence=seen.partner.name, demo=demo)
        _note(actor, "in", seen.package.digest, seen.package.id, seen.package.origin, seen.partner, done.matter, now)
    return done


def _bureau(office: Office) -> Office:
    """The bureau of the office's county: it numbers the cases, as it does those opened here."""
    return Office.objects.filter(territory=territories.county_of(office.territory)).first() or office


def _files(package: Package) -> list[dict[str, Any]]:
    """The papers of the package as files of the entry that takes it over, each under its own title."""
    files = []
    for paper in package.case["papers"]:
        content = package.parts.get(str(paper.get("part")))
        if content is None:
            raise NotTaken(f"移交包里缺少“{paper.get('title', '')}”，没有接收。请原执行地重新生成。")
        try:
            mime = file_type(BytesIO(content)).mime
        except VaultError as error:
            raise NotTaken(f"移交包里的“{paper.get('title', '')}”不能收入：{error}") from None
        files.append({"name": str(paper["title"])[:100], "digest": store().put(content), "mime": mime, "size_bytes": len(content)})
    return files


def _note(
    actor: Actor, direction: str, digest: str, package_id: Any, origin: Any, partner: Partner, matter: Matter, now: datetime
) -> None:
    Handover.objects.create(
        direction=direction, digest=digest, package_id=package_id, origin=origin, partner_code=partner.code, partner_name=partner.name,
        matter_id=matter.pk, territory=matter.territory, at=now, made_by_id=actor.staff_id,
    )  # fmt: skip
    deed = "corrections.hand_out" if direction == "out" else "corrections.take_over"
    about = f"{matter.number}：{partner.name}"
    record(actor, deed, about, now=now, territory=matter.territory, new={"digest": digest})


def _may(actor: Actor) -> None:
    if not actor.holds(HAND_OVER):
        raise Refused.because("permission", "移交和接收档案由县级社区矫正机构办理。")
