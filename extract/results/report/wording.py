"""Values, sources and conflicts in words, for people."""

from __future__ import annotations

from collections.abc import Sequence

from extract.knowledge.world.iso_3166 import common_names
from extract.results.report.date_text import date_text
from schemas import Actor, DateValue, Overruled, PlaceValue, SourceChain, SourceCounts, Toll, Words
from schemas.event import ClaimValue

CONFLICT_KINDS = {
    "disagreement": "the accounts disagree",
    "update": "a later figure replaces an earlier one",
    "granularity": "some accounts are more precise than others",
    "unit": "the figures count different things",
    "timezone": "one moment told in two time zones",
    "scope": "the accounts cover different ground",
}

ANCHORS = {
    "text": "the text gives the date",
    "dateline": "worked out from the dateline",
    "article_date": "worked out from the article’s date",
    "context": "worked out from a day told nearby in the article",
    "published": "told as done, so by the day the article came out",
    "another_article": "another article on the same event gives the date",
    "nothing": "not resolved to days",
}

LONGEST_NAME = 48

LINKS = {
    "in_response_to": ("Answers", "Answered by"),
    "follows": ("Follows", "Followed by"),
    "part_of": ("Part of", "Includes"),
}
"""How a link reads from its event, and from the event it leads to."""


def label(name: str) -> str:
    """A field, unit or rule as words: "stated_reason" is "stated reason"."""
    return name.replace("_", " ")


def rule_text(rule: str) -> str:
    """The rule behind a rank, without the field it is of: "date.most_precise" is "most precise"."""
    return label(rule.split(".", 1)[-1])


def value_text(value: ClaimValue) -> str:
    """A value as short as it can be said; free text stands in quotation marks."""
    if isinstance(value, Toll):
        return toll_text(value)
    if isinstance(value, Words):
        return f"“{value.raw}”"
    if isinstance(value, Actor):
        return value.name
    if isinstance(value, DateValue):
        return date_text(value)
    if isinstance(value, PlaceValue):
        return place_text(value)
    return label(value)


def raw_text(value: ClaimValue) -> str | None:
    """The article's own words for a value, where they say more than its text, with their English."""
    raw = value.raw if isinstance(value, Actor | DateValue | PlaceValue) else None
    told = [raw] if raw and raw != value_text(value) else []
    if not isinstance(value, Toll | str) and value.english and value.english != value_text(value):
        told.append(value.english)
    return " = ".join(told) or None


def both_texts(value: ClaimValue) -> str:
    """A value as short as it can be said; free text in another language with its English."""
    english = value.english if isinstance(value, Words) else None
    return f"{value_text(value)} (“{english}”)" if english else value_text(value)


def party_text(actor: Actor) -> str:
    """An actor's name; of one that goes by words in another language, their English with the words beside it."""
    unnamed = actor.english and actor.id is None and actor.via == "words"
    return f"{actor.english} (“{actor.name}”)" if unnamed else actor.name + by_model(actor)


def by_model(value: object) -> str:
    """The note behind a value that is the model's reading alone; empty for any other."""
    return " (as the model reads it)" if getattr(value, "via", None) == "model" else ""


def by_table(value: object) -> str:
    """Which table knew a party or a place, or told what a word for a day means, as a note behind its rule."""
    table = getattr(value, "table", None)
    if table:
        return f"; known by the table {table}" if table != "built-in" else "; known by the built-in table"
    return "; no table knows it" if isinstance(value, Actor | PlaceValue) else ""


def overruled_text(one: Overruled) -> str:
    """The value that the words give, and the reading of the model that it overruled."""
    words = f"“{one.raw}” is {one.kept}" if one.raw else one.kept
    return f"{label(one.field)}: {words}; the model read {one.reading}"


def toll_text(toll: Toll) -> str:
    """A range with its unit: "4 killed", "at least 17 killed", "9–22 injured", "an unstated number killed"."""
    return f"{_range(toll.low, toll.high)} {label(toll.unit)}"


def place_text(place: PlaceValue) -> str:
    """A place from narrow to wide, each name once: "Albu Kamal, Deir ez-Zor, Syria"."""
    parts = (place.name or place.raw, place.admin1, *map(country_name, place.countries or (place.country,)))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def country_name(code: str | None) -> str | None:
    """The common name of a country; the code itself where it is unknown."""
    return code and common_names().get(code, code)


def chain_text(chain: SourceChain) -> str:
    """Whose words they are, then the way they came: "an Iraqi militia official, via Reuters"."""
    names = [f"{source.name} (unnamed)" if source.anonymous else source.name for source in reversed(chain)]
    return names[0] + "".join(f", via {name}" for name in names[1:]) if names else ""


def origins_text(sources: SourceCounts) -> str:
    """How many outlets and independent origins: "3 outlets, 1–2 independent origins"."""
    low, high = sources.origins_min, sources.origins_max
    origins = str(low) if low == high else f"{low}–{high}"
    return f"{many(sources.outlets, 'outlet')}, {origins} independent origin{'' if origins == '1' else 's'}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: "A, B and C"."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """A text cut at a word where it is too long to stand for something."""
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def many(number: int, noun: str) -> str:
    """A number with its noun: "1 outlet", "2 outlets"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _range(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "an unstated number"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
