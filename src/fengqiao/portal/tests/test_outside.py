"""The pages served by a machine outside the office network: the same pages, what travels is sealed, once, in order.

Both machines share this test's database: each one's rows of the portal are put back before it is its turn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from fengqiao.exchange.canonical import read, spell
from fengqiao.exchange.delivering import MEDIA
from fengqiao.exchange.envelope import Envelope, seal
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.models import Report
from fengqiao.lines.disputes.tests.driver import Received
from fengqiao.matter.files import store
from fengqiao.matter.keys import ring as matter_ring
from fengqiao.matter.models import Paper
from fengqiao.messages.keys import ring
from fengqiao.messages.models import OutMessage
from fengqiao.portal import calling, carrying, inside, pairing
from fengqiao.portal.commands import write_whole
from fengqiao.portal.models import Follow, Held, Link, Parcel, Status, Submission
from fengqiao.portal.pairing import NotTaken
from fengqiao.portal.tests.person import Person
from fengqiao.portal.tests.test_reporting import photo
from fengqiao.vault.agreement import AgreementKey
from fengqiao.vault.signingkeys import SigningKey
from tests.county import County

TABLES = [model for model in apps.get_app_config("portal").get_models()] + [OutMessage]


def now() -> Any:
    return timezone.now()


class Machine:
    """One machine's own rows and signing keys, there while it is its turn."""

    def __init__(self, outside: bool, home: Path) -> None:
        self.outside, self.rows, self.home = outside, "[]", home / ("outside" if outside else "inside")
        for kept in (matter_ring, ring, store):
            kept()  # what this test run seals with and stores in; only what signs is each machine's own
        (self.home / "keys").mkdir(parents=True, mode=0o700)

    @contextmanager
    def turn(self) -> Iterator[None]:
        order = sorted(TABLES, key=lambda model: model is Held)
        for model in reversed(order):
            model.objects.all().delete()
        for row in serializers.deserialize("json", self.rows):
            row.save()
        urls = "fengqiao.conf.outside_urls" if self.outside else "fengqiao.conf.urls"
        with override_settings(PORTAL_ONLY=self.outside, ROOT_URLCONF=urls, HOME=self.home):
            yield
        self.rows = serializers.serialize("json", [row for model in order for row in model.objects.all()])


class Pair:
    """Two machines, and what is carried between them."""

    def __init__(self, inside_one: Machine, outside_one: Machine) -> None:
        self.inside, self.outside = inside_one, outside_one
        self.meet()

    def meet(self) -> None:
        """The two exchange their cards, two people read the code to each other, and type it in."""
        with self.inside.turn():
            inside.publish_boards(now=now())
            card = pairing.invite("", now=now())
        with self.outside.turn():
            answer = pairing.join(card, now=now())
            said = self.code()
        with self.inside.turn():
            pairing.accept(answer, now=now())
            read, code = self.code(), said
            pairing.confirm(code, now=now())
        with self.outside.turn():
            pairing.confirm(read, now=now())

    def code(self) -> str:
        return pairing.check_code(Link.objects.get())

    def fetch(self) -> bytes:
        with self.outside.turn():
            return carrying.bundle(now=now())

    def take_in(self, bundle: bytes) -> int:
        with self.inside.turn():
            got = carrying.take(bundle, now=now())
            inside.take_waiting(now=now())
            inside.publish_changed(now=now())
            return got.new

    def bring(self) -> int:
        with self.inside.turn():
            bundle = carrying.bundle(now=now())
        with self.outside.turn():
            return carrying.take(bundle, now=now()).new

    def both_ways(self) -> None:
        self.take_in(self.fetch())
        self.bring()
        self.take_in(self.fetch())


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Machine, Machine]:
    return Machine(False, tmp_path), Machine(True, tmp_path)


@pytest.fixture
def pair(county: County, settings: Any, machines: tuple[Machine, Machine]) -> Pair:
    settings.DEMO = True
    found = Pair(*machines)
    assert found.bring() == 2  # the offices of two counties
    return found


@pytest.fixture
def zhang() -> Person:
    return Person("15400000001")


def sends(pair: Pair, zhang: Person) -> None:
    with pair.outside.turn():
        zhang.tell(photos={"camera": photo()}).press()
        assert "正在转到办公室的电脑上" in zhang.text


def test_a_report_goes_in_and_its_course_comes_out(pair: Pair, zhang: Person, county: County) -> None:
    sends(pair, zhang)
    pair.both_ways()
    report = Report.objects.get()
    assert (report.office, Paper.objects.get(matter_id=report.pk, kind="material").title) == (
        county.offices["office"],
        "院墙.jpg",
    )
    with pair.inside.turn():
        Received(county, report, county["office_staff"]).do(
            r.consult, timezone.localdate().isoformat(), answer="可以先找村调委会。"
        )
        inside.publish_changed(now=now())
        assert OutMessage.objects.count() == 0  # messages go out where there is a line
    pair.bring()
    with pair.outside.turn():
        zhang.open("/m/mine/")
        assert report.number in zhang.text
        assert "可以先找村调委会。" in zhang.open(zhang.links("/m/mine/")[0]).text
        said = sorted(OutMessage.objects.exclude(template="verification_code").values_list("template", flat=True))
        assert said == ["portal_news", "portal_registered"]
        assert zhang.web.get(zhang.links("/files/")[0]).content.startswith(b"%PDF")  # the receipt came along
        assert Held.objects.filter(status=None).count() == 0  # photographs do not stay outside


