"""The embedded server's life: started, shared, killed in every way, and up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fengqiao import localdb
from fengqiao.localdb import cluster
from fengqiao.localdb.binaries import newest, usable_by
from fengqiao.localdb.home import Layout, layout_of
from fengqiao.localdb.leftovers import is_living, living_servers
from fengqiao.localdb.process import is_ready, spawn

from .conftest import IMPORTS, ask, wait_for


def test_the_server_leaves_some_seconds_after_its_last_client(home: Path) -> None:
    with localdb.running(home, grace_seconds=0.5):
        pid = localdb.status(home).server_pid
        time.sleep(2.5)
        assert localdb.status(home).server_pid == pid
    wait_for(lambda: localdb.status(home).phase == "stopped", 10)
    assert not is_living(pid)


def test_a_killed_client_lets_go_of_its_lease(home: Path) -> None:
    client = _client(home, "0.5")
    assert localdb.status(home).users == [client.pid]
    client.kill()
    client.wait()
    wait_for(lambda: localdb.status(home).phase == "stopped", 10)


def test_two_processes_starting_at_once_share_one_server(home: Path) -> None:
    clients = [_start_client(home, "5") for _ in range(4)]
    told = [_read_line(client) for client in clients]
    assert told[0] != ""
    assert set(told) == {told[0]}
    assert len(localdb.status(home).users) == 4
    for client in clients:
        client.kill()
        client.wait()


def test_a_killed_server_is_up_again_within_seconds_and_committed_work_is_there(home: Path) -> None:
    with localdb.running(home) as server:
        ask(server.url(), "create table visit (id int)")
        ask(server.url(), "insert into visit values (1)")
        before = localdb.status(home)
        os.kill(before.server_pid, signal.SIGKILL)
        wait_for(lambda: localdb.status(home).server_pid not in (0, before.server_pid), 5)
        wait_for(lambda: ask(server.url(), "select count(*) from visit") == 1, 5)
        assert localdb.status(home).keeper_pid == before.keeper_pid
        ask(server.url(), "drop table visit")


def test_a_killed_keeper_takes_its_server_down_and_a_client_starts_another(home: Path) -> None:
    with localdb.running(home) as server:
        before = localdb.status(home)
        os.kill(before.keeper_pid, signal.SIGKILL)
        wait_for(lambda: localdb.status(home).keeper_pid not in (0, before.keeper_pid), 10)
        wait_for(lambda: ask(server.url(), "select 1") == 1, 10)
        assert len(_postmasters(server.layout.data)) == 1


def test_without_clients_a_killed_keepers_server_stops_cleanly_by_itself(home: Path) -> None:
    client = _client(home, "60")
    found = localdb.status(home)
    client.kill()
    client.wait()
    os.kill(found.keeper_pid, signal.SIGKILL)
    wait_for(lambda: not is_living(found.server_pid), 10)
    log = layout_of(home).server_log.read_text(encoding="utf-8").splitlines()
    assert log[-1].endswith("database system is shut down")


def test_a_server_that_a_former_keeper_left_running_is_replaced(home: Path) -> None:
    layout = layout_of(home)
    cluster.write_settings(layout)
    orphan = spawn(layout, usable_by(layout.account, newest()))
    wait_for(lambda: is_ready(layout, orphan), 10)
    with localdb.running(home) as server:
        assert orphan.wait(1) == 0
        assert ask(server.url(), "select 1") == 1
        assert _postmasters(layout.data) == [localdb.status(home).server_pid]


def test_after_everything_was_killed_the_next_start_works(home: Path) -> None:
    client = _client(home, "60")
    found = localdb.status(home)
    for pid in (client.pid, found.keeper_pid, found.server_pid):
        os.kill(pid, signal.SIGKILL)
    client.wait()
    with localdb.running(home) as server:
        assert ask(server.url(), "select 1") == 1


@pytest.mark.parametrize("text", ["12", "", "\x00\x00"], ids=["half written", "empty", "zeros after a power cut"])
def test_a_broken_lock_file_does_not_keep_the_server_down(home: Path, text: str) -> None:
    layout = layout_of(home)
    (layout.data / "postmaster.pid").write_text(text, encoding="ascii")
    (layout.sockets / ".s.PGSQL.5432.lock").write_text(text, encoding="ascii")
    with localdb.running(home) as server:
        assert ask(server.url(), "select 1") == 1


def test_a_stranger_with_the_old_number_does_not_keep_the_server_down(home: Path) -> None:
    """PostgreSQL takes any living process of its own account with the number in its lock file for itself."""
    layout = layout_of(home)
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", **layout.account.as_child())
    _write_lock_files(layout, stranger.pid)
    with localdb.running(home) as server:
        assert ask(server.url(), "select 1") == 1
    assert stranger.poll() is None  # and the stranger is left alone
    stranger.kill()
    stranger.wait()


def test_a_zombie_server_does_not_keep_the_next_one_down(home: Path) -> None:
    """Where process 1 does not reap, a killed server stays a zombie, and PostgreSQL takes its number for alive."""
    layout = layout_of(home)
    zombie = subprocess.Popen(["/bin/sh", "-c", "exit 0"], cwd="/", **layout.account.as_child())
    wait_for(lambda: not is_living(zombie.pid), 5)
    os.kill(zombie.pid, 0)  # the number is still taken
    _write_lock_files(layout, zombie.pid)
    with localdb.running(home) as server:
        assert ask(server.url(), "select 1") == 1
    zombie.wait()


def _write_lock_files(layout: Layout, process_id: int) -> None:
    text = f"{process_id}\n{layout.data}\n1790000000\n5432\n{layout.sockets}\n\n  1234   5678\nready   \n"
    for path in (layout.data / "postmaster.pid", layout.sockets / ".s.PGSQL.5432.lock"):
        path.write_text(text, encoding="ascii")
        os.chown(path, layout.account.uid, layout.account.gid)


def test_stop_ends_the_server_even_while_a_client_holds_it(home: Path) -> None:
    with localdb.running(home):
        assert localdb.stop(home) is True
        time.sleep(1.5)
        assert localdb.status(home).phase == "stopped"
    assert localdb.stop(home) is False


def test_lost_password_files_are_made_anew_and_the_roles_changed(home: Path) -> None:
    before = localdb.Server.at(home).url("web")
    (home / "keys" / "db-fengqiao_web.password").unlink()
    with localdb.running(home) as server:
        assert server.url("web") != before
        assert ask(server.url("web"), "select current_user") == "fengqiao_web"


def test_own_settings_are_read_last_and_a_wrong_one_is_explained(home: Path) -> None:
    own = home / "postgres.conf"
    own.write_text("work_mem = 12MB\n", encoding="ascii")
    own.chmod(0o644)
    with localdb.running(home) as server:
        assert ask(server.url(), "show work_mem") == "12MB"
    localdb.stop(home)
    own.write_text("work_memory = 12MB\n", encoding="ascii")
    said = "数据库没有启动：设置文件有错。请检查数据目录旁的 postgres.conf，改正或删除后再启动。"
    with pytest.raises(localdb.LocalDBError, match=said), localdb.running(home):
        pass
    assert localdb.status(home).phase == "failed"
    own.unlink()


def test_a_long_path_gets_a_short_socket_directory(base: Path) -> None:
    home = base / ("很长的目录名" * 6)
    with localdb.running(home) as server:
        assert len(os.fsencode(server.layout.sockets)) < 40
        assert ask(server.url(), "select 1") == 1
        sockets = server.layout.sockets
    localdb.stop(home)
    sockets.rmdir()


CLIENT = """
import sys, time
from pathlib import Path
from fengqiao import localdb
from fengqiao.localdb import cluster
from fengqiao.localdb.binaries import newest, usable_by
with localdb.running(Path(sys.argv[1]), grace_seconds=float(sys.argv[2])):
    print(localdb.status(Path(sys.argv[1])).server_pid, flush=True)
    time.sleep(60)
"""


def _start_client(home: Path, grace_seconds: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(home), grace_seconds],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": IMPORTS},
    )


def _client(home: Path, grace_seconds: str) -> subprocess.Popen[str]:
    client = _start_client(home, grace_seconds)
    assert _read_line(client)
    return client


def _read_line(client: subprocess.Popen[str]) -> str:
    assert client.stdout
    return client.stdout.readline().strip()


def _postmasters(data: Path) -> list[int]:
    """Living servers of the directory that are not children of another one."""
    parents = {pid: _parent(pid) for pid in living_servers(data)}
    return [pid for pid, parent in parents.items() if parent is not None and parent not in parents]


def _parent(process_id: int) -> int | None:
    """The parent's process id, None for a process that ended meanwhile."""
    try:
        text = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8")
    except OSError:
        return None
    return int(text.rpartition(")")[2].split()[1])
