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
    invite = inner.add_parser("invite", help="内网机：写出邀请（只有公钥），带到外网机")
    invite.add_argument("file", type=Path, metavar="邀请文件")
    invite.add_argument("--url", default="", help="外网机的公开地址，如 https://fl.example.cn")
    invite.add_argument("--no-line", action="store_true", help="两边没有网络，只靠文件带（地址只用来印二维码）")
    invite.set_defaults(run=run_invite)
    join = inner.add_parser("join", help="外网机：读邀请，写出应答（只有公钥），带回内网机")
    join.add_argument("file", type=Path, metavar="邀请文件")
    join.add_argument("answer", type=Path, metavar="应答文件")
    join.set_defaults(run=run_join)
    accept = inner.add_parser("accept", help="内网机：读应答")
    accept.add_argument("file", type=Path, metavar="应答文件")
    accept.set_defaults(run=run_accept)
    confirm = inner.add_parser("confirm", help="两台机器：核对码与另一台显示的一致，开始交换")
    confirm.add_argument("code", nargs="+", metavar="核对码")
    confirm.set_defaults(run=run_confirm)
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
        from fengqiao.portal.pairing import NotTaken

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

        from fengqiao.portal import pairing

        with transaction.atomic():
            _write_new(args.file, pairing.invite(args.url, now=timezone.now(), calls=not args.no_line))
        print(f"邀请已写到{args.file}，里面只有公钥。请带到外网机上运行 fengqiao portal join 邀请文件 应答文件。")
        return 0

    return _said(work)


def run_join(args: argparse.Namespace) -> int:
    """Exit code 1 when it is no invitation or this machine is paired."""

    def work() -> int:
        from django.db import transaction
        from django.utils import timezone

        from fengqiao.portal import pairing

        with transaction.atomic():
            _write_new(args.answer, pairing.join(args.file.read_bytes(), now=timezone.now()))
        print(f"应答已写到{args.answer}，里面只有公钥。请带回内网机上运行 fengqiao portal accept 应答文件。")
        return _say_code()

    return _said(work)


def run_accept(args: argparse.Namespace) -> int:
    """Exit code 1 when it answers another invitation."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.portal import pairing

        pairing.accept(args.file.read_bytes(), now=timezone.now())
        return _say_code()

    return _said(work)


def run_confirm(args: argparse.Namespace) -> int:
    """Exit code 1 when the code differs."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.portal import pairing

        pairing.confirm("".join(args.code), now=timezone.now())
        print("本机已核对。两台机器都核对以后开始交换；外网机用 fengqiao up --portal 启动。")
        return 0

    return _said(work)


def _say_code() -> int:
    from fengqiao.portal import pairing

    link = pairing.my_link()
    print("\n".join(pairing.compare_words(link) if link is not None else []))
    return 0


def _write_new(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def run_unpair(args: argparse.Namespace) -> int:
    """What was not carried yet waits for the next pairing."""

    def work() -> int:
        from fengqiao.portal import pairing

        pairing.unpair()
        print("已解除配对。还没有带走的来件仍在，重新配对后会再带一次，不会重复登记。")
        return 0

    return _said(work)


def run_export(args: argparse.Namespace) -> int:
    """One file, complete under its name or not there."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.portal import carrying, inside, pairing

        now = timezone.now()
        link = pairing.link_in_force()
        if link.role == pairing.INSIDE:
            inside.publish_boards(now=now)
            inside.take_waiting(now=now)
            inside.publish_changed(now=now)
        content = carrying.bundle(now=now)
        args.folder.mkdir(parents=True, exist_ok=True)
        path = args.folder / f"{link.role}-{now:%Y%m%d-%H%M%S}-{now.microsecond:06d}{SUFFIX}"
        write_whole(path, content)
        print(f"已写到{path}（未确认{carrying.waiting_count()}件）。带到另一台机器上运行 fengqiao portal import。")
        return 0

    return _said(work)


def run_import(args: argparse.Namespace) -> int:
    """Exit code 1 when any file is not taken; the others are."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.portal import carrying, inside, pairing

        role = pairing.link_in_force().role
        files = sorted(args.file.glob(f"*{SUFFIX}")) if args.file.is_dir() else [args.file]
        files = [path for path in files if not path.name.startswith(f"{role}-")] if args.file.is_dir() else files
        wrong = 0
        for path in files:
            try:
                got = carrying.take(path.read_bytes(), now=timezone.now())
                print(f"{path.name}：收取{got.new}件，以前收过{got.again}件。")
            except pairing.NotTaken as error:
                wrong += 1
                print(f"{path.name}：{error}", file=sys.stderr)
        if role == pairing.INSIDE:
            print(f"已登记{inside.take_waiting(now=timezone.now())}件。")
        return 1 if wrong else 0

    return _said(work)


def run_sms(args: argparse.Namespace) -> int:
    """The channel of the county as the administrator would set it, without a desk to sign in to."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.messages.channels import install_channel
        from fengqiao.messages.models import Way
        from fengqiao.portal.pairing import NotTaken

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
        from fengqiao.portal import pairing

        lines, fine = pairing.in_words()
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
