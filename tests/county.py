"""A small county for tests: one bureau, two offices, three committees, people whose names say what they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.hashers import make_password
from django.db import transaction

from fengqiao.orgs import roles
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff

HERE = ZoneInfo("Asia/Shanghai")
FOUNDED = date(2011, 1, 1)


def at(day: str, time: str = "17:00") -> datetime:
    """An instant of office life."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=HERE)


@dataclass
class County:
    """Offices and actors by the names tests use."""

    offices: dict[str, Office]
    actors: dict[str, Actor]

    def __getitem__(self, name: str) -> Actor:
        return self.actors[name]

    def staff(self, name: str) -> Staff:
        return Staff.objects.get(pk=self.actors[name].staff_id)


OFFICES: tuple[tuple[str, int, str, str, str], ...] = (
    ("bureau", 999901_000_000_000, "枫林县司法局", OfficeKind.BUREAU, ""),
    ("section", 999901_000_900_000, "人民参与和促进法治股", OfficeKind.SECTION, "bureau"),
    ("office", 999901_001_000_000, "枫林镇司法所", OfficeKind.OFFICE, "bureau"),
    ("town", 999901_001_001_000, "枫林镇人民调解委员会", OfficeKind.COMMITTEE, "office"),
    ("village", 999901_001_002_000, "白水村人民调解委员会", OfficeKind.COMMITTEE, "office"),
    ("office2", 999901_002_000_000, "竹溪乡司法所", OfficeKind.OFFICE, "bureau"),
    ("village2", 999901_002_002_000, "竹溪村人民调解委员会", OfficeKind.COMMITTEE, "office2"),
    ("other_bureau", 999902_000_000_000, "青河县司法局", OfficeKind.BUREAU, ""),
    ("other_office", 999902_001_000_000, "青河镇司法所", OfficeKind.OFFICE, "other_bureau"),
)
PEOPLE: tuple[tuple[str, str, str, tuple[roles.Role, ...]], ...] = (
    ("mediator", "调解员王", "town", (roles.MEDIATOR,)),
    ("second", "调解员陈", "town", (roles.MEDIATOR,)),
    ("head", "主任李", "town", (roles.COMMITTEE_HEAD,)),
    ("village_head", "村主任周", "village", (roles.COMMITTEE_HEAD, roles.MEDIATOR)),
    ("village2_head", "村主任吴", "village2", (roles.COMMITTEE_HEAD, roles.MEDIATOR)),
    ("office_head", "所长赵", "office", (roles.OFFICE_HEAD,)),
    ("office_staff", "所员孙", "office", (roles.OFFICE_STAFF,)),
    ("office2_head", "所长钱", "office2", (roles.OFFICE_HEAD,)),
    ("clerk", "窗口郑", "office", (roles.CLERK,)),
    ("section", "股长冯", "section", (roles.SECTION_MEDIATION,)),
    ("corrections", "矫正管理员许", "bureau", (roles.CORRECTIONS_STAFF,)),
    ("corrections_head", "矫正负责人何", "bureau", (roles.CORRECTIONS_HEAD,)),
    ("leader", "局长卫", "bureau", (roles.LEADER,)),
    ("finance", "财务蒋", "bureau", (roles.FINANCE,)),
    ("statistics", "统计员施", "bureau", (roles.STATISTICS,)),
    ("sysadmin", "系统沈", "bureau", (roles.SYSADMIN,)),
    ("secadmin", "安全韩", "bureau", (roles.SECADMIN,)),
    ("auditadmin", "审计杨", "bureau", (roles.AUDITADMIN,)),
    ("other_head", "外县所长朱", "other_office", (roles.OFFICE_HEAD, roles.COMMITTEE_HEAD)),
    ("other_section", "外县股长秦", "other_bureau", (roles.SECTION_MEDIATION,)),
)  # fmt: skip


@cache
def _password() -> str:
    """What everybody signs in with, hashed once."""
    return make_password("correct-horse-battery")


def build_county() -> County:
    """The offices, people and posts in the database, a statement for each level of offices and one for the rest."""
    offices: dict[str, Office] = {}
    waiting = list(OFFICES)
    while waiting:
        level = [row for row in waiting if not row[4] or row[4] in offices]
        made = Office.objects.bulk_create(_office(row, offices) for row in level)
        offices |= {row[0]: office for row, office in zip(level, made, strict=True)}
        waiting = [row for row in waiting if row not in level]
    staff = Staff.objects.bulk_create(
        Staff(username=key, name=name, password=_password(), confirmed=True) for key, name, _, _ in PEOPLE
    )
    posts = Post.objects.bulk_create(
        Post(staff=person, office=offices[office], roles=[role.code for role in held], from_on=FOUNDED)
        for person, (_, _, office, held) in zip(staff, PEOPLE, strict=True)
    )
    return County(
        {row[0]: offices[row[0]] for row in OFFICES},
        {who[0]: actor_of(post) for who, post in zip(PEOPLE, posts, strict=True)},
    )


def _office(row: tuple[str, int, str, str, str], offices: dict[str, Office]) -> Office:
    _, territory, name, kind, parent = row
    return Office(
        territory=territory, name=name, short_name=name.replace("人民调解委员会", "调委会"), kind=kind, parent=offices.get(parent),
        number_word=name.replace("人民调解委员会", "").replace("司法所", ""), court="枫林县人民法院", from_on=FOUNDED,
    )  # fmt: skip


@pytest.fixture
def county(db: Any) -> County:
    """枫林县 and its neighbour 青河县."""
    return build_county()


@contextmanager
def standing_county(blocker: Any) -> Iterator[County]:
    """A county that stands for several tests, of a class or a module: each gives it back as it was, the last one takes it away."""
    with blocker.unblock(), transaction.atomic():
        yield build_county()
        transaction.set_rollback(True)


@pytest.fixture(scope="class")
def county_of_a_class(django_db_setup: None, django_db_blocker: Any) -> Iterator[County]:
    """The same for a class of tests that begin with the same matters: imported ``as county`` where building them takes longer than asking."""
    with standing_county(django_db_blocker) as county:
        yield county


@pytest.fixture
def committed_county(transactional_db: Any) -> County:
    """The same, committed: for tests with several connections."""
    return build_county()
