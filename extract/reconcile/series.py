"""Attacks that recur, and attacks told only as what another one answers: by the words around the values of a strike."""

from __future__ import annotations

from collections.abc import Iterable

from extract.reconcile.settings import Vocabulary
from schemas import Actor, AnyRecord, DateValue, PlaceValue, Span, StrikeRecord, Words


def is_series(record: StrikeRecord, vocabulary: Vocabulary) -> bool:
    """True if the record is read as one, or every passage speaks of attacks that recur ("over the past year").

    Never where it tells of one day; where it tells of any date, only if the words bear it out.
    """
    if record.date and (record.date.precision == "day" or record.date.weekday):
        return False
    if record.date and vocabulary.series.search(record.date.raw):
        return True
    if record.occurrence != "single" and record.date is None:
        return True
    told = list(_own_words(record, vocabulary))
    return bool(told) and all(_speaks_of_series(record, start, words, vocabulary) for start, words in told)


def _speaks_of_series(record: StrikeRecord, start: int, words: str, vocabulary: Vocabulary) -> bool:
    """True if words from ``start`` on speak of a series; not where that only leads up to the record ("… since X")."""
    spans = [value.span for value in _values(record) if value.span and value.span.start >= start]
    for cue in vocabulary.series.finditer(words):
        first = min((span.start - start for span in spans), default=0)
        if first <= cue.end() or not vocabulary.since.search(words[cue.end() : first]):
            return True
    return False


def _own_words(record: StrikeRecord, vocabulary: Vocabulary) -> Iterable[tuple[int, str]]:
    """The evidence (where it starts, its words) without what the attack answers: that is another attack.

    Where every value of the record stands behind the cue ("in response to"), the record is of the
    attacks that provoked, and the words behind the cue are its own.
    """
    for evidence in record.evidence:
        cue = vocabulary.response.search(evidence.quote)
        if cue is None:
            yield evidence.start, evidence.quote
        elif _stands_behind(cue.end() + evidence.start, record):
            yield evidence.start + cue.end(), evidence.quote[cue.end() :]
        else:
            yield evidence.start, evidence.quote[: cue.start()]


def provoked_only(record: AnyRecord, vocabulary: Vocabulary) -> bool:
    """True if a strike is told only as what another one answers ("in response to rocket attacks on X")."""
    if not isinstance(record, StrikeRecord):
        return False
    cues = [(evidence.start, vocabulary.response.search(evidence.quote)) for evidence in record.evidence]
    return any(cue is not None and _stands_behind(start + cue.end(), record) for start, cue in cues)


def _stands_behind(offset: int, record: StrikeRecord) -> bool:
    """True if every value of a strike stands at ``offset`` or after, and there is one."""
    spans = [value.span for value in _values(record) if value.span]
    return bool(spans) and all(span.start >= offset for span in spans)


def _values(record: StrikeRecord) -> Iterable[Actor | DateValue | PlaceValue | Words]:
    yield from (*record.attacker, *record.target)
    yield from (value for value in (record.date, record.place, record.weapon) if value)


def inside(span: Span | None, outer: Span | None) -> bool:
    """True if a span lies within another."""
    return span is not None and outer is not None and outer.start <= span.start and span.end <= outer.end


def value_spans(record: AnyRecord) -> tuple[Span, ...]:
    """Where the values of a strike stand: who, whom, when, where and with what."""
    return tuple(value.span for value in _values(record) if value.span) if isinstance(record, StrikeRecord) else ()
