"""Commands at the server: the first administrators, and the master key."""

from __future__ import annotations

import argparse
import os
from datetime import date

from fengqiao.localdb.home import data_home
from fengqiao.vault import KeyRing, VaultError


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add staff and keys."""
    staff = sub.add_parser("staff", help="账号：新安装时建立三员，三员忘记口令时重置")
    inner = staff.add_subparsers(dest="staff_command", required=True, metavar="命令")
    create = inner.add_parser("create-administrators", help="建立系统、安全、审计三个管理员，口令只显示一次")
    create.add_argument("--county", default="", help="六位区划代码；系统中只有一个县的不用写")
    create.set_defaults(run=run_create_administrators)
    reset = inner.add_parser("reset-administrator", help="重置一名管理员的口令，只显示一次")
    reset.add_argument("username", help="登录名")
    reset.set_defaults(run=run_reset_administrator)
    keys = sub.add_parser("keys", help="密钥：生成、查看、更换主密钥")
    inner = keys.add_subparsers(dest="keys_command", required=True, metavar="命令")
    for name, words, run in (
        ("create", "为新安装的系统生成密钥", run_keys_create),
        ("status", "查看密钥是否齐全，各版主密钥保护多少案件", run_keys_status),
        ("rotate", "更换主密钥，把各案件的数据密钥改由新主密钥保护，并核对", run_keys_rotate),
        ("rewrap", "接着做没有做完的更换", run_keys_rewrap),
    ):
        inner.add_parser(name, help=words).set_defaults(run=run)


def run_create_administrators(args: argparse.Namespace) -> int:
    """Print the three accounts once."""
    from fengqiao.operate.records import with_database

    def work() -> int:
        from django.utils import timezone

        from fengqiao.operate.setup import prepare_database
        from fengqiao.orgs.founding import bureau_of, create_administrators

        prepare_database()
        bureau = bureau_of(args.county)
        made = create_administrators(bureau, now=timezone.now())
        print(f"{bureau.name}的三个管理员（口令只显示这一次，第一次登录后须修改；请分别交给三个人）：")
        for each in made:
            print(f"  {each.role.label}  登录名 {each.username}  一次性口令 {each.password}")
        return 0

    return with_database(work)


def run_reset_administrator(args: argparse.Namespace) -> int:
    """Print a one-time password for one of the three."""
    from fengqiao.operate.records import with_database

    def work() -> int:
        from django.utils import timezone

        from fengqiao.orgs.founding import reset_administrator

        password = reset_administrator(args.username, now=timezone.now())
        print(f"登录名 {args.username}  一次性口令 {password}（只显示这一次，登录后须修改；已记入管理日志）")
        return 0

    return with_database(work)


def _ring() -> KeyRing:
    return KeyRing.open(data_home(os.environ) / "keys")


def run_keys_create(args: argparse.Namespace) -> int:
    """Make the keys of a new installation."""
    try:
        ring = KeyRing.create(data_home(os.environ) / "keys", on=date.today())
    except VaultError as error:
        print(error)
        return 1
    print(f"已在 {ring.directory} 生成密钥。")
    print("请现在就把这个目录另行密封保存一份（不要与数据库备份放在一起）：没有密钥，个人信息无法读出。")
    return 0


def run_keys_status(args: argparse.Namespace) -> int:
    """Say which versions there are and how many matters each protects; 1 when a matter is behind."""
    from fengqiao.operate.records import with_database

    ring = _ring()

    def work() -> int:
        from fengqiao.desk.admin.rewrapping import versions_in_use
        from fengqiao.matter.files import store

        used = versions_in_use()
        print(f"密钥目录 {ring.directory}，密钥齐全。")
        for version, made_on in ring.versions:
            current = "（当前使用）" if version == ring.current_version else ""
            print(f"主密钥第{version}版  {made_on or '生成日期未记'}  保护案件{used.get(version, 0)}件{current}")
        apart = versions_in_use(apart=True)
        for version, made_on in ring.apart_versions:
            current = "（当前使用）" if version == ring.apart_version else ""
            print(f"封存密钥第{version}版  {made_on or '生成日期未记'}  保护封存档案{apart.get(version, 0)}件{current}")
        behind = sum(count for version, count in used.items() if version != ring.current_version)
        behind += sum(count for version, count in apart.items() if version != ring.apart_version)
        files = len(store().behind_apart())
        if behind:
            print(f"还有{behind}件案件由旧版主密钥保护。请运行 fengqiao keys rewrap。")
        if files:
            print(f"还有{files}份封存档案的文件由旧版封存密钥保护。请运行 fengqiao keys rewrap。")
        return 1 if behind or files else 0

    return with_database(work)


def run_keys_rotate(args: argparse.Namespace) -> int:
    """A new master key, then every data key under it, then the check."""
    ring = _ring()
    version = ring.rotate(on=date.today())
    print(f"已生成主密钥第{version}版。旧版主密钥请继续保留：从旧备份恢复时还要用。")
    return _rewrap(ring)


def run_keys_rewrap(args: argparse.Namespace) -> int:
    """Finish a rotation that was broken off."""
    return _rewrap(_ring())


def _rewrap(ring: KeyRing) -> int:
    from fengqiao.operate.records import with_database

    def work() -> int:
        from django.utils import timezone

        from fengqiao.desk.admin.rewrapping import check_all, rewrap_all
        from fengqiao.exchange.sealed import rewrap_rows
        from fengqiao.matter.files import store
        from fengqiao.messages.keys import rewrap
        from fengqiao.orgs.recording import record

        rewrap(ring)
        moved = rewrap_all(ring, say=lambda done: print(f"  已处理{done}件", flush=True))
        rewrap_rows(ring)
        files = store().rewrap_apart(say=lambda done: print(f"  封存档案的文件已处理{done}份", flush=True) if done % 100 == 0 else None)
        wrong = check_all(ring)
        record(
            None, "keys.rotate", f"主密钥第{ring.current_version}版", now=timezone.now(),
            new={"version": ring.current_version, "matters": moved, "files": files, "wrong": len(wrong)},
        )  # fmt: skip
        if wrong:
            print(f"核对：{len(wrong)}件案件的数据密钥打不开或仍是旧版，如{wrong[0]}。请勿删除任何密钥，运行 fengqiao verify 并报告。")
            return 1
        print(f"已把{moved}件案件的数据密钥改由第{ring.current_version}版主密钥保护，逐件核对无误；加密的内容没有改动。")
        if files:
            print(f"封存档案的文件{files}份已改由第{ring.apart_version}版封存密钥保护，逐份读回无误。")
        print(f"请把 {ring.directory} 重新密封保存一份。网页和后台任务正在运行的，请重新启动，让新案件也用新主密钥。")
        return 0

    return with_database(work)
