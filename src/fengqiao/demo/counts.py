"""Two counts that were kept, by the bureau's leader for everybody and by the head of an office; and one token for the city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from fengqiao.api import tokens
from fengqiao.demo.shapes import CountyPlan
from fengqiao.desk.counting.keeping import save
from fengqiao.desk.models import Shared
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post
from fengqiao.orgs.roles import LEADER, OFFICE_HEAD, SECADMIN, SYSADMIN, Role

BY_TYPE = {"line": "mediation", "period": "今年", "by": "office", "then": "outcome"}
NEIGHBOURS = {"line": "mediation", "period": "本月", "by": "dispute_type", "on": "accepted_on"}


def load_counts(plan: CountyPlan, *, say: Callable[[str], None], today: date) -> None:
    """The token is confirmed, and nobody was shown it: a demonstration hands nothing out."""
    low, now = int(plan.code) * 10**9, timezone.now()
    with transaction.atomic():
        save(_who(LEADER, low), "今年各所调解结果（演示数据）", "mediation", BY_TYPE, Shared.COUNTY, now)
        save(_who(OFFICE_HEAD, low), "本月受理的纠纷类型（演示数据）", "mediation", NEIGHBOURS, Shared.OFFICE, now)
        token = tokens.write_down(
            _who(SYSADMIN, low), body="市司法局数据平台（演示数据）", basis="演示用的数据共享通知〔2026〕1号", office=Office.objects.get(territory=low),
            lines=("mediation", "corrections"), exact=False, until_on=today + timedelta(days=365), today=today, now=now,
        )  # fmt: skip
        tokens.confirm(_who(SECADMIN, low), token, now=now)
    say("  存下的统计2个、接口令牌1个已装入。")


def _who(role: Role, low: int) -> Actor:
    posts = Post.objects.filter(office__territory__range=(low, low + 10**9 - 1), roles__contains=[role.code])
    return actor_of(posts.select_related("office", "staff").order_by("pk")[0])
