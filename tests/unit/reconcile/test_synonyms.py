from helpers.stories import SETTINGS, Newsroom, person

from extract.reconcile.compare.words import stem


def test_a_remark_is_weighed_by_what_its_words_mean_and_a_strike_by_its_words() -> None:
    room = Newsroom()
    words = "the truce must be honoured"
    remark = room.statement("a", f"Zarif said {words}.", words, person("Javad Zarif"))
    strike = room.strike("a", "The truce was broken by a raid.")
    assert stem("ceasefire") in room.telling(remark).words
    assert stem("truce") in room.telling(strike).words


def test_no_word_stands_for_another_that_itself_stands_for_a_third() -> None:
    synonyms = SETTINGS.vocabulary.synonyms
    assert all(synonyms[first] == first for first in synonyms.values())
