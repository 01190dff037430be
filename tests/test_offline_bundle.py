"""The offline bundle's plan: which packages and which wheel for which machine, judged without a network."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from bundle.folder import requirements  # noqa: E402
from bundle.lock import Locked, read_lock  # noqa: E402
from bundle.own_wheel import wanted_files  # noqa: E402
from bundle.targets import TARGETS, Target, download_arguments, plan, wheel_for  # noqa: E402

LOCK = read_lock((ROOT / "requirements-runtime.lock").read_text(encoding="utf-8"))
KUNPENG = Target("aarch64", (3, 11))
CRYPTOGRAPHY = Locked("cryptography", "50.0.2", "", frozenset())


def test_six_kinds_of_machine_are_served() -> None:
    assert [target.label for target in TARGETS] == [
        "x86_64，Python 3.11", "x86_64，Python 3.12", "x86_64，Python 3.13",
        "aarch64，Python 3.11", "aarch64，Python 3.12", "aarch64，Python 3.13",
    ]  # fmt: skip


def test_the_runtime_lock_holds_what_the_product_names_and_nothing_of_the_tests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[\[<>=;~ ]", line, maxsplit=1)[0] for line in project["dependencies"]}
    locked = {package.name for package in LOCK}
    assert named <= locked
    assert not {"pytest", "mypy", "ruff", "playwright", "hypothesis"} & locked
    assert all(package.digests for package in LOCK)


def test_an_office_gets_the_versions_that_were_tested() -> None:
    tested = {p.name: p.version for p in read_lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))}
    assert {p.name: p.version for p in LOCK} == {p.name: tested[p.name] for p in LOCK}


@pytest.mark.parametrize(
    "name", ["requirements-runtime.lock", "scripts/bundle/install.sh", "scripts/bundle/explanation.md"]
)
def test_nothing_in_the_bundle_names_a_registry(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_a_kunpeng_takes_the_wheel_of_its_own_processor() -> None:
    wheels = [
        "cryptography-50.0.2-cp311-abi3-manylinux_2_28_x86_64.whl", "cryptography-50.0.2-cp311-abi3-manylinux_2_28_aarch64.whl",
        "cryptography-50.0.2-cp311-abi3-manylinux_2_34_aarch64.whl", "cryptography-49.0.0-cp311-abi3-manylinux_2_28_aarch64.whl",
    ]  # fmt: skip
    assert wheel_for(CRYPTOGRAPHY, KUNPENG, wheels) == "cryptography-50.0.2-cp311-abi3-manylinux_2_28_aarch64.whl"


def test_a_wheel_for_another_python_or_a_newer_system_does_not_count() -> None:
    wheels = [
        "cryptography-50.0.2-cp312-cp312-manylinux_2_28_aarch64.whl", "cryptography-50.0.2-cp311-abi3-manylinux_2_34_aarch64.whl",
        "cryptography-50.0.2-cp311-abi3-musllinux_1_2_aarch64.whl", "cryptography-50.0.2-cp311-abi3-win_amd64.whl",
    ]  # fmt: skip
    assert wheel_for(CRYPTOGRAPHY, KUNPENG, wheels) is None


def test_what_is_missing_is_said_with_the_machine() -> None:
    wheels = [f"cryptography-50.0.2-cp311-abi3-manylinux_2_28_{machine}.whl" for machine in ("x86_64",)]
    _, missing = plan([CRYPTOGRAPHY], wheels)
    assert missing == [
        "aarch64，Python 3.11：没有cryptography 50.0.2的安装包", "aarch64，Python 3.12：没有cryptography 50.0.2的安装包",
        "aarch64，Python 3.13：没有cryptography 50.0.2的安装包",
    ]  # fmt: skip


def test_a_package_of_another_system_is_not_asked_for() -> None:
    colorama = Locked("colorama", "0.4.6", "sys_platform == 'win32'", frozenset())
    chosen, missing = plan([colorama], [])
    assert missing == []
    assert all(mine == {} for mine in chosen.values())


def test_downloads_are_checked_against_the_lock() -> None:
    words = download_arguments(KUNPENG, "requirements-runtime.lock", "wheels")
    assert {"--require-hashes", "--only-binary=:all:", "manylinux_2_28_aarch64", "manylinux2014_aarch64"} <= set(words)
    assert not any("x86_64" in word or "http" in word for word in words)


def test_the_installer_pins_the_digests_of_the_wheels_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "fengqiao-0.1.0-py3-none-any.whl").write_bytes(b"ours")
    (tmp_path / "six-1.17.0-py2.py3-none-any.whl").write_bytes(b"six")
    six, absent = Locked("six", "1.17.0", "", frozenset()), Locked("colorama", "0.4.6", "", frozenset())
    assert requirements([six, absent], tmp_path, "fengqiao", "0.1.0") == (
        "fengqiao==0.1.0 \\\n    --hash=sha256:ae0bec9e9d33c56354bd612c8a6010840324fc5b9786ce0a18b696b304b09397\n"
        "six==1.17.0 \\\n    --hash=sha256:44778d82365e4af681c40d5f0eef5cf6f5899d3f0ac335050a7ed6779cf3f674\n"
    )


def test_the_wheel_is_to_hold_templates_fonts_lists_and_statutes() -> None:
    wanted = wanted_files(ROOT)
    for name in (
        "fengqiao/desk/templates/desk/matter.html", "fengqiao/documents/paper.typ", "fengqiao/ui/static/ui/app.js",
        "fengqiao/matter/models.py",
    ):  # fmt: skip
        assert name in wanted
    assert {Path(name).suffix for name in wanted} >= {".html", ".css", ".js", ".typ", ".toml", ".xz", ".csv", ".zip"}
    assert not [name for name in wanted if "/tests/" in name]
