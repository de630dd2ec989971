"""What a language calls months, weekdays and days told from today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names of one language, folded (`extract.knowledge.language.letters`), in every form that is known of them.

    Months are 1 to 12, of the Gregorian calendar; weekdays 0 (Monday) to 6.
    """

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
