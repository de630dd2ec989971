"""Pairs of records that can never be of one event, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from extract.reconcile.compare.days import gap
from extract.reconcile.compare.kinship import DIFFERENT, SAME_NAME, SAME_STATE, is_named, kinship, name_words
from extract.reconcile.compare.places import begins, distance_km, sole_country, towns_of
from extract.reconcile.mention import Telling, is_thin, party
from extract.reconcile.series import inside, value_spans
from extract.reconcile.settings import ReconcileSettings
from schemas import Actor, AnyRecord, PlaceValue, StrikeRecord

Veto = Callable[[Telling, Telling, ReconcileSettings], str | None]
PAIR = 2
AS_DONE = "told as done"
_STANDING = {"denied": "denied", "planned": "planned", "hypothetical": "hypothetical"}


def dates_apart(a: Telling, b: Telling, settings: ReconcileSettings) -> str | None:
    """Both dates known, and more than ``days_apart`` days between them."""
    for ours in a.dates:
        for theirs in b.dates:
            apart = gap(ours, theirs)
            if apart is not None and apart > settings.days_apart:
                return f"{ours.raw} and {theirs.raw} are {apart} days apart"
    return None


def told_before(a: Telling, b: Telling, settings: ReconcileSettings) -> str | None:
    """One happened after the other's article came out."""
    for teller, other in ((a, b), (b, a)):
        published = teller.setting.published
        for date in other.dates if published and not _is_ahead(teller) else ():
            if date.earliest and published and (date.earliest - published).days > settings.days_apart:
                return f"one is of {date.earliest}, the other was published on {published}"
    return None


def other_country(a: Telling, b: Telling, settings: ReconcileSettings) -> str | None:
    """Each names one country, and not the same; a border has two sides and decides nothing.

    Of one name in one article the country was read from words beside it ("X in the Lake Chad basin").
    """
    border, one_article = settings.vocabulary.border, a.setting.id == b.setting.id
    for ours in a.places:
        for theirs in b.places:
            first, second = sole_country(ours, border), sole_country(theirs, border)
            if first and second and first != second and not (one_article and begins(ours, theirs)):
                return f"one is in {first}, one in {second}"
    return None


def towns_apart(a: Telling, b: Telling, settings: ReconcileSettings) -> str | None:
    """Each names towns that its words and a model's reading agree on, and the nearest two lie too far apart to be one.

    Words alone may be those of a namesake, and a town those of the province called after it: they forbid nothing.
    Source: Weidmann (2015): of the places that news gives to one event four in five lie within 50 km of where it was.
    """
    if any(place.via != "both" for place in (*a.places, *b.places)):
        return None
    pairs = [(ours, theirs) for ours in a.places for theirs in b.places]
    away = [0.0 if _one_within(*pair) else distance_km(*pair) or 0.0 for pair in pairs]
    if not away or min(away) <= settings.near_km:
        return None
    ours, theirs = pairs[away.index(min(away))]
    return f"{ours.name} and {theirs.name} are {min(away):.0f} km apart"


def _one_within(a: PlaceValue, b: PlaceValue) -> bool:
    """True if one lies in the province called after the other."""
    return (a.name is not None and a.name == b.admin1) or (b.name is not None and b.name == a.admin1)


def swapped(a: Telling, b: Telling, _settings: ReconcileSettings) -> str | None:
    """Who attacks in one is attacked in the other, and the other way round.

    Two articles that tell one clash of one day in one town may not agree on who attacked whom: that is a conflict.
    """
    if a.setting.id != b.setting.id and _in_one_town_on_one_day(a, b):
        return None
    if _meet(a, "attacker", b, "target") and _meet(a, "target", b, "attacker"):
        return "attacker and target change places"
    return None


def _in_one_town_on_one_day(a: Telling, b: Telling) -> bool:
    days = {date.earliest for date in a.dates if date.precision == "day" and date.earliest == date.latest}
    same_day = any(date.earliest in days and date.earliest == date.latest for date in b.dates)
    return same_day and bool(towns_of(a.places) & towns_of(b.places))


def series_and_one(a: Telling, b: Telling, _settings: ReconcileSettings) -> str | None:
    """Attacks that recur against one attack that is told with enough to know it by."""
    series, single = (a, b) if a.series else (b, a)
    if series.series and not single.series and not is_thin(single):
        return "one is a series of attacks, one a single attack"
    return None


