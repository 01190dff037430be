"""``fengqiao portal …``: pairing the machine outside with the one inside, carrying files between them, its text messages."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

Subparsers = argparse._SubParsersAction  # argparse names it no other way
SUFFIX = ".fengqiao-portal"


def add_commands(sub: Subparsers[argparse.ArgumentParser]) -> None:
    """Add portal."""
    portal = sub.add_parser("portal", help="群众手机页：内网机与外网机配对、交换")
    inner = portal.add_subparsers(dest="portal_command", required=True, metavar="命令")
    invite = inner.add_parser("invite", help="内网机：生成配对文件，带到外网机")
    invite.add_argument("file", type=Path, metavar="配对文件")
    invite.add_argument("--url", default="", help="外网机的公开地址，如 https://fl.example.cn")
    invite.add_argument("--no-line", action="store_true", help="两边没有网络，只靠文件带（地址只用来印二维码）")
    invite.set_defaults(run=run_invite)
    join = inner.add_parser("join", help="外网机：用配对文件配对")
    join.add_argument("file", type=Path, metavar="配对文件")
    join.set_defaults(run=run_join)
    unpair = inner.add_parser("unpair", help="解除配对（两台机器都要运行）")
    unpair.set_defaults(run=run_unpair)
    out = inner.add_parser("export", help="写出要带给另一台机器的")
    out.add_argument("folder", type=Path, metavar="目录")
    out.set_defaults(run=run_export)
    into = inner.add_parser("import", help="收取另一台机器写出的")
    into.add_argument("file", type=Path, metavar="文件或目录")
    into.set_defaults(run=run_import)
    sms = inner.add_parser("sms", help="外网机：设置短信通道（JSON文件，栏目见docs/portal.md）")
    sms.add_argument("file", type=Path, metavar="设置文件")
    sms.add_argument("--county", required=True, help="六位区划代码")
    sms.set_defaults(run=run_sms)
    status = inner.add_parser("status", help="配对情况、还有多少没有交换")
    status.set_defaults(run=run_status)


def _with_database(work: Callable[[], int]) -> int:
    from fengqiao.operate.records import with_database

    return with_database(work)


def _said(work: Callable[[], int]) -> int:
    """Run it; what is not taken is said in words, exit code 1."""

    def careful() -> int:
        from fengqiao.portal.carrying import NotTaken

        try:
            return work()
        except NotTaken as error:
            print(error, file=sys.stderr)
        except OSError as error:
            print(f"读写不了{error.filename}：{error.strerror}。请核对位置和权限。", file=sys.stderr)
        return 1

    return _with_database(careful)


def run_invite(args: argparse.Namespace) -> int:
    """Exit code 1 when there is a pairing already or the file is there."""

    def work() -> int:
        from django.db import transaction
        from django.utils import timezone

        from fengqiao.portal import carrying

        with transaction.atomic():
            content = carrying.invite(args.url, now=timezone.now(), calls=not args.no_line)
            with open(os.open(args.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
        print(
            f"配对文件已写到{args.file}。请当面带到外网机上运行 fengqiao portal join，用完即删：里面是两台机器共同的密钥。"
        )
        return 0

    return _said(work)


def run_join(args: argparse.Namespace) -> int:
    """Exit code 1 when it is no pairing file or this machine is paired."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.portal import carrying

        carrying.join(args.file.read_bytes(), now=timezone.now())
        print("已配对。请删除配对文件；本机用 fengqiao up --portal 启动。")
        return 0

    return _said(work)


def run_unpair(args: argparse.Namespace) -> int:
    """What was not carried yet waits for the next pairing."""

    def work() -> int:
        from fengqiao.portal import carrying

        carrying.unpair()
        print("已解除配对。还没有带走的来件仍在，重新配对后会再带一次，不会重复登记。")
        return 0

    return _said(work)


def run_export(args: argparse.Namespace) -> int:
    """One file, complete under its name or not there."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.portal import carrying, inside

        now = timezone.now()
        link = carrying.my_link()
        if link is not None and link.role == carrying.INSIDE:
            inside.publish_boards(now=now)
            inside.take_waiting(now=now)
            inside.publish_changed(now=now)
        content = carrying.bundle(now=now)
        args.folder.mkdir(parents=True, exist_ok=True)
        path = args.folder / f"{carrying.role()}-{now:%Y%m%d-%H%M%S}-{now.microsecond:06d}{SUFFIX}"
        write_whole(path, content)
        print(f"已写到{path}（未确认{carrying.waiting_count()}件）。带到另一台机器上运行 fengqiao portal import。")
        return 0

    return _said(work)


def run_import(args: argparse.Namespace) -> int:
    """Exit code 1 when any file is not taken; the others are."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.portal import carrying, inside

        files = sorted(args.file.glob(f"*{SUFFIX}")) if args.file.is_dir() else [args.file]
        files = (
            [path for path in files if not path.name.startswith(f"{carrying.role()}-")] if args.file.is_dir() else files
        )
        wrong = 0
        for path in files:
            try:
                got = carrying.take(path.read_bytes(), now=timezone.now())
                print(f"{path.name}：收取{got.new}件，以前收过{got.again}件。")
            except carrying.NotTaken as error:
                wrong += 1
                print(f"{path.name}：{error}", file=sys.stderr)
        if carrying.role() == carrying.INSIDE:
            print(f"已登记{inside.take_waiting(now=timezone.now())}件。")
        return 1 if wrong else 0

    return _said(work)


def run_sms(args: argparse.Namespace) -> int:
    """The channel of the county as the administrator would set it, without a desk to sign in to."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.messages.channels import install_channel
        from fengqiao.messages.models import Way
        from fengqiao.portal.carrying import NotTaken

        try:
            said = json.loads(args.file.read_text("utf-8"))
            secret = str(said.pop("secret", ""))
            install_channel(int(args.county), Way.SMS, said, secret=secret, now=timezone.now())
        except (ValueError, TypeError, AttributeError) as error:
            raise NotTaken(f"设置文件读不了：{error}。请对照docs/portal.md核对栏目。") from None
        print("短信通道已开通。请用自己的手机在手机页上要一次验证码试试。")
        return 0

    return _said(work)


def run_status(args: argparse.Namespace) -> int:
    """Exit code 1 while something is wrong."""

    def work() -> int:
        from fengqiao.portal import carrying

        lines, fine = carrying.in_words()
        print("\n".join(lines))
        return 0 if fine else 1

    return _said(work)


def write_whole(path: Path, content: bytes) -> None:
    """The file complete under its name, on the disk, or not at all."""
    handle, temporary = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
