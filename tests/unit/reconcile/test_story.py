import pytest
from helpers.stories import SETTINGS

from extract.reconcile.match.story import DocumentProfiles, cosine, read_story, stories_of

HARBOUR = "Police said Maria Lopez, 23, was shot near the harbour on Monday. The harbour was closed. Later Lopez died."
AGAIN = "The woman shot at the harbour, Maria Lopez, was a 23-year-old nurse, police said."
MARKET = "A bomb went off at the market in the old town, and police said two stalls burnt."


def stories(**texts: str) -> DocumentProfiles:
    return stories_of(texts, SETTINGS.vocabulary)


def test_articles_on_one_thing_are_more_alike_than_others() -> None:
    found = stories(a=HARBOUR, b=AGAIN, c=MARKET).of
    assert cosine(found["a"], found["b"]) > 3 * cosine(found["a"], found["c"])


def test_an_article_is_wholly_like_itself_and_the_order_of_two_does_not_matter() -> None:
    found = stories(a=HARBOUR, b=AGAIN).of
    assert cosine(found["a"], found["a"]) == pytest.approx(1.0)
    assert cosine(found["a"], found["b"]) == cosine(found["b"], found["a"])


def test_names_are_what_the_articles_write_with_a_capital_inside_a_sentence() -> None:
    found = stories(a=HARBOUR, b=AGAIN).of["a"].names
    assert {"maria", "lopez"} <= found
    assert "later" not in found
    assert "harbour" not in found


def test_a_name_in_all_articles_is_not_rare_and_one_in_a_single_one_is_as_rare_as_can_be() -> None:
    rarity = stories(a=HARBOUR, b=AGAIN, c="Police met Paula Nino and Maria Lopez.").rarity
    assert rarity["lopez"] == 0.0
    assert rarity["nino"] == 1.0


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Maria Lopez, 23, died.", {23}),
        ("The 7-year-old boy", {7}),
        ("a man aged 61", {61}),
        ("On May 5, 2016, ", set()),
    ],
)
def test_ages_are_those_of_persons(text: str, ages: set[int]) -> None:
    assert read_story(text, SETTINGS.vocabulary).ages == ages


def test_an_article_without_text_tells_no_story() -> None:
    assert stories(a="", b=AGAIN).of.keys() == {"b"}


def test_the_rarity_of_words_is_trusted_more_the_more_articles_there_are() -> None:
    assert DocumentProfiles().trust(20) == 0.0
    assert stories(a=HARBOUR).trust(1) == 0.5
    assert stories(a=HARBOUR, b=AGAIN, c=MARKET).trust(1) == 0.75


def test_what_marks_an_article_is_bounded_and_leaves_out_names_no_other_has() -> None:
    found = stories(a=HARBOUR, b=AGAIN, c=MARKET)
    assert found.marks("a", 2) == found.marks("a", 2)
    assert len(found.marks("a", 2)) <= 4
    assert "=lopez" in found.marks("a", 9)
    assert "=monday" not in found.marks("a", 9)
