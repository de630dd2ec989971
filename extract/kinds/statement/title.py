"""Titles of statements: who does what by saying it, and the first words."""

from __future__ import annotations

from extract.reconcile.fuse.titles import Titled, short_name
from schemas import Actor, Words

VERBS = {
    "accuse": "accuses",
    "condemn": "condemns",
    "deny": "denies",
    "warn": "warns",
    "threaten": "threatens",
    "demand": "demands",
    "request": "asks",
    "promise": "promises",
    "support": "supports",
    "claim": "claims",
    "announce": "announces",
    "praise": "praises",
    "condole": "offers condolences",
    "inform": "reports",
    "find": "finds",
    "decline": "declines to comment",
    "comment": "says",
}
WORDS_OF_CONTENT = 14
"""As many as a headline has: the rest of a remark is below its title."""


def title(told: Titled) -> str:
    """ "Ali Shamkhani warns: …"."""
    return statement_title(told.values.get("speaker"), told.values["act"], told.values.get("content"))


def statement_title(speaker: Actor | None, act: str, content: Words | None) -> str:
    """ "Ali Shamkhani warns: …" with the first words of what is said."""
    words = content.raw.split() if content else []
    said = " ".join(words[:WORDS_OF_CONTENT]).strip('“”"«» ,') + (" …" if len(words) > WORDS_OF_CONTENT else "")
    who = short_name(speaker.name) if speaker else "Unnamed speaker"
    return f"{who} {VERBS[act]}: {said}" if said else f"{who} {VERBS[act]}"
