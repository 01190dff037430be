"""更换主密钥: every data key under the new master key, the sealed and hashed bytes untouched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from fengqiao.desk.admin import rewrapping
from fengqiao.desk.admin.rewrapping import check_all, rewrap_all, versions_in_use
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Entry, Matter, Paper, Party
from fengqiao.matter.verify import Tally, walk
from fengqiao.vault import KeyRing
from tests.county import County


@pytest.fixture
def own_ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyRing]:
    """Keys of this test alone: rotating must not touch those of the others."""
    made = KeyRing.create(tmp_path / "keys")
    monkeypatch.setattr(settings, "HOME", tmp_path)
    ring.cache_clear()
    yield made
    ring.cache_clear()


def three_cases(county: County) -> list[Case]:
    """One applicant with three neighbours."""
    others = ({**LI, "name": name} for name in ("李四", "赵六", "钱七"))
    return [Case(county).in_mediation("2026-05-06", parties=(ZHANG, other)) for other in others]


def test_rotation_moves_every_key_and_touches_no_sealed_byte(own_ring: KeyRing, county: County) -> None:
    cases = three_cases(county)
    sealed = list(Party.objects.order_by("pk").values_list("sealed", flat=True))
    entries = list(Entry.objects.order_by("matter_id", "seq").values_list("data", "hash"))
    papers = list(Paper.objects.order_by("matter_id", "n").values_list("values", flat=True))
    keys = set(map(bytes, Matter.objects.values_list("data_key", flat=True)))
    assert versions_in_use() == {1: 3}
    assert own_ring.rotate() == 2
    heard: list[int] = []
    assert rewrap_all(own_ring, say=heard.append) == 3
    assert heard == [3]
    assert versions_in_use() == {2: 3}
    assert not keys & set(map(bytes, Matter.objects.values_list("data_key", flat=True)))
    assert list(Party.objects.order_by("pk").values_list("sealed", flat=True)) == sealed
    assert [(d, bytes(h)) for d, h in Entry.objects.order_by("matter_id", "seq").values_list("data", "hash")] == [
        (d, bytes(h)) for d, h in entries
    ]
    assert list(Paper.objects.order_by("matter_id", "n").values_list("values", flat=True)) == papers
    assert check_all(own_ring) == []
    ring.cache_clear()
    assert cases[0].facts.party(1).get("phone") == "15400000001"
    assert list(walk(Tally(), files=False)) == []


def test_work_goes_on_while_keys_are_moved(own_ring: KeyRing, county: County) -> None:
    """旧进程还拿着旧主密钥：照样能办，也能读新主密钥保护的案件。"""
    ring()
    case = Case(county).in_mediation("2026-05-06")
    elsewhere = KeyRing.open(own_ring.directory)
    elsewhere.rotate()
    rewrap_all(elsewhere)
    case.meet("2026-05-07", result="3")
    assert check_all(elsewhere) == []


def test_a_rotation_broken_off_is_finished_later(own_ring: KeyRing, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    three_cases(county)
    own_ring.rotate()
    monkeypatch.setattr(rewrapping, "BATCH", 1)

    class Interrupted(Exception):
        pass

    def stop(done: int) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        rewrap_all(own_ring, say=stop)
    assert versions_in_use() == {1: 2, 2: 1}
    assert len(check_all(own_ring)) == 2
    assert rewrap_all(own_ring) == 2
    assert check_all(own_ring) == []


def test_a_lost_master_key_is_named(own_ring: KeyRing, county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    own_ring.rotate()
    (own_ring.directory / "master-0001.key").rename(own_ring.directory / "away")
    without = KeyRing.open(own_ring.directory)
    assert case.matter is not None
    assert check_all(without) == [case.matter.pk]
