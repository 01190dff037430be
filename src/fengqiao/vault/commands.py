"""`fengqiao keys …`: make, look at and rotate the keys of this installation."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from fengqiao.localdb.home import data_home

from .errors import VaultError
from .keyring import KeyRing

Rewrap = Callable[[KeyRing], int]


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser], rewrap: Rewrap | None = None) -> None:
    """Adds `keys`. `rewrap(ring)` moves every stored data key to the current master key and returns how many."""
    parser = sub.add_parser("keys", help="密钥：生成、查看、更换主密钥")
    inner = parser.add_subparsers(dest="keys_command", required=True, metavar="命令")
    for name, words, run in (
        ("create", "为新安装的系统生成密钥", _create),
        ("status", "查看密钥是否齐全、主密钥有几版", _status),
        ("rotate", "更换主密钥，并把各案件的数据密钥改由新主密钥保护", _rotate),
    ):
        command = inner.add_parser(name, help=words)
        command.add_argument("--dir", type=Path, help="密钥目录（默认为数据目录下的 keys）")
        command.set_defaults(run=run, rewrap=rewrap)


def _directory(args: argparse.Namespace) -> Path:
    return args.dir or data_home(os.environ) / "keys"


def _create(args: argparse.Namespace) -> int:
    try:
        ring = KeyRing.create(_directory(args), on=date.today())
    except VaultError as error:
        print(error)
        return 1
    print(f"已在 {ring.directory} 生成密钥。")
    print("请现在就把这个目录另行密封保存一份（不要与数据库备份放在一起）：没有密钥，个人信息无法读出。")
    return 0


def _status(args: argparse.Namespace) -> int:
    try:
        ring = KeyRing.open(_directory(args))
    except VaultError as error:
        print(error)
        return 1
    print(f"密钥目录 {ring.directory}，密钥齐全。")
    for version, made_on in ring.versions:
        current = "（当前使用）" if version == ring.current_version else ""
        print(f"主密钥第{version}版  {made_on or '生成日期未记'}{current}")
    return 0


def _rotate(args: argparse.Namespace) -> int:
    try:
        ring = KeyRing.open(_directory(args))
        version = ring.rotate(on=date.today())
        print(f"已生成主密钥第{version}版，今后新建的案件由它保护。旧版主密钥请继续保留。")
        if args.rewrap is not None:
            print(f"已把{args.rewrap(ring)}个案件的数据密钥改由第{version}版主密钥保护，加密的内容没有改动。")
    except VaultError as error:
        print(error)
        return 1
    print(f"请把 {ring.directory} 重新密封保存一份。")
    return 0
