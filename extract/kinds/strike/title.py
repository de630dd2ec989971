"""Titles of strikes: how it was done, to whom, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.reconcile.fuse.titles import Titled, all_names, where_text
from schemas import Actor, PlaceValue

METHODS = {
    "air_strike": "Air strike",
    "drone_strike": "Drone strike",
    "missile": "Missile attack",
    "rocket": "Rocket attack",
    "shelling": "Shelling",
    "bombing": "Bombing",
    "shooting": "Shooting",
    "raid": "Raid",
    "assassination": "Assassination",
    "ground_assault": "Ground assault",
    "stabbing": "Stabbing",
    "arson": "Arson",
    "execution": "Execution",
    "killing": "Killing",
    "other": "Attack",
}


def title(told: Titled) -> str:
    """ "Air strike on Kata'ib Hezbollah near Abu Kamal, Syria"."""
    values = told.values
    return strike_title(values["method"], values["target"], values.get("place"), told.country_names, series=told.series)


def strike_title(
    method: str, target: Sequence[Actor], place: PlaceValue | None, country_names: Mapping[str, str], *, series: bool
) -> str:
    """ "Air strike on Kata'ib Hezbollah near Abu Kamal, Syria"; a series says so."""
    head = METHODS[method]
    title = f"Series of {head.lower()}s" if series and not head.endswith("ing") else head
    if target:
        title += f" {'of' if method == 'assassination' else 'on'} {all_names(target)}"
    return title + where_text(place, country_names)
