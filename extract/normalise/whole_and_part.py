"""Tells the whole of a toll from its parts: "12 people, including three children" are 12."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.knowledge.language.letters import folded
from extract.knowledge.language.toll_words import TollWords
from schemas import Count, Span

_SENTENCE_ENDS = re.compile(r"[.!?。؟।](?=\s|$)|\n")
_LONGEST_WHO = 80
"""Code points within which those who are counted are told: some ten words."""

_BOTH = "killed_or_injured"
_NEAR = 24
"""Code points between a number and whom it counts, at the most."""


def beside(text: str, words: str, span: Span | None, who: Span | None) -> Span | None:
    """Where the words of a number stand: of several places the one before the words for whom it counts.

    "Two" of "two companions" is not that of "between the two attacks" in the same sentence.
    """
    if span is None or who is None or span.overlaps(who):
        return span
    first = max(0, who.start - _NEAR - len(words))
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text[first : who.start], re.IGNORECASE))
    return Span(start=first + found[-1].start(), end=first + found[-1].end()) if found else span


def completed(counts: Sequence[Count], text: str, words: TollWords) -> tuple[Count, ...]:
    """The counts of one record with what follows from them, in their order.

    Those that count some of the people another counts are marked as parts.  Persons who are told
    one after the other ("five civilians and three soldiers") get a count of them all, of which
    they are parts.  Where no one was killed or injured, no one was killed and no one injured.
    """
    whole = [one for count in counts for one in _apart(count)]
    for unit in dict.fromkeys(count.unit for count in whole):
        whole = _with_parts(whole, unit, text, words)
    return tuple(whole)


def _apart(count: Count) -> Iterator[Count]:
    if count.unit == _BOTH and count.low == count.high == 0:
        yield from (count.model_copy(update={"unit": unit}) for unit in ("killed", "injured"))
    else:
        yield count


def _with_parts(counts: list[Count], unit: str, text: str, words: TollWords) -> list[Count]:
    placed = sorted((one for one in counts if one.unit == unit and one.span), key=lambda one: _span(one).start)
    if len(placed) < 2:  # noqa: PLR2004 (a whole and a part)
        return counts
    parts = set(map(id, _parts(placed, text, words)))
    standing = [one for one in placed if id(one) not in parts]
    total = _total(standing, text, words)
    parts |= set(map(id, standing)) if total else set()
    marked = [one.model_copy(update={"part": True}) if id(one) in parts else one for one in counts]
    return [*marked, total] if total else marked


def _parts(placed: Sequence[Count], text: str, words: TollWords) -> list[Count]:
    """Those told as some of an earlier or later figure, and those that add up to the first."""
    found = [
        part
        for part in placed
        for whole in placed
        if whole is not part and _fits(part, whole) and _is_part(part, whole, text, words)
    ]
    first, rest = placed[0], placed[1:]
    if (
        not found
        and first.low
        and sum(one.low or 0 for one in rest) == first.low
        and len(rest) > 1
        and _near(placed, text)
    ):
        return list(rest)
    return found


def _fits(part: Count, whole: Count) -> bool:
    return part.low is None or whole.high is None or part.low < whole.high


def _is_part(part: Count, whole: Count, text: str, words: TollWords) -> bool:
    a, b = _span(whole), _span(part)
    between = text[min(a.end, b.end) : max(a.start, b.start)]
    if _SENTENCE_ENDS.search(between):
        sentence = text[b.end :].split("\n", 1)[0]
        end = _SENTENCE_ENDS.search(sentence)
        return a.end <= b.start and bool(words.among.search(folded(sentence[: end.start() if end else None])))
    if a.end <= b.start:
        behind = text[b.end : b.end + _LONGEST_WHO].split(",", 1)[0]
        return bool(words.parts.search(folded(between)) or words.parts.match(folded(behind)))
    return bool(words.among.search(folded(between)) or words.of_those.fullmatch(folded(between)))


def _total(counts: Sequence[Count], text: str, words: TollWords) -> Count | None:
    """All of those who are told one after the other with nothing but "and" and commas between them."""
    if len(counts) < 2 or any(one.low is None or one.qualifier not in {"exact", "at_least"} for one in counts):  # noqa: PLR2004
        return None
    for one, following in pairwise(counts):
        between = f"{folded(text[_end(one, text) : _span(following).start])} {_glued_join(following.raw, words)}"
        joined = between.strip() and not words.joins.sub("", between).strip(" ,;")
        if not joined or not any(one.who or " " in one.raw.strip() for one in (one, following)):
            return None
    low, span = sum(one.low or 0 for one in counts), Span(start=_span(counts[0]).start, end=_end(counts[-1], text))
    exact = all(one.qualifier == "exact" for one in counts)
    update = {
        "raw": text[span.start : span.end],
        "span": span,
        "low": low,
        "high": low if exact else None,
        "qualifier": "exact" if exact else "at_least",
        "who": None,
    }
    return counts[0].model_copy(update=update)


def _glued_join(raw: str, words: TollWords) -> str:
    """The "and" that is written as one word with a number, as in Arabic and Hebrew; nothing where there is none."""
    return next((one for one in words.glued if words.joins.fullmatch(one) and folded(raw).startswith(one)), "")


def _end(count: Count, text: str) -> int:
    """Where a count ends with the words for whom it counts."""
    span = _span(count)
    at = text.find(count.who, span.start, span.end + _LONGEST_WHO + len(count.who)) if count.who else -1
    return max(span.end, at + len(count.who or "")) if at >= 0 else span.end


def _near(placed: Sequence[Count], text: str) -> bool:
    return not _SENTENCE_ENDS.search(text[_span(placed[0]).end : _span(placed[-1]).start])


def _span(count: Count) -> Span:
    if count.span is None:
        raise ValueError("a count without a place in the text is neither whole nor part")
    return count.span
