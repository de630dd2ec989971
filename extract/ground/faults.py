"""Faults of a field whose words do stand in the text, as the text itself shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from extract.base.types import Window
from extract.ground.copied_fields import copied_fields
from extract.knowledge.language.attack_or_remark import answer_starts, belongs_to_other_telling, names_the_attack
from extract.knowledge.language.labels import Labels
from extract.knowledge.language.language import Language
from schemas import Draft, Span, Strike

_OF_THE_ATTACK = ("date", "place", "attacker", "target")


def faults(
    window: Window, record: Draft, spans: Mapping[str, Span], *, evidence: str, known: Language
) -> dict[str, str]:
    """Fields that words speak against, by path, and why: "the border" is no date, the speaker no attacker.

    Args:
        window: what was asked about.
        record: the draft.
        spans: where its words stand, by path.
        evidence: the sentences it cites, as one text.
        known: the language of the article.
    """
    counts = {path for path, _, marker in copied_fields(record) if marker.words_of == "count"}
    found = dict(_of_every_kind(window.article.text, spans, counts, known.labels))
    if isinstance(record, Strike):
        found |= dict(_of_strikes(window, spans, known))
        found |= dict(_of_casualties(record, evidence, known.labels))
    return {path: f"{path}: {reason}" for path, reason in found.items() if path in spans}


def filed_from(window: Window, spans: Mapping[str, Span]) -> dict[str, str]:
    """The place, with the reason, if it is a dateline: that is never where something happened."""
    dateline, place = window.article.dateline, spans.get("place")
    if dateline is None or place is None or not place.overlaps(dateline.span):
        return {}
    return {"place": "place: it is where the report was filed, not where it happened"}


def _of_every_kind(text: str, spans: Mapping[str, Span], counts: Set[str], labels: Labels) -> Iterator[tuple[str, str]]:
    for path, span in spans.items():
        if path == "date" and not labels.borne_out("date", "date", text[span.start : span.end]):
            yield path, "it is no date"
        if path in counts and not _counts(text[span.start : span.end], labels):
            yield path, "it is no number"


def _of_strikes(window: Window, spans: Mapping[str, Span], known: Language) -> Iterator[tuple[str, str]]:
    stands = {path: _in_sentence(window, spans[path]) for path in _OF_THE_ATTACK if path in spans}
    for path, place in stands.items():
        if place is None:
            continue
        if belongs_to_other_telling(*place, known):
            yield path, "it belongs to who spoke of the attack, not to the attack"
        elif path in {"attacker", "target"} and names_the_attack(*place, known):
            yield path, "it names the attack, not a party to it"
    # Fields behind "in response to" where others stand before it: two attacks in one record.
    behind = [path for path, place in stands.items() if place and place[1].start >= answer_starts(place[0])]
    for path in behind if len(behind) < len(stands) else ():
        yield path, "it belongs to the attack that was answered"
    if {"attacker", "target"} <= set(spans) and spans["attacker"].overlaps(spans["target"]):
        yield "attacker", "it is the target"


def _of_casualties(record: Strike, evidence: str, labels: Labels) -> Iterator[tuple[str, str]]:
    for position, casualty in enumerate(record.casualties):
        if not labels.borne_out("unit", casualty.unit, evidence):
            unit = casualty.unit.replace("_", " ")
            yield f"casualties.{position}.number", f"no word there says that anybody was {unit}"


def _counts(words: str, labels: Labels) -> bool:
    return any(character.isnumeric() for character in words) or labels.borne_out("number", "number", words)


def _in_sentence(window: Window, span: Span) -> tuple[str, Span] | None:
    """The sentence a span stands in, and the span within it."""
    for sentence in (s.content for s in (*window.targets, *window.context)):
        if sentence.start <= span.start < sentence.end:
            words = Span(start=span.start - sentence.start, end=min(span.end, sentence.end) - sentence.start)
            return window.article.text[sentence.start : sentence.end], words
    return None
