"""What a person types: keys, and reasons."""

from __future__ import annotations

KEYS = "[s] same   [d] different   [k] skip   [b] back   [q] quit"
"""As they are shown."""

REASONS = {"same": "both tell the same", "different": "they tell of different things"}
"""What is written where no reason is given."""
