"""A user relies on: the days that words tell are read in each language that has its data, and none is made up."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.knowledge.language.days import Now, ToldDays, last_told, read_days
from extract.knowledge.language.read import calendar_of, numbers_of

REPORT = dt.date(2021, 6, 30)  # a Wednesday


def told(language: str, words: str, day: dt.date | None = REPORT, *, ahead: bool = False) -> tuple[str, str] | None:
    """First and last day, as "06-28", of the year of the report unless they are of another."""
    found = read_days(words, calendar_of(language), numbers_of(language), Now(day, ahead))
    return (str(found.earliest), str(found.latest)) if found.earliest or found.latest else None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "28 يونيو 2021"),
        ("ar", "٢٨ حزيران ٢٠٢١"),
        ("ar", "الاثنين 28 حزيران/يونيو 2021"),
        ("ar", "في 28 من يونيو عام 2021"),
        ("ar", "الموافق 18 ذو القعدة 1442"),
        ("fa", "۷ تیر ۱۴۰۰"),
        ("fa", "۱۴۰۰/۰۴/۰۷"),
        ("fa", "دوشنبه ۷ تیر"),
        ("he", "28 ביוני 2021"),
        ("he", "28.6.2021"),
        ("ru", "28 июня 2021 года"),
        ("ru", "28.06.2021"),
        ("ru", "28 июня"),
        ("uk", "28 червня 2021 року"),
        ("uk", "у понеділок, 28 червня"),
        ("fr", "le 28 juin 2021"),
        ("fr", "lundi 28 juin"),
        ("es", "el 28 de junio de 2021"),
        ("es", "el lunes 28 de junio"),
        ("de", "am 28. Juni 2021"),
        ("tr", "28 Haziran 2021’de"),
        ("pl", "w poniedziałek 28 czerwca 2021 r."),
        ("pt", "28 de junho de 2021"),
        ("it", "il 28 giugno 2021"),
        ("zh", "2021年6月28日"),
        ("zh", "6月28日"),
        ("zh", "28日凌晨"),
        ("ja", "28日未明"),
        ("ko", "28일 새벽"),
        ("ja", "2021年6月28日"),
        ("ja", "28日の月曜日"),
        ("ja", "一昨日"),
        ("ko", "6월 28일"),
        ("ko", "월요일에"),
        ("nl", "op 28 juni 2021"),
        ("nl", "eergisteren"),
        ("id", "Senin, 28 Juni 2021"),
        ("sv", "den 28 juni 2021"),
        ("sv", "på måndag"),
        ("el", "τη Δευτέρα"),
        ("hi", "28 जून 2021"),
        ("ru", "в понедельник"),
        ("uk", "у понеділок вранці"),
        ("fr", "lundi soir"),
        ("es", "este lunes"),
        ("de", "am Montagabend"),
        ("pl", "w poniedziałek po południu"),
        ("tr", "pazartesi günü"),
        ("ar", "مساء الاثنين"),
        ("fa", "روز دوشنبه"),
        ("he", "ביום שני"),
        ("zh", "星期一"),
        ("ru", "позавчера"),
        ("fr", "avant-hier"),
        ("ar", "أول من أمس"),
        ("fr", "il y a deux jours"),
        ("es", "hace dos días"),
        ("ru", "2 дня назад"),
        ("ru", "два дня назад"),
        ("ar", "قبل يومين"),
        ("ar", "الثامن والعشرين من يونيو"),
        ("ru", "двадцать восьмого июня"),
        ("fa", "۷ تیرماه ۱۴۰۰"),
        ("de", "vor zwei Tagen"),
        ("tr", "2 gün önce"),
        ("he", "לפני יומיים"),
    ],
)
def test_one_day_in_many_languages(language: str, words: str) -> None:
    assert told(language, words) == ("2021-06-28", "2021-06-28")


@pytest.mark.parametrize(
    ("language", "words", "first", "last"),
    [
        ("fr", "dans la nuit du dimanche 27 au lundi 28 juin 2021", "2021-06-27", "2021-06-28"),
        ("fr", "la nuit dernière", "2021-06-29", "2021-06-30"),
        ("ru", "в ночь с субботы на воскресенье", "2021-06-26", "2021-06-27"),
        ("ar", "يومي السبت والأحد", "2021-06-26", "2021-06-27"),
        ("ar", "ليلة السبت الأحد", "2021-06-26", "2021-06-27"),
        ("es", "1º de junio", "2021-06-01", "2021-06-01"),
        ("fr", "le premier juin", "2021-06-01", "2021-06-01"),
        ("ar", "منذ عام 2014", "2014-01-01", "2021-06-30"),
        ("ru", "год назад", "2020-01-01", "2020-12-31"),
        ("zh", "6月1日至3日", "2021-06-01", "2021-06-03"),
        ("zh", "2020年12月30日至1月2日", "2020-12-30", "2021-01-02"),
        ("zh", "27日夜至28日凌晨", "2021-06-27", "2021-06-28"),
        ("zh", "1日至3日", "2021-06-01", "2021-06-03"),
        ("ja", "6月1日から3日", "2021-06-01", "2021-06-03"),
        ("ko", "6월 1일~3일", "2021-06-01", "2021-06-03"),
        ("fr", "en février", "2021-02-01", "2021-02-28"),
        ("fr", "depuis lundi", "2021-06-28", "2021-06-30"),
        ("ru", "в ночь на 28 июня", "2021-06-27", "2021-06-28"),
        ("ru", "в ночь на понедельник", "2021-06-27", "2021-06-28"),
        ("ru", "в июле 2020 года", "2020-07-01", "2020-07-31"),
        ("ru", "на прошлой неделе", "2021-06-21", "2021-06-27"),
        ("uk", "27–28 червня", "2021-06-27", "2021-06-28"),
        ("es", "entre el 27 y el 28 de junio", "2021-06-27", "2021-06-28"),
        ("es", "en 2019", "2019-01-01", "2019-12-31"),
        ("ar", "حزيران/يونيو 2018", "2018-06-01", "2018-06-30"),
        ("ar", "الشهر الماضي", "2021-05-01", "2021-05-31"),
        ("tr", "şubat ayında", "2021-02-01", "2021-02-28"),
        ("de", "in der Nacht auf Montag", "2021-06-27", "2021-06-28"),
        ("fr", "il y a trois semaines", "2021-06-06", "2021-06-12"),
        ("ru", "среду", "2021-06-30", "2021-06-30"),
        ("ru", "прошлую среду", "2021-06-23", "2021-06-23"),
    ],
)
def test_longer_times(language: str, words: str, first: str, last: str) -> None:
    assert told(language, words) == (first, last)


def test_what_is_to_come_is_the_next_such_day() -> None:
    assert told("fr", "vendredi", ahead=True) == ("2021-07-02", "2021-07-02")
    assert told("ru", "5 июля", ahead=True) == ("2021-07-05", "2021-07-05")


def test_without_a_dated_report_only_written_days_are_told_and_the_weekday_is_kept() -> None:
    assert told("ar", "28 يونيو 2021", None) == ("2021-06-28", "2021-06-28")
    assert told("ar", "أمس", None) is None
    found = read_days("в пятницу", calendar_of("ru"), numbers_of("ru"), Now(None))
    assert found == ToldDays(weekday=4)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "вечером"),
        ("ar", "الساعة 17:00"),
        ("fr", "la veille"),
        ("zh", "3日内"),
        ("ja", "3日間"),
        ("fr", "le 31 février 2021"),
        ("es", "hacia las 13.15"),
        ("es", "por la mañana"),
        ("de", "am Morgen"),
        ("ar", "اليوم نفسه"),
        ("he", "באותו היום"),
        ("ru", "в тот же день"),
    ],
)
def test_words_that_tell_no_day_tell_none(language: str, words: str) -> None:
    assert told(language, words) is None


@pytest.mark.parametrize(
    ("language", "before", "words", "first", "last"),
    [
        ("fr", "Vendredi, deux missiles ont frappé la ville.", "la veille", "2021-06-24", "2021-06-24"),
        ("ru", "В понедельник, 28 июня, ранены двое.", "в тот же день", "2021-06-28", "2021-06-28"),
        ("ru", "В ночь на 28 июня ранены двое.", "днем ранее", "2021-06-27", "2021-06-27"),
        ("tr", "Saldırı 28 Haziran'da düzenlendi.", "bir gün önce", "2021-06-27", "2021-06-27"),
        ("zh", "6月28日，两人死亡。", "前一天", "2021-06-27", "2021-06-27"),
        ("fr", "En février, la ville avait été frappée.", "la veille", None, None),
    ],
)
def test_a_day_is_told_from_the_one_before_it(
    language: str, before: str, words: str, first: str | None, last: str | None
) -> None:
    calendar, numbers = calendar_of(language), numbers_of(language)
    base = last_told(before, calendar, numbers, Now(REPORT))
    found = read_days(words, calendar, numbers, Now(REPORT, told=base))
    assert [one.isoformat() if one else None for one in (found.earliest, found.latest)] == [first, last]


@pytest.mark.parametrize(
    ("language", "words", "days"),
    [
        ("es", "el Viernes Santo", None),
        ("fr", "le dimanche de Pâques", None),
        ("ru", "в Страстную пятницу", None),
        ("es", "el último viernes de marzo", ("2021-03-01", "2021-03-31")),
        ("fr", "le deuxième lundi d'avril", ("2021-04-01", "2021-04-30")),
        ("es", "el viernes", ("2021-06-25", "2021-06-25")),
    ],
)
def test_a_weekday_of_a_feast_or_of_another_month_is_none_of_this_week(
    language: str, words: str, days: tuple[str, str] | None
) -> None:
    assert told(language, words) == days
