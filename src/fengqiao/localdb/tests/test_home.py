"""Where the data home is, whose it is, and what is said when it cannot be used."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from fengqiao.localdb import LocalDBError, Server, data_home, running, stop
from fengqiao.localdb.account import Account, can_reach
from fengqiao.localdb.home import SYSTEM_BASE, layout_of, prepare

from .conftest import ask, environment_for, ordinary_user, python_for


def test_the_named_home_comes_first(tmp_path: Path) -> None:
    assert data_home({"FENGQIAO_HOME": "/srv/fengqiao"}, tmp_path) == Path("/srv/fengqiao")
    assert data_home({"FENGQIAO_HOME": "data"}, tmp_path) == tmp_path / "data"


def test_in_the_source_tree_it_is_var(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "fengqiao"\n', encoding="utf-8")
    assert data_home({"HOME": "/home/zhang"}, tmp_path) == tmp_path / "var"


def test_elsewhere_it_is_under_the_users_own_directory(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "something-else"\n', encoding="utf-8")
    assert data_home({"HOME": "/home/zhang"}, tmp_path) == Path("/home/zhang/.local/share/fengqiao")


def test_what_is_made_is_closed_to_others(base: Path) -> None:
    layout = prepare(base / "home")
    private = (layout.keys, layout.log, layout.backups, layout.sockets)
    assert [path.stat().st_mode & 0o777 for path in private] == [0o700] * 4
    assert layout.home.stat().st_mode & 0o066 == 0


def test_another_users_home_is_refused_with_the_way_out(base: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("只有 root 能造出别人的目录")
    home = base / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    with pytest.raises(LocalDBError) as refused:
        prepare(home)
    assert str(refused.value) == (
        f"数据目录 {home} 属于系统用户 nobody，当前用户是 root；一个数据目录只由一个系统用户使用。"
        f"请改用 nobody 运行（例如 sudo -u nobody fengqiao …），或用 FENGQIAO_HOME 指定另一个目录。"
    )


def test_an_ordinary_user_is_refused_roots_home(base: Path) -> None:
    user = ordinary_user()
    prepare(base / "home")
    done = _run_as(user, base / "home", "localdb.Server.at(home)")
    assert "属于系统用户 root，当前用户是" in done.stderr


def test_a_disk_without_permissions_is_refused(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT and shared folders take chmod without effect."""
    monkeypatch.setattr(Path, "chmod", lambda self, mode: None)
    (base / "home").mkdir(mode=0o755)
    with pytest.raises(LocalDBError, match="FAT、NTFS 和共享文件夹常如此"):
        prepare(base / "home")


def test_an_ordinary_user_runs_a_server_of_its_own(base: Path) -> None:
    user = ordinary_user()
    home = base / "home"
    home.mkdir(mode=0o700)
    os.chown(home, user.uid, user.gid)
    done = _run_as(
        user,
        home,
        "with localdb.running(home, grace_seconds=0) as server:\n"
        "    import psycopg\n"
        "    print(psycopg.connect(server.url()).execute('select current_user').fetchone()[0])\n"
        "localdb.stop(home)",
    )
    assert (done.stdout, done.stderr) == ("fengqiao_owner\n", "")
    assert (home / "pgdata").stat().st_uid == user.uid
    assert home.stat().st_mode & 0o777 == 0o700


def test_below_a_closed_directory_roots_data_goes_where_the_server_can_live(base: Path) -> None:
    """/root is closed to the account that runs the server; the home then holds a link."""
    ordinary_user()
    (base / "closed").mkdir(mode=0o700)
    home = base / "closed" / "home"
    with running(home) as server:
        assert ask(server.url(), "select 1") == 1
        data = Path(os.readlink(home / "pgdata"))
    stop(home)
    assert data.parent.parent == SYSTEM_BASE
    assert layout_of(home).data == data
    assert _refused_copy(home, base / "copy")
    stop(home)
    shutil.rmtree(data.parent)
    with contextlib.suppress(OSError):
        SYSTEM_BASE.rmdir()


def _refused_copy(home: Path, copy: Path) -> bool:
    """Whether a copied home, which holds a link to the same data, is refused while the first one runs."""
    shutil.copytree(home, copy, symlinks=True, ignore=shutil.ignore_patterns("run"))
    said = "正由另一个数据目录的数据库使用；一份数据不能同时开两个数据库"
    with running(home), pytest.raises(LocalDBError, match=said), running(copy):
        pass
    return True


def test_a_home_that_was_closed_later_is_explained(base: Path) -> None:
    ordinary_user()
    (base / "parent").mkdir(mode=0o755)
    home = base / "parent" / "home"
    prepare(home)
    (home / "pgdata").mkdir()
    (base / "parent").chmod(0o700)
    with pytest.raises(LocalDBError, match=f"进不了 {home}：上级目录不许它通过。请对各上级目录执行 chmod o\\+x"):
        Server.at(home)
    (base / "parent").chmod(0o755)


def test_reaching_asks_every_parent(base: Path) -> None:
    someone = Account(54321, 54321, "someone")
    (base / "a" / "b").mkdir(parents=True)
    assert can_reach(someone, base / "a" / "b" / "c")
    (base / "a").chmod(0o750)
    assert not can_reach(someone, base / "a" / "b")
    (base / "a").chmod(0o755)


def _run_as(user: Account, home: Path, code: str) -> subprocess.CompletedProcess[str]:
    text = f"from pathlib import Path\nfrom fengqiao import localdb\nhome = Path({str(home)!r})\n{code}"
    return subprocess.run(
        [python_for(user), "-c", text],
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        env=environment_for(home),
        **user.as_child(),
    )
