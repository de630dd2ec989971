"""Synthetic strikes with planted duplicates, as flat columns: what each of many outlets tells of one attack."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from schemas.strike import StrikeMethod

FIRST_DAY = dt.date(2014, 1, 1)
TOWNS, DAYS, AT_DENSITY = 2_000, 730, 10_000
"""Towns and days of 10,000 records; at constant density both grow with the root of the number of records."""

METHODS = tuple(method for method in get_args(StrikeMethod) if method != "other")
SIDES = 24
COUNTRIES = ("SY", "IQ", "YE", "LB", "AF", "SD", "ML", "NG", "SO", "LY", "UA", "MM")
_ONSETS = ("b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "q", "r", "s", "t", "w", "y", "z", "sh", "kh", "gh", "")
_NUCLEI = ("a", "i", "u", "e", "o", "aa", "ay", "ou")
_CODAS = ("", "", "", "n", "r", "l", "m", "d", "b", "s", "t", "f", "q")
_FIRST_WORDS = ("", "", "", "", "Al-", "Tel ", "Kafr ", "Bani ", "Umm ", "Wadi ")
_BODIES = ("Brigade", "Front", "Army", "Forces", "Movement", "Battalion", "Guard", "Coalition")

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Noise:
    """How often a report differs from what happened; every number is the chance for one record."""

    misspelt: float = 0.10
    day_off: float = 0.15
    no_date: float = 0.10
    no_place: float = 0.05
    no_side: float = 0.20
    other_side: float = 0.03
    no_method: float = 0.20
    other_method: float = 0.10
    no_killed: float = 0.30
    no_injured: float = 0.45
    drift: float = 0.35


def synthetic(
    records: int,
    *,
    seed: int,
    density: str = "growing",
    towns: int = TOWNS,
    days: int = DAYS,
) -> dict[str, Column]:
    """Flat columns of that many records in random order, with the ``cluster`` each was planted in.

    Of each attack there are 2.5 records on average (geometric); towns and parties follow Zipf's law.  At constant
    density ``towns`` and ``days`` are those of 10,000 records.
    """
    chance = np.random.default_rng(seed)
    scale = math.sqrt(records / AT_DENSITY) if density == "constant" else 1.0
    towns, days = max(2, round(towns * scale)), max(2, round(days * scale))
    sizes = chance.geometric(0.4, size=records)
    attacks = int(np.searchsorted(np.cumsum(sizes), records)) + 1
    cluster = np.repeat(np.arange(attacks), sizes[:attacks])[:records]
    cluster = cluster[chance.permutation(records)]
    true = _attacks(attacks, towns=towns, days=days, chance=chance)
    return _reports(cluster, true, _names(towns, chance), noise=Noise(), chance=chance)


def _attacks(attacks: int, *, towns: int, days: int, chance: np.random.Generator) -> dict[str, Column]:
    killed = np.minimum(chance.geometric(0.22, attacks) - 1 + 20 * (chance.random(attacks) < 0.05), 150)
    return {
        "day": chance.integers(0, days, attacks),
        "town": _zipf(towns, attacks, chance, exponent=1.0),
        "attacker": _zipf(SIDES, attacks, chance, exponent=0.7),
        "target": _zipf(SIDES, attacks, chance, exponent=0.7),
        "method": _zipf(len(METHODS), attacks, chance, exponent=0.5),
        "killed": killed,
        "injured": chance.poisson(killed * 1.7 + 1.0),
    }


def _reports(
    cluster: Column, true: dict[str, Column], towns: Sequence[str], *, noise: Noise, chance: np.random.Generator
) -> dict[str, Column]:
    n = len(cluster)
    happened = true["day"][cluster]
    delay = np.minimum(chance.geometric(0.6, n) - 1, 20)
    day = happened + (chance.random(n) < noise.day_off) * chance.choice((-1, 1), n)
    day = np.minimum(day, happened + delay)
    town = true["town"][cluster]
    country = np.array(COUNTRIES, dtype=object)[town % len(COUNTRIES)]
    places = np.array(towns, dtype=object)[town]
    for i in np.flatnonzero(chance.random(n) < noise.misspelt):
        places[i] = misspelt(places[i], chance)
    dates = np.array([(FIRST_DAY + dt.timedelta(days=i)).isoformat() for i in range(-1, int(day.max()) + 30)], object)
    sides = _sides()
    return {
        "record": np.array([f"r{i:08d}" for i in range(n)], dtype=object),
        "article": np.array([f"a{i:08d}" for i in range(n)], dtype=object),
        "published": dates[happened + delay + 1],
        "outlet": np.array([f"Outlet {i}" for i in range(60)], dtype=object)[_zipf(60, n, chance, exponent=0.8)],
        "date": _gaps(dates[day + 1], noise.no_date, chance),
        "place": _gaps(places, noise.no_place, chance),
        "country": _gaps(country, noise.no_place * 2, chance),
        "latitude": np.full(n, None, dtype=object),
        "longitude": np.full(n, None, dtype=object),
        "attacker": _party(true["attacker"][cluster], sides[:SIDES], noise=noise, chance=chance),
        "target": _party(true["target"][cluster], sides[SIDES:], noise=noise, chance=chance),
        "method": _methods(true["method"][cluster], noise=noise, chance=chance),
        "killed": _toll(true["killed"][cluster], delay, noise.no_killed, noise=noise, chance=chance),
        "injured": _toll(true["injured"][cluster], delay, noise.no_injured, noise=noise, chance=chance),
        "cluster": np.array([f"c{i:08d}" for i in cluster], dtype=object),
    }


def misspelt(name: str, chance: np.random.Generator) -> str:
    """A name with one letter behind its first left out, doubled, changed or in the place of its neighbour."""
    at = int(chance.integers(1, len(name)))
    letter = "aeioulnrst"[int(chance.integers(0, 10))]
    return (
        name[:at] + name[at + 1 :],
        name[:at] + name[at - 1] + name[at:],
        name[:at] + letter + name[at + 1 :],
        name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
    )[int(chance.integers(0, 4))]


def _zipf(kinds: int, size: int, chance: np.random.Generator, *, exponent: float) -> Column:
    weights = 1.0 / np.arange(1, kinds + 1) ** exponent
    return np.minimum(np.searchsorted(np.cumsum(weights / weights.sum()), chance.random(size)), kinds - 1)


def _names(number: int, chance: np.random.Generator) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        first = _FIRST_WORDS[chance.integers(len(_FIRST_WORDS))]
        found.setdefault(first + _word(chance, int(chance.integers(2, 4))))
    return list(found)


def _word(chance: np.random.Generator, syllables: int) -> str:
    parts = (part[chance.integers(len(part))] for _ in range(syllables) for part in (_ONSETS, _NUCLEI, _CODAS))
    return "".join(parts).capitalize()


def _sides() -> Column:
    """Names of parties, attackers before targets: the same whatever the seed."""
    chance = np.random.default_rng(0)
    names = [f"{_word(chance, 2)} {_BODIES[i % len(_BODIES)]}" for i in range(2 * SIDES)]
    return np.array(names, dtype=object)


def _gaps(values: Column, share: float, chance: np.random.Generator) -> Column:
    return np.where(chance.random(len(values)) < share, None, values)


def _party(side: Column, names: Column, *, noise: Noise, chance: np.random.Generator) -> Column:
    other = chance.random(len(side)) < noise.other_side
    told = np.where(other, chance.integers(0, len(names), len(side)), side)
    return _gaps(names[told], noise.no_side, chance)


def _methods(method: Column, *, noise: Noise, chance: np.random.Generator) -> Column:
    other = chance.random(len(method)) < noise.other_method
    told = np.where(other, chance.integers(0, len(METHODS), len(method)), method)
    return np.where(chance.random(len(method)) < noise.no_method, "other", np.array(METHODS, dtype=object)[told])


def _toll(toll: Column, delay: Column, missing: float, *, noise: Noise, chance: np.random.Generator) -> Column:
    """Tolls as told: the later a report, the nearer to the last count."""
    drifting = chance.random(len(toll)) < noise.drift
    short = chance.poisson(toll * 0.3 / (1 + delay))
    told = np.where(drifting, np.maximum(toll - short, 0) + chance.integers(0, 2, len(toll)), toll)
    return _gaps(told.astype(object), missing, chance)
