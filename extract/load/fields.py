"""Finds an article in named fields: of a JSON object, a row of a table, whatever program wrote it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from extract.base.errors import InputError
from extract.load.days import Order, day_of
from extract.load.document import Facts, Text, UnreadableError
from extract.load.fragment import is_html, plain_text

Columns = Mapping[str, str]
"""The names of fields that the user gave, by what they hold."""

NAMES: Mapping[str, tuple[str, ...]] = {
    what: tuple(names.split())
    for what, names in {
        "text": "text body content maintext fulltext articlebody articletext contenttext plaintext story storytext "
        "contenthtml bodytext maincontent bodyhtml article message rawcontent texte contenu texto "
        "contenido testo inhalt tekst metin текст النص المحتوى",
        "id": "id guid uuid docid articleid uniqueid",
        "title": "title headline subject articletitle maintitle titre título titulo titolo titel überschrift "
        "tytuł başlık заголовок العنوان",  # noqa: RUF001 - Turkish
        "outlet": "outlet source publisher sourcename publication sitename newspaper medianame sourcedomain domain "
        "channel website site media feed user fuente fonte quelle źródło kaynak источник джерело المصدر",
        "published": "published pubdate datepublished publishedat datepublish publicationdate publisheddate "
        "publishdate publishedtime publishedon seendate date datetime timestamp createdat time fecha "
        "data datum tarih дата التاريخ",
        "url": "url link permalink sourceurl articleurl canonicalurl uri href",
        "language": "language lang langcode languagecode",
    }.items()
}
"""What fields are called, in small letters without signs, by what they hold; earlier ones first.

Source: schema.org's NewsArticle, RSS 2.0, JSON Feed 1.1, the APIs of NewsAPI, GDELT and Media Cloud, news-please.
"""
_INSTEAD = ("description", "summary", "abstract", "snippet", "lead", "excerpt")
"""What stands for a text where there is none."""
_MOST_NAMES = 8


def check_columns(columns: Columns) -> None:
    """Return if every name is one of what a field can hold.

    Raises:
        InputError: one is not.
    """
    unknown = sorted(columns.keys() - NAMES.keys())
    if unknown:
        raise InputError(f"--columns: no {unknown[0]!r} is known; these are: {', '.join(sorted(NAMES))}")


def article_in(values: Mapping[str, Any], columns: Columns, order: Order | None = None) -> Text:
    """The article that named fields hold, with what is doubtful about it.

    Raises:
        UnreadableError: there is no text among them.
    """
    named = {what: found_field(values, what, columns) for what in NAMES}
    doubts: list[str] = []
    text = _text(values, named["text"], columns, doubts)
    told = {what: _flat(values[name]) for what, name in named.items() if name is not None and what != "text"}
    published = _day(told.pop("published", None), order, doubts)
    facts = _facts(told, doubts).model_copy(update={"published": published})
    return Text(text, facts, "record" if published else None, doubts=tuple(doubts))


def found_field(values: Mapping[str, Any], what: str, columns: Columns) -> str | None:
    """The name of the field that holds something: the one given, else one it is known by that is not empty."""
    if what in columns:
        return columns[what] if columns[what] in values else None
    taken = set(columns.values())
    by_name: dict[str, str] = {}
    for name, value in values.items():
        if name not in taken and value not in (None, "", []):
            by_name.setdefault(_squashed(name), name)
    return next((by_name[known] for known in NAMES[what] if known in by_name), None)


def _text(values: Mapping[str, Any], name: str | None, columns: Columns, doubts: list[str]) -> str:
    text = _rendered(values[name]) if name is not None else None
    if "text" not in columns and not isinstance(text, str):
        by_name = {_squashed(one): one for one in values}
        name = next((by_name[one] for one in _INSTEAD if isinstance(values.get(by_name.get(one, "")), str)), None)
        text = values[name] if name is not None else None
        if text:
            doubts.append(f'only its "{name}" is there, no whole text')
    if not isinstance(text, str) or (not text and name != "text"):
        # As JSON writes them: a name can hold anything.
        names = ", ".join(map(json.dumps, list(values)[:_MOST_NAMES])) or "no field at all"
        wanted = columns.get("text", "text")
        hint = "" if "text" in columns else "; if one of them is the text, name it: --columns text=NAME"
        raise UnreadableError(f'no "{wanted}" that is a string; it has {names[:200]}{hint}')
    # A field called "text" is the text, to the letter.
    return plain_text(text) if name != "text" and is_html(text) else text


def _rendered(value: object) -> object:
    """The markup in an object as WordPress and parsers of XML give it."""
    return (
        next((value[key] for key in ("rendered", "#text") if key in value), value) if isinstance(value, dict) else value
    )


def _flat(value: object) -> object:
    """The name in an object like {"id": null, "name": "The Daily"}; the first of a list."""
    if isinstance(value, dict):
        return next((value[key] for key in ("name", "title", "rendered", "#text") if value.get(key)), None)
    return _flat(value[0]) if isinstance(value, list) and value else value


def _day(value: object, order: Order | None, doubts: list[str]) -> Any:  # noqa: ANN401 - a day or none
    day = day_of(value, order)
    if day is None and value not in (None, ""):
        doubts.append(f"its day {str(value)[:60]!r} cannot be read; write it as 2021-03-04")
    return day


def _facts(told: Mapping[str, object], doubts: list[str]) -> Facts:
    """The facts that can be read; of the others it is said that they cannot."""
    try:
        return Facts.model_validate(told)
    except ValidationError as error:
        faulty = {str(one["loc"][0]) for one in error.errors()}
    doubts += [f'its "{what}" {str(told[what])[:60]!r} cannot be read' for what in sorted(faulty)]
    return Facts.model_validate({what: value for what, value in told.items() if what not in faulty})


def _squashed(name: object) -> str:
    return "".join(c for c in str(name).casefold() if c.isalnum())
