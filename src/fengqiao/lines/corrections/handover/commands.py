"""``fengqiao handover out|in``: a case packed for another county, a package from one looked into and taken in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Subparsers = argparse._SubParsersAction  # argparse names it no other way


def add_commands(sub: Subparsers[argparse.ArgumentParser]) -> None:
    """Add handover."""
    handover = sub.add_parser("handover", help="社区矫正档案移交包：生成、查看、接收（变更执行地用）")
    inner = handover.add_subparsers(dest="handover_command", required=True, metavar="命令")
    out = inner.add_parser("out", help="把一件已决定变更执行地的案件生成移交包")
    out.add_argument("number", metavar="矫正编号")
    out.add_argument("--to", required=True, metavar="对方代码", help="往来单位里登记的对方代码")
    out.add_argument("--by", required=True, metavar="登录名", help="经办的社区矫正机构工作人员")
    out.add_argument("--file", type=Path, help="写到哪个文件；不写的，写在当前目录")
    out.set_defaults(run=run_out)
    into = inner.add_parser("in", help="查看移交包；加 --office 才接收")
    into.add_argument("file", type=Path, metavar="移交包")
    into.add_argument("--by", required=True, metavar="登录名")
    into.add_argument("--office", default="", metavar="司法所", help="负责的司法所的名称；不写的只查看")
    into.set_defaults(run=run_in)


def run_out(args: argparse.Namespace) -> int:
    """Exit code 1 when the case cannot be handed over; the reason is said."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.lines.corrections.handover import handing
        from fengqiao.lines.corrections.models import CorrectionCase

        actor = _actor(args.by)
        case = CorrectionCase.objects.filter(number=args.number, territory__gte=actor.low, territory__lte=actor.high).first()
        partner = handing.partners(actor).filter(code=args.to).first()
        if case is None or partner is None:
            what = f"没有编号为“{args.number}”的案件" if case is None else f"没有代码为“{args.to}”、已经确认的往来单位"
            print(f"{what}。请核对。", file=sys.stderr)
            return 1
        content, name = handing.hand_over(actor, case, partner, now=timezone.now())
        target = args.file or Path(name)
        target.write_bytes(content)
        print(f"已写出{target}（{len(content)}字节），只有{partner.name}打得开。")
        return 0

    return _with_database(work)


def run_in(args: argparse.Namespace) -> int:
    """Exit code 1 when the package is not taken in; the reason is said."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.lines.corrections.handover import handing
        from fengqiao.lines.corrections.models import Handover
        from fengqiao.orgs.models import Office

        actor, content = _actor(args.by), args.file.read_bytes()
        seen = handing.look_into(actor, content, now=timezone.now())
        print(f"{seen.partner.name}移交，原编号{seen.number}，整包SM3 {seen.package.digest}")
        for line in seen.lines:
            print(f"  {line.label}：{line.value}")
        if not args.office:
            print("只是查看，没有接收。要接收的，加 --office 司法所名称。")
            return 0
        office = Office.objects.filter(name=args.office, territory__gte=actor.low, territory__lte=actor.high, to_on=None).first()
        if office is None:
            print(f"没有名为“{args.office}”的司法所。请核对名称。", file=sys.stderr)
            return 1
        done = handing.take_in(actor, content, office, now=timezone.now())
        print("这件档案以前已经接收，没有重复接收。" if isinstance(done, Handover) else f"已接收，本局编号{done.matter.number}。")
        return 0

    return _with_database(work)


def _actor(username: str) -> Any:
    """The actor in the post of the agency. Raises Refused. Django is not set up when this file is read."""
    from django.utils import timezone

    from fengqiao.lines.corrections.permissions import HAND_OVER
    from fengqiao.matter.refusals import Refused
    from fengqiao.orgs.actor import actor_of
    from fengqiao.orgs.models import Post

    posts = Post.objects.held_on(timezone.localdate()).filter(staff__username=username, roles__overlap=sorted(HAND_OVER.role_codes))
    post = posts.select_related("staff", "office").first()
    if post is None:
        raise Refused.because("permission", f"“{username}”没有社区矫正机构的岗位，不能移交或者接收档案。")
    return actor_of(post)


def _with_database(work: Callable[[], int]) -> int:
    from fengqiao.operate.records import with_database

    try:
        return with_database(work)
    except OSError as error:
        print(f"文件不能读写：{error.strerror}。请检查路径和权限。", file=sys.stderr)
        return 1
