"""`fengqiao check` on good and bad machines: what is wrong is named, with what to do."""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fengqiao.operate import machine, software, storage
from fengqiao.operate.check import CHECKS, run_checks
from fengqiao.operate.finding import Finding, summary, table, width

from .conftest import IMPORTS


def test_a_machine_that_runs_these_tests_has_nothing_that_fails(tmp_path: Path) -> None:
    findings = run_checks(tmp_path / "home", _free_port(), {})
    assert [finding.title for finding in findings] == [check.title for check in CHECKS]
    failing = [finding for finding in findings if finding.level == "fail"]
    assert failing == []
    assert not (tmp_path / "home").exists()  # looking makes nothing


def test_a_check_that_breaks_is_itself_told_and_the_rest_is_still_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sysconf", _fails)
    broken = [finding for finding in run_checks(tmp_path, _free_port(), {}) if finding.code == "check-broke"]
    assert [(finding.title, finding.said) for finding in broken] == [("内存", "这一项没有查成：OSError: 没有这一项")]


LISTENER = """
import socket
line = socket.socket()
line.bind(("", 0))
line.listen()
print(line.getsockname()[1], flush=True)
input()
"""


def test_another_programs_port_fails_with_its_name_and_the_way_out() -> None:
    other, port = _listener(LISTENER)
    finding = machine.check_port(port)
    other.communicate("\n")
    assert (finding.code, finding.level) == ("port", "fail")
    assert finding.said.startswith(f"{port} 已被别的程序占用（进程 {other.pid}：")
    assert finding.do == "请停下那个程序，或用 --port 换一个端口。"


def test_a_port_that_fengqiao_itself_uses_is_fine() -> None:
    own, port = _listener(f"# fengqiao.conf.wsgi{LISTENER}")
    finding = machine.check_port(port)
    own.communicate("\n")
    assert (finding.level, finding.said) == ("ok", f"{port} 正由枫桥使用（进程 {own.pid}）")


def _listener(code: str) -> tuple[subprocess.Popen[str], int]:
    started = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/"
    )
    assert started.stdout
    return started, int(started.stdout.readline())


def test_a_number_that_is_no_port_is_refused() -> None:
    assert machine.check_port(80000).said == "80000 不是端口号"


def test_a_clock_before_2025_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "OLDEST_YEAR", 3000)
    finding = machine.check_clock(tmp_path)
    assert finding.level == "fail"
    assert finding.do == "时钟错了，期限会全部算错。请先对时（timedatectl set-ntp true），再启动。"


def test_a_clock_that_was_turned_back_fails(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "web.log").touch()
    assert machine.check_clock(tmp_path).level == "ok"
    tomorrow = time.time() + 86_400
    os.utime(tmp_path / "log" / "web.log", (tomorrow, tomorrow))
    finding = machine.check_clock(tmp_path)
    assert finding.level == "fail"
    assert "还早：时钟被拨回过" in finding.said


def test_little_memory_warns_and_too_little_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_memory_bytes", lambda: 3 << 29)
    assert (machine.check_memory().level, machine.check_memory().said) == ("warn", "1.5 GB")
    monkeypatch.setattr(machine, "_memory_bytes", lambda: 1 << 29)
    assert machine.check_memory().level == "fail"


def test_few_open_files_warn() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        assert machine.check_open_files().do == "请运行 ulimit -n 1024 后再启动。"
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_terminal_without_chinese_warns_and_the_table_is_still_printed(tmp_path: Path) -> None:
    done = _run_check(tmp_path, {"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "LANG=C.UTF-8" in done.stdout


def test_missing_fonts_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(software, "FONT_PACKAGE", "no_such_package")
    assert software.check_statutes().level == "ok"
    finding = software.check_fonts()
    assert finding.level == "fail"
    assert finding.do == "请运行 pip install --force-reinstall pylopdf-fonts-zh-cn"


def test_keys_that_others_can_read_fail(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    key = tmp_path / "keys" / "master-0001.key"
    key.touch(mode=0o600)
    assert storage.check_keys(tmp_path).level == "ok"
    key.chmod(0o644)
    finding = storage.check_keys(tmp_path)
    assert (finding.level, finding.said) == ("fail", "master-0001.key 其他用户也能读")


def test_a_full_disk_fails_and_a_tight_one_warns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "FAIL_BELOW_BYTES", 1 << 60)
    assert storage.check_disk(tmp_path / "home").level == "fail"
    monkeypatch.setattr(storage, "FAIL_BELOW_BYTES", 0)
    monkeypatch.setattr(storage, "WARN_BELOW_BYTES", 1 << 60)
    assert storage.check_disk(tmp_path / "home").level == "warn"


def test_a_home_open_to_others_warns_with_the_command(tmp_path: Path) -> None:
    (tmp_path / "home" / "keys").mkdir(parents=True)
    (tmp_path / "home" / "keys").chmod(0o755)
    finding = storage.check_home(tmp_path / "home")
    assert (finding.level, finding.do) == ("warn", f"请运行 chmod 700 {tmp_path / 'home' / 'keys'}")


def test_older_data_fails_with_the_upgrade_command(tmp_path: Path) -> None:
    (tmp_path / "pgdata").mkdir()
    (tmp_path / "pgdata" / "PG_VERSION").write_text("13\n", encoding="ascii")
    finding = storage.check_database(tmp_path, {})
    assert (finding.level, finding.do) == ("fail", "请先备份数据目录，再运行 fengqiao db upgrade。")


def test_an_own_database_without_the_narrow_roles_fails(tmp_path: Path) -> None:
    finding = storage.check_database(tmp_path, {"DATABASE_URL": "postgresql://a:b@127.0.0.1:1/fengqiao"})
    assert finding.level == "fail"
    assert "还缺 DATABASE_URL_WEB、DATABASE_URL_WORKER" in finding.said


def test_the_table_lines_up_and_says_what_to_do_below() -> None:
    findings = [
        Finding("python", "ok", "Python", "3.11.2"),
        Finding("port", "fail", "端口", "8000 已被占用", "请换一个端口。"),
    ]
    assert table(findings) == (
        "✓ 正常  Python  3.11.2\n"
        "✗ 不行  端口    8000 已被占用\n"
        "                → 请换一个端口。\n"
        "\n"
        "有 1 项不行，须先处理。"
    )
    assert width("端口A") == 5
    assert summary(findings[:1]) == "全部正常，可以运行。"


def test_json_and_exit_code(reachable: Path) -> None:
    (reachable / "pgdata").mkdir(mode=0o700)
    (reachable / "pgdata" / "PG_VERSION").write_text("13\n", encoding="ascii")
    done = _run_check(reachable, {}, "--json")
    words = json.loads(done.stdout)
    assert done.returncode == 1
    assert [found["code"] for found in words["findings"] if found["level"] == "fail"] == ["database"]
    assert words["summary"].startswith("有 1 项不行，须先处理")


def _run_check(home: Path, more: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import argparse,sys\nfrom fengqiao.operate.commands import add_commands\n"
        "parser = argparse.ArgumentParser()\nadd_commands(parser.add_subparsers())\n"
        "args = parser.parse_args(sys.argv[1:])\nsys.exit(args.run(args))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, "check", "--port", str(_free_port()), *options],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "PYTHONPATH": IMPORTS, "FENGQIAO_HOME": str(home), **more},
    )


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("", 0))
        return int(line.getsockname()[1])


def _fails(name: str) -> int:
    raise OSError("没有这一项")
