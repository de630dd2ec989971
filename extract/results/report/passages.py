"""Where the words behind a value stand, counted as a browser counts them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from schemas import Actor, AnyRecord, Claim, Count, DateValue, PlaceValue, Toll, Words
from schemas.event import ClaimValue

Range = tuple[int, int]


class Ruler:
    """Turns code-point offsets of one text into UTF-16 offsets, which JavaScript counts in."""

    def __init__(self, text: str) -> None:
        """Note where characters stand that take two units."""
        self._wide = [position for position, character in enumerate(text) if ord(character) > 0xFFFF]  # noqa: PLR2004

    def utf16(self, start: int, end: int) -> Range:
        """The same span in UTF-16 units."""
        return start + self._before(start), end + self._before(end)

    def _before(self, position: int) -> int:
        return bisect_left(self._wide, position)


def words_behind(claim: Claim, record: AnyRecord) -> Iterator[Range]:
    """The spans in the record's article of the words that this claim is made of, in code points."""
    for value in values_of(record, claim.field):
        if value.span is not None and _bears(value, claim.value):
            yield value.span.start, value.span.end


def places_of(claim: Claim, record: AnyRecord) -> list[int]:
    """Which of the values that the record holds in the claim's field are the claim's, from 0."""
    return [place for place, value in enumerate(values_of(record, claim.field)) if _bears(value, claim.value)]


def figure_text(claim: Claim, records: Sequence[AnyRecord]) -> str | None:
    """The words of a figure as the first record has them; None for a claim of anything else."""
    figures = (value for record in records for value in values_of(record, claim.field) if isinstance(value, Count))
    return next((figure.raw for figure in figures if _bears(figure, claim.value)), None)


def values_of(record: AnyRecord, field: str) -> Sequence[Actor | Count | DateValue | PlaceValue | Words]:
    """The values of a field of a record, however many it holds; none for a mere label."""
    value = getattr(record, field, None)
    values = value if isinstance(value, tuple) else (value,)
    return [one for one in values if isinstance(one, Actor | Count | DateValue | PlaceValue | Words)]


def _bears(value: Actor | Count | DateValue | PlaceValue | Words, claimed: ClaimValue) -> bool:
    """False only where a record holds several values and this one is plainly another."""
    if isinstance(value, Count) and isinstance(claimed, Toll):
        return (value.unit, value.low) == (claimed.unit, claimed.low)
    if isinstance(value, Actor) and isinstance(claimed, Actor):
        return value.name == claimed.name or value.id == claimed.id is not None
    return True


def rulers(texts: Mapping[str, str]) -> dict[str, Ruler]:
    """A ruler for each text."""
    return {article_id: Ruler(text) for article_id, text in texts.items()}
