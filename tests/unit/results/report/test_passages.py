from __future__ import annotations

from helpers.event_sets import ONE_SOURCE

from extract.results.report.passages import Ruler, words_behind
from schemas import Actor, Claim, Count, Evidence, Span, StrikeRecord, Toll


def test_offsets_are_counted_as_a_browser_counts_them() -> None:
    text = "a😀b😀c"
    ruler = Ruler(text)
    units = text.encode("utf-16-le")
    for start in range(len(text)):
        first, last = ruler.utf16(start, start + 1)
        assert units[2 * first : 2 * last].decode("utf-16-le") == text[start]


def record() -> StrikeRecord:
    quote = "A hit B and C; one died, two were hurt"
    return StrikeRecord(
        id="r",
        article_id="a",
        evidence=(Evidence(start=0, end=len(quote), quote=quote),),
        target=(
            Actor(raw="B", name="B", span=Span(start=6, end=7)),
            Actor(raw="C", name="C", span=Span(start=12, end=13)),
        ),
        casualties=(
            Count(raw="one", low=1, high=1, unit="killed", span=Span(start=15, end=18)),
            Count(raw="two", low=2, high=2, unit="injured", span=Span(start=25, end=28)),
        ),
    )


def claim(field: str, value: object) -> Claim:
    return Claim(field=field, value=value, records=("r",), sources=ONE_SOURCE, rule="test")  # type: ignore[arg-type]


def test_only_the_words_of_this_claim_are_marked() -> None:
    assert list(words_behind(claim("casualties", Toll(unit="injured", low=2, high=2)), record())) == [(25, 28)]
    assert list(words_behind(claim("target", Actor(raw="C", name="C")), record())) == [(12, 13)]


def test_a_label_has_no_words_of_its_own() -> None:
    assert list(words_behind(claim("method", "air_strike"), record())) == []
