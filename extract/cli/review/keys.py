"""The keys and reasons that a person types."""

from __future__ import annotations

KEYS = "[s] same   [d] different   [k] skip   [b] back   [q] quit"
"""As they are shown."""

REASONS = {"same": "both tell the same", "different": "they tell of different things"}
"""Written where no reason is given."""
