"""Reading the runtime lock: what is installed, in which version, with which digests."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packaging.requirements import Requirement

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Locked:
    """One pinned package; ``marker`` is empty or a PEP 508 marker, ``digests`` are SHA-256 in hexadecimal."""

    name: str
    version: str
    marker: str
    digests: frozenset[str]

    def needed_on(self, environment: dict[str, str]) -> bool:
        """Whether the package is installed in the environment a marker is read in."""
        requirement = Requirement(f"{self.name}=={self.version}" + (f"; {self.marker}" if self.marker else ""))
        return requirement.marker is None or requirement.marker.evaluate(environment)


def read_lock(text: str) -> list[Locked]:
    """The packages of a lock in its order. Raises ValueError for a line that pins no version."""
    joined = re.sub(r"\\\n", " ", text)
    found = []
    for line in joined.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        requirement = Requirement(line.split("--hash")[0].strip())
        pins = [each.version for each in requirement.specifier if each.operator == "=="]
        if len(pins) != 1:
            raise ValueError(f"{line.strip()[:60]}: 锁定文件的每一行都须写明版本（==）。")
        marker = str(requirement.marker) if requirement.marker else ""
        found.append(Locked(requirement.name, pins[0], marker, frozenset(_HASH.findall(line))))
    return found
