"""Whether English words can be what somebody says: a clause, not the name of a thing."""

from __future__ import annotations

import re

_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|shall|should|may|might|must|not|let"
    r"|to (?!the\b|an?\b|its\b|his\b|her\b|their\b|this\b|that\b|[A-Z])[a-z]+"
    r"|\w{2,}(?:ed|ing|n['’]t)|\w+['’](?:re|ve|ll|d))\b"
)
_NOUN_PHRASE = re.compile(r"(?:an?|the|its|their|his|her|this|that|these|those)\s", re.IGNORECASE)
_SAYING = frozenset(
    {
        "said",
        "says",
        "say",
        "saying",
        "told",
        "tells",
        "added",
        "adds",
        "called",
        "calls",
        "calling",
        "stated",
        "states",
    }
    | {"noted", "notes", "remarked", "replied", "described", "describes"}
)
"""Verbs whose object, where it is a thing, is not what is said: "in what it called a response"."""


def is_nothing_said(content: str, cue: str | None) -> bool:
    """True of a thing after a verb of saying, as in "called a response"; "condemned the attack" says something."""
    verb = cue.split()[0].lower() if cue and cue.split() else ""
    return verb in _SAYING and bool(_NOUN_PHRASE.match(content)) and not _VERB.search(content)
