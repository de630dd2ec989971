"""Turns the words of a number of persons into a range: "at least 17" is 17 or more, "dozens" 12 or more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from text_to_num import alpha2digit  # type: ignore[import-untyped]

from extract.knowledge.language.numbers import NO_WORDS, UNTOLD, Numbers, read_number
from schemas import Count, Span
from schemas.values import CountQualifier

_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_NUMBER = re.compile(
    r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+)(?![\d%]|[.,]\d|st\b|nd\b|rd\b|th\b)"
    r"(?:[ -](dozen|score|hundred|thousand|million)\b)?"
)
_RANGE = re.compile(r"\s*(?:-|–|—|to|or|and)\s*")
_ZERO = re.compile(r"\b(?:none|nobody|no[ -]one|zero|no(?! (?:fewer|less|more)\b))\b")
_COLLECTIVE = re.compile(
    r"\bhalf[ -](?:a[ -])?dozen\b|\b(?:a |the )?(?:couple|pair)(?: of)?\b|\bboth\b"
    r"|\b(?:a|the|one) (?=dozen\b|score of\b)"
)
_ONE = re.compile(r"\b(?:an?|another|(?<=the )only)\b")
_SEVERAL = re.compile(r"\b(?:several|a few|few|many|some)\s*$")

# Source: ACLED's coding of fatalities for tens, dozens and hundreds; each other is the least that the word can mean.
_PLURALS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\bhundreds of thousands\b"), 100_000),
    (re.compile(r"\btens of thousands\b"), 10_000),
    (re.compile(r"\bthousands\b"), 1_000),
    (re.compile(r"\bhundreds\b"), 100),
    (re.compile(r"\bscores\b"), 20),
    (re.compile(r"\bdozens\b"), 12),
    (re.compile(r"\btens\b"), 10),
)
_SOME = re.compile(r"\b(?:several|some|few|numbers?|handful|groups?|series|many|numerous|various|multiple|others)\b")
_QUALIFIERS: tuple[tuple[CountQualifier, str], ...] = (
    (
        "up_to",
        r"up to|as many as|as much as|at (?:the )?most|(?:no|not) more than|a maximum of|maximum"
        r"|(?<!no )(?<!not )(?:fewer|less) than|under|below",
    ),
    (
        "at_least",
        r"at (?:the very )?least|(?:no|not) (?:fewer|less) than|(?<!no )(?<!not )more than|over|above"
        r"|upwards of|in excess of|a minimum of|minimum|exceeding",
    ),
    (
        "about",
        r"about|around|some|approximately|approx\.?|roughly|nearly|almost|(?:an )?estimated|close (?:to|on)|circa|c\."
        r"|more or less",
    ),
)
_BEFORE = tuple((qualifier, re.compile(rf"\b(?:{words})\s+(?:an? |the |some )?$")) for qualifier, words in _QUALIFIERS)
_AFTER: tuple[tuple[CountQualifier, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(r"^\s*(?:\+|(?:or|and) more\b|at (?:the )?least\b|(?:, )?and (?:possibly|perhaps) more\b)"),
    ),
    ("up_to", re.compile(r"^\s*(?:or fewer|or less|at (?:the )?most)\b")),
    ("about", re.compile(r"^\s*(?:-odd|odd|or so)\b")),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Whom a number counts, the words that stand before it in the text, and the number words of its language.

    Without number words they are read as English ones are: figures are the same in most languages.
    """

    unit: str
    who: str | None = None
    before: str = ""
    numbers: Numbers = NO_WORDS


def read_count(raw: str, counted: Counted, *, span: Span | None = None) -> Count:
    """The number of persons that words tell.

    "At least 17" and "more than 20" set the low figure and leave the high one open ("more than 20"
    is low 20: newsrooms do not mean 21); "up to 30" sets the high figure alone; a word like
    "several" or "dozens" sets the least it can mean.  Words without a number leave both open.

    Source: https://acleddata.com (a vague report is coded by the least its word can mean).
    """
    if counted.numbers:
        low, high, qualifier = read_number(raw, counted.numbers, before=counted.before) or UNTOLD
    else:
        low, high, qualifier = _figures(_with_qualifier(raw, counted.before))
    return Count(raw=raw, span=span, low=low, high=high, unit=counted.unit, qualifier=qualifier, who=counted.who)


def _with_qualifier(raw: str, before: str) -> str:
    """The words with a qualifier that stands right before them, and was not copied, put back."""
    lead = " ".join(before.lower().split()[-4:]) + " "
    found = next((match.group() for _, pattern in _BEFORE if (match := pattern.search(lead))), "")
    return found + " ".join(raw.lower().split())


def _figures(words: str) -> tuple[int | None, int | None, CountQualifier]:
    least = next((least for plural, least in _PLURALS if plural.search(words)), None)
    if least is not None:
        return least, None, "vague"
    text = _COLLECTIVE.sub(lambda match: _collective(match.group()), words)
    text = alpha2digit(_ZERO.sub("0", text), "en", threshold=0)
    numbers = list(_NUMBER.finditer(text))
    if not numbers:
        return _without_number(text)
    first = numbers[0]
    value = _value(first)
    if (
        len(numbers) > 1
        and _RANGE.fullmatch(text, first.end(), numbers[1].start())
        and _is_range(text, first, numbers[1])
    ):
        low, high = sorted((value, _value(numbers[1])))
        return low, high, "exact"
    lead = text[: first.start()]
    if _SEVERAL.search(lead) and value in _SCALES.values():
        return 2 * value, None, "vague"
    qualifier = _qualifier(lead, text[first.end() :])
    return (None if qualifier == "up_to" else value), (None if qualifier == "at_least" else value), qualifier


def _collective(words: str) -> str:
    if words.startswith("half"):
        return "6"
    return "1 " if words in {"a ", "the ", "one "} else "2"


def _value(number: re.Match[str]) -> int:
    return int(number[1].replace(",", "")) * _SCALES.get(number[2] or "", 1)


def _is_range(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """ "5 to 7" is a range and "between 5 and 7" too; "5 and 7" alone are two numbers."""
    joined = text[first.end() : second.start()].strip()
    return joined != "and" or text[: first.start()].rstrip().endswith(("between", "from"))


def _qualifier(before: str, after: str) -> CountQualifier:
    found = [qualifier for qualifier, pattern in _BEFORE if pattern.search(before)]
    found += [qualifier for qualifier, pattern in _AFTER if pattern.search(after)]
    return found[0] if found else "exact"


def _without_number(text: str) -> tuple[int | None, int | None, CountQualifier]:
    if _SOME.search(text):
        return 2, None, "vague"
    if _ONE.search(text):
        return 1, 1, "exact"
    return None, None, "vague"
