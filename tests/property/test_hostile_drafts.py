"""Whatever a model answers about whatever text, a record is of its kind and every word of it stands in the article."""

from __future__ import annotations

from typing import Any

from helpers.read_windows import window_of
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.base.errors import Ungrounded
from extract.base.types import Window
from extract.ground.copied_words import find
from extract.ground.ground import copied_fields, ground
from schemas import KINDS, Span

WORDS = ("Rebels", "shelled", "Tera", "on Monday", "12", "killed", "he said", "met", "İ", "ß", "e\u0301", "१२", "北京")
MARKS = (" ", " ", "\n", "…", "<|im_end|>", "\u202e", "\u200b", "[3]", "{{ x }}", "\ud800", "“", "”", "'", ".", ",")
MAIN = {
    "strike": ["attacker", "target", "place"],
    "statement": ["speaker", "content"],
    "meeting": ["participants", "place"],
}
PIECES = st.sampled_from([*WORDS, *MARKS])
PARTS = st.lists(PIECES, min_size=1, max_size=12).filter(lambda parts: bool("".join(parts).strip()))
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map("".join).filter(str.strip)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 9) | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["number", "unit", "x"]), inner),
    max_leaves=3,
)


@st.composite
def windows_and_drafts(draw: st.DrawFn) -> tuple[Window, dict[str, Any]]:
    """A window of two sentences, and a draft that copies from them, makes things up, or has nothing of its form."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    first, second = draw(PARTS), draw(PARTS)
    window = window_of(" ".join(first), " ".join(second), kind=kind, asked=[2])
    copied = st.sampled_from([first, second, second]).flatmap(
        lambda told: st.tuples(st.integers(0, len(told) - 1), st.integers(1, 4), st.sampled_from([" ", ""])).map(
            lambda cut: cut[2].join(told[cut[0] : cut[0] + cut[1]])
        )
    )
    fields = sorted(KINDS[kind].draft.model_fields)
    draft = {
        name: draw(st.lists(copied, min_size=1, max_size=2) if name == "participants" else copied)
        for name in MAIN[kind]
    }
    astray = draw(st.dictionaries(st.sampled_from([*fields, "canonical"]), copied | JSON, max_size=1))
    return window, {"sentences": draw(st.sampled_from([[2], [1, 2], [2], [1], [9], "2"])), **draft, **astray}


@given(windows_and_drafts())
@settings(deadline=None, max_examples=300)
def test_a_draft_is_refused_or_stands_in_the_article_word_for_word(case: tuple[Window, dict[str, Any]]) -> None:
    window, draft = case
    text = window.article.text
    try:
        grounded = ground(window, draft)
    except Ungrounded as refusal:
        if refusal.remainder is None:
            return
        grounded = refusal.remainder
    assert isinstance(grounded.draft, KINDS[window.kind].draft)
    assert all(text[each.start : each.end] == each.quote for each in grounded.evidence)
    assert {path for path, _, _ in copied_fields(grounded.draft)} == set(grounded.spans)
    for path, words, _ in copied_fields(grounded.draft):
        span = grounded.spans[path]
        assert 0 <= span.start < span.end <= len(text)
        inside = Span(start=span.start, end=span.end)
        first_words = words.split("…")[0].strip(" \t\r\n\"'“”‘’„«».,;:!?")
        assert find(text, words, inside) or not first_words or find(text, first_words, inside)
