"""Finds every word a draft claims to have copied, and refuses the draft where one is not there.

A search is exact first, then blind to white space, letter case, quote marks and the shape of dashes;
it never tolerates another letter or digit: "nine" is not "four".  What does not show is not there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError

from extract.errors import Ungrounded
from extract.faults import faults
from extract.hidden import HIDDEN
from extract.labels import labelled
from extract.types import Grounded, Sentence, Window
from schemas import KINDS, Draft, Evidence, Span
from schemas.draft import Copied

_FOLDED = str.maketrans(
    dict.fromkeys('\u2018\u2019\u02bc`\u00b4"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d', "'")
    | dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "-")
)
_ELLIPSIS = re.compile(r"\s*(?:…|\.\s?\.\s?\.|\[…\]|\[\.\.\.\])\s*")
_FIGURE = re.compile(r"\d+(?:,\d{1,3}(?!\d)|\.\d+)*")
_INSIDE_FIGURE = re.compile(r"(?<=[\d,.])[\d,.]")
_LONGEST_FIGURE = 20
_PLACEHOLDERS = frozenset({"", "none", "null", "n/a", "unknown", "unspecified"}) | {
    f"not {participle}" for participle in ("specified", "mentioned", "given", "stated", "applicable", "available")
}
_FAULTS = {
    "missing": "must be given",
    "literal_error": "is none of the values allowed",
    "extra_forbidden": "is no field of this record",
    "string_too_short": "must not be empty",
    "too_short": "has too few items",
    "nothing_told": "says neither who, whom, when, where nor how many; leave it out",
}
_APART = frozenset(" .,;:!?()")
"""Characters that part words, however a text is folded."""

_EDGES = " \t\r\n\"'“”‘’„«».,;:!?…"


def ground(window: Window, draft: Mapping[str, Any]) -> Grounded:
    """The draft with its evidence and the span of every copied field.

    Raises:
        Ungrounded: it does not have the form of its kind, cites a sentence that was not shown or
            not asked about, or holds words that do not stand where it says.

    Fields that `extract.faults` finds at fault count as not found; `extract.labels` has the last word
    on labels.
    """
    record = _parsed(window, draft)
    cited = _cited(window, record)
    evidence = _evidence(window, cited)
    told = " ".join(sentence.quote for sentence in evidence)
    record = labelled(record, told, window.article.language)
    spans: dict[str, Span] = {}
    missing: dict[str, str] = {}
    for path, words, marker in copied_fields(record):
        span = _locate(window, cited, words, marker)
        if span is None:
            missing[path] = _not_found(path, words, cited, anywhere=marker.anywhere)
        else:
            spans[path] = span
    missing |= faults(window, record, spans, evidence=told)
    if missing:
        raise Ungrounded(list(missing.values()), _remainder(window, record, list(missing)))
    return Grounded(window.kind, window.article.id, record, evidence, spans)


def copied_fields(record: BaseModel, prefix: str = "") -> Iterator[tuple[str, str, Copied]]:
    """Path, words and marker of each filled field that must be copied, in the order of the schema."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        marker = next((m for m in info.metadata if isinstance(m, Copied)), None)
        items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for position, item in items:
            path = f"{prefix}{name}" if position is None else f"{prefix}{name}.{position}"
            if isinstance(item, BaseModel):
                yield from copied_fields(item, f"{path}.")
            elif marker is not None and isinstance(item, str):
                yield path, item, marker


def find(text: str, words: str, within: Span) -> Span | None:
    """Where words stand in ``text[within]``: exactly as written, else folded; None if they do not."""
    return _as_written(text, words, within) or find_folded(text, words, within)


def _as_written(text: str, words: str, within: Span) -> Span | None:
    """Where plain words first stand, if nothing about that place has to be weighed: as `find_folded`, but sooner."""
    start = text.find(words, within.start, within.end)
    if start < 0 or not (words.isascii() and words[:1].isalnum() and words[-1].isalnum()):
        return None
    span = Span(start=start, end=start + len(words))
    before = start == within.start or text[start - 1] in _APART
    after = span.end == within.end or text[span.end] in _APART
    return span if before and after and not _cuts_number(text, span) else None


