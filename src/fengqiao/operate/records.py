"""Commands over the records: verify, calendar, offices. They set Django up themselves."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from fengqiao.desk.admin.office_commands import add_move
from fengqiao.operate.setup import prepare_home


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add verify, calendar, offices, export and bench as they come."""
    offices = sub.add_parser("offices", help="机构：init CODE 按区划建立一个县的机构树")
    inner = offices.add_subparsers(dest="offices_command", required=True, metavar="命令")
    init = inner.add_parser("init", help="建立真实的县：init 610902")
    init.add_argument("code", help="六位区划代码")
    init.add_argument("--court", default="", help="所在地基层人民法院")
    init.set_defaults(run=run_offices_init)
    add_move(inner)


def with_database(work: Callable[[], int]) -> int:
    """Run something as the owner with the database up."""
    from fengqiao.operate.serving import in_django

    result = 0

    def run() -> None:
        nonlocal result
        result = work()

    with prepare_home(os.environ) as info:
        in_django(info.owner, run)
    return result


def run_offices_init(args: argparse.Namespace) -> int:
    """Build a real county's organisation from the bundled divisions; repeatable."""
    from fengqiao.divisions import UnknownDivision, plan_county
    from fengqiao.divisions.commands import plan_lines

    try:
        plan = plan_county(args.code)
    except UnknownDivision as error:
        print(error)
        return 1
    print(*plan_lines(plan), "", sep="\n")

    def work() -> int:
        from django.utils import timezone

        from fengqiao.operate.setup import prepare_database
        from fengqiao.orgs.loading import load_units

        prepare_database()
        made = load_units(plan.units, from_on=timezone.localdate(), court=args.court)
        print(f"已建立{plan.county.name}：机构{len(made)}个。")
        return 0

    return with_database(work)


