"""Finds every word a draft claims to have copied, and refuses the draft where one is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extract.base.errors import Ungrounded
from extract.base.types import Grounded, Sentence, Window
from extract.ground.copied_fields import copied_fields
from extract.ground.faults import faults, filed_from
from extract.ground.form import NotOfTheFormError, parsed
from extract.ground.labels import labelled
from extract.ground.locate import Shown
from extract.knowledge.language.read import read_language
from schemas import Draft, Evidence, Span


def ground(window: Window, draft: Mapping[str, Any], *, doubted: bool = True) -> Grounded:
    """The draft with its evidence and the span of every copied field.

    Raises:
        Ungrounded: it does not have the form of its kind, cites a sentence that was not shown or
            not asked about, or holds words that do not stand where it says.

    Of a model that is ``doubted`` the fields that `extract.ground.faults` finds at fault count as not found, and
    `extract.ground.labels` has the last word on labels.
    """
    record = _read(window, draft, doubted=doubted)
    cited = _cited(window, record)
    evidence = _evidence(window, cited)
    told = " ".join(sentence.quote for sentence in evidence)
    known = read_language(window.article.language)
    record = labelled(record, told, known.labels) if doubted else record
    shown = Shown(window, cited, known, wide=not doubted)
    spans: dict[str, Span] = {}
    missing: dict[str, str] = {}
    for path, words, marker in copied_fields(record):
        span = shown.locate(words, marker)
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


def _read(window: Window, draft: Mapping[str, Any], *, doubted: bool) -> Draft:
    try:
        return parsed(window.kind, draft)
    except NotOfTheFormError as error:
        remainder = _grounded_if_sound(window, error.sound, doubted=doubted) if error.sound is not None else None
        raise Ungrounded(error.faults, remainder, beyond_help=error.too_little and not doubted) from None


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


def _evidence(window: Window, cited: Sequence[Sentence]) -> tuple[Evidence, ...]:
    text = window.article.text
    return tuple(
        Evidence(start=s.content.start, end=s.content.end, quote=text[s.content.start : s.content.end]) for s in cited
    )


def _not_found(path: str, words: str, cited: Sequence[Sentence], *, anywhere: bool) -> str:
    where = "the text" if anywhere else f"sentence {', '.join(str(s.number) for s in cited)}"
    return f"{path}: “{words}” does not stand in {where}; copy the words exactly or leave the field out"
