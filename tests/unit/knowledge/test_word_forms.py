"""A user relies on: words are found in the form that a sentence gives them, and never other words."""

from __future__ import annotations

import pytest

from extract.ground.copied_words import find
from extract.ground.word_forms import find_in_another_form
from extract.knowledge.language.read import read_language
from schemas import Span


def standing(language: str, text: str, words: str) -> str | None:
    known = read_language(language)
    span = find_in_another_form(text, words, Span(start=0, end=len(text)), known.forms, known.numbers.words)
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("language", "text", "words", "found"),
    [
        ("ar", "غارة على مقر لكتائب حزب الله", "كتائب حزب الله", "كتائب حزب الله"),
        ("ar", "مقر للكتائب في بغداد", "الكتائب", "لكتائب"),
        ("ar", "هجوم ببغداد", "بغداد", "بغداد"),
        ("ar", "وقُتل وخمسةُ جنود", "خمسة جنود", "خمسةُ جنود"),
        ("he", "הירי בירושלים", "ירושלים", "ירושלים"),
        ("ru", "удар по Харькову", "Харьков", "Харькову"),
        ("ru", "в Белгородской области", "Белгородская область", "Белгородской области"),
        ("ru", "министром обороны", "министр обороны", "министром обороны"),
        ("uk", "удар по Вінниці", "Вінниця", "Вінниці"),
        ("pl", "atak na Kremenczuk i w Kremenczuku", "Kremenczuku", "Kremenczuk"),
        ("tr", "Bağdatta saldırı", "Bağdat", "Bağdatta"),
        ("de", "Sprecher des Ministeriums", "Ministerium", "Ministeriums"),
    ],
)
def test_a_word_is_found_with_what_is_glued_to_it_and_with_other_endings(
    language: str, text: str, words: str, found: str
) -> None:
    assert standing(language, text, words) == found


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ru", "четверо погибших", "девять погибших"),
        ("ru", "пять погибших", "пятеро погибших"),
        ("ru", "погибли 14 человек", "4 человек"),
        ("ar", "خمسة جنود", "تسعة جنود"),
        ("ar", "بلد بعيد", "لد"),
        ("uk", "у Києві", "Львів"),
        ("en", "the Ministries", "Ministry"),
        ("fr", "les ministres", "ministre"),
    ],
)
def test_other_words_are_not_found(language: str, text: str, words: str) -> None:
    assert standing(language, text, words) is None


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("قُتِلَ مُحَمَّدٌ أمس", "محمد", "مُحَمَّدٌ"),
        ("كتـــائب حزب الله", "كتائب حزب الله", "كتـــائب حزب الله"),
        ("ﻛﺘﺎﺋﺐ حزب", "كتائب", "ﻛﺘﺎﺋﺐ"),
        ("مقتل ١٢ شخصا", "12 شخصا", "١٢ شخصا"),
        ("קיבוץ צה״ל", 'צה"ל', "צה״ל"),
        ("שָׁלוֹם עליכם", "שלום", "שָׁלוֹם"),
        ("死者\uff11\uff12人", "12人", "\uff11\uff12人"),
        ("کتاب‌ها سوخت", "کتاب", "کتاب"),
        ("كتاب‌ها سوخت", "کتاب‌ها", "كتاب‌ها"),
        ("Алёна сказала", "Алена", "Алёна"),
        ("\u200fالجيش\u200e قال", "الجيش", "الجيش"),
        ("ระเบิดกรุงเทพเมื่อวาน", "กรุงเทพ", "กรุงเทพ"),
        ("1\u202f200 personnes", "1 200 personnes", "1\u202f200 personnes"),
    ],
)
def test_one_word_written_in_two_ways_is_one(text: str, words: str, found: str) -> None:
    span = find(text, words, Span(start=0, end=len(text)))
    assert span is not None
    assert text[span.start : span.end] == found


@pytest.mark.parametrize(("text", "words"), [("1\u00a0200 personnes", "200 personnes"), ("١٬٢٠٠ شخص", "٢٠٠ شخص")])
def test_a_part_of_a_figure_is_not_found(text: str, words: str) -> None:
    assert find(text, words, Span(start=0, end=len(text))) is None
