"""The second look at an answer, and what it says of every change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.base.types import Answer, Grounded, Window
from extract.ground.second_look import meetings, strikes
from extract.ground.second_look.occurrences import completed
from extract.ground.second_look.statements import settled
from extract.knowledge.language.language import Language
from extract.knowledge.language.read import read_language

_SETTLED = ("speaker", "cue", "date", "place", "target", "occurrence", "format", "assertion")
"""Fields that the sentences may tell better than the model did."""


def look_again(window: Window, answer: Answer) -> Answer:
    """The answer with its records as their sentences have them, without statements that nobody makes.

    What is put right or left out is added to ``rejected`` with the reason.  Articles in languages
    whose word order is not known stay as they are.
    """
    known = read_language(window.article.language)
    kept: list[Grounded] = []
    noted: list[tuple[Mapping[str, object], str]] = []
    for item in answer.grounded:
        looked, reasons = _looked(window, item, known)
        if isinstance(looked, Grounded):
            kept.append(looked)
        reason = looked if isinstance(looked, str) else "; ".join([*_put_right(item, looked), *reasons])
        if reason:
            noted.append((item.draft.model_dump(exclude_unset=True), reason))
    return replace(answer, grounded=tuple(kept), rejected=(*answer.rejected, *noted))


def _looked(window: Window, item: Grounded, known: Language) -> tuple[Grounded | str, Sequence[str]]:
    """The record, or why it is none, and why fields were left out of it."""
    if known.order is None:
        return item, ()
    if window.kind == "statement":
        return (settled(window, item, known) if "statement" in known.triggers else item), ()
    whole = completed(window, item, known)
    if window.kind not in known.triggers:
        return whole, ()
    if window.kind == "meeting":
        return meetings.checked(whole, known), ()
    return strikes.checked(window, whole, known)


def _put_right(given: Grounded, looked: Grounded) -> list[str]:
    """What the record was kept with, and for what; nothing if all it was given with is still there."""
    changes = []
    for name in _SETTLED:
        old, new = getattr(given.draft, name, None), getattr(looked.draft, name, None)
        if old and old != new and not (name == "speaker" and looked.meant.get(name) == old):
            kept = f"with “{new}” for" if new else "without"
            changes.append(f"{name}: kept {kept} “{old}”, as the sentence has it")
    return changes