def test_what_is_done_outside_is_done_inside_once(pair: Pair, zhang: Person, county: County) -> None:
    sends(pair, zhang)
    pair.both_ways()
    with pair.outside.turn():
        zhang.open("/m/mine/").open(zhang.links("/m/mine/")[0])
        zhang.open(zhang.links("/do/supplement/")[0]).press(text="昨天又滴了一次。").press().press()
    pair.both_ways()
    pair.both_ways()
    from fengqiao.matter.actions import standing_of

    assert len(standing_of(Report.objects.get()).facts.all("sent_in")) == 1


def test_the_same_file_twice_changes_nothing(pair: Pair, zhang: Person) -> None:
    sends(pair, zhang)
    bundle = pair.fetch()
    assert [pair.take_in(bundle), pair.take_in(bundle), pair.take_in(pair.fetch())] == [1, 0, 0]
    assert Report.objects.count() == 1


def test_a_file_that_was_lost_is_made_up_for(pair: Pair, zhang: Person) -> None:
    sends(pair, zhang)
    pair.fetch()  # the stick is lost
    with pair.outside.turn():
        zhang.tell(claim={"claim": "把过道让出来。"}).press()
    pair.take_in(pair.fetch())
    assert Report.objects.count() == 2


def test_a_gap_is_refused_whole(pair: Pair, zhang: Person) -> None:
    sends(pair, zhang)
    with pair.outside.turn():
        link = Link.objects.get()
        Parcel.objects.order_by("n").first().delete()  # type: ignore[union-attr]
        assert link.acked == 0
        zhang.tell().press()
    with pytest.raises(NotTaken, match="中间缺第1件"):
        pair.take_in(pair.fetch())
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("changed", "被改动过"), ("forged", "不是配对时核对过的密钥"), ("signature", "签名验不过"), ("cut", "不完整"), ("own", "不是与本机配对"),
        ("old", "90天以前"), ("sealed for another", "不是为本机写的"),
    ],
)  # fmt: skip
def test_a_file_that_was_tampered_with_is_refused(pair: Pair, zhang: Person, harm: str, said: str) -> None:
    sends(pair, zhang)
    bundle = pair.fetch()
    with pytest.raises(NotTaken, match=said):
        pair.take_in(harmed(pair, bundle, harm))
    assert Report.objects.count() == 0
    assert pair.take_in(bundle) == 1  # the right one still goes in


def harmed(pair: Pair, bundle: bytes, harm: str) -> bytes:
    packet = read(bundle)
    if harm == "cut":
        return bundle[:-10]
    if harm == "changed":
        packet["envelope"]["body"]["sealed"] = "~1.AAAA" + packet["envelope"]["body"]["sealed"][7:]
    elif harm == "signature":
        packet["signature"] = "0" * 128
    elif harm == "own":
        with pair.inside.turn():
            return carrying.bundle(now=now())
    elif harm == "old":
        with pair.outside.turn():
            return carrying.bundle(now=now() - timedelta(days=91))
    elif harm == "sealed for another":
        with pair.outside.turn():
            Link.objects.update(their_sealing=AgreementKey.new().public.hex())
            return carrying.bundle(now=now())
    elif harm == "forged":  # somebody who knows everything but the private key
        link = packet["envelope"]
        letter = Envelope(UUID(link["id"]), link["kind"], link["from"], link["to"], now(), link["body"])
        return seal(letter, SigningKey.new()).packet()
    return spell(packet)


def test_a_code_that_differs_on_the_two_screens_pairs_nothing(
    machines: tuple[Machine, Machine], county: County
) -> None:
    """Somebody on the way exchanged the inside's card for one with keys of their own."""
    inside_one, outside_one = machines
    with inside_one.turn():
        inside.publish_boards(now=now())
        card = read(pairing.invite("", now=now()))
        with pytest.raises(NotTaken, match="还没有核对"):
            carrying.bundle(now=now())
        with pytest.raises(NotTaken, match="这份应答不是答复本机"):
            pairing.accept(spell({**card, "role": "outside", "name": "0" * 16}), now=now())
    with outside_one.turn():
        false = spell({**card, "signing": SigningKey.new().public.hex()})
        answer = pairing.join(false, now=now())
        outside_says = pairing.check_code(Link.objects.get())
    with inside_one.turn():
        pairing.accept(answer, now=now())
        with pytest.raises(NotTaken, match="核对码不一致"):
            pairing.confirm(outside_says, now=now())
        lines, fine = pairing.in_words()
        assert (fine, "核对码：" in lines[1]) == (False, True)
        with pytest.raises(NotTaken, match="还没有核对"):
            carrying.take(b"{}", now=now())
        assert not pairing.serves_elsewhere()  # until then this machine tells the citizens itself


