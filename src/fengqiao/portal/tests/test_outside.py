"""The pages served by a machine outside the office network: the same pages, what travels is sealed, once, in order.

Both machines share this test's database: each one's rows of the portal are put back before it is its turn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.models import Report
from fengqiao.lines.disputes.tests.driver import Received
from fengqiao.matter.models import Paper
from fengqiao.messages.models import OutMessage
from fengqiao.portal import calling, carrying, inside
from fengqiao.portal.carrying import NotTaken
from fengqiao.portal.commands import write_whole
from fengqiao.portal.models import Follow, Held, Link, Parcel, Status, Submission
from fengqiao.portal.tests.person import Person
from fengqiao.portal.tests.test_reporting import photo
from tests.county import County

TABLES = [model for model in apps.get_app_config("portal").get_models()] + [OutMessage]


def now() -> Any:
    return timezone.now()


class Machine:
    """One machine's own rows, there while it is its turn."""

    def __init__(self, outside: bool) -> None:
        self.outside, self.rows = outside, "[]"

    @contextmanager
    def turn(self) -> Iterator[None]:
        order = sorted(TABLES, key=lambda model: model is Held)
        for model in reversed(order):
            model.objects.all().delete()
        for row in serializers.deserialize("json", self.rows):
            row.save()
        urls = "fengqiao.conf.outside_urls" if self.outside else "fengqiao.conf.urls"
        with override_settings(PORTAL_ONLY=self.outside, ROOT_URLCONF=urls):
            yield
        self.rows = serializers.serialize("json", [row for model in order for row in model.objects.all()])


class Pair:
    """Two machines, and what is carried between them."""

    def __init__(self) -> None:
        self.inside, self.outside = Machine(False), Machine(True)
        with self.inside.turn():
            inside.publish_boards(now=now())
            pairing = carrying.invite("", now=now())
        with self.outside.turn():
            carrying.join(pairing, now=now())

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
def pair(county: County, settings: Any) -> Pair:
    settings.DEMO = True
    found = Pair()
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
    assert (report.office, Paper.objects.get(matter_id=report.pk, kind="material").title) == (county.offices["office"], "院墙.jpg")
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

    assert len(standing_of(Report.objects.get()).facts.all("supplement")) == 1


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


@pytest.mark.parametrize("harm", ["changed", "cut", "not ours", "own"])
def test_a_file_that_was_tampered_with_is_refused(pair: Pair, zhang: Person, harm: str) -> None:
    sends(pair, zhang)
    bundle = pair.fetch()
    outer = json.loads(bundle)
    if harm == "changed":
        outer["sealed"] = outer["sealed"][:-6] + ("AAAAAA" if outer["sealed"][-6:] != "AAAAAA" else "BBBBBB")
    elif harm == "not ours":
        outer["pairing"] = "0" * 16
    elif harm == "own":
        outer["from"] = "inside"
    harmed = bundle[:-10] if harm == "cut" else json.dumps(outer).encode()
    with pytest.raises(NotTaken):
        pair.take_in(harmed)
    assert Report.objects.count() == 0
    assert pair.take_in(bundle) == 1  # the right one still goes in


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


def test_what_was_sent_before_the_pairing_is_not_lost(county: County, settings: Any, zhang: Person) -> None:
    settings.DEMO = True
    with (alone := Machine(True)).turn():
        inside.publish_boards(now=now())
        zhang.tell().press()
    pair = Pair.__new__(Pair)
    pair.inside, pair.outside = Machine(False), alone
    with pair.inside.turn():
        pairing = carrying.invite("", now=now())
    with pair.outside.turn():
        carrying.join(pairing, now=now())
        with pytest.raises(NotTaken, match="本机已经配对"):
            carrying.join(pairing, now=now())
    assert pair.take_in(pair.fetch()) == 1
    assert Report.objects.count() == 1


def test_after_a_new_pairing_what_was_registered_is_settled_and_not_registered_again(pair: Pair, zhang: Person) -> None:
    sends(pair, zhang)
    pair.take_in(pair.fetch())
    with pair.inside.turn():
        carrying.unpair()
        pairing = carrying.invite("", now=now())
    with pair.outside.turn():
        carrying.unpair()
        carrying.join(pairing, now=now())
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
        mine = Link.objects.get()
        right, late = calling.token(mine, int(now().timestamp())), calling.token(mine, int(now().timestamp()) - 3600)
    with pair.outside.turn():
        for said in ("", "1.2", late, right[:-1] + ("0" if right[-1] != "0" else "1")):
            assert client.get("/m/exchange/", headers={calling.HEADER: said}).status_code == 404
        answer = client.get("/m/exchange/", headers={calling.HEADER: right})
        assert answer.status_code == 200
    assert pair.take_in(answer.content) == 1
    with pair.inside.turn():
        bundle = carrying.bundle(now=now())
    with pair.outside.turn():
        sent = client.post("/m/exchange/", bundle, content_type="application/json", headers={calling.HEADER: right})
        assert sent.status_code == 204
        assert Status.objects.count() == 1
        wrong = client.post("/m/exchange/", b"{}", content_type="application/json", headers={calling.HEADER: right})
        assert (wrong.status_code, "不是手机页的交换文件" in wrong.content.decode()) == (409, True)


def test_a_line_that_is_down_is_said_and_tried_again(county: County, settings: Any) -> None:
    settings.DEMO = True
    carrying.invite("http://127.0.0.1:9", now=now())
    calling.exchange_if_linked(now=now())
    lines, fine = carrying.in_words()
    assert not fine
    assert "连不上外网机" in lines[-1]
    assert Follow.objects.count() == 0
