"""Gives each statement the act that its words tell: to say that it will rain is no promise."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from extract.base.types import Grounded
from extract.knowledge.language.labels import Labels
from extract.knowledge.language.speech import SpeechContext
from schemas import Statement

_CALLS = re.compile(r"call(?:s|ed|ing)?", re.IGNORECASE)
_FOR_SOMETHING = re.compile(r"\s+(?:\w+ )?(?:for|on|upon)\b", re.IGNORECASE)
_OF_OURSELVES = re.compile(r"\b(?:I|[Ww]e)(?:['’]ll|\s+(?:will|shall|won['’]t))\b")
_AHEAD = frozenset({"promise", "threaten", "warn"})
"""Acts that "we will" may be without a word for them."""


def with_act(item: Grounded, setting: SpeechContext, labels: Labels) -> Grounded:
    """The statement with the act of its verb; where that tells none, a comment unless other words bear the act out."""
    statement = cast("Statement", item.draft)
    if not labels:
        return item
    act = _act(item, statement, setting, labels)
    return item if act == statement.act else replace(item, draft=statement.model_copy(update={"act": act}))


def _act(item: Grounded, statement: Statement, setting: SpeechContext, labels: Labels) -> str:
    cue = item.spans.get("cue")
    if cue and setting.holds(cue) and _CALLS.fullmatch(setting.words(cue)):
        return "demand" if _FOR_SOMETHING.match(setting.text, setting.inside(cue).end) else "comment"
    told = labels.label_of("act", statement.cue or "")
    if told:
        return told
    if statement.act in _AHEAD and _OF_OURSELVES.search(statement.content or ""):
        return statement.act
    evidence = " ".join(evidence.quote for evidence in item.evidence)
    return statement.act if labels.borne_out("act", statement.act, evidence) else "comment"
