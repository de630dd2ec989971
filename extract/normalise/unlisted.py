"""Finds the town that words of a place name and no table knows: its name, never the place of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.knowledge.language.tokens import Token, slice_of
from extract.normalise.mentions import find_mentions
from extract.normalise.neutral import neutral_name
from extract.normalise.place_hits import Hit, PlaceWords

_PARTICLES = frozenset({"de", "del", "la", "el", "al", "ash", "di", "da", "do", "dos", "von", "van", "sur", "bin"})
_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital."""
_WHERE = frozenset({"in", "at", "near", "outside", "around", "of", "to", "from", "by", "off"})


class Unlisted(NamedTuple):
    """The name of a town that stands in ``words[start:end]``."""

    start: int
    end: int
    name: str


def unlisted_town(told: PlaceWords, placed: Sequence[Hit]) -> Unlisted | None:
    """The name of a town that words name and no table knows or could be meant by several; None where there is none.

    It is called a town, or stands first and a wider place behind it ("Qarnavul in Syria"), or nothing else is named.
    """
    if not told.context.cased or told.context.language in _CAPITAL_NOUNS:
        return None
    refused = [(hit.start, hit.end) for hit in told.hits if hit.places and hit not in placed]
    runs = [run for run in [*refused, *_runs(told)] if not _is_no_town(told, *run)]
    towns = [hit for hit in placed if any(p.kind in {"city", "district"} for p in hit.places)]
    for start, end in sorted(runs):
        apart = _is_off(told, end, towns) if towns else (start, end) in refused or _leads(told, start, end, placed)
        if apart or _called_town(told, start, end):
            words = slice_of(told.text, told.words[start:end])
            return Unlisted(start, end, neutral_name(words, told.context.knowledge.roles.neutral))
    return None


def _runs(told: PlaceWords) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words that no table knows; common words, known actors and persons are none."""
    words, context = told.words, told.context
    taken = {at for hit in told.hits for at in range(hit.start, hit.end)}
    mentions = find_mentions(words, context.knowledge, context.countries)
    taken |= {at for mention in mentions for at in range(mention.start, mention.end)}
    start = 0
    while start < len(words):
        end = _end_of_run(words, start, taken)
        common = context.knowledge.places.not_places
        if end > start and not all(word.key in common for word in words[start:end]):
            yield start, end
        start = max(end, start + 1)


def _end_of_run(words: Sequence[Token], start: int, taken: set[int]) -> int:
    end = at = start
    while at < len(words) and at not in taken:
        word = words[at]
        if not (word.capital or word.key.isdigit() or (at > start and word.key in _PARTICLES)) or word.key in _WHERE:
            break
        if at == start and word.key.isdigit():
            break
        at += 1
        if word.capital or word.key.isdigit():
            end = at
        if word.gap.strip(" -.’'") or word.possessive:
            break
    return end


def _is_no_town(told: PlaceWords, start: int, end: int) -> bool:
    """True of a street, a building, a person of the article, and of what has its name from a person or a group."""
    words = told.words
    if words[end - 1].key in told.context.about.persons or all(word.acronym for word in words[start:end]):
        return True
    streets = told.context.knowledge.places.words["streets"]
    if streets.within(words[start:end]) or (end < len(words) and streets.at(words, end)):
        return True
    parts = told.context.knowledge.places.words["parts_of_town"]
    if _is_off(told, end, [hit for hit in told.hits if hit.start >= end]):
        return False
    after = end < len(words) and words[end - 1].gap in {" ", "-"} and not words[end - 1].possessive
    if after and (parts.at(words, end) or told.starts("divisions", end) or told.starts("districts", end)):
        return not _called_town(told, start, end)
    if parts.within(words[end - 1 : end]) or parts.within(words[start : start + 1]):
        return True
    roles = told.context.knowledge.roles
    before = words[start - 1].key if start else ""
    return any(roles.has(name, word) for name in ("titles", "belongings") for word in (before, words[start].key))


def _called_town(told: PlaceWords, start: int, end: int) -> bool:
    """ "The town of X", "X village"."""
    settlements = told.context.knowledge.places.words["settlements"]
    before = told.words[max(0, start - 3) : start]
    opening = any(
        (found := settlements.at(before, at)) is not None and at + found[0] == len(before) for at in range(len(before))
    )
    return opening or (end < len(told.words) and told.words[end - 1].gap == " " and told.starts("settlements", end))


def _leads(told: PlaceWords, start: int, end: int, placed: Sequence[Hit]) -> bool:
    """ "Qarnavul", "near Qarnavul", "Qarnavul in Syria", "Syria's Qarnavul": named first, or of a country."""
    around = [hit for hit in placed if not hit.beyond]  # "Qarnavul, near the Malian border" is on this side of it
    wider = [hit for hit in around if hit.countries or all(p.kind in {"division", "region"} for p in hit.places)]
    if not wider:
        return not around and (_is_last(told, end) or end <= min((hit.start for hit in placed), default=0))
    first = min(hit.start for hit in wider)
    if end <= first:
        between = {word.key for word in told.words[end:first]}
        return between <= {"in", "the", "of", "s", "northern", "southern", "eastern", "western", "central"}
    owner = [hit for hit in wider if hit.end == start and told.words[start - 1].possessive]
    return bool(owner) and end == len(told.words)


def _is_off(told: PlaceWords, end: int, towns: Sequence[Hit]) -> bool:
    """ "Qarnavul near Mosul", "Qarnavul, 30 km south of Mosul": the larger town only says whereabouts."""
    first = min((hit.start for hit in towns), default=0)
    return end <= first and told.beside("near", told.words[end:first])


def _is_last(told: PlaceWords, end: int) -> bool:
    """True if no other capitalised word comes after: the last name says where."""
    return not any(word.capital for word in told.words[end:])
