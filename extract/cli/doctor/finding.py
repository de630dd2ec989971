"""The outcome of one check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "problem"]
"""A note is worth knowing; with a problem a run ends early or loses something."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line for a person, and what to do about it."""

    state: State
    text: str
    remedy: str | None = None
