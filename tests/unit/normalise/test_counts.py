"""Numbers of persons: what a word can mean at least, and what it leaves open."""

from __future__ import annotations

import pytest

from extract.knowledge.language.read import read_language
from extract.normalise.counts import CountContext, read_count

ENGLISH = read_language("en").tolls

CASES = [
    ("one", 1, 1, "exact"),
    ("four", 4, 4, "exact"),
    ("nine people", 9, 9, "exact"),
    ("17", 17, 17, "exact"),
    ("1,200", 1200, 1200, "exact"),
    ("one hundred and three civilians", 103, 103, "exact"),
    ("twenty-five", 25, 25, "exact"),
    ("a soldier", 1, 1, "exact"),
    ("killed one fighter", 1, 1, "exact"),
    ("at least 17", 17, None, "at_least"),
    ("at least seventeen people", 17, None, "at_least"),
    ("more than 20", 20, None, "at_least"),
    ("no fewer than six", 6, None, "at_least"),
    ("more than a dozen", 12, None, "at_least"),
    ("30 or more", 30, None, "at_least"),
    ("up to 30", None, 30, "up_to"),
    ("as many as 40", None, 40, "up_to"),
    ("no more than three", None, 3, "up_to"),
    ("about 30", 30, 30, "about"),
    ("an estimated 300", 300, 300, "about"),
    ("some 50 people", 50, 50, "about"),
    ("between 5 and 7", 5, 7, "exact"),
    ("two or three", 2, 3, "exact"),
    ("10-15", 10, 15, "exact"),
    ("a dozen", 12, 12, "exact"),
    ("two dozen", 24, 24, "exact"),
    ("half a dozen", 6, 6, "exact"),
    ("a couple of guards", 2, 2, "exact"),
    ("1.5", None, None, "vague"),
    ("several others", None, None, "vague"),
    ("a number of", None, None, "vague"),
    ("a few", None, None, "vague"),
    ("tens", 10, None, "vague"),
    ("dozens of people", 12, None, "vague"),
    ("hundreds", 100, None, "vague"),
    ("several hundred", 200, None, "vague"),
    ("no", 0, 0, "exact"),
    ("none", 0, 0, "exact"),
    ("no one", 0, 0, "exact"),
    ("nobody was hurt", 0, 0, "exact"),
    ("the commander", None, None, "vague"),
    ("عدد", None, None, "vague"),
]

PARTS = [
    ("12 people, including three children", 12),
    ("nine people, none of them Iranian", 9),
    ("at least 8 people, three of them children", 8),
    ("eleven: eight Iranians, two Syrians", 11),
    ("15 (three children)", 15),
    ("forty people aged 20 to 30", 40),
]
HEADS = [
    ("a mother and her two children", 3),
    ("a couple and their three children", 5),
    ("three women, four children and two men", 9),
    ("a teacher, his wife and their baby", 3),
    ("the driver and two passengers", 3),
    ("the bomber and five others", 6),
    ("a policeman as well as four civilians", 5),
    ("two people and five houses", 2),
    ("12 killed and 30 wounded", 12),
    ("30 wounded and 12 killed", 12),
    ("a family of five", 5),
    ("killing a mother and her two children and wounding 12", 3),
    ("a woman, two children and a soldier were killed and a man wounded", 4),
    ("three people, a woman and two children", 3),
    ("three people – a woman and two children – were killed", 3),
    ("the deaths of a mother and her two children", 3),
    ("two soldiers, a policeman and at least four civilians", 7),
    ("a man and woman", 2),
    ("a boy, 6, and his sister, 9", 2),
    ("two boys, aged 6 and 9, and their mother", 3),
    ("two 5-year-old girls", 2),
    ("a man in his sixties and his 12-year-old grandson", 2),
    ("a woman in her 30s and two men", 3),
    ("a nurse aged 40 and a boy aged six", 2),
    ("seven men and a boy of nine", 8),
    ("a mother-of-two and her sister", 2),
    ("two nuns and the driver of their car", 3),
    ("the village head and both his wives", 3),
    ("a girl, her twin brothers and their grandmother", 4),
    ("A third", 1),
    ("both", 2),
    ("a pair of brothers", 2),
]
DENIALS = [
    "not a single",
    "not one",
    "none of the 40",
    "no casualties",
    "nobody",
    "neither",
    "unharmed",
    "without any casualties",
    "zero",
]
VAGUE = [
    ("several dozen", 24),
    ("a few dozen", 24),
    ("several hundred", 200),
    ("a few thousand", 2000),
    ("scores", 20),
    ("hundreds of people", 100),
    ("tens of thousands", 10000),
    ("several", None),
    ("many", None),
    ("some", None),
    ("a handful of men", None),
    ("the dead", None),
    ("all the people present", None),
    ("a third of the passengers", None),
]
RANGES = [
    ("between 20 and 30", 20, 30),
    ("between twenty and thirty", 20, 30),
    ("20 to 30", 20, 30),
    ("20-30", 20, 30),
    ("20–30 people", 20, 30),
    ("from 20 up to 30", 20, 30),
    ("two to three dozen", 24, 36),
    ("2-3 hundred", 200, 300),
    ("3 or 4", 3, 4),
    ("one to 24", 1, 24),
]
PARTED = [
    "1,500",
    "1 500",
    "1\u00a0500",
    "1\u202f500",
    "1\u2009500",
    "1.500",
    "1'500",
    "1’500",
    "1500",
    "\uff11\uff15\uff10\uff10",
    "one thousand five hundred",
    "1.5 thousand",
]
NO_TOLLS = [
    ("", "a 34-year-old", ""),
    ("hit at ", "10:30", " p.m."),
    ("at ", "2015", " hours"),
    ("in ", "2021", " he said"),
    ("about ", "50", " kilometres away"),
    ("worth $", "50", " million"),
    ("Flight ", "655", " was"),
    ("house no. ", "12", ""),
    ("on May ", "14", ", he"),
    ("on ", "14", " May"),
    ("a man of ", "52", ""),
    ("aged ", "52", ""),
    ("over the past ", "24", " hours"),
    ("some ", "60", " percent"),
    ("Ahmed (", "52", ") died"),
    ("an F-", "16", " jet"),
]


