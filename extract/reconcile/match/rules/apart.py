"""Rules on what an article tells as two: other sites, hours, numbers of attacks, items of a list, whole tolls."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from extract.reconcile.compare.days import gap, has_day_part
from extract.reconcile.compare.hours import hours_apart, hours_of
from extract.reconcile.compare.places import countries, is_local, is_town, letters, slips, told_names
from extract.reconcile.compare.words import fold
from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling
from schemas import Count, PlaceValue, StrikeRecord

GENERIC = frozenset(
    """north south east west northern southern eastern western central upper lower old new great the
    street streets avenue avenues road roads boulevard lane drive square highway block district neighbourhood neighborhood
    city town village camp port river area hospital school mosque church hotel bridge airport base station market""".split()
)
"""Words that are part of many names, and alone tell no place."""

WIDE = frozenset({"province", "region", "country"})
STEM = 5
"""Letters from which on a word that goes on is the same name with an ending."""

FAR_HOURS = 1.0
"""Hours between two times of day that are two attacks to one writer."""


def site(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 for a named place that both tell of in their own words, -1.0 where each names others alone.

    A street or a village that no table knows has a name of its own all the same.  Wide places tell nothing.
    """
    ours, theirs = list(_sites(a)), list(_sites(b))
    if not ours or not theirs:
        return None
    said = {_one_site(first, second): (first, second) for first in ours for second in theirs}
    if True in said:
        return Comparison(1.0, "“{0.raw}” and “{1.raw}” are one place".format(*said[True]))
    return None if None in said else Comparison(-1.0, "“{0.raw}” and “{1.raw}” are two places".format(*said[False]))


def day(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 for days that may be one, -1.0 for two days, unless an hour or zone may put one moment on both."""
    vocabulary = corpus.settings.vocabulary
    told = [(ours, theirs, apart) for ours in a.dates for theirs in b.dates if (apart := gap(ours, theirs)) is not None]
    if not told:
        return None
    ours, theirs, apart = min(told, key=lambda one: one[2])
    shifted = apart == 1 and (has_day_part(ours, vocabulary) or has_day_part(theirs, vocabulary))
    detail = f"{ours.earliest or ours.latest} and {theirs.earliest or theirs.latest}"
    return Comparison(1.0 if apart == 0 else 0.5 if shifted else -1.0, detail)


def hour(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 for times of day an hour and more apart, 0.5 for times that may be one."""
    told = [(ours, theirs) for ours in a.dates for theirs in b.dates]
    apart = [hours_apart(*pair) for one, other in told if (pair := (hours_of(one), hours_of(other))) and all(pair)]
    if not apart:
        return None
    least = min(apart)
    words = " and ".join(telling.dates[0].raw for telling in (a, b))
    return Comparison(0.5 if least < FAR_HOURS else -1.0, f"{words}: {least:.0f} hours apart")


def several(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 where one is told as several attacks or their sum and the other as one of them.

    Of two that are told as several the one of a town is a part of the one of a country, and so is an item of a list
    of what stands above it.
    """
    if a.several != b.several:
        return Comparison(-1.0, "one is several attacks, one a single one")
    if not a.several:
        return None
    if bool(a.items) != bool(b.items):
        return Comparison(-1.0, "one is told in a list, one as what the list comes to")
    ours, theirs = _extent(a), _extent(b)
    return Comparison(-1.0, "one comes to more places than the other") if ours and theirs and ours != theirs else None


def item(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 for two items of a list, or below the headings of two days."""
    if not a.items or not b.items or a.items & b.items:
        return None
    return Comparison(-1.0, "told in two items of a list")


def sequel(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 where the later one is brought in as one more: "another", "a third bomb", "ten minutes later"."""
    if a.setting.id != b.setting.id or a.spans == b.spans:
        return None
    _, later = sorted((a, b), key=lambda telling: (telling.start, telling.key))
    return Comparison(-1.0, f"brought in as “{later.brought_in}”") if later.brought_in else None


def tolls(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 where one voice tells two whole tolls; None where the tolls are of two voices or can both be true."""
    if not _one_voice(a, b):
        return None
    ours, theirs = _whole(a), _whole(b)
    shared = sorted(unit for unit in ours.keys() & theirs.keys())
    if any(ours[unit] == theirs[unit] for unit in shared):
        return None
    differing = next((unit for unit in shared), None)
    if differing is None:
        return None
    return Comparison(-1.0, f"{ours[differing]} and {theirs[differing]} {differing.replace('_', ' ')}, told by one voice")


def _extent(telling: Telling) -> frozenset[str]:
    """What several attacks are spread over: countries, or something narrower; empty where nothing is told."""
    if any(is_local(place) or is_town(place) for place in telling.places):
        return frozenset({"a place in a country"})
    return frozenset(code for place in telling.places for code in countries(place))


def _sites(telling: Telling) -> Iterator[PlaceValue]:
    """The places told in the words of a telling that are no wider than a town and have a name."""
    for place in telling.places:
        if place.raw and place.precision not in WIDE and (is_town(place) or _named(place)):
            yield place


def _one_site(a: PlaceValue, b: PlaceValue) -> bool | None:
    """Whether two places are one, None where one may lie in the other."""
    ours, theirs = _named(a), _named(b)
    if ours & theirs:
        return True
    if _has_own_name(a) and _has_own_name(b):
        if _alike(letters(a.name or ""), letters(b.name or "")):
            return False if ours and theirs and not _tells(a, b.name) and not _tells(b, a.name) else None
        return None if _tells(a, b.name) or _tells(b, a.name) else False
    return None if _has_own_name(a) or _has_own_name(b) else False


def _has_own_name(place: PlaceValue) -> bool:
    """True of a town, known to a table or not: then its name is all that its words are."""
    return is_town(place) or (place.name is not None and letters(place.name) == letters(place.raw))


def _tells(place: PlaceValue, name: str | None) -> bool:
    """True if the words of a place hold a town's name, whatever its ending."""
    wanted = letters(name or "")
    return any(_alike(letters(word), wanted) for word in place.raw.split()) or _alike(letters(place.raw), wanted)


def _alike(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return short == long or (len(short) >= STEM and long.startswith(short)) or OSA.distance(a, b) <= slips(len(short))


def _named(place: PlaceValue) -> frozenset[str]:
    """The names and numbers in the words of a place, without those that tell nothing."""
    return told_names(place.raw) - GENERIC


def _one_voice(a: Telling, b: Telling) -> bool:
    ours, theirs = ({chain for record in telling.records for chain in record.according_to} for telling in (a, b))
    return ours == theirs


def _whole(telling: Telling) -> dict[str, int]:
    """The largest exact figure of each unit: the others beside it count some of these."""
    figures: dict[str, int] = {}
    for record in telling.records:
        for count in record.casualties if isinstance(record, StrikeRecord) else ():
            if _is_exact(count):
                figures[count.unit] = max(figures.get(count.unit, 0), count.low or 0)
    return figures


def _is_exact(count: Count) -> bool:
    return count.low is not None and count.qualifier == "exact"
