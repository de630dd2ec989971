"""The second look at an answer, and what it says of every change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.base.types import Answer, Grounded, Refused, Window
from extract.ground.second_look.occurrences import completed
from extract.knowledge.language.language import Language
from extract.knowledge.language.read import read_language

_SETTLED = ("speaker", "cue", "date", "place", "target", "occurrence", "format", "assertion")
"""Fields that the sentences may tell better than the model did."""


Looked = tuple[Grounded | str, Sequence[str]]
"""A record as its sentences have it, or why it is none; and why fields were left out of it."""

Check = Callable[[Window, Grounded, Language], Looked]
"""The second look at a record of one kind."""


def look_again(window: Window, answer: Answer, check: Check) -> Answer:
    """The answer with its records as their sentences have them, without those that they do not tell.

    ``check`` is that of the window's kind; records of other kinds stay as they are.  What is put right or left out is
    added to ``rejected`` with the reason.  Articles in languages whose word order is not known stay as they are.
    """
    known = read_language(window.article.language)
    kept: list[Grounded] = []
    noted: list[Refused] = []
    for item in answer.grounded:
        as_it_is = known.order is None or item.kind != window.kind
        looked, reasons = (item, ()) if as_it_is else check(window, item, known)
        if isinstance(looked, Grounded):
            kept.append(looked)
        reason = looked if isinstance(looked, str) else "; ".join([*_put_right(item, looked), *reasons])
        if reason:
            noted.append(Refused(item.kind, item.draft.model_dump(exclude_unset=True), reason))
    return replace(answer, grounded=tuple(kept), rejected=(*answer.rejected, *noted))


def any_kind(window: Window, item: Grounded, known: Language) -> Looked:
    """The record with the day beside its word, and without a place that is none."""
    return completed(window, item, known), ()


def _put_right(given: Grounded, looked: Grounded) -> list[str]:
    """The corrections of a record, each with its reason; empty if all it was given with is still there."""
    changes = []
    for name in _SETTLED:
        old, new = getattr(given.draft, name, None), getattr(looked.draft, name, None)
        if old and old != new and not (name == "speaker" and looked.meant.get(name) == old):
            kept = f"with “{new}” for" if new else "without"
            changes.append(f"{name}: kept {kept} “{old}”, as the sentence has it")
    return changes
