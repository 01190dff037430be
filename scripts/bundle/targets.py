"""The machines a bundle serves, and which wheel each of them takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from bundle.lock import Locked

NEWEST_GLIBC = 28  # 2.28: Kylin V10, UOS 20, openEuler 20.03 and everything after them


@dataclass(frozen=True)
class Target:
    """Linux on one processor with one Python."""

    machine: str
    python: tuple[int, int]

    @property
    def label(self) -> str:
        return f"{self.machine}，Python {self.python[0]}.{self.python[1]}"

    @property
    def platforms(self) -> list[str]:
        """The platform tags it takes, the newest first."""
        modern = [f"manylinux_2_{minor}_{self.machine}" for minor in range(NEWEST_GLIBC, 4, -1)]
        return [*modern, f"manylinux2014_{self.machine}", f"linux_{self.machine}"]

    @property
    def environment(self) -> dict[str, str]:
        """What the markers of a lock are read with."""
        version = f"{self.python[0]}.{self.python[1]}"
        return {
            "sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": self.machine,
            "implementation_name": "cpython", "platform_python_implementation": "CPython", "extra": "",
            "python_version": version, "python_full_version": f"{version}.0", "implementation_version": f"{version}.0",
        }  # fmt: skip

    @property
    def tags(self) -> list[Tag]:
        """Every tag of a wheel that runs here, the best first."""
        own = f"cp{self.python[0]}{self.python[1]}"
        return [
            *cpython_tags(self.python, platforms=self.platforms),
            *compatible_tags(self.python, interpreter=own, platforms=self.platforms),
        ]


TARGETS = tuple(Target(machine, (3, minor)) for machine in ("x86_64", "aarch64") for minor in (11, 12, 13))


def wheel_for(package: Locked, target: Target, wheels: Iterable[str]) -> str | None:
    """The file name of the best wheel of a package for a machine, or None when there is none."""
    order = {tag: place for place, tag in enumerate(target.tags)}
    best: tuple[int, str] | None = None
    for wheel in wheels:
        name, version, _, tags = parse_wheel_filename(wheel)
        if name != canonicalize_name(package.name) or str(version) != package.version:
            continue
        places = [order[tag] for tag in tags if tag in order]
        if places and (best is None or min(places) < best[0]):
            best = (min(places), wheel)
    return best[1] if best else None


def plan(packages: Iterable[Locked], wheels: Iterable[str]) -> tuple[dict[Target, dict[str, str]], list[str]]:
    """Which wheel goes where: by target, by package; and in words what is missing."""
    there, chosen, missing = list(wheels), {}, []
    for target in TARGETS:
        mine: dict[str, str] = {}
        for package in packages:
            if not package.needed_on(target.environment):
                continue
            wheel = wheel_for(package, target, there)
            if wheel is None:
                missing.append(f"{target.label}：没有{package.name} {package.version}的安装包")
            else:
                mine[package.name] = wheel
        chosen[target] = mine
    return chosen, missing


def download_arguments(target: Target, lock: str, folder: str) -> list[str]:
    """pip's arguments that bring a target's wheels into ``folder``, each checked against the lock's digests."""
    platforms = [word for each in target.platforms for word in ("--platform", each)]
    return [
        "download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes", "--implementation", "cp",
        "--python-version", f"{target.python[0]}.{target.python[1]}", *platforms, "--dest", folder, "--requirement", lock,
    ]  # fmt: skip
