"""For which kinds answers are recorded, without reading the answers."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

# Of the label of an answer, "strike.v1, sentences 1-4" or "strike.large.v1+meeting.large.v1, ...": the prompts; in
# blocks a line, in what has just been recorded a part of one.
_LABEL = re.compile(rb"""(?:^ +label: ['"]?|"label": ")([\w.+]+),""", re.MULTILINE)


def recorded_questions(folder: Path, kinds: Collection[str]) -> frozenset[tuple[str, ...]]:
    """The kinds that recorded questions in a folder ask for; it stops reading once it has seen all of some kinds."""
    found: set[tuple[str, ...]] = set()
    for file in sorted(folder.glob("*.yaml")):
        found.update(kinds_of(label.decode()) for label in _LABEL.findall(file.read_bytes()))
        if {kind for question in found for kind in question} >= set(kinds):
            break
    return frozenset(found)


def kinds_of(label: str) -> tuple[str, ...]:
    """The kinds that a recorded question asks for, by its label or the version of its prompt."""
    return tuple(version.partition(".")[0] for version in label.partition(",")[0].split("+"))
