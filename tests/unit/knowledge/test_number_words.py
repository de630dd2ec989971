"""A user relies on: a number of people is read in each language with words for it, with its bound, never guessed."""

from __future__ import annotations

import pytest

from extract.knowledge.language.numbers import ToldNumber, read_number
from extract.knowledge.language.read import numbers_of


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("ar", "قتيل واحد", 1),
        ("ar", "جنديان", 2),
        ("ar", "ثلاثة أشخاص", 3),
        ("ar", "خمسة عشر مدنيا", 15),
        ("ar", "أحد عشر", 11),
        ("ar", "خمسة وعشرين شخصا", 25),
        ("ar", "مئة وخمسون", 150),
        ("ar", "ثلاثة آلاف", 3000),
        ("ar", "١٢ مدنياً", 12),
        ("ar", "طفل", 1),
        ("ru", "один человек", 1),
        ("ru", "двое гражданских", 2),
        ("ru", "двадцать пять раненых", 25),
        ("ru", "сто двадцать три", 123),
        ("ru", "1 200 человек", 1200),
        ("ru", "две тысячи пятьсот", 2500),
        ("ru", "ребенок", 1),
        ("uk", "п’ятеро людей", 5),
        ("uk", "двадцять одна особа", 21),
        ("uk", "троє дітей", 3),
        ("fr", "un enfant", 1),
        ("fr", "quatre-vingt-douze blessés", 92),
        ("fr", "1 200 personnes", 1200),
        ("fr", "dix-sept", 17),
        ("es", "veintidós muertos", 22),
        ("es", "una persona", 1),
        ("es", "dos civiles", 2),
        ("es", "ciento cinco", 105),
        ("de", "zweiundzwanzig Menschen", 22),
        ("de", "ein Kind", 1),
        ("de", "1.200 Menschen", 1200),
        ("tr", "on iki sivil", 12),
        ("tr", "yüz elli", 150),
        ("tr", "iki bin", 2000),
        ("fa", "بیست و پنج نفر", 25),
        ("fa", "۱۲ نفر", 12),
        ("fa", "یک کودک", 1),
        ("he", "עשרים וחמישה הרוגים", 25),
        ("he", "שלושה בני אדם", 3),
        ("he", "חמישה עשר", 15),
        ("pl", "pięcioro dzieci", 5),
        ("pl", "dwudziestu trzech rannych", 23),
        ("zh", "十二人", 12),
        ("zh", "两名士兵", 2),
        ("zh", "一百二十三人", 123),
        ("zh", "两千五百人", 2500),
        ("ja", "十二人", 12),
        ("ko", "두 명", 2),
        ("nl", "een kind", 1),
        ("nl", "tweeëntwintig mensen", 22),
        ("id", "dua puluh lima orang", 25),
        ("id", "dua belas", 12),
    ],
)
def test_numbers_in_words_and_in_local_digits(language: str, words: str, value: int) -> None:
    assert read_number(words, numbers_of(language)) == ToldNumber(value, value, "exact")


@pytest.mark.parametrize(
    ("language", "words", "low", "high", "qualifier"),
    [
        ("ar", "ما لا يقل عن 12 شخصا", 12, None, "at_least"),
        ("ar", "١٢ قتيلا على الأقل", 12, None, "at_least"),
        ("ar", "لأكثر من عشرين", 20, None, "at_least"),
        ("ar", "نحو 30", 30, 30, "about"),
        ("ar", "عشرات القتلى", 10, None, "vague"),
        ("ru", "не менее двух человек", 2, None, "at_least"),
        ("ru", "не более 12", None, 12, "up_to"),
        ("ru", "более 40 человек", 40, None, "at_least"),
        ("ru", "десятки раненых", 10, None, "vague"),
        ("ru", "от 5 до 7", 5, 7, "exact"),
        ("uk", "щонайменше 12", 12, None, "at_least"),
        ("uk", "понад двадцять", 20, None, "at_least"),
        ("uk", "близько 30", 30, 30, "about"),
        ("fr", "au moins 12 morts", 12, None, "at_least"),
        ("fr", "plus d’une trentaine", 30, None, "at_least"),
        ("fr", "jusqu’à 30", None, 30, "up_to"),
        ("fr", "plusieurs blessés", 2, None, "vague"),
        ("es", "al menos 12 personas", 12, None, "at_least"),
        ("es", "unos 30", 30, 30, "about"),
        ("es", "decenas de heridos", 10, None, "vague"),
        ("de", "mindestens 12 Menschen", 12, None, "at_least"),
        ("de", "bis zu 30", None, 30, "up_to"),
        ("tr", "en az 12 kişi", 12, None, "at_least"),
        ("tr", "12’den fazla kişi", 12, None, "at_least"),
        ("fa", "دست‌کم ۱۲ نفر", 12, None, "at_least"),
        ("he", "לפחות 12 בני אדם", 12, None, "at_least"),
        ("he", "יותר מ־20", 20, None, "at_least"),
        ("pl", "co najmniej 12 osób", 12, None, "at_least"),
        ("zh", "至少12人", 12, None, "at_least"),
        ("zh", "12人以上", 12, None, "at_least"),
        ("ja", "少なくとも12人", 12, None, "at_least"),
        ("ko", "최소 12명", 12, None, "at_least"),
        ("nl", "minstens 12 mensen", 12, None, "at_least"),
        ("id", "sedikitnya 12 orang", 12, None, "at_least"),
    ],
)
def test_bounds_and_words_without_a_figure(
    language: str, words: str, low: int | None, high: int | None, qualifier: str
) -> None:
    assert read_number(words, numbers_of(language)) == ToldNumber(low, high, qualifier)  # type: ignore[arg-type]


def test_a_bound_that_was_not_copied_counts_from_beside_the_words() -> None:
    told = read_number("12", numbers_of("es"), before="murieron al menos ", after=" personas")
    assert told == ToldNumber(12, None, "at_least")
    assert read_number("21", numbers_of("ru"), before="Число погибших выросло до ") == ToldNumber(21, 21, "exact")
    assert read_number("двое", numbers_of("ru"), before="Погибли как минимум ") == ToldNumber(2, None, "at_least")


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", "ضحايا"), ("ru", "пострадавшие"), ("fr", "des victimes"), ("zh", "伤亡"), ("xx", "a")],
)
def test_words_without_a_number_tell_none(language: str, words: str) -> None:
    assert read_number(words, numbers_of(language)) is None


def test_a_share_is_no_number_of_people() -> None:
    assert read_number("12 %", numbers_of("fr")) is None
