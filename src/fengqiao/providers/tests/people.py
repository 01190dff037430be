"""Who keeps the registers in tests: somebody of the bureau's section for legal services."""

from __future__ import annotations

from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from fengqiao.orgs.roles import LEGAL_SERVICE
from tests.county import FOUNDED, County


def keeper(county: County) -> Actor:
    """科员尤, in the bureau."""
    staff = Staff.objects.create(username="services", name="科员尤", confirmed=True)
    return actor_of(Post.objects.create(staff=staff, office=county.offices["bureau"], roles=[LEGAL_SERVICE.code], from_on=FOUNDED))
