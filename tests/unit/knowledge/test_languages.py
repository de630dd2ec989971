"""A user relies on: what is known of a language is told by its data alone, and one without data is left as it is."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.knowledge.language.letters import folded, folded_evenly
from extract.knowledge.language.read import calendar_of, every_calendar, read_language
from extract.knowledge.language.tables import languages
from extract.knowledge.language.written_dates import find_dates
from extract.page.layout import layout


@pytest.mark.parametrize("code", languages())
def test_every_language_has_all_months_and_weekdays(code: str) -> None:
    assert set(calendar_of(code).months.values()) == set(range(1, 13))
    assert set(calendar_of(code).weekdays.values()) == set(range(7))


def test_nothing_is_known_of_a_language_without_a_folder_or_of_no_language() -> None:
    for language in (read_language("xx"), read_language(None)):
        assert not language.triggers
        assert not language.labels
        assert language.order is None


def test_a_name_that_means_two_months_in_two_languages_means_none() -> None:
    meant = [calendar_of(code).months.get("mar") for code in languages()]
    assert set(meant) <= {3, None}
    for name, number in every_calendar().months.items():
        assert {calendar_of(code).months.get(name, number) for code in languages()} == {number}


@pytest.mark.parametrize(
    "words",
    [
        "28 June 2021",
        "28 juin 2021",
        "28 de junio de 2021",
        "28. Juni 2021",
        "28 июня 2021 года",
        "28 червня 2021",
        "28 czerwca 2021",
        "28 Haziran 2021",
        "28 يونيو 2021",
        "٢٨ يونيو ٢٠٢١",
        "28 حزيران 2021",
        "28 ژوئن 2021",
        "28 ביוני 2021",
        "2021年6月28日",
    ],
)
def test_a_written_day_is_found_in_any_of_them(words: str) -> None:
    assert [date.day for date in find_dates(words)] == [dt.date(2021, 6, 28)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأربعاء", "الاربعاء"),
        ("مُحَمَّد", "محمد"),
        ("كتـــائب", "كتائب"),
        ("سه‌شنبه", "سهشنبه"),
        ("ﻛﺘﺎﺋﺐ", "كتايب"),
        ("٢٨", "28"),
        ("۲۸", "28"),
        ("\uff12\uff18", "28"),
        ("пʼятниця", "п'ятниця"),
        ("Ёлка", "елка"),
        ("İzmir", "izmir"),
    ],
)
def test_ways_to_write_one_word_compare_as_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_folding_evenly_keeps_offsets() -> None:
    text = "İzmir’de ٢٨ أبريل ﷺ"
    assert len(folded_evenly(text)) == len(text)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("À lire aussi : la météo du jour", "furniture"),
        ("Suscríbete a nuestro boletín", "furniture"),
        ("Подписывайтесь на наш канал", "furniture"),
        ("Читайте також: погода на завтра", "furniture"),
        ("تابعنا على تويتر", "furniture"),
        ("Publié le 28 juin 2021", "header"),
        ("Опубликовано: 28 июня 2021", "header"),
        ("تاريخ النشر: 28 يونيو 2021", "header"),
    ],
)
def test_furniture_of_pages_in_other_languages(line: str, role: str) -> None:
    text = (
        f"A title of some words\n\n{line}\n\nThe river rose by two metres in the night. Nobody was hurt in the town.\n"
    )
    assert [part.role for part in layout(text) if part.paragraph.words == line] == [role]