def test_the_file_carried_says_nothing_to_who_finds_it(pair: Pair, zhang: Person) -> None:
    sends(pair, zhang)
    bundle = pair.fetch().decode()
    for word in ("张三", "滴水", zhang.phone, "院墙"):
        assert word not in bundle
        assert json.dumps(word)[1:-1] not in bundle


def test_the_power_goes_while_a_file_is_taken_in(pair: Pair, zhang: Person, monkeypatch: Any) -> None:
    sends(pair, zhang)
    bundle = pair.fetch()

    class PowerCut(BaseException):
        """The plug."""

    def cut(*_: Any) -> None:
        raise PowerCut

    with monkeypatch.context() as patch, pair.inside.turn():
        patch.setitem(carrying._HANDLERS["inside"], "submission", cut)
        with pytest.raises(PowerCut), transaction.atomic():
            carrying.take(bundle, now=now())
        assert (Submission.objects.count(), Link.objects.get().last_in) == (0, 0)
    assert pair.take_in(bundle) == 1
    assert Report.objects.count() == 1


def test_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: Any) -> None:
    def cut(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fengqiao.portal.commands.os.fsync", cut)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "outside-1.fengqiao-portal", b"half")
    assert list(tmp_path.iterdir()) == []


def test_what_was_sent_before_the_pairing_is_not_lost(
    county: County, settings: Any, zhang: Person, machines: tuple[Machine, Machine]
) -> None:
    settings.DEMO = True
    with machines[1].turn():
        inside.publish_boards(now=now())
        zhang.tell().press()
    pair = Pair(*machines)
    with pair.inside.turn(), pytest.raises(NotTaken, match="本机已经配对"):
        pairing.invite("", now=now())
    assert pair.take_in(pair.fetch()) == 1
    assert Report.objects.count() == 1


def test_after_a_new_pairing_what_was_registered_is_settled_and_not_registered_again(pair: Pair, zhang: Person) -> None:
    sends(pair, zhang)
    pair.take_in(pair.fetch())
    for machine in (pair.inside, pair.outside):
        with machine.turn():
            pairing.unpair()
    pair.meet()
    pair.both_ways()
    assert Report.objects.count() == 1
    with pair.outside.turn():
        assert Report.objects.get().number in zhang.open("/m/mine/").text


def test_outside_no_page_asks_for_matters_and_no_other_page_is_there(pair: Pair, zhang: Person) -> None:
    with pair.outside.turn(), CaptureQueriesContext(connection) as asked:
        zhang.tell().press()
        zhang.open("/m/mine/")
        for path in ("/sign-in/", "/admin/", "/matters/x/", "/register/mediation/", "/offices/", "/exchange/"):
            assert zhang.web.get(path).status_code == 404, path
        assert zhang.web.get("/")["Location"] == "/m/"
    of_matters = [
        q["sql"] for q in asked if re.search(r'(FROM|INTO|JOIN|UPDATE) "(matter|disputes|mediation|orgs)_', q["sql"])
    ]
    assert of_matters == []


def test_the_line_answers_the_paired_inside_alone(pair: Pair, zhang: Person, client: Any) -> None:
    sends(pair, zhang)
    with pair.inside.turn():
        right, late = carrying.bundle(now=now()), carrying.bundle(now=now() - timedelta(days=91))
    strangers = (b"", b"{}", right[:-1], harmed(pair, right, "forged"), harmed(pair, right, "signature"))
    with pair.outside.turn():
        for said in strangers:
            assert hands_in(client, said).status_code == 404
        assert client.get("/m/exchange/").status_code == 405
        assert (hands_in(client, late).status_code, "90天" in hands_in(client, late).content.decode()) == (409, True)
        answer = hands_in(client, right)
        assert answer.status_code == 200
    assert pair.take_in(answer.content) == 1
    with pair.inside.turn():
        told = carrying.bundle(now=now())
    with pair.outside.turn():
        assert hands_in(client, told).status_code == 200
        assert Status.objects.count() == 1
        before = Link.objects.get().last_in
        hands_in(client, right)  # overheard and said again: nothing changes, and the answer opens for the inside alone
        assert (Link.objects.get().last_in, Status.objects.count()) == (before, 1)


def hands_in(client: Any, packet: bytes) -> Any:
    return client.post("/m/exchange/", packet, content_type=MEDIA)


def test_a_line_that_is_down_is_said_and_tried_again(pair: Pair) -> None:
    with pair.inside.turn():
        Link.objects.update(url="http://127.0.0.1:9", calls=True)
        calling.exchange_if_linked(now=now())
        lines, fine = pairing.in_words()
    assert not fine
    assert "连不上对方接口" in lines[-1]
    assert Follow.objects.count() == 0
