"""Every staff page answers, for who may and who may not."""

from __future__ import annotations

import pytest
from django.test import Client

from fengqiao.lines.mediation.tests.driver import Case
from tests.county import County


@pytest.fixture
def desk(county: County) -> Client:
    client = Client()
    client.force_login(county.staff("mediator"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_mediator_opens_a_day(desk: Client, county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    for path in (
        "/", "/?who=all", "/register/mediation/", "/register/mediation/export.xlsx", "/register/mediation/new/",
        "/register/mediation/new/apply/", "/search/?q=张三", "/laws/", "/laws/人民调解法/29/", "/offices/", "/me/",
        "/errands/new/", f"/matters/{case.matter.code}/", f"/matters/{case.matter.code}/do/session/",
        f"/matters/{case.matter.code}/do/draft_agreement/", f"/matters/{case.matter.code}/entries/5/correct/",
        f"/matters/{case.matter.code}/papers/1.pdf", f"/matters/{case.matter.code}/papers/1.docx",
        f"/matters/{case.matter.code}/preview/agreement.pdf",
    ):  # fmt: skip
        response = desk.get(path, follow=True)
        assert response.status_code == 200, (path, response.content.decode()[:2000])
