"""How often Python looks for garbage in cycles."""

from __future__ import annotations

import gc

EVERY = 100_000
"""Objects made before the first generation is looked through; Python's own number is 700."""


def collect_rarely() -> None:
    """Look for it rarely: what a run makes lives long, and looking through it each time took a fifth of the time."""
    gc.set_threshold(EVERY, 50, 50)
