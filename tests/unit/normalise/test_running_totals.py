"""A user relies on: the total of a month or a year is not the toll of the attack that it is told beside."""

from __future__ import annotations

import pytest

from extract.knowledge.language.read_tolls import read_toll_words
from extract.normalise.running_totals import without_running_totals
from schemas import Count, DateValue, Span


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", "A drone killed two in Brent on Monday, bringing the toll for May to 37.", ["two"]),
        ("en", "Gunmen killed two; since January 37 have been murdered there.", ["two"]),
        ("en", "It was the year's worst attack: two died at once, 37 in hospital.", ["two", "37"]),
        ("en", "In attacks this month two policemen died, and 37 were killed in all this year.", ["two", "37"]),
        ("es", "Un tiroteo dejó two muertos, con lo que suman 37 los homicidios del mes.", ["two"]),
        ("fr", "Une mine a tué two soldats, ce qui porte à 37 le nombre des morts du mois.", ["two"]),
        ("uk", "Дрон убив two людей, а за місяць загинули 37.", ["two"]),
    ],
)
def test_a_figure_in_a_clause_of_a_longer_time_is_left_out_and_listed(
    language: str, text: str, kept: list[str]
) -> None:
    spans = {raw: Span(start=text.index(raw), end=text.index(raw) + len(raw)) for raw in ("two", "37")}
    counts = [Count(raw=raw, span=span, low=1, high=1, unit="killed") for raw, span in spans.items()]
    told, listed = without_running_totals(counts, text, read_toll_words(language), None)
    assert [one.raw for one in told] == kept
    assert [one.raw for one in listed] == [raw for raw in spans if raw not in kept]
    month = DateValue(raw="in May", precision="month")
    assert list(without_running_totals(counts, text, read_toll_words(language), month)[0]) == counts
