"""Leaves out of an attack's toll what a month, a year or a war has come to: "two, bringing the toll for May to 37"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.knowledge.language.letters import folded
from extract.knowledge.language.toll_words import TollWords
from schemas import Count, DateValue, Overruled

_CLAUSE_ENDS = re.compile(r"[,;:\n—–]|[.!?](?=\s|$)")


def without_running_totals(
    counts: Sequence[Count], text: str, words: TollWords, date: DateValue | None
) -> tuple[Sequence[Count], tuple[Overruled, ...]]:
    """The counts of one record that are of what it tells, and the others, listed as what a model took for it.

    What is told of a month or a year as a whole has its totals.
    """
    long = date is not None and date.precision in {"month", "year"}
    totals = () if long else _running_totals(counts, text, words)
    listed = tuple(
        Overruled(field="casualties", raw=one.raw, kept="the total of a longer time", reading=one.raw) for one in totals
    )
    return [one for one in counts if one not in totals], listed


def _running_totals(counts: Sequence[Count], text: str, words: TollWords) -> tuple[Count, ...]:
    """Those of the counts of one record that are told in a clause of their own as those of a longer time.

    They are none where no other count of the unit is told without such a time: then that is what the record is about.
    """
    placed = [count for count in counts if count.span]
    over_time = [count for count in placed if words.periods.search(folded(_clause(count, text)))]
    return tuple(total for total in over_time if any(one.unit == total.unit and one not in over_time for one in placed))


def _clause(count: Count, text: str) -> str:
    if count.span is None:
        return ""
    start = max((end.end() for end in _CLAUSE_ENDS.finditer(text, 0, count.span.start)), default=0)
    after = _CLAUSE_ENDS.search(text, count.span.end)
    return text[start : after.start() if after else None]
