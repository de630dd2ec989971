"""Reads what a text says of itself: title, outlet, day of publication, dateline."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.base.types import Dateline
from extract.knowledge.language.page_words import word_set
from extract.knowledge.language.written_dates import find_dates, names_weekday
from extract.page.addresses import is_keeper, original_address
from extract.page.datelines import FoundDateline, find_dateline
from extract.page.furniture import domain, labelled
from extract.page.layout import LaidOut
from schemas import Span


@dataclass(frozen=True, slots=True)
class Header:
    """The facts in the head of a text; None where it does not say."""

    title: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    dateline: Dateline | None = None


def read_header(text: str, parts: Sequence[LaidOut]) -> Header:
    """Title, outlet, day and dateline from the lines before the report and the report's opening words.

    ``parts`` are the layout of the text.

    The day is, in this order: one labelled as published or alone in the head; the dateline's, with
    its year; a picture caption's, if the report opens by naming its
    weekday.  Never a day told in the report itself.  The outlet is an address or a label of the
    head, else the agency in the dateline.
    """
    first = next((i for i, part in enumerate(parts) if part.role in ("body", "dateline")), len(parts))
    head = [part for part in parts[:first] if part.role != "furniture"]
    values = list(_labelled_values(head))
    found = _opening_dateline(text, parts[first : first + 1])
    dateline, day = found if found else (None, None)
    return Header(
        title=_title(head, values),
        outlet=_outlet(head, values) or (dateline.agency if dateline else None),
        published=_published(head, values, dateline_day=day, report=parts[first : first + 3]),
        dateline=dateline,
    )


def _labelled_values(head: Sequence[LaidOut]) -> Iterator[tuple[str, str]]:
    """Pairs of a label's kind and its value, of "By X | Updated: ..." each; an unlabelled header is "none"."""
    for part in head:
        if part.role != "header":
            continue
        for piece in re.split(r"\s*[|·•]\s*", part.paragraph.words):
            yield labelled(piece) or ("none", piece)


def _title(head: Sequence[LaidOut], values: Sequence[tuple[str, str]]) -> str | None:
    stated = [value for kind, value in values if kind == "title" and value]
    headlines = [part.paragraph.words for part in head if part.role == "title"]
    unquoted = [re.sub(r"^([\"'])(.*)\1$", r"\2", value) for value in stated]
    return next((title.lstrip("# ") for title in [*unquoted, *headlines]), None)


def _outlet(head: Sequence[LaidOut], values: Sequence[tuple[str, str]]) -> str | None:
    addresses = [value for kind, value in values if kind == "address"]
    alone = [part.paragraph.words for part in head if part.role == "header"]
    stated = [value for kind, value in values if kind == "outlet" and value]
    hosts = [host for host in map(_publisher, [*alone, *addresses, *stated]) if host]
    named = [value for value in stated if value.casefold() not in word_set("outlets", "not_agencies")]
    return next(iter([*hosts, *named]), None)


def _publisher(words: str) -> str | None:
    """The host of an address, of the page that it keeps where it is an archive's."""
    host = domain(original_address(words))
    return None if is_keeper(host) else host


def _published(
    head: Sequence[LaidOut],
    values: Sequence[tuple[str, str]],
    *,
    dateline_day: dt.date | None,
    report: Sequence[LaidOut],
) -> dt.date | None:
    def days(*kinds: str) -> list[dt.date]:
        return [date.day for kind, value in values if kind in kinds for date in find_dates(value)[:1]]

    captions = [part.paragraph.words for part in head if part.role == "caption"]
    candidates = [
        *days("published"),
        *days("none", "other", "outlet"),
        *([dateline_day] if dateline_day else []),
        *_caption_days(captions, report=" ".join(part.paragraph.words for part in report)),
    ]
    return next(iter(candidates), None)


def _caption_days(captions: Sequence[str], *, report: str) -> Iterator[dt.date]:
    """Days of captions: a picture may be years old, so the report must name the same weekday."""
    for caption in captions:
        if re.search(r"\b(?:file|archive)\b", caption, re.IGNORECASE):
            continue
        for date in find_dates(caption)[-1:]:
            if names_weekday(report, date.day):
                yield date.day


def _opening_dateline(text: str, opening: Sequence[LaidOut]) -> tuple[Dateline, dt.date | None] | None:
    for part in opening:
        start, end = part.paragraph.start, part.paragraph.end
        found: FoundDateline | None = find_dateline(text[start:end])
        if found:
            span = Span(start=start, end=start + found.length)
            return Dateline(place=found.place, agency=found.agency, span=span), found.day
    return None
