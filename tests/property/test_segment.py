"""Whatever the text, its sentences tile it and slice back to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.base.types import Article
from extract.page.page import read_page
from extract.page.sentences import segment

WORDS = st.sampled_from(
    [
        "The army",
        "U.S.",
        "Gen.",
        "said",
        "“",
        "”",
        '"',
        "'",
        ".",
        "?",
        "...",
        ". ",
        "No. 3",
        "5 p.m. ",
        "(",
        ")",
        "al-Sisi",
        "İ",
        "😀",
        "é",
        "e\u0301",
        "\u200f",
        "بغداد",
        "؟",
        "。",
        "外交部",
        "\u00a0",
        "\u200b",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\u2028",
        "\x85",
        "\t",
        "—",
        " ",
        " -- ",
        "TEHRAN (AP) —",
        "Related Posts",
        "Share",
        "0",
        "Read more",
        "3 March 2021",
        "Published:",
        "#",
        "- ",
        "\x00",
        "\ufeff",
    ]
)
TEXTS = st.text(max_size=200) | st.lists(WORDS, max_size=60).map("".join) | st.lists(WORDS, max_size=60).map(" ".join)


@given(TEXTS)
def test_sentences_tile_the_text_and_slice_back(text: str) -> None:
    found = segment(Article(id="a", path="", sha256="", text=text))
    assert bool(found) == bool(text.strip())
    assert [s.number for s in found] == list(range(1, len(found) + 1))
    assert "".join(text[s.start : s.end] for s in found) == (text if found else "")
    assert [s.start for s in found] == ([0, *(s.end for s in found[:-1])] if found else [])
    for s in found:
        content = text[s.content.start : s.content.end]
        assert content == text[s.start : s.end].strip() != ""


@given(TEXTS)
def test_paragraphs_rise_by_one_at_most_and_share_a_role(text: str) -> None:
    found = segment(Article(id="a", path="", sha256="", text=text))
    numbers = [s.paragraph for s in found]
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))
    assert numbers == sorted(numbers)
    assert len({(s.paragraph, s.role) for s in found}) == len(set(numbers))


@given(TEXTS)
def test_a_dateline_stands_where_it_says(text: str) -> None:
    dateline = read_page(text).header.dateline
    if dateline:
        words = text[dateline.span.start : dateline.span.end]
        assert words == words.strip() != ""
        assert dateline.agency is None or dateline.agency in words
