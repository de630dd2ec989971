"""Finds every word a draft claims to have copied, and refuses the draft where one is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from extract.base.errors import Ungrounded
from extract.base.types import Grounded, Sentence, Window
from extract.ground.copied_fields import copied_fields
from extract.ground.copied_words import EDGES, find, find_first_and_last
from extract.ground.faults import faults, filed_from
from extract.ground.labels import labelled
from extract.ground.word_forms import find_in_another_form
from extract.knowledge.language.language import Language
from extract.knowledge.language.read import read_language
from schemas import KINDS, Draft, Evidence, Span
from schemas.draft import Copied

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


def ground(window: Window, draft: Mapping[str, Any], *, doubted: bool = True) -> Grounded:
    """The draft with its evidence and the span of every copied field.

    Raises:
        Ungrounded: it does not have the form of its kind, cites a sentence that was not shown or
            not asked about, or holds words that do not stand where it says.

    Of a model that is ``doubted`` the fields that `extract.ground.faults` finds at fault count as not found, and
    `extract.ground.labels` has the last word on labels.
    """
    record = _parsed(window, draft, doubted=doubted)
    cited = _cited(window, record)
    evidence = _evidence(window, cited)
    told = " ".join(sentence.quote for sentence in evidence)
    known = read_language(window.article.language)
    record = labelled(record, told, known.labels) if doubted else record
    spans: dict[str, Span] = {}
    missing: dict[str, str] = {}
    for path, words, marker in copied_fields(record):
        span = _locate(window, cited, words, marker, known)
        if span is None:
            missing[path] = _not_found(path, words, cited, anywhere=marker.anywhere)
        else:
            spans[path] = span
    missing |= filed_from(window, spans)
    if doubted:
        missing |= faults(window, record, spans, evidence=told, known=known)
    if missing:
        raise Ungrounded(list(missing.values()), _remainder(window, record, list(missing), doubted=doubted))
    return Grounded(window.kind, window.article.id, record, evidence, spans)


def _parsed(window: Window, draft: Mapping[str, Any], *, doubted: bool) -> Draft:
    fields = {name: None if _placeholder(value) else value for name, value in draft.items()}
    try:
        return KINDS[window.kind].draft.model_validate(fields)
    except ValidationError as error:
        faults = [(fault["loc"], fault["type"]) for fault in error.errors()]
    at_fault = {location[0] for location, _ in faults if location} & set(fields)
    sound = {name: value for name, value in fields.items() if name not in at_fault}
    raise Ungrounded(
        [_fault(*fault) for fault in faults], _grounded_if_sound(window, sound, doubted=doubted) if at_fault else None
    )


def _fault(location: tuple[int | str, ...], fault_type: str) -> str:
    # pydantic's types of fault are stable; its texts are not, and the text of a re-ask is part of a recording's key.
    return f"{'.'.join(map(str, location)) or 'record'}: {_FAULTS.get(fault_type, fault_type.replace('_', ' '))}"


def _placeholder(value: object) -> bool:
    """True for what models write where they should leave a field out."""
    return isinstance(value, str) and value.strip(EDGES).lower() in _PLACEHOLDERS


def _remainder(window: Window, record: Draft, faulty: Sequence[str], *, doubted: bool) -> Grounded | None:
    """The record without its faulty fields, or None where one of them is essential."""
    fields = record.model_dump(exclude_unset=True)
    for name in {path.split(".")[0] for path in faulty}:
        positions = {int(path.split(".")[1]) for path in faulty if path.startswith(f"{name}.")}
        if positions:
            fields[name] = [item for position, item in enumerate(fields[name]) if position not in positions]
        else:
            fields[name] = None
    return _grounded_if_sound(window, fields, doubted=doubted)


def _grounded_if_sound(window: Window, fields: Mapping[str, Any], *, doubted: bool) -> Grounded | None:
    try:
        return ground(window, fields, doubted=doubted)
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


def _locate(window: Window, cited: Sequence[Sentence], words: str, marker: Copied, known: Language) -> Span | None:
    """Where words stand: as they were copied, or else in another form in the cited sentences."""
    text = window.article.text
    for span in _places_to_look(window, cited, marker):
        for variant in dict.fromkeys((words, words.strip(EDGES))):
            if variant and (found := find(text, variant, span) or find_first_and_last(text, variant, span)):
                return found
    places = (s.content for s in cited) if known.forms else ()
    elsewhere = (
        find_in_another_form(text, words.strip(EDGES), span, known.forms, known.numbers.words) for span in places
    )
    return next((span for span in elsewhere if span), None)


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


def _evidence(window: Window, cited: Sequence[Sentence]) -> tuple[Evidence, ...]:
    text = window.article.text
    return tuple(
        Evidence(start=s.content.start, end=s.content.end, quote=text[s.content.start : s.content.end]) for s in cited
    )


def _not_found(path: str, words: str, cited: Sequence[Sentence], *, anywhere: bool) -> str:
    where = "the text" if anywhere else f"sentence {', '.join(str(s.number) for s in cited)}"
    return f"{path}: “{words}” does not stand in {where}; copy the words exactly or leave the field out"
