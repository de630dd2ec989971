"""Reads JSON (an object or a list of objects) and JSON Lines (an object a line): an article each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extract.load.days import Order, order_of
from extract.load.decoding import decode
from extract.load.document import Flaw, Text, UnreadableError
from extract.load.fields import Columns, article_in, found_field
from extract.load.telegram import is_telegram, telegram_messages
from extract.load.wiki import is_wiki_answer, wiki_answer_pages

MOST_VALUES = 4_000_000
"""Values in one JSON document, about: each costs memory, however short it is written."""

_LISTS = ("articles", "items", "results", "data", "documents", "docs", "hits", "entries", "posts", "stories", "news")
"""What the list of articles is called in the answer of a service, or in a JSON Feed."""
_NO_COLUMNS: Columns = {}


def read_json(data: bytes, columns: Columns = _NO_COLUMNS) -> Iterator[Text | Flaw]:
    """The article that the object is, or the articles of the list in it, numbered; Telegram's messages by their id.

    Raises:
        UnreadableError: it is no JSON, neither an object nor a list, or not an article.
    """
    found = _parse(data)
    if isinstance(found, dict) and is_telegram(found):
        yield from telegram_messages(found)
    elif isinstance(found, dict) and is_wiki_answer(found):
        yield from wiki_answer_pages(found)
    elif (values := _list_in(found, columns)) is not None:
        order = _order(values, columns)
        for number, value in enumerate(values, start=1):
            yield _numbered(value, number, columns, order)
    else:
        yield _article(found, columns)


def read_json_lines(data: bytes, columns: Columns = _NO_COLUMNS) -> Iterator[Text | Flaw]:
    """The articles, numbered by line; blank lines are passed over."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            try:
                yield _numbered(_parse(line), number, columns)
            except UnreadableError as error:
                yield Flaw(str(error), number)


def holds_wikitext(data: bytes) -> bool:
    """True of a document that may hold the source of a wiki's page, whose parser is not ours."""
    return any(mark in data for mark in (b'"revisions"', b'"wikitext"'))


def _list_in(found: object, columns: Columns) -> Sequence[object] | None:
    """The list that a document is, or that an object without a text of its own holds under a name of such lists."""
    if isinstance(found, list):
        return found
    if not isinstance(found, dict) or found_field(found, "text", columns):
        return None
    lists = [found[name] for name in _LISTS if isinstance(found.get(name), list | dict)]
    if lists and isinstance(lists[0], dict):
        return _list_in(lists[0], columns)
    return lists[0] if lists and all(isinstance(one, dict) for one in lists[0]) else None


def _order(values: Sequence[object], columns: Columns) -> Order | None:
    rows = [one for one in values if isinstance(one, dict)]
    names = ((row, found_field(row, "published", columns)) for row in rows)
    return order_of(row[name] for row, name in names if name)


def _parse(data: bytes) -> object:
    if sum(map(data.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise UnreadableError(f"more than {MOST_VALUES:,} values in one document; write an article a line (.jsonl)")
    try:
        return json.loads(decode(data))
    except RecursionError:
        raise UnreadableError("JSON nested too deep") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(f"not JSON: {error}") from None
    except ValueError as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"not JSON that can be read: {error}") from None


def _numbered(value: object, number: int, columns: Columns, order: Order | None = None) -> Text | Flaw:
    try:
        return _article(value, columns, order).with_number(number)
    except UnreadableError as error:
        return Flaw(str(error), number)


def _article(value: object, columns: Columns, order: Order | None = None) -> Text:
    if not isinstance(value, dict):
        raise UnreadableError("not a JSON object with fields")
    inner: Mapping[str, Any] = value["_source"] if isinstance(value.get("_source"), dict) else value
    return article_in(inner, columns, order)
