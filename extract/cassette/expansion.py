"""How much a YAML document says once its aliases are written out: a few lines can stand for more than memory holds."""

from __future__ import annotations


def written_out(value: object, known: dict[int, int]) -> int:
    """Characters of all texts of a value, and one for each other part; ``known`` keeps those of lists and mappings.

    Raises:
        RecursionError: the value is nested too deeply, or holds itself.
    """
    if isinstance(value, str):
        return 1 + len(value)
    if not isinstance(value, dict | list):
        return 1
    if id(value) not in known:
        inside = (*value, *value.values()) if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(written_out(part, known) for part in inside)
    return known[id(value)]
