"""What the text itself says against a field that a model filled with words that do stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extract.telling import answer_starts, belongs_to_other_telling, names_the_attack
from extract.triggers import load_triggers
from extract.types import Window
from extract.wording import borne_out
from schemas import Draft, Span, Strike

_OF_THE_ATTACK = ("date", "place", "attacker", "target")


def faults(window: Window, record: Draft, spans: Mapping[str, Span]) -> dict[str, str]:
    """Fields at fault by path, and why: a dateline is no place, "the border" no date, the speaker no attacker."""
    found = dict(_of_every_kind(window, spans))
    if isinstance(record, Strike):
        found |= dict(_of_strikes(window, spans)) | dict(_of_casualties(window, record))
    return {path: f"{path}: {reason}" for path, reason in found.items() if path in spans}


def _of_every_kind(window: Window, spans: Mapping[str, Span]) -> Iterator[tuple[str, str]]:
    text, dateline = window.article.text, window.article.dateline
    for path, span in spans.items():
        if path == "place" and dateline and _overlap(span, dateline.span):
            yield path, "it is where the report was filed, not where it happened"
        if path == "date" and not borne_out("date", "date", text[span.start : span.end], window.article.language):
            yield path, "it is no date"
        if path.endswith(".number") and not _counts(window, span):
            yield path, "it is no number"


def _of_strikes(window: Window, spans: Mapping[str, Span]) -> Iterator[tuple[str, str]]:
    triggers = load_triggers().get(window.article.language or "", {})
    for path in _OF_THE_ATTACK:
        if path not in spans or (told := _in_sentence(window, spans[path])) is None:
            continue
        if belongs_to_other_telling(*told, triggers):
            yield path, "it belongs to who spoke of the attack, not to the attack"
        elif path in {"attacker", "target"} and names_the_attack(*told, triggers):
            yield path, "it names the attack, not a party to it"
    for path in _of_the_attack_before(window, spans):
        yield path, "it belongs to the attack that was answered"
    if {"attacker", "target"} <= set(spans) and _overlap(spans["attacker"], spans["target"]):
        yield "attacker", "it is the target"


def _of_the_attack_before(window: Window, spans: Mapping[str, Span]) -> Iterator[str]:
    """Fields that stand behind "in response to" where others stand before it: two attacks in one record."""
    told = {path: _in_sentence(window, spans[path]) for path in _OF_THE_ATTACK if path in spans}
    behind = [path for path, words in told.items() if words and words[1].start >= answer_starts(words[0])]
    if len(behind) < len(told):
        yield from behind


def _of_casualties(window: Window, record: Strike) -> Iterator[tuple[str, str]]:
    told = " ".join(
        window.article.text[s.content.start : s.content.end]
        for s in (*window.context, *window.targets)
        if s.number in record.sentences
    )
    for position, casualty in enumerate(record.casualties):
        if not borne_out("unit", casualty.unit, told, window.article.language):
            yield (
                f"casualties.{position}.number",
                f"no word there says that anybody was {casualty.unit.replace('_', ' ')}",
            )


def _counts(window: Window, span: Span) -> bool:
    text = window.article.text[span.start : span.end]
    return any(character.isnumeric() for character in text) or borne_out(
        "number", "number", text, window.article.language
    )


def _in_sentence(window: Window, span: Span) -> tuple[str, Span] | None:
    """The sentence a span stands in, and the span within it."""
    for sentence in (s.content for s in (*window.targets, *window.context)):
        if sentence.start <= span.start < sentence.end:
            words = Span(start=span.start - sentence.start, end=min(span.end, sentence.end) - sentence.start)
            return window.article.text[sentence.start : sentence.end], words
    return None


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