@pytest.mark.parametrize(("words", "number"), PARTS + HEADS)
def test_a_part_is_not_the_whole_and_persons_told_one_by_one_are_added_up(words: str, number: int) -> None:
    count = read_count(words, CountContext("killed", ENGLISH))
    assert (count.low, count.high) == (number, None if count.qualifier == "at_least" else number)


@pytest.mark.parametrize("words", DENIALS)
def test_what_is_denied_is_none(words: str) -> None:
    count = read_count(words, CountContext("injured", ENGLISH))
    assert (count.low, count.high) == (0, 0)


@pytest.mark.parametrize(("words", "least"), VAGUE)
def test_a_vague_word_is_no_number(words: str, least: int | None) -> None:
    count = read_count(words, CountContext("killed", ENGLISH))
    assert (count.low, count.high, count.qualifier) == (least, None, "vague")


@pytest.mark.parametrize(("words", "low", "high"), RANGES)
def test_a_range_has_both_its_ends(words: str, low: int, high: int) -> None:
    count = read_count(words, CountContext("killed", ENGLISH))
    assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize("words", PARTED)
def test_thousands_are_parted_in_many_ways(words: str) -> None:
    count = read_count(words, CountContext("killed", ENGLISH))
    assert (count.low, count.high) == (1500, 1500)


@pytest.mark.parametrize(("before", "words", "after"), NO_TOLLS)
def test_figures_that_count_no_one_are_no_toll(before: str, words: str, after: str) -> None:
    count = read_count(words, CountContext("killed", ENGLISH, before=before, after=after))
    assert (count.low, count.high) in {(None, None), (1, 1)}
    assert count.low is None or words.startswith("a ")


@pytest.mark.parametrize(
    ("before", "words", "number"), [("not ", "a single", 0), ("no ", "one", 0), ("killing ", "one", 1)]
)
def test_a_denial_that_was_not_copied_still_denies(before: str, words: str, number: int) -> None:
    count = read_count(words, CountContext("killed", ENGLISH, before=before, after=" person"))
    assert (count.low, count.high) == (number, number)


def test_of_a_language_that_is_not_known_only_bare_figures_are_exact() -> None:
    unknown = read_language("xx").tolls
    assert read_count("12", CountContext("killed", unknown)).qualifier == "exact"
    count = read_count("muntu 12", CountContext("killed", unknown))
    assert (count.low, count.high, count.qualifier) == (12, None, "vague")