def find_folded(text: str, words: str, within: Span) -> Span | None:
    """As `find`, by folding all of the text."""
    folded, offsets = fold(text[within.start : within.end])
    needle, _ = fold(words)
    alike: Span | None = None
    start = folded.find(needle) if needle else -1
    while start >= 0:
        end = start + len(needle)
        span = _with_its_marks(text, words, within.start + offsets[start], within.start + offsets[end - 1] + 1)
        if not (_cuts_word(folded, start) or _cuts_word(folded, end) or _cuts_number(text, span)):
            if text[span.start : span.end] == words:
                return span
            alike = alike or span
        start = folded.find(needle, start + 1)
    return alike


def _with_its_marks(text: str, words: str, start: int, end: int) -> Span:
    """The span of a match, and the quote marks around it where the words have them too."""
    before = start > 0 and _plain(words[0]) == "'" == _plain(text[start - 1])
    after = end < len(text) and _plain(words[-1]) == "'" == _plain(text[end])
    return Span(start=start - before, end=end + after)


@lru_cache(maxsize=4096)
def fold(text: str) -> tuple[str, Sequence[int]]:
    """The text without case, quote marks and what does not show, and the offset each character came from.

    White space stays, as one space, only between two letters or digits: models write "U. S." for
    "U.S.".  Accents stay too, as characters of their own: "ñ" can be stored as one character or two.
    """
    folded: list[str] = []
    offsets: list[int] = []
    gap = False
    shown = text.translate(HIDDEN)
    places = range(len(text)) if shown == text else [at for at, c in enumerate(text) if ord(c) not in HIDDEN]
    for position, (offset, character) in enumerate(zip(places, shown, strict=True)):
        gap = gap or character.isspace()
        for plain in "" if _marks_a_quotation(shown, position) else _plain(character):
            if gap and folded and _in_word(folded[-1]) and _in_word(plain):
                folded.append(" ")
                offsets.append(offset - 1)
            gap = False
            folded.append(plain)
            offsets.append(offset)
    return "".join(folded), offsets


def _parsed(window: Window, draft: Mapping[str, Any]) -> Draft:
    fields = {name: None if _placeholder(value) else value for name, value in draft.items()}
    try:
        return KINDS[window.kind].draft.model_validate(fields)
    except ValidationError as error:
        faults = [(fault["loc"], fault["type"]) for fault in error.errors()]
    at_fault = {location[0] for location, _ in faults if location} & set(fields)
    sound = {name: value for name, value in fields.items() if name not in at_fault}
    raise Ungrounded([_fault(*fault) for fault in faults], _grounded_if_sound(window, sound) if at_fault else None)


def _fault(location: tuple[int | str, ...], fault_type: str) -> str:
    # pydantic's types of fault are stable; its texts are not, and the text of a re-ask is part of a recording's key.
    return f"{'.'.join(map(str, location)) or 'record'}: {_FAULTS.get(fault_type, fault_type.replace('_', ' '))}"


def _placeholder(value: object) -> bool:
    """True for what models write where they should leave a field out."""
    return isinstance(value, str) and value.strip(_EDGES).lower() in _PLACEHOLDERS


def _remainder(window: Window, record: Draft, faulty: Sequence[str]) -> Grounded | None:
    """The record without its faulty fields, or None where one of them is essential."""
    fields = record.model_dump(exclude_unset=True)
    for name in {path.split(".")[0] for path in faulty}:
        positions = {int(path.split(".")[1]) for path in faulty if path.startswith(f"{name}.")}
        if positions:
            fields[name] = [item for position, item in enumerate(fields[name]) if position not in positions]
        else:
            fields[name] = None
    return _grounded_if_sound(window, fields)


def _grounded_if_sound(window: Window, fields: Mapping[str, Any]) -> Grounded | None:
    try:
        return ground(window, fields)
    except Ungrounded:
        return None


def _cited(window: Window, record: Draft) -> list[Sentence]:
    shown = {s.number: s for s in (*window.context, *window.targets)}
    asked = {s.number for s in window.targets}
    unknown = sorted(set(record.sentences) - set(shown))
    if unknown:
        raise Ungrounded([f"sentences: there is no sentence {unknown[0]} in the text shown"])
    if not asked & set(record.sentences):
        raise Ungrounded([f"sentences: cite a sentence that was asked about ({min(asked)} to {max(asked)})"])
    return [shown[number] for number in sorted(set(record.sentences))]


