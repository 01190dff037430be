"""The icon sprite: which icons the product uses, and how the sprite file is made from the npm package.

`python -m fengqiao.ui.icons PACKAGE_FOLDER` writes `static/ui/icons.svg` from an unpacked `@tabler/icons`
(its `icons/outline` and `icons/filled` folders). A name is taken from `outline`; a name ending in
`-filled` from `filled`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"

ICONS: tuple[str, ...] = (
    "alert-circle", "alert-triangle", "alert-triangle-filled", "archive", "arrow-back-up", "arrows-exchange",
    "ban", "bell", "book", "building", "building-bank", "building-community", "calendar", "calendar-question",
    "camera", "chart-bar", "check", "checklist", "chevron-down", "chevron-left", "chevron-right", "circle",
    "circle-check", "circle-half-2", "clock", "clock-exclamation", "cloud-upload", "coin", "columns-3", "dots",
    "download", "edit", "external-link", "eye", "eye-off", "file-plus", "file-text", "files", "filter", "flag",
    "folder", "folders", "gavel", "hand-stop", "heart-handshake", "history", "home", "id-badge-2",
    "info-circle", "layout-list", "link", "list", "list-check", "lock", "logout", "map-pin", "menu-2",
    "message", "minus", "paperclip", "phone", "player-pause", "plus", "printer", "qrcode", "refresh", "scale",
    "school", "search", "settings", "share", "shield-lock", "star", "text-size", "trash", "upload", "user",
    "user-circle", "users", "wifi-off", "writing-sign", "x",
)  # fmt: skip

_SHAPE = re.compile(r"<(?:path|circle|rect|line|polyline|polygon|ellipse)\b[^>]*/>")
_BLANK = '<path stroke="none" d="M0 0h24v24H0z"'


def symbol(name: str, package: Path) -> str:
    """Return the `<symbol>` of one icon; raises FileNotFoundError when the package has no such icon."""
    filled = name.endswith("-filled")
    folder = "filled" if filled else "outline"
    text = (package / "icons" / folder / f"{name.removesuffix('-filled')}.svg").read_text("utf-8")
    shapes = "".join(shape for shape in _SHAPE.findall(text) if not shape.startswith(_BLANK))
    paint = ' fill="currentColor" stroke="none"' if filled else ""
    return f'<symbol id="{name}" viewBox="0 0 24 24"{paint}>{shapes}</symbol>'


def build_sprite(package: Path) -> str:
    """Return the sprite with every icon of ICONS, one symbol a line."""
    symbols = "\n".join(symbol(name, package) for name in ICONS)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


if __name__ == "__main__":
    SPRITE.write_text(build_sprite(Path(sys.argv[1])), "utf-8")
