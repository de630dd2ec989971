"""The values a field can take once its words are understood: dates, places, actors, counts.

Each keeps the words it was made of (``raw``) and where they stand (``span``; null where the
value was worked out from something else than the words of this article).  ``via`` tells whether the
program read them, the model that copied them, or both alike.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from schemas.base import Frozen
from schemas.evidence import Span

DatePrecision = Literal["day", "week", "month", "year", "none"]
DateAnchor = Literal["text", "dateline", "article_date", "context", "published", "another_article", "nothing"]
"""What tells the days: the words, the day of the report, a day told nearby in the article, another article; where
nothing does, what is told as done was done by the day the article came out ("published").
"""

PartOfDay = Literal["early_hours", "morning", "midday", "afternoon", "evening", "night"]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
PlacePrecision = Literal["exact", "near", "district", "province", "region", "country", "none"]
CountUnit = Literal["killed", "injured", "killed_or_injured"]
CountQualifier = Literal["exact", "at_least", "up_to", "about", "vague"]
Via = Literal["words", "both", "model"]
"""What a value comes from: the words as the program reads them, the model's reading of them, or both alike."""

_VIA = "words, as the program reads them; the model's reading, where it cannot; both, where they agree"
_ENGLISH = "The words in English, by the model; null where they are English"
_USER_TABLE = "The user's table that says what the words mean; null where none does"
_TABLE = "The table that knew it: a file that the user gave, or built-in; null where none did"


class DateValue(Frozen):
    """When something happened, as an interval of days that never pretends to be narrower than the text."""

    raw: str = Field(description="The words of the article: 'early on Friday local time'")
    span: Span | None = None
    earliest: dt.date | None = Field(default=None, description="First possible day; null if unknown")
    latest: dt.date | None = Field(default=None, description="Last possible day; null if unknown")
    precision: DatePrecision = "none"
    weekday: Weekday | None = Field(default=None, description="The weekday the text names, kept even if unresolved")
    anchor: DateAnchor = Field(default="nothing", description="What resolved the words to days")
    timezone: str | None = Field(default=None, description="IANA zone the date is told in, where the text shows it")
    time: str | None = Field(
        default=None,
        pattern=r"^([01]\d|2[0-3]):[0-5]\d$",
        description="Time of day as told, exact or about: '23:08'",
    )
    part_of_day: PartOfDay | None = Field(default=None, description="Part of the day told, or that the time is in")
    via: Via = Field(default="words", description=_VIA)
    english: str | None = Field(default=None, description=_ENGLISH)
    table: str | None = Field(default=None, description=_USER_TABLE)

    @model_validator(mode="after")
    def _interval_is_ordered(self) -> Self:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"the latest day {self.latest} is before the earliest {self.earliest}")
        return self


class PlaceValue(Frozen):
    """Where something happened; a dateline is never the place of an event."""

    raw: str = Field(description="The words of the article: 'Syria’s eastern province of Deir ez-Zor'")
    span: Span | None = None
    name: str | None = Field(default=None, description="Canonical name of the narrowest place understood")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-2; null if none or several are named")
    countries: tuple[str, ...] = Field(default=(), description="All countries the words name, sorted")
    admin1: str | None = Field(default=None, description="First-level division, canonical name")
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    precision: PlacePrecision = "none"
    via: Via = Field(default="words", description=_VIA)
    english: str | None = Field(default=None, description=_ENGLISH)
    table: str | None = Field(default=None, description=_TABLE)
    code: str | None = Field(default=None, description="Its identifier in that table: a P-code, a GeoNames id")


class Actor(Frozen):
    """A person, group, state or facility that takes part in an event."""

    raw: str = Field(description="The words of the article: 'Hashd al-Sha’abi'")
    span: Span | None = None
    name: str = Field(description="Neutral canonical name, or the words themselves where no table knows them")
    id: str | None = Field(default=None, description="Identifier in the alias table; null if unknown to it")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-2 of the state it belongs to")
    role: str | None = Field(default=None, description="The part it plays, as its kind has them: attacker, speaker")
    member_of: tuple[str, ...] = Field(default=(), description="Identifiers of the bodies it is part of")
    via: Via = Field(default="words", description=_VIA)
    english: str | None = Field(default=None, description=_ENGLISH)
    table: str | None = Field(default=None, description=_TABLE)


class Count(Frozen):
    """A number of persons as reported; null is unknown, and never the same as 0."""

    raw: str = Field(description="The words of the article: 'killed one fighter'")
    span: Span | None = None
    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    unit: str = Field(description="What is counted: killed, injured, killed_or_injured, or what its kind counts")
    qualifier: CountQualifier = "exact"
    who: str | None = Field(default=None, description="Whom it counts, as written: 'fighter', 'civilians'")
    part: bool = Field(default=False, description="True if a larger figure beside it counts them too")
    via: Via = Field(default="words", description=_VIA)
    english: str | None = Field(default=None, description=_ENGLISH)
    table: str | None = Field(default=None, description=_USER_TABLE)

    @model_validator(mode="after")
    def _range_is_ordered(self) -> Self:
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError(f"the high figure {self.high} is below the low figure {self.low}")
        return self


class Words(Frozen):
    """Free text copied from the article: a weapon, a reason, the content of a statement."""

    raw: str
    span: Span | None = None
    english: str | None = Field(default=None, description=_ENGLISH)


Value = DateValue | PlaceValue | Actor | Count | Words
