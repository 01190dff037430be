"""The browser of the tests: Chromium's shell without windows where there is one, else Chromium itself.

Chromium draws its own windows, toolbar included, even where nobody sees them, and each person at a computer of their own is a window: the
shell does the same pages for a good third of the processor's time. What only a whole browser has, installing on the home screen, takes Chromium.
"""

from __future__ import annotations

import shutil

WHOLE = shutil.which("chromium") or shutil.which("chromium-browser") or ""
CHROMIUM = shutil.which("chromium-headless-shell") or WHOLE
