"""``fengqiao offices move``: another parent for an office, or a merger, with all its matters, in one command."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fengqiao.orgs.models import Office


def add_move(inner: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add move to the commands of ``offices``."""
    move = inner.add_parser("move", help="调整隶属或合并：move 机构 --to 新上级 --basis 文号；--merge 并入同类机构")
    move.add_argument("office", help="机构的15位区域号或全称")
    move.add_argument("--to", required=True, help="新的上级，或并入的机构：15位区域号或全称")
    move.add_argument("--merge", action="store_true", help="并入同类机构，本机构撤销")
    move.add_argument("--basis", required=True, help="批准文号或依据")
    move.add_argument("--on", type=date.fromisoformat, help="自哪天起，默认今天")
    move.set_defaults(run=run_move)


def run_move(args: argparse.Namespace) -> int:
    """Move it and say what followed."""
    from fengqiao.operate.records import with_database

    def work() -> int:
        from django.utils import timezone

        from fengqiao.desk.admin.restamping import move
        from fengqiao.divisions.territory import grouped

        now = timezone.now()
        office, parent = _office(args.office), _office(args.to)
        on = args.on or timezone.localdate(now)
        moved, matters = move(None, office, parent, merge=args.merge, on=on, basis=args.basis, now=now)
        for old, new in moved.territories.items():
            print(f"{grouped(old)} → {grouped(new)}")
        print(f"已调整{len(moved.territories)}个机构，{matters}件案件随同改了区域号。")
        for post in moved.posts_ended:
            print(f"须重新安排岗位：{post.staff.name}（{post}，到{post.to_on}为止）")
        return 0

    return with_database(work)


def _office(said: str) -> Office:
    from fengqiao.orgs.models import Office
    from fengqiao.orgs.refusal import NotAllowed

    found = Office.objects.filter(territory=int(said)) if said.isdecimal() else Office.objects.filter(name=said)
    offices = list(found.select_related("parent")[:2])
    if len(offices) == 1:
        return offices[0]
    if offices:
        raise NotAllowed(f"名叫“{said}”的机构不止一个。请写15位区域号。")
    raise NotAllowed(f"没有“{said}”。请核对区域号或全称，网页“机构管理”里可以查到。")
