"""Titles of meetings: who met whom, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.reconcile.fuse.titles import Titled, listed, short_name, where_text
from schemas import Actor, PlaceValue


def title(told: Titled) -> str:
    """ "Fuad Hussein meets Ali Shamkhani in Tehran"."""
    values = told.values
    return meeting_title(values["participants"], values["format"], values.get("place"), told.country_names)


def meeting_title(
    participants: Sequence[Actor], form: str, place: PlaceValue | None, country_names: Mapping[str, str]
) -> str:
    """ "Fuad Hussein meets Ali Shamkhani in Tehran"."""
    where = where_text(place, country_names)
    names = [short_name(actor.name) for actor in participants]
    if len(names) == 2:  # noqa: PLR2004 (a meeting of two)
        return f"{names[0]} {'talks with' if form == 'call' else 'meets'} {names[1]}{where}"
    if len(names) > 1:
        return f"{listed(names)} {'talk' if form == 'call' else 'meet'}{where}"
    return f"{'Call' if form == 'call' else 'Meeting'} of {names[0]}{where}" if names else f"Meeting{where}"
