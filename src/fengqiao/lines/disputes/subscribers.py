"""What the platform hears: of its own matters' outcomes, so that every reporter is answered."""

from __future__ import annotations