def other_speaker(a: Telling, b: Telling, _settings: ReconcileSettings) -> str | None:
    """Two different speakers, both known; in one article also two of different countries, known or not."""
    for ours in a.parties["speaker"]:
        for theirs in b.parties["speaker"]:
            known = kinship(ours, theirs) == DIFFERENT and is_named(ours) and is_named(theirs)
            if known or (a.setting.id == b.setting.id and _of_two_countries(ours, theirs)):
                return f"{ours.name} and {theirs.name} are two speakers"
    return None


def _of_two_countries(a: Actor, b: Actor) -> bool:
    return a.country is not None and b.country is not None and a.country != b.country


def other_company(a: Telling, b: Telling, _settings: ReconcileSettings) -> str | None:
    """Two meetings of two, each with somebody who was not at the other."""
    ours, theirs = a.parties["participants"], b.parties["participants"]
    if len(ours) != PAIR or len(theirs) != PAIR:
        return None
    missing, extra = _stranger(ours, theirs), _stranger(theirs, ours)
    if missing and extra:
        return f"{missing.name} met at one, {extra.name} at the other"
    return None


def other_standing(a: Telling, b: Telling, _settings: ReconcileSettings) -> str | None:
    """A veto: what is planned, threatened or denied is not what was done."""
    ours, theirs = standing(a), standing(b)
    return None if ours == theirs else f"one is {ours}, one {theirs}"


def answered(a: Telling, b: Telling, _settings: ReconcileSettings) -> str | None:
    """One article names the one as what the other answers."""
    if a.setting.id != b.setting.id:
        return None
    for one, other in ((a, b), (b, a)):
        if any(_answers(mine, theirs) for mine in one.records for theirs in other.records):
            return "one is told as the answer to the other"
    return None


def told_as_another(a: Telling, b: Telling, settings: ReconcileSettings) -> str | None:
    """The article brings the later one in as "another attack", in a sentence of its own."""
    if a.setting.id != b.setting.id or a.spans == b.spans:
        return None
    later = max((a, b), key=lambda telling: (telling.start, telling.key))
    for record in later.records:
        for evidence in record.evidence:
            cue = settings.vocabulary.another.search(evidence.quote)
            if cue and not _answer_holds(record, evidence.start + cue.start()):
                return f"the article tells it as “{cue.group()}”"
    return None


def cannot_link(a: Telling, b: Telling, settings: ReconcileSettings) -> str | None:
    """Why two single records can never be of one event, None if nothing forbids it."""
    for veto in settings.kinds[a.kind].vetoes:
        reason = veto(a, b, settings)
        if reason:
            return reason
    return None


def meet(ours: Iterable[Actor], theirs: Collection[Actor]) -> bool:
    """True if somebody named is on both sides."""
    return any(
        (kinship(mine, other) or 0.0) >= SAME_NAME
        for mine in ours
        for other in theirs
        if is_named(mine) and is_named(other)
    )


def standing(telling: Telling) -> str:
    """How a telling stands to what happened, by its first record."""
    return _STANDING.get(telling.records[0].assertion, AS_DONE)


AHEAD = ("planned", "hypothetical")
"""Standings of what may be told before it is."""


def _is_ahead(telling: Telling) -> bool:
    return standing(telling) in AHEAD


def _meet(a: Telling, ours: str, b: Telling, theirs: str) -> bool:
    return meet(a.parties[ours], b.parties[theirs])


def _stranger(ours: tuple[Actor, ...], theirs: tuple[Actor, ...]) -> Actor | None:
    """Somebody named on our side who is known to differ from all on theirs."""
    return next((a for a in ours if is_named(a) and all(_somebody_else(a, b) for b in theirs)), None)


def _somebody_else(a: Actor, b: Actor) -> bool:
    """Known to differ, or two of one state with full names that share no word."""
    ours, theirs = name_words(a.name), name_words(b.name)
    full = is_named(a) and is_named(b) and min(len(ours), len(theirs)) >= PAIR
    return kinship(a, b) in ((DIFFERENT, SAME_STATE) if full and not set(ours) & set(theirs) else (DIFFERENT,))


def _answers(one: AnyRecord, other: AnyRecord) -> bool:
    if not isinstance(one, StrikeRecord) or one.in_response_to is None or one.id == other.id:
        return False
    outer, own = one.in_response_to.span, party(one, "target") + party(one, "attacker")
    spans = [span for span in value_spans(other) if span not in [actor.span for actor in own]]
    return any(inside(span, outer) for span in spans)


def _answer_holds(record: AnyRecord, offset: int) -> bool:
    """True if a place in the text belongs to the words for what a strike answers."""
    words = record.in_response_to if isinstance(record, StrikeRecord) else None
    return bool(words and words.span and words.span.start <= offset < words.span.end)
