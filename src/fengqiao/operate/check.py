"""`fengqiao check`: what is wrong with this machine, and what to do. Changes nothing, starts nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from . import machine, software, storage
from .finding import Finding

Check = Callable[[Path, int, Mapping[str, str]], Finding]


@dataclass(frozen=True)
class _Named:
    title: str
    run: Check


CHECKS: tuple[_Named, ...] = (
    _Named("Python", lambda home, port, env: software.check_python()),
    _Named("程序包", lambda home, port, env: software.check_packages()),
    _Named("中文字体", lambda home, port, env: software.check_fonts()),
    _Named("法律库", lambda home, port, env: software.check_statutes()),
    _Named("数据库程序", lambda home, port, env: software.check_programs(env)),
    _Named("数据库", lambda home, port, env: storage.check_database(home, env)),
    _Named("数据目录", lambda home, port, env: storage.check_home(home)),
    _Named("密钥文件", lambda home, port, env: storage.check_keys(home)),
    _Named("磁盘空间", lambda home, port, env: storage.check_disk(home)),
    _Named("端口", lambda home, port, env: machine.check_port(port)),
    _Named("时钟", lambda home, port, env: machine.check_clock(home)),
    _Named("时区", lambda home, port, env: machine.check_timezone()),
    _Named("内存", lambda home, port, env: machine.check_memory()),
    _Named("文字编码", lambda home, port, env: machine.check_encoding()),
    _Named("文件句柄", lambda home, port, env: machine.check_open_files()),
    _Named("系统用户", lambda home, port, env: machine.check_user()),
    _Named("LibreOffice", lambda home, port, env: software.check_office()),
    _Named("Chromium", lambda home, port, env: software.check_browser()),
)


def run_checks(home: Path, port: int, env: Mapping[str, str]) -> list[Finding]:
    """Every check in the order of CHECKS; one that breaks is itself a finding, so the rest is still seen."""
    return [_run(check, home, port, env) for check in CHECKS]


def _run(check: _Named, home: Path, port: int, env: Mapping[str, str]) -> Finding:
    try:
        return check.run(home, port, env)
    except Exception as error:
        said = f"这一项没有查成：{type(error).__name__}: {error}"
        return Finding("check-broke", "warn", check.title, said, "请把这一行发给维护人员。")
