"""``fengqiao up`` and ``fengqiao demo``: web, worker and database as one group, started, watched and stopped together."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fengqiao import localdb
from fengqiao.operate.commands import PORT
from fengqiao.operate.setup import prepare_database, prepare_home
from fengqiao.operate.supervise import Command, supervise

if TYPE_CHECKING:
    from fengqiao.demo.shapes import Size
    from fengqiao.localdb import ConnectInfo

HOST = "127.0.0.1"


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add up, demo and migrate."""
    up = sub.add_parser("up", help="启动：数据库、网页、后台任务")
    _add_address(up)
    up.add_argument("--portal", action="store_true", help="只开群众手机页（装在办公网以外的机器上，见docs/portal.md）")
    up.set_defaults(run=run_up)
    demo = sub.add_parser("demo", help="装入演示县（枫林县）并启动")
    _add_address(demo)
    demo.add_argument("--size", choices=("small", "county", "city", "province"), default="county", help="演示数据的大小")
    demo.add_argument("--no-serve", action="store_true", help="只装入，不启动")
    demo.set_defaults(run=run_demo)
    migrate = sub.add_parser("migrate", help="准备或升级数据库结构")
    migrate.add_argument("--quiet", action="store_true", help="没有问题时不出声")
    migrate.set_defaults(run=run_migrate)


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=os.environ.get("FENGQIAO_HOST", HOST), help="监听地址；要让局域网访问，用 0.0.0.0")
    parser.add_argument("--port", type=int, default=int(os.environ.get("FENGQIAO_PORT") or PORT), help="端口，默认8000")


def run_up(args: argparse.Namespace) -> int:
    """Prepare what is missing, then serve until told to stop."""
    if args.portal:
        os.environ["FENGQIAO_PORTAL"] = "1"
    if _is_taken(args.host, args.port):
        print(f"端口{args.port}已被占用。请先停止占用它的程序，或换一个：--port {args.port + 80}", file=sys.stderr)
        return 1
    with prepare_home(os.environ) as info:
        if prepare_apart("migrate", "--quiet"):
            return 1
        return serve(info, args.host, args.port, os.environ.get("FENGQIAO_MODE", "serve"))


def prepare_apart(*command: str) -> int:
    """Run a command of ours in a process of its own, so that the long-lived supervisor stays small. Its exit code."""
    return subprocess.run([sys.executable, "-m", "fengqiao.cli", *command], check=False).returncode


def run_demo(args: argparse.Namespace) -> int:
    """Load the invented county once, print one sign-in per role, serve."""
    os.environ["FENGQIAO_MODE"] = "demo"
    if not args.no_serve and _is_taken(args.host, args.port):
        print(f"端口{args.port}已被占用。请先停止占用它的程序，或换一个：--port {args.port + 80}", file=sys.stderr)
        return 1
    with prepare_home(os.environ) as info:
        if args.no_serve:
            in_django(info.owner, lambda: _load_demo(args.size))
            return 0
        return prepare_apart("demo", "--no-serve", "--size", args.size) or serve(info, args.host, args.port, "demo")


def _load_demo(size: Size) -> None:
    prepare_database()
    from fengqiao.demo.load import load_demo, sign_in_sheet

    load_demo(size, say=lambda line: print(line, flush=True))
    print(sign_in_sheet(), flush=True)


def run_migrate(args: argparse.Namespace) -> int:
    """Bring the database's structure up to this version and lay the net."""
    with prepare_home(os.environ) as info:
        in_django(info.owner, prepare_database)
    if not args.quiet:
        print("数据库结构已是最新。")
    return 0


def in_django(url: str, work: Callable[[], None]) -> None:
    """Do something as the database's owner with Django set up."""
    os.environ["FENGQIAO_DB_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.conf.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    work()
    from django.db import connections

    connections.close_all()


def serve(info: ConnectInfo, host: str, port: int, mode: str) -> int:
    """Web and worker under the narrow roles until a signal stops them."""
    home = localdb.data_home(os.environ)
    address = f"http://{host}:{port}"

    def say_ready() -> None:
        print(f"已启动：{address}    按 Ctrl-C 停止", flush=True)

    return supervise(
        [_web(info, home, host, port, mode), _worker(info, home, mode)], log=home / "log", when_ready=say_ready
    )


def _environment(url: str, home: Path, mode: str, process: str, address: str = "") -> Mapping[str, str]:
    shown = {"FENGQIAO_ADDRESS": address} if address and "FENGQIAO_ADDRESS" not in os.environ else {}
    return {
        **os.environ, **shown, "FENGQIAO_DB_URL": url, "FENGQIAO_HOME": str(home.resolve()), "FENGQIAO_MODE": mode,
        "FENGQIAO_PROCESS": process, "DJANGO_SETTINGS_MODULE": "fengqiao.conf.settings",
    }  # fmt: skip


def _web(info: ConnectInfo, home: Path, host: str, port: int, mode: str) -> Command:
    argv = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1",
        "--blocking-threads", "4", "--backpressure", "256", "--no-ws", "--log-level", "warning", "fengqiao.conf.wsgi:application",
    ]  # fmt: skip
    env = _environment(info.web, home, mode, "web", f"http://{host}:{port}")
    return Command("web", "网页", argv, env=env, is_ready=lambda: _is_taken(host, port))


def _worker(info: ConnectInfo, home: Path, mode: str) -> Command:
    argv = [sys.executable, "-m", "fengqiao.operate.worker"]
    return Command("worker", "后台任务", argv, env=_environment(info.worker, home, mode, "worker"))


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((HOST if host == "0.0.0.0" else host, port)) == 0
