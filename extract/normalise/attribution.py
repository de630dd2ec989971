"""Whose word a strike is: what a speaker is quoted as telling of it, the strike is according to him.

Who condemns an attack, demands an inquiry or vows revenge takes it for known, and is no source for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.knowledge.language.tokens import tokens
from extract.knowledge.world.known import RoleWords
from schemas import AnyRecord, SourceChain, Span, StatementRecord, StrikeRecord

_REACTIONS = frozenset({"condemn", "warn", "threaten", "demand", "request", "promise", "support"})
"""Acts that take an attack for known."""


def speaker_of(strike: StrikeRecord, statements: Sequence[StatementRecord]) -> str | None:
    """The speaker in whose words the strike is told, by the name he goes by; None if no content holds all of it.

    Of several contents that hold it the shortest counts.
    """
    told = list(_told(strike))
    lengths: list[tuple[int, str]] = []
    for statement in statements:
        content = statement.content.span if statement.content else None
        if statement.act in _REACTIONS and not strike.casualties:
            continue
        if statement.speaker and content and told and all(_within(span, content) for span in told):
            lengths.append((content.end - content.start, statement.speaker.name))
    return min(lengths)[1] if lengths else None


def is_source(
    strike: StrikeRecord, chain: SourceChain, statements: Sequence[StatementRecord], roles: RoleWords, *, english: bool
) -> bool:
    """True if somebody tells of a strike, and does not only speak of it.

    Args:
        strike: the strike, with its evidence.
        chain: who it is said to be according to.
        statements: those of its article: what he says in them tells what he does.
        roles: words for telling and for reacting, which are English.
        english: whether the article is.
    """
    speaker = chain[-1].name
    acts = {one.act for one in statements if one.speaker and one.speaker.name == speaker and _overlap(one, strike)}
    if acts and acts <= _REACTIONS and not strike.casualties:
        return False
    if not english:
        return True
    words = {word.key for evidence in strike.evidence for word in tokens(evidence.quote)}
    telling = any(roles.has("tellings", word) for word in words)
    return telling or (bool(strike.casualties) and not any(roles.has("reactions", word) for word in words))


def _overlap(statement: StatementRecord, strike: StrikeRecord) -> bool:
    return any(ours.overlaps(theirs) for ours in statement.evidence for theirs in strike.evidence)


def statements_of(records: Sequence[AnyRecord]) -> tuple[StatementRecord, ...]:
    """The statements among the records."""
    return tuple(record for record in records if isinstance(record, StatementRecord))


def _told(strike: StrikeRecord) -> Iterator[Span]:
    values = (*strike.attacker, *strike.target, *strike.casualties, strike.date, strike.place)
    yield from (value.span for value in values if value and value.span)


def _within(span: Span, content: Span) -> bool:
    return content.start <= span.start and span.end <= content.end
