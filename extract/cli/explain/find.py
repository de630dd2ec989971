"""Finds what an id, or the beginning of one, names."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

from extract.base.errors import InputError

MOST_NAMED = 5
"""Ids that are offered where one fits several: the next digit tells them apart."""


_KIND = re.compile(r"^[a-z_]+-(event-)?")
"""What all ids of a kind begin with: it may be left out."""

_NUMBERED = re.compile(r"(?<=[0-9a-f]{16})-\d+$")


def find_id(given: str, known: Collection[str]) -> str:
    """The id that is given in full or by a beginning that only it has, with its kind or without: "11d4".

    Of records that share their evidence ("strike-11d4…", "strike-11d4…-2") a beginning means the first.

    Raises:
        InputError: no id, or more than one, begins so; the message names the nearest, each as short as it may be.
    """
    if given in known:
        return given
    if not given:
        raise InputError("no id was given: take one from events.json, or its beginning")
    begun = sorted(one for one in known if one.startswith(given) or _KIND.sub("", one).startswith(given))
    if begun and all(_NUMBERED.sub("", one) == begun[0] for one in begun):
        return begun[0]
    if begun:
        shortest = [_shortest(one, known) for one in begun]
        raise InputError(f"{given} is the beginning of {len(begun)} ids: {_named(shortest)}")
    near = get_close_matches(given, sorted(known), n=MOST_NAMED, cutoff=0.6)
    hint = f"did you mean {_named(near)}?" if near else "events.csv and records.jsonl list them"
    raise InputError(f"no event or record has the id {given}; {hint}")


def _shortest(name: str, known: Collection[str]) -> str:
    """The shortest beginning that no other id has; the whole of one that another begins with."""
    others = [one for one in known if one != name]
    start = len(_KIND.match(name)[0]) if _KIND.match(name) else 0  # type: ignore[index]  # it matches
    beginnings = (name[:end] for end in range(start + 1, len(name)))
    return next((one for one in beginnings if not any(other.startswith(one) for other in others)), name)


def _named(ids: Collection[str]) -> str:
    more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
    return ", ".join(list(ids)[:MOST_NAMED]) + more
