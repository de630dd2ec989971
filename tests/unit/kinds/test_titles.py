import pytest
from helpers.stories import ALBU_KAMAL, KH, SYRIA, Newsroom, person

from extract.kinds.meeting.title import meeting_title
from extract.kinds.statement.title import statement_title
from extract.kinds.strike.title import strike_title
from extract.reconcile.fuse.languages import in_english, in_own_words
from schemas import Actor, Words

COUNTRIES = {"SY": "Syria"}


def test_strike_titles() -> None:
    near = ALBU_KAMAL.model_copy(update={"precision": "near"})
    assert strike_title("air_strike", [KH], near, COUNTRIES, series=False) == (
        "Air strike on Kata'ib Hezbollah near Albu Kamal, Syria"
    )
    assert strike_title("assassination", [person("Qassem Soleimani")], SYRIA, COUNTRIES, series=False) == (
        "Assassination of Qassem Soleimani in Syria"
    )
    assert strike_title("rocket", [], None, {}, series=True) == "Series of rocket attacks"
    assert strike_title("shelling", [], None, {}, series=True) == "Shelling"


def test_statement_titles_say_who_does_what_with_the_first_words() -> None:
    content = Words(raw="“We condemn the targeting of the headquarters”")
    assert statement_title(person("Qais Khazali"), "condemn", content) == (
        "Qais Khazali condemns: We condemn the targeting of the headquarters"
    )
    assert statement_title(None, "comment", None) == "Unnamed speaker says"
    assert statement_title(None, "warn", Words(raw="word " * 40)).endswith(" …")


def test_meeting_titles() -> None:
    pair = [person("Fuad Hussein"), person("Ali Shamkhani")]
    assert meeting_title(pair, "in_person", SYRIA, {}) == "Fuad Hussein meets Ali Shamkhani in Syria"
    assert meeting_title(pair, "call", None, {}) == "Fuad Hussein talks with Ali Shamkhani"
    assert meeting_title([*pair, person("X")], "multilateral", None, {}) == "Fuad Hussein, Ali Shamkhani and X meet"
    assert meeting_title(pair[:1], "in_person", None, {}) == "Meeting of Fuad Hussein"
    assert meeting_title([], "in_person", None, {}) == "Meeting"


def test_a_title_takes_the_neutral_name_and_not_the_outlets_words() -> None:
    room = Newsroom()
    loaded = KH.model_copy(update={"raw": "heroic resistance fighters"})
    room.strike("a", "Jets hit heroic resistance fighters in Albu Kamal.", target=(loaded,), place=ALBU_KAMAL)
    assert room.only("strike").title == "Attack on Kata'ib Hezbollah in Albu Kamal"


def test_a_title_is_in_english_and_one_in_the_articles_own_words_stands_beside_it() -> None:
    speaker = Actor(raw="المتحدث باسم الجيش", name="المتحدث باسم الجيش", english="the army spokesman")
    values = {"speaker": speaker, "content": Words(raw="الجسر مفتوح", english="the bridge is open"), "act": "claim"}
    titles = [
        statement_title(told["speaker"], told["act"], told["content"])
        for told in (in_english(values), in_own_words(values))
    ]
    assert titles == ["the army spokesman claims: the bridge is open", "المتحدث باسم الجيش claims: الجسر مفتوح"]


def test_a_name_that_is_known_stays_in_the_english_title_and_english_values_are_left_alone() -> None:
    known = Actor(raw="حزب الله", name="Hezbollah", id="hezbollah", english="the Party of God")
    values = {"target": (known, person("Ana Ruiz")), "method": "raid"}
    assert in_english(values) == values
    assert [actor.name for actor in in_own_words(values)["target"]] == ["حزب الله", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("many observers", True),
        ("US officials", True),
        ("Several Lebanese", True),
        ("local police", True),
        ("Ali Abbas", False),
        ("United States", False),
        ("Iraqi defense ministry", False),
        ("the state press", False),
    ],
)
def test_several_speakers_say_and_one_says(name: str, plural: bool) -> None:
    said = statement_title(Actor(raw=name, name=name), "comment", None)
    assert said == f"{name} {'say' if plural else 'says'}"
