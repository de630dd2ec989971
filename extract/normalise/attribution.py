"""Whose word a strike is: what a speaker is quoted as saying of it, the strike is according to him."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas import AnyRecord, Span, StatementRecord, StrikeRecord


def speaker_of(strike: StrikeRecord, statements: Sequence[StatementRecord]) -> str | None:
    """The speaker in whose words the strike is told, by the name he goes by; None if no content holds all of it.

    Of several contents that hold it the shortest counts.
    """
    told = list(_told(strike))
    lengths: list[tuple[int, str]] = []
    for statement in statements:
        content = statement.content.span if statement.content else None
        if statement.speaker and content and told and all(_within(span, content) for span in told):
            lengths.append((content.end - content.start, statement.speaker.name))
    return min(lengths)[1] if lengths else None


def statements_of(records: Sequence[AnyRecord]) -> tuple[StatementRecord, ...]:
    """The statements among the records."""
    return tuple(record for record in records if isinstance(record, StatementRecord))


def _told(strike: StrikeRecord) -> Iterator[Span]:
    values = (*strike.attacker, *strike.target, *strike.casualties, strike.date, strike.place)
    yield from (value.span for value in values if value and value.span)


def _within(span: Span, content: Span) -> bool:
    return content.start <= span.start and span.end <= content.end
