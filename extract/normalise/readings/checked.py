"""The result of holding a model's reading against the copied words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Checked(Generic[Value]):
    """A value, with how it came about in its ``via``; ``against`` says what the words have instead of the reading."""

    value: Value
    against: str | None = None
