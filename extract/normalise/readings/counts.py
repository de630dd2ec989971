"""A number of casualties that a model read, held against its words."""

from __future__ import annotations

from extract.normalise.readings.checked import Checked
from schemas import Count
from schemas.values import CountQualifier


def check_count(words: Count, low: int | None, high: int | None, *, more_than: bool = False) -> Checked[Count]:
    """A count, of its words and of the bounds that a model read; None for a bound that it leaves open.

    ``more_than`` is true of words that leave out the number itself: "more than 20" are 20 to those who tell it in
    round figures and 21 to those who reckon, so either reading agrees.  A count of a part stays one.
    """
    if (low is None and high is None) or (low is not None and high is not None and high < low):
        return Checked(words)
    if (words.low, words.high) == (low, high):
        return Checked(words.model_copy(update={"via": "both"}))
    if more_than and words.low is not None and (words.high, high) == (None, None) and low == words.low + 1:
        return Checked(words.model_copy(update={"low": low, "via": "both"}))
    if words.low is not None or words.high is not None:
        return Checked(words, told_figure(words.low, words.high))
    read = {"low": low, "high": high, "qualifier": _qualifier(low, high), "via": "model"}
    return Checked(words.model_copy(update=read))


def _qualifier(low: int | None, high: int | None) -> CountQualifier:
    if low == high:
        return "exact"
    return "at_least" if high is None else "up_to" if low is None else "about"


def told_figure(low: int | None, high: int | None) -> str:
    """Bounds in words: "at least 12"."""
    if low is None and high is None:
        return "no figure"
    if low == high:
        return str(low)
    return f"at least {low}" if high is None else f"up to {high}" if low is None else f"{low} to {high}"
