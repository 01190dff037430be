"""Run as a program, apart from the server: a picture on standard input, an A4 page (PDF) on standard output.

A typesetter keeps decoded pictures; in a process of its own that memory goes back when the page is made. Arguments:
the template and the file ending. It stands alone: nothing of fengqiao is imported.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import typst


def main(template: str, ending: str) -> int:
    """0 and the page; 1 when the picture cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / f"scan.{ending}"
        picture.write_bytes(sys.stdin.buffer.read())
        copy = shutil.copy(template, folder)
        try:
            made = typst.compile(
                copy,
                root=folder,
                format="pdf",
                ignore_system_fonts=True,
                sys_inputs={"paper": json.dumps({"file": picture.name})},
            )
        except RuntimeError as error:
            sys.stderr.write(str(error))
            return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
