"""A strike told in somebody's words is according to him."""

from __future__ import annotations

from extract.normalise.attribution import speaker_of, statements_of
from schemas import Actor, Evidence, PlaceValue, Span, StatementRecord, StrikeRecord, Words

TEXT = "Neto said rebels shelled Tera, Reis added that they also shelled Juba."


def span(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start=start, end=start + len(part))


def statement(speaker: str, content: str) -> StatementRecord:
    return StatementRecord(
        id=f"statement-{speaker}",
        article_id="a",
        evidence=(Evidence(start=0, end=len(TEXT), quote=TEXT),),
        speaker=Actor(raw=speaker, name=speaker),
        content=Words(raw=content, span=span(content)),
    )


def strike(place: str) -> StrikeRecord:
    return StrikeRecord(
        id="strike-1",
        article_id="a",
        evidence=(Evidence(start=0, end=len(TEXT), quote=TEXT),),
        place=PlaceValue(raw=place, span=span(place)),
    )


NETO = statement("Neto", "rebels shelled Tera")
REIS = statement("Reis", "they also shelled Juba")


def test_the_speaker_whose_words_tell_it_is_the_source() -> None:
    assert speaker_of(strike("Tera"), [NETO, REIS]) == "Neto"
    assert speaker_of(strike("Juba"), [REIS, NETO]) == "Reis"


def test_the_shortest_content_that_holds_it_counts() -> None:
    both = statement("Silva", "rebels shelled Tera, Reis added that they also shelled Juba")
    assert speaker_of(strike("Tera"), [both, NETO]) == "Neto"


def test_what_nobody_is_quoted_as_saying_has_no_speaker() -> None:
    assert speaker_of(strike("Juba"), [NETO]) is None
    assert speaker_of(StrikeRecord(id="strike-2", article_id="a", evidence=NETO.evidence), [NETO]) is None
    assert statements_of([strike("Tera"), NETO]) == (NETO,)
