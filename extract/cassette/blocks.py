"""The YAML of a finished recording: made for what stands there, many times quicker than for anything at all."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import isfinite, isnan

_WIDTH = 110
"""Columns of a recording, so that its text reads in an editor and a diff."""

# Anchors pay for themselves, and do not get in a reader's way, from about a line of text on.
_SHARED_FROM = 120
# YAML readers turn these into line feeds or refuse them unless they are escaped.
FRAGILE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PLAIN = re.compile(r"[A-Za-z](?:[\w.,/-]|:(?=[\w/]))*(?: [\w.,/-]+)*", re.ASCII)
_MEANS_SOMETHING = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
# What a block of text would lose: white space at its start and at the ends of its lines.
_NOT_IN_BLOCKS = re.compile(r"\t|^[ \n]| (?:\n|$)", re.DOTALL)
_MAY_BREAK = re.compile(r"(?<=[^ ]) (?=[^ ])")


def block(items: Iterable[Mapping[str, object]]) -> str:
    """A document that lists interactions in blocks; what requests have in common stands once, behind an anchor."""
    items = list(items)
    if not items:
        return "version: 1\ninteractions: []\n"
    anchors = _Anchors(part for item in items for part in _sharable(_body(item)))
    lines = ["version: 1\ninteractions:\n"]
    for item in items:
        body = _body(item)
        lines.append("- request:\n")
        request = item["request"]
        assert isinstance(request, Mapping)
        for name, value in request.items():
            if name != "body":
                lines.append(f"    {name}:{_value(value, '    ')}")
        lines.append("    body:\n" if body else "    body: {}\n")
        lines += [f"      {_scalar(name, '')}:{anchors.value(value, '      ')}" for name, value in body.items()]
        lines += [f"  {name}:{_value(value, '  ')}" for name, value in item.items() if name != "request"]
    return "".join(lines)


def escaped(text: str) -> str:
    """JSON that YAML readers take too."""
    return FRAGILE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class _Anchors:
    """The names of what comes more than once, in the order in which it comes."""

    def __init__(self, parts: Iterable[str]) -> None:
        """Count the parts."""
        self._often = {part for part, times in Counter(parts).items() if times > 1}
        self._names: dict[str, str] = {}

    def value(self, value: object, pad: str) -> str:
        """A value behind its key; parts of messages are shared one by one, all else as a whole."""
        if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            return "".join(["\n", *(line for one in value for line in self._item(one, pad))]) if value else " []\n"
        return self._shared(value, pad)

    def _item(self, item: Mapping[str, object], pad: str) -> Iterator[str]:
        start = "- "
        for name, value in item.items():
            yield f"{pad}{start}{_scalar(name, '')}:{self._shared(value, f'{pad}  ')}"
            start = "  "
        if not item:
            yield f"{pad}- {{}}\n"

    def _shared(self, value: object, pad: str) -> str:
        part = _part(value)
        if part not in self._often:
            return _value(value, pad)
        if part in self._names:
            return f" *{self._names[part]}\n"
        self._names[part] = f"id{len(self._names) + 1:03}"
        return f" &{self._names[part]}{_value(value, pad)}"


def _body(item: Mapping[str, object]) -> Mapping[str, object]:
    request = item["request"]
    assert isinstance(request, Mapping)
    body = request["body"]
    assert isinstance(body, Mapping)
    return body


def _sharable(body: Mapping[str, object]) -> Iterator[str]:
    """The parts of a request that may be shared, in the order in which they are written."""
    for value in body.values():
        if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            parts = [_part(part) for one in value for part in one.values()]
        else:
            parts = [_part(value)]
        yield from (part for part in parts if len(part) >= _SHARED_FROM)


def _part(value: object) -> str:
    """A key by which a value is told from others; empty for one that is never shared."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str | Mapping | list) else ""


def _value(value: object, pad: str) -> str:
    """A value behind its key, which stands ``pad`` from the left."""
    if isinstance(value, Mapping | list):
        return _structure(json.dumps(value, ensure_ascii=False), pad)
    return f" {_scalar(value, f'{pad}  ')}\n"


@lru_cache(maxsize=256)
def _structure(text: str, pad: str) -> str:
    """A mapping or list behind its key; kept because every request of a kind has the same schema."""
    return "".join(_lines(json.loads(text), pad))


def _lines(value: object, pad: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield "\n"
        for name, part in value.items():
            yield f"{pad}  {_scalar(name, '')}:"
            yield from _lines(part, f"{pad}  ")
    elif isinstance(value, list) and value:
        yield "\n"
        for part in value:
            yield f"{pad}-"
            yield from _first_on_the_line(_lines(part, f"{pad}  " if isinstance(part, list) else pad))
    elif isinstance(value, dict | list):
        yield " {}\n" if isinstance(value, dict) else " []\n"
    else:
        yield f" {_scalar(value, f'{pad}  ')}\n"


def _first_on_the_line(lines: Iterator[str]) -> Iterator[str]:
    """The lines of an item, the first of them behind its dash."""
    first = next(lines)
    if first != "\n":
        yield first
    else:
        yield f" {next(lines).lstrip(' ')}"
    yield from lines


def _scalar(value: object, pad: str) -> str:
    """A text, number or truth value; its further lines stand ``pad`` from the left, without which it has none."""
    if isinstance(value, float):
        return _figure(value)
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _MEANS_SOMETHING:
        return value
    if FRAGILE.search(value) or "\t" in value or ("\n" in value and (not pad or _NOT_IN_BLOCKS.search(value))):
        return escaped(json.dumps(value, ensure_ascii=False))
    if "\n" in value:
        body, end = value.rstrip("\n"), len(value) - len(value.rstrip("\n"))
        keep = {0: "|-", 1: "|"}.get(end, "|+")
        return f"{keep}\n{pad}" + body.replace("\n", f"\n{pad}").replace(f"\n{pad}\n", "\n\n") + "\n" * max(0, end - 1)
    quoted = "'" + value.replace("'", "''") + "'"
    return quoted if not pad or len(quoted) <= _WIDTH else f"\n{pad}".join(_folded(quoted))


def _figure(value: float) -> str:
    """A float as YAML 1.1 has it: with a point in it, or it would be a text."""
    if not isfinite(value):
        return ".nan" if isnan(value) else ".inf" if value > 0 else "-.inf"
    digits = repr(value)
    return digits if "." in digits else digits.replace("e", ".0e", 1)


def _folded(text: str) -> Iterator[str]:
    """The text cut where a line break reads as the space it stands for."""
    start, last = 0, 0
    for place in _MAY_BREAK.finditer(text):
        if place.start() - start > _WIDTH and last > start:
            yield text[start : last - 1]
            start = last
        last = place.end()
    yield text[start:]