def _locate(window: Window, cited: Sequence[Sentence], words: str, marker: Copied) -> Span | None:
    text = window.article.text
    for span in _places_to_look(window, cited, marker):
        for variant in dict.fromkeys((words, words.strip(_EDGES))):
            if variant and (found := find(text, variant, span) or _first_and_last(text, variant, span)):
                return found
    return None


def _places_to_look(window: Window, cited: Sequence[Sentence], marker: Copied) -> Iterator[Span]:
    """The cited sentences, each alone and then all as one stretch; then, for some fields, what is shown before.

    A name is looked for in all of the article: a person is introduced far from where he speaks.
    """
    yield from (s.content for s in cited)
    yield Span(start=cited[0].content.start, end=cited[-1].content.end)
    if marker.anywhere:
        yield from (s.content for s in reversed((*window.context, *window.targets)))
    if marker.anywhere and marker.words_of == "actor":
        yield Span(start=0, end=len(window.article.text))


def _first_and_last(text: str, words: str, within: Span) -> Span | None:
    """A long passage given by its first and last words: "We condemn this … will be punished"."""
    parts = [part.strip(_EDGES) for part in _ELLIPSIS.split(words)]
    if len(parts) == 1 or not all(parts):
        return None
    found: list[Span] = []
    for part in parts:
        span = find(text, part, Span(start=found[-1].end if found else within.start, end=within.end))
        if span is None:
            return None
        found.append(span)
    return Span(start=found[0].start, end=found[-1].end)


def _marks_a_quotation(text: str, offset: int) -> bool:
    """True for a quote mark that is no apostrophe inside a word."""
    inside = 0 < offset < len(text) - 1 and _in_word(text[offset - 1]) and _in_word(text[offset + 1])
    return _plain(text[offset]) == "'" and not inside


@cache
def _plain(character: str) -> str:
    """What a character is folded to: nothing, one character, or a letter and its accents."""
    if character.isspace():
        return ""
    parts = unicodedata.normalize("NFD", character)
    accented = all(unicodedata.combining(mark) for mark in parts[1:])
    return (parts if accented else character).translate(_FOLDED).lower()


def _in_word(character: str) -> bool:
    """True for letters, digits, and the accents and vowel signs that belong to a letter."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _cuts_word(folded: str, cut: int) -> bool:
    """True if a cut parts what is one word: "4" does not stand in "14".

    Chinese, Japanese and Korean words run together and may be parted; their numbers may not.
    """
    if not 0 < cut < len(folded):
        return False
    before, after = folded[cut - 1], folded[cut]
    if unicodedata.category(after).startswith("M"):
        return True
    return _in_word(before) and _in_word(after) and not (_unspaced(before) or _unspaced(after))


def _unspaced(character: str) -> bool:
    wide = unicodedata.east_asian_width(character) == "W"
    return wide and unicodedata.numeric(character, None) is None


def _cuts_number(text: str, span: Span) -> bool:
    """True if a span begins or ends inside a figure: neither "1" nor "200" stands in "1,200"."""
    cuts = [cut for cut in (span.start, span.end) if _INSIDE_FIGURE.match(text, cut)]
    if not cuts:
        return False
    around = _FIGURE.finditer(text, max(0, span.start - _LONGEST_FIGURE), span.end + _LONGEST_FIGURE)
    return any(figure.start() < cut < figure.end() for figure in around for cut in cuts)


def _evidence(window: Window, cited: Sequence[Sentence]) -> tuple[Evidence, ...]:
    text = window.article.text
    return tuple(
        Evidence(start=s.content.start, end=s.content.end, quote=text[s.content.start : s.content.end]) for s in cited
    )


def _not_found(path: str, words: str, cited: Sequence[Sentence], *, anywhere: bool) -> str:
    where = "the text" if anywhere else f"sentence {', '.join(str(s.number) for s in cited)}"
    return f"{path}: “{words}” does not stand in {where}; copy the words exactly or leave the field out"
