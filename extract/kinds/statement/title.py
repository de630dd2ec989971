"""Titles of statements: who does what by saying it, and the first words."""

from __future__ import annotations

import re

from extract.reconcile.fuse.titles import Titled, short_name
from schemas import Actor, Words

_PLURAL = re.compile(r"[^sui]s$|people$|police$")
_SEVERAL = frozenset({"many", "several", "some", "two", "three", "both", "other", "few"})

VERBS: dict[str, tuple[str, str]] = {
    "accuse": ("accuses", "accuse"),
    "condemn": ("condemns", "condemn"),
    "deny": ("denies", "deny"),
    "warn": ("warns", "warn"),
    "threaten": ("threatens", "threaten"),
    "demand": ("demands", "demand"),
    "request": ("asks", "ask"),
    "promise": ("promises", "promise"),
    "support": ("supports", "support"),
    "claim": ("claims", "claim"),
    "announce": ("announces", "announce"),
    "praise": ("praises", "praise"),
    "condole": ("offers condolences", "offer condolences"),
    "inform": ("reports", "report"),
    "find": ("finds", "find"),
    "decline": ("declines to comment", "decline to comment"),
    "comment": ("says", "say"),
}
"""What one speaker does, and what several do."""

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
    verb = VERBS[act][speaker is not None and is_plural(speaker.name)]
    return f"{who} {verb}: {said}" if said else f"{who} {verb}"


def is_plural(name: str) -> bool:
    """True if a speaker is told as several: "many observers", "US officials"; names in capitals are one each.

    Source: English plurals in -s; words in -ss, -us and -is ("press", "status", "analysis") are none.
    """
    last = name.rsplit(maxsplit=1)[-1]
    return name.split(maxsplit=1)[0].lower() in _SEVERAL or (last.islower() and bool(_PLURAL.search(last)))
