#!/usr/bin/env python3
"""Django's own commands for developers: ``python manage.py check``, ``makemigrations``, ``shell`` …

The embedded database is started (or shared) only for a command that needs one; ``check`` needs none.
"""

from __future__ import annotations

import os
import sys

WITHOUT_DATABASE = frozenset({"check", "diffsettings", "findstatic", "help", "version"})


def main(argv: list[str]) -> None:
    """Run one of Django's commands with this product's settings."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.conf.settings")
    if not needs_database(argv) or os.environ.get("FENGQIAO_DB_URL"):
        execute_from_command_line(argv)
        return
    from fengqiao.operate.setup import prepare_home

    with prepare_home(os.environ) as info:
        os.environ["FENGQIAO_DB_URL"] = info.owner
        execute_from_command_line(argv)


def needs_database(argv: list[str]) -> bool:
    """Whether the command asks the database anything."""
    words = [word for word in argv[1:] if not word.startswith("-")]
    if not words or "--help" in argv or "-h" in argv:
        return False
    return words[0] not in WITHOUT_DATABASE or "--database" in argv


if __name__ == "__main__":
    main(sys.argv)
