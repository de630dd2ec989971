"""Finds what an id, or the beginning of one, names."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from extract.base.errors import InputError

MOST_NAMED = 5
"""Ids that are offered where one fits several: the next digit tells them apart."""


def find_id(given: str, known: Collection[str]) -> str:
    """The id that is given in full or by a beginning that only it has.

    Raises:
        InputError: no id, or more than one, begins so; the message names the nearest.
    """
    if given in known:
        return given
    begun = sorted(one for one in known if one.startswith(given))
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise InputError(f"{given} is the beginning of {len(begun)} ids: {_named(begun)}")
    near = get_close_matches(given, sorted(known), n=MOST_NAMED, cutoff=0.6)
    hint = f"did you mean {_named(near)}?" if near else "events.csv and records.jsonl list them"
    raise InputError(f"no event or record has the id {given}; {hint}")


def _named(ids: Collection[str]) -> str:
    more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
    return ", ".join(list(ids)[:MOST_NAMED]) + more