@pytest.mark.parametrize(("words", "low", "high", "qualifier"), CASES)
def test_words_become_a_range(words: str, low: int | None, high: int | None, qualifier: str) -> None:
    count = read_count(words, CountContext("killed", ENGLISH))
    assert (count.low, count.high, count.qualifier, count.raw) == (low, high, qualifier, words)


@pytest.mark.parametrize(
    ("before", "low", "high", "qualifier"),
    [
        ("The raid killed at least ", 17, None, "at_least"),
        ("and wounded up to ", None, 17, "up_to"),
        ("It happened about a week ago and killed ", 17, 17, "exact"),
    ],
)
def test_a_qualifier_left_out_of_the_copied_words_still_counts(
    before: str, low: int | None, high: int | None, qualifier: str
) -> None:
    count = read_count("17", CountContext("injured", ENGLISH, who="fighters", before=before))
    assert (count.low, count.high, count.qualifier, count.raw) == (low, high, qualifier, "17")
    assert (count.unit, count.who) == ("injured", "fighters")


ELSEWHERE = [
    *[("fr", words, 1500) for words in ("1 500", "1\u202f500", "1.500", "mille cinq cents")],
    *[("es", words, 1500) for words in ("1.500", "1 500", "mil quinientos", "1,5 mil")],
    *[("pt", words, 1500) for words in ("1.500", "mil e quinhentos", "1,5 mil")],
    *[("it", words, 1500) for words in ("1.500", "millecinquecento", "1,5 mila")],
    *[("de", words, 1500) for words in ("1.500", "1 500", "eintausendfünfhundert", "fünfzehnhundert")],
    *[("ru", words, 1500) for words in ("1 500", "1,5 тысячи", "полторы тысячи", "тысяча пятьсот")],
    *[("uk", words, 1500) for words in ("1 500", "півтори тисячі", "тисяча п’ятсот")],
    *[("pl", words, 1500) for words in ("1 500", "półtora tysiąca", "tysiąc pięćset")],
    *[("tr", words, 1500) for words in ("1.500", "bin beş yüz", "1 bin 500")],
    *[("ar", words, 1500) for words in ("١٬٥٠٠", "1,500", "ألف وخمسمائة")],
    *[("fa", words, 1500) for words in ("۱۵۰۰", "هزار و پانصد", "۱ هزار و ۵۰۰")],
    *[("he", words, 1500) for words in ("1,500", "אלף וחמש מאות")],
    ("fr", "une quinzaine", 15),
    ("es", "dos docenas", 24),
    ("de", "zwei Dutzend", 24),
    ("ru", "два десятка", 20),
    ("it", "una ventina", 20),
    ("fr", "une mère et ses trois enfants", 4),
    ("es", "una madre y sus dos hijos", 3),
    ("es", "un hombre y una mujer", 2),
    ("de", "eine Mutter und ihre zwei Kinder", 3),
    ("it", "una madre e i suoi due figli", 3),
    ("ru", "женщина и двое детей", 3),
    ("uk", "мати і двоє дітей", 3),
    ("pl", "matka i dwoje dzieci", 3),
    ("fr", "12 personnes, dont trois enfants", 12),
    ("es", "doce personas, tres de ellas niños", 12),
]


@pytest.mark.parametrize(("language", "words", "number"), ELSEWHERE)
def test_numbers_in_other_languages(language: str, words: str, number: int) -> None:
    known = read_language(language)
    count = read_count(words, CountContext("killed", known.tolls, known.numbers))
    assert (count.low, count.high) == (number, number)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "entre 20 et 30"),
        ("es", "entre 20 y 30"),
        ("pt", "entre 20 e 30"),
        ("it", "tra 20 e 30"),
        ("de", "zwischen 20 und 30"),
        ("ru", "от 20 до 30"),
        ("uk", "від 20 до 30"),
        ("pl", "od 20 do 30"),
        ("tr", "20 ila 30"),
        ("ar", "بين 20 و30"),
        ("fa", "بین ۲۰ تا ۳۰"),
        ("he", "בין 20 ל-30"),
    ],
)
def test_ranges_in_other_languages(language: str, words: str) -> None:
    known = read_language(language)
    count = read_count(words, CountContext("killed", known.tolls, known.numbers))
    assert (count.low, count.high) == (20, 30)
