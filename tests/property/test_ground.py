"""Whatever a text holds, a span that was found holds the words that were sought, and only whole ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from helpers.read_windows import window_of
from hypothesis import given
from hypothesis import strategies as st

from extract.base.errors import Ungrounded
from extract.ground.copied_words import find, find_folded, fold
from extract.ground.ground import ground
from extract.ground.word_forms import find_in_another_form
from extract.knowledge.language.read import read_language
from schemas import Span

ARABIC = ["كتائب", "لكتائب", "كتـائب", "كُتَيّب", "أحمد", "احمد", "کتاب‌ها", "١٢"]
LETTERS = [
    *ARABIC,
    "nine",
    "Nine",
    "teen",
    "U.S.",
    "U. S.",
    "ez-Zor",
    "İzmir",
    "ß",
    "ΣΑΣ",
    "ñ",
    "e\u0301",
    "دير الزور",
    "की",
]
MARKS = ["“", "”", "'", "’", '"', "«", "—", "-", ",", ".", "…", "\u00ad", "\u200b", "\ufeff", "😀", "👨‍👩‍👧"]
SPACES = [" ", "  ", "\u00a0", "\n", "\r\n", "\t", "\u2028"]
NUMBERS = ["14", "4", "1,200", "3.5", "北京", "十四"]
PIECES = st.sampled_from([*LETTERS, *MARKS, *SPACES, *NUMBERS])
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=60))
FEW_LETTERS = st.text(alphabet="aA4. ,’'\r\u0301é", max_size=30)


def whole(text: str) -> Span:
    return Span(start=0, end=len(text))


@st.composite
def texts_with_words(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and words of it: some cut out whole, some cut anywhere, some written in another form."""
    text = draw(st.one_of(TEXTS, FEW_LETTERS))
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    words = text[start:end]
    return text, draw(st.sampled_from([words, words.upper(), words.lower(), unicodedata.normalize("NFC", words)]))


@given(texts_with_words())
def test_a_span_that_was_found_holds_the_words_and_cuts_none(case: tuple[str, str]) -> None:
    text, words = case
    span = find(text, words, whole(text))
    if span is None:
        return
    assert 0 <= span.start < span.end <= len(text)
    assert fold(text[span.start : span.end])[0] == fold(words)[0]
    for cut in (span.start, span.end):
        beside = text[max(0, cut - 1) : cut + 1]
        assert cut in (0, len(text)) or not (beside.isascii() and beside.isalnum()), "a word is cut"


@given(before=TEXTS, words=st.lists(PIECES, min_size=1, max_size=5).map("".join), after=TEXTS)
def test_words_set_apart_are_found_whatever_white_space_they_are_written_with(
    before: str, words: str, after: str
) -> None:
    text = f"{before} | {words} | {after}"
    expected = bool(fold(words)[0])
    assert (find(text, words, whole(text)) is not None) is expected
    assert (find(text, f" {words} ".replace(" ", "\r\n\u00a0"), whole(text)) is not None) is expected


@given(texts_with_words(), st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_nothing_is_found_outside_the_stretch_that_is_searched(case: tuple[str, str], bounds: Sequence[int]) -> None:
    text, words = case
    start, end = sorted(min(bound, len(text)) for bound in bounds)
    span = find(text, words, Span(start=start, end=end))
    assert span is None or start <= span.start < span.end <= end


@given(texts_with_words(), st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_the_quick_way_to_find_words_finds_the_same_place(case: tuple[str, str], bounds: Sequence[int]) -> None:
    text, words = case
    for span in (whole(text), Span(start=min(*bounds, len(text)), end=min(max(bounds), len(text)))):
        assert find(text, words, span) == find_folded(text, words, span)


@given(TEXTS)
def test_folding_twice_is_folding_once_and_every_character_has_its_offset(text: str) -> None:
    folded, offsets = fold(text)
    assert fold(folded)[0] == folded
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(texts_with_words())
def test_a_record_that_passes_slices_back_to_its_words(case: tuple[str, str]) -> None:
    line, content = case
    window = window_of(line, "he said.", kind="statement", separator="\r\n")
    try:
        grounded = ground(window, {"sentences": [1, 2], "speaker": "he", "cue": "said", "content": content})
    except Ungrounded:
        return
    text = window.article.text
    assert [text[each.start : each.end] for each in grounded.evidence] == [each.quote for each in grounded.evidence]
    assert set(grounded.spans) == {"speaker", "cue", "content"}
    assert all(span.start < span.end for span in grounded.spans.values())


@given(texts_with_words(), st.sampled_from(["ar", "he", "ru", "tr", "fa"]))
def test_words_in_another_form_are_whole_words_of_the_text(case: tuple[str, str], language: str) -> None:
    text, words = case
    known = read_language(language)
    span = find_in_another_form(text, words, whole(text), known.forms, known.numbers.words)
    if span is not None:
        assert 0 <= span.start < span.end <= len(text)
        assert span.end == len(text) or not (text[span.end - 1].isalnum() and text[span.end].isalnum())
