"""Rules on what an article tells as two: other days, hours, numbers of attacks, items of a list, whole tolls."""

from __future__ import annotations

from extract.reconcile.compare.days import gap, has_day_part, is_resolved
from extract.reconcile.compare.hours import hours_apart, hours_of
from extract.reconcile.compare.places import countries, is_local, is_town
from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling
from schemas import Count, StrikeRecord

IN_TWO_ZONES = -0.3
"""A day apart is little against two outlets in two time zones, though something."""

ZONES = 3.0
"""Hours that two outlets may differ by in what they tell of one attack: they round, and write in zones of their own."""

LOCAL = "a place in a country"
WIDE = -0.2
"""Two sums over a whole country may still count one series: less than half a rule's word."""

FAR_HOURS = 0.5
"""Hours between two times of day that are two attacks to one writer."""


def day(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 for days that may be one, -1.0 for two days.

    One day apart may be one moment in two zones: 1.0 where the words show an hour or a zone, -0.3 where they alone tell
    the days.  A reader who gives both days gives those at the place.
    """
    told = [(apart, ours, theirs) for ours in a.dates for theirs in b.dates if (apart := gap(ours, theirs)) is not None]
    if not told:
        return None
    apart, ours, theirs = min(told, key=lambda one: one[0])
    detail = f"{ours.earliest or ours.latest} and {theirs.earliest or theirs.latest}"
    if apart == 1 and any(has_day_part(date, corpus.settings.vocabulary) for date in (ours, theirs)):
        return Comparison(1.0, detail)
    in_words = "words" in (ours.via, theirs.via)
    return Comparison(1.0 if apart == 0 else IN_TWO_ZONES if apart == 1 and in_words else -1.0, detail)


def hour(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 for times of day that cannot be one, 0.5 for others."""
    hours = [[told for date in telling.dates if (told := hours_of(date))] for telling in (a, b)]
    apart = [hours_apart(ours, theirs) for ours in hours[0] for theirs in hours[1]]
    if not apart:
        return None
    least = min(apart)
    words = " and ".join(telling.dates[0].raw for telling in (a, b))
    return Comparison(0.5 if least < FAR_HOURS else -1.0, f"{words}: {least:.0f} hours apart")


def other_hour(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score -1.0 where two articles tell times of one day that lie hours apart; else None."""
    said = hour(a, b, corpus)
    if said is None or said.score > 0 or day(a, b, corpus) is None:
        return None
    hours = [[told for date in telling.dates if (told := hours_of(date))] for telling in (a, b)]
    least = min(hours_apart(ours, theirs) for ours in hours[0] for theirs in hours[1])
    return Comparison(-1.0, said.detail) if least >= ZONES else None


def several(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 where one is told as several attacks or their sum and the other as a single one."""
    return Comparison(-1.0, "one is several attacks, one a single one") if a.several != b.several else None


def extent(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 for two told as several attacks of which one comes to more than the other.

    Those on one town are a part of those on a country, and an item of a list is a part of what stands above it.
    """
    if not a.several or not b.several:
        return None
    more = _comes_to_more(a, b)
    if more:
        return Comparison(-1.0, more)
    wide = _spread(a) and _spread(b) and LOCAL not in _spread(a)
    return Comparison(WIDE, "attacks all over a country are added up in more than one way") if wide else None


def headline(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 where one attack is told in the title and one in the lead, which a title sums up; else None."""
    if a.several or b.several:
        return None
    where = {telling.setting.paragraph(telling.start) for telling in (a, b)}
    if where != {0, 1} or not a.setting.titled:
        return None
    return Comparison(1.0, "one in the title, one in the lead")


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


def tolls(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score -1.0 where one voice tells two whole tolls; None where the tolls are of two voices or can both be true.

    A toll that is told as one that rose is the later figure of the other.  What an article says in its own voice hurt
    nobody is no attack of which it has a toll from somebody else: it would not vouch for what it has denied.
    """
    if _rose(a, corpus) or _rose(b, corpus):
        return None
    ours, theirs = _whole(a), _whole(b)
    shared = sorted(ours.keys() & theirs.keys())
    if not shared or any(ours[unit] == theirs[unit] for unit in shared):
        return None
    unit = shared[0]
    told = f"{ours[unit]} and {theirs[unit]} {unit.replace('_', ' ')}"
    if _one_voice(a, b):
        return Comparison(-1.0, f"{told}, told by one voice")
    return Comparison(-1.0, f"{told}, nobody in the article's own words") if _spares(a) or _spares(b) else None


def _spares(telling: Telling) -> bool:
    """True where the article itself says that nobody was hurt."""
    own = not any(record.according_to for record in telling.records)
    return own and any(low == 0 for low in _whole(telling).values())


def _numbers(telling: Telling) -> frozenset[int]:
    """How many attacks it is told as, where that is told exactly."""
    told = [record.attacks for record in telling.records if isinstance(record, StrikeRecord) and record.attacks]
    return frozenset(count.low for count in told if _is_exact(count) and count.low is not None)


def _spread(telling: Telling) -> frozenset[str]:
    """The area that several attacks are spread over: a town, a province, or countries; empty where nothing is told."""
    local = [place for place in telling.places if is_local(place) or is_town(place)]
    if local:
        return frozenset({LOCAL, *("province" for place in local if place.precision == "province")})
    return frozenset(code for place in telling.places for code in countries(place))


def _comes_to_more(a: Telling, b: Telling) -> str | None:
    """What shows that of two told as several attacks one is not the other; None if nothing does."""
    if bool(a.items) != bool(b.items):
        return "one is told in a list, one as what the list comes to"
    ours, theirs = _numbers(a), _numbers(b)
    if ours and theirs and not ours & theirs and _one_voice(a, b):
        return "one voice tells two numbers of attacks"
    if _comes_to_more_days(a, b):
        return "one comes to more days than the other"
    here, there = _spread(a), _spread(b)
    return "one comes to more places than the other" if here and there and here != there else None


def _comes_to_more_days(a: Telling, b: Telling) -> bool:
    """True if one is told of a single day and the other of several."""
    single = [{date.earliest == date.latest for date in telling.dates if is_resolved(date)} for telling in (a, b)]
    return single in ([{True}, {False}], [{False}, {True}])


def _rose(telling: Telling, corpus: Corpus) -> bool:
    changed = corpus.settings.vocabulary.risen
    return any(changed.search(evidence.quote) for record in telling.records for evidence in record.evidence)


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
