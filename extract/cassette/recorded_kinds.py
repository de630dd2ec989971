"""Of which kinds answers are recorded, without reading the answers."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

# Of the label of an answer, "strike.v1, sentences 1-4": what stands before the version of the prompt.
_LABEL = re.compile(rb"^ +label: ['\"]?(\w+)\.", re.MULTILINE)


def recorded_kinds(folder: Path, kinds: Collection[str]) -> frozenset[str]:
    """Those of some kinds of which an answer is recorded in a folder; it stops reading once it has seen them all."""
    found: set[str] = set()
    for file in sorted(folder.glob("*.yaml")):
        found.update(label.decode() for label in _LABEL.findall(file.read_bytes()))
        if found >= set(kinds):
            break
    return frozenset(found & set(kinds))
