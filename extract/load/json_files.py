"""Reads JSON (an object or a list of objects) and JSON Lines (an object a line): an article each."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extract.load.decoding import decode
from extract.load.document import Flaw, Text, UnreadableError, check_facts

_MOST_NAMES = 8
"""Fields that are named where none holds a text: enough to see what the file is."""

MOST_VALUES = 4_000_000
"""Values in one JSON document, about: each costs memory, however short it is written."""


def read_json(data: bytes) -> Iterator[Text | Flaw]:
    """The article that the object is, or the articles of the list, numbered.

    Raises:
        UnreadableError: it is no JSON, neither an object nor a list, or not an article.
    """
    found = _parse(data)
    if isinstance(found, list):
        for number, value in enumerate(found, start=1):
            yield _numbered(value, number)
    else:
        yield _article(found)


def read_json_lines(data: bytes) -> Iterator[Text | Flaw]:
    """The articles, numbered by line; blank lines are passed over."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            try:
                yield _numbered(_parse(line), number)
            except UnreadableError as error:
                yield Flaw(str(error), number)


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


def _numbered(value: object, number: int) -> Text | Flaw:
    try:
        found = _article(value)
    except UnreadableError as error:
        return Flaw(str(error), number)
    return Text(found.text, found.facts, found.published_from, number)


def _article(value: object) -> Text:
    facts = check_facts(value)
    fields = value if isinstance(value, dict) else {}
    text = fields.get("text")
    if not isinstance(text, str):
        # As JSON writes them: a name can hold anything.
        names = ", ".join(map(json.dumps, list(fields)[:_MOST_NAMES])) or "no field at all"
        raise UnreadableError(f'no "text" that is a string; it has {names[:200]}')
    return Text(text, facts, "record" if facts.published else None)
