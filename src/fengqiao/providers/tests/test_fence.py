"""The registers are the county's; what joins a lawyer to a party is read by nobody below the county."""

from __future__ import annotations

from fengqiao.divisions import territory as territories
from fengqiao.matter.tests.roles import as_web
from fengqiao.providers.codes import EdgeKind, OrgKind
from fengqiao.providers.models import RelationEdge, ServiceOrg
from tests.county import County, at


def test_a_register_is_read_in_its_county_alone(county: County) -> None:
    for name, actor in (("枫林律师事务所", "section"), ("邻县律师事务所", "other_section")):
        here = territories.county_of(county[actor].territory)
        org = ServiceOrg.objects.create(territory=here, name=name, kind=OrgKind.FIRM, confirmed_on="2026-05-06")
        RelationEdge.objects.create(
            territory=here, org=org, party_index=b"0" * 16, kind=EdgeKind.COUNSEL, from_on="2026-05-06", source="合同1",
            made_at=at("2026-05-06"),
        )  # fmt: skip
    for actor, names, edges in (
        ("mediator", ["枫林律师事务所"], 0), ("section", ["枫林律师事务所"], 1), ("other_section", ["邻县律师事务所"], 1), ("sysadmin", [], 0),
    ):  # fmt: skip
        with as_web(county[actor]):
            assert list(ServiceOrg.objects.values_list("name", flat=True)) == names, actor
            assert RelationEdge.objects.count() == edges, actor
