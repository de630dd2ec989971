"""A user relies on: everything of an article that can tell a fact is asked about once, and nothing else is."""

from __future__ import annotations

from itertools import chain, pairwise

import pytest
from helpers.read_windows import Line, article_of

from extract.ask.window import MOST_QUOTED_SENTENCES, WHOLE_ARTICLE, WindowSize, parts, windows
from extract.base.types import Window
from extract.knowledge.language.triggers import Triggers

BOMB = {"strike": Triggers(words=frozenset({"bomb"}), phrases=(), quotation_marks=False, agents=frozenset())}
ONE = WindowSize(sentences=1)


def cut(*lines: Line, size: WindowSize = ONE, separator: str = "\n", kind: str = "strike") -> list[Window]:
    article, sentences = article_of(*lines, separator=separator)
    return list(windows(article, sentences, kind, size=size, triggers=BOMB))


def asked(made: list[Window]) -> list[list[int]]:
    return [[sentence.number for sentence in window.targets] for window in made]


def shown_before(made: list[Window]) -> list[list[int]]:
    return [[sentence.number for sentence in window.context] for window in made]


def test_without_routing_every_sentence_is_asked_about_once_and_in_order() -> None:
    made = cut("A", "B", "C", "D", "E", size=WindowSize(sentences=2))
    assert asked(made) == [[1, 2], [3, 4], [5]]
    assert [window.triggers for window in made] == [(), (), ()]


def test_routing_asks_about_sentences_with_a_trigger_and_says_which() -> None:
    made = cut("It rained.", "A bomb went off.", "It rained.", size=WindowSize(1, routed=True))
    assert asked(made) == [[2]]
    assert made[0].triggers == ("bomb",)


def test_a_kind_without_triggers_is_not_routed() -> None:
    assert asked(cut("A", "B", size=WindowSize(1, routed=True), kind="meeting")) == [[1], [2]]


def test_context_is_what_stands_before_whether_asked_about_or_not() -> None:
    made = cut("A", "B", "C", "A bomb.", size=WindowSize(1, context=2, routed=True))
    assert (shown_before(made), asked(made)) == ([[2, 3]], [[4]])
    made = cut("A bomb.", "B", "A bomb.", size=WindowSize(1, context=2, routed=True))
    assert shown_before(made) == [[], [1, 2]]


def test_a_title_or_heading_is_shown_but_not_asked_about() -> None:
    made = cut(
        ("Bomb in Tera", "title"), "A bomb.", ("More bombs", "heading"), "A bomb.", size=WindowSize(1, context=2)
    )
    assert asked(made) == [[2], [4]]
    assert shown_before(made) == [[1], [2, 3]]


@pytest.mark.parametrize("size", [ONE, WindowSize(3, context=3), WHOLE_ARTICLE])
def test_furniture_and_header_lines_are_neither_asked_about_nor_shown(size: WindowSize) -> None:
    made = cut(("News ID: 1", "header"), "A", ("Related: a bomb", "furniture"), "B", ("Share", "furniture"), size=size)
    seen = {sentence.role for window in made for sentence in (*window.context, *window.targets)}
    assert seen == {"body"}
    assert list(chain(*asked(made))) == [2, 4]


@pytest.mark.parametrize("size", [ONE, WHOLE_ARTICLE])
def test_an_article_of_furniture_alone_is_not_asked_about(size: WindowSize) -> None:
    assert cut(("Share", "furniture"), size=size) == []
    assert cut(size=size) == []


def test_a_whole_article_is_one_window_and_is_never_routed() -> None:
    made = cut("A", "B", "C", size=WHOLE_ARTICLE)
    assert (asked(made), shown_before(made)) == ([[1, 2, 3]], [[]])
    assert made[0].numbers == (1, 3)


def test_a_quotation_that_runs_over_sentences_is_not_cut() -> None:
    made = cut("A.", "“One.", "Two.", "Three,” he said.", "B.", separator=" ")
    assert asked(made) == [[1], [2, 3, 4], [5]]


def test_a_quotation_ends_with_its_paragraph() -> None:
    assert asked(cut("“One.", "Two.”", "Three.")) == [[1], [2], [3]]


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_where_a_quotation_goes_on_in_other_paragraphs_those_are_shown_that_it_began_with(marks: str) -> None:
    opened, closed = marks
    lines = (
        f"{opened}A,{closed} Ortiz said, {opened}and B.",
        f"{opened}C.",
        f"{opened}D.",
        f"{opened}E.{closed}",
        "F.",
    )
    made = cut(*lines, size=WindowSize(1, context=1), kind="statement")
    assert asked(made) == [[1], [2], [3], [4], [5]]
    assert shown_before(made) == [[], [1], [1, 2], [1, 3], [4]]


def test_a_quotation_that_never_closes_does_not_swallow_the_article() -> None:
    made = cut("“One.", *("More." for _ in range(20)), separator=" ")
    assert max(len(numbers) for numbers in asked(made)) == MOST_QUOTED_SENTENCES
    assert list(chain(*asked(made))) == list(range(1, 22))
    assert all(before[-1] + 1 == after[0] for before, after in pairwise(asked(made)))


def test_a_window_that_is_too_long_is_asked_about_in_halves_the_second_with_the_end_of_the_first() -> None:
    [window] = cut("A", "B", "C", "D", "E", size=WHOLE_ARTICLE)
    halves = list(parts(window))
    assert (asked(halves), shown_before(halves)) == ([[1, 2], [3, 4, 5]], [[], [1, 2]])
    assert asked(list(parts(halves[1]))) == [[3], [4, 5]]
    assert [(each.article, each.kind) for each in halves] == [(window.article, "strike")] * 2


def test_a_half_is_told_only_of_its_own_triggers() -> None:
    [window] = cut("A bomb.", "B", size=WindowSize(2, routed=True))
    assert [each.triggers for each in parts(window)] == [("bomb",), ()]


def test_one_sentence_can_only_lose_what_stands_before_it() -> None:
    *_, window = cut("A", "B", size=WindowSize(1, context=2))
    [alone] = parts(window)
    assert (asked([alone]), shown_before([alone])) == ([[2]], [[]])
    assert parts(alone) == ()
