"""Relations between events: what answers what, what follows what, what is part of what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from extract.reconcile.compare.days import gap, is_resolved
from extract.reconcile.compare.kinship import MEMBER, kin
from extract.reconcile.compare.words import stems
from extract.reconcile.match.comparison import Corpus
from extract.reconcile.mention import Telling
from extract.reconcile.series import inside, value_spans
from schemas import AnyEvent, AnyRecord, Link, MeetingEvent, StrikeEvent, StrikeRecord

Value_co = TypeVar("Value_co", covariant=True)

COVERED = 0.6
"""Share of the words for what a strike answers (by rarity) that the other event's own values must cover."""

TRIED = 3
"""Rarest words by which the answered strike is looked up."""

COMMON = 1_000
"""A word that more strikes have in their values does not say which of them is meant."""

PAIR = 2
_ROUNDING = 1e-9

_HARM = re.compile(
    r"strik|struck|attack|raid|bomb|shell|assault|offens|kill|murder|assassin|massacre|rocket|missile|drone|mortar|explo"
    r"|blast|shoot|shot|gunfire|fire|ambush|clash|inva|incursion|violence|abduct|hijack|death|fighting|incident|hostil",
    re.IGNORECASE,
)
"""Words for what can be answered by an attack."""


@dataclass(frozen=True, slots=True)
class Node:
    """An event and the tellings it was made of."""

    event: AnyEvent
    cluster: tuple[Telling, ...]

    @property
    def series(self) -> bool:
        """True if every telling is of attacks that recur."""
        return all(telling.series for telling in self.cluster)

    def records(self) -> Iterable[AnyRecord]:
        """All records of the event."""
        return (record for telling in self.cluster for record in telling.records)


def link(nodes: Sequence[Node], corpora: Mapping[str, Corpus]) -> tuple[AnyEvent, ...]:
    """The events with their links, each event's sorted by type and event, in the order given."""
    found: dict[str, set[Link]] = defaultdict(set)
    for kind, corpus in corpora.items():
        mine = [node for node in nodes if node.event.kind == kind]
        for linker in corpus.settings.kinds[kind].links if mine else ():
            linker(mine, corpus, found)
    return tuple(
        node.event.model_copy(
            update={"links": tuple(sorted(found[node.event.id], key=lambda one: (one.type, one.event)))}
        )
        for node in nodes
    )


Found = dict[str, set[Link]]
"""Links by the id of the event they lead from."""

Linker = Callable[[Sequence[Node], Corpus, Found], None]
"""Adds the links that it finds among events of one kind."""


class ByNumber(Protocol[Value_co]):
    """Something of each strike, by the strike's number."""

    def __getitem__(self, number: int, /) -> Value_co:
        """That of one strike."""


@dataclass(frozen=True, slots=True)
class Strikes:
    """All strikes, the words that say which each one is, and the strikes by word and by article."""

    nodes: ByNumber[Node]
    described: ByNumber[frozenset[str]]
    by_word: Mapping[str, Sequence[int]]
    by_article: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, nodes: Sequence[Node], corpus: Corpus) -> Strikes:
        """The strikes, looked up by their own values."""
        told = [described(node, corpus) for node in nodes]
        by_word: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(told):
            for word in sorted(words):
                by_word[word].append(number)
        by_article: dict[str, list[int]] = defaultdict(list)
        for number, node in enumerate(nodes):
            for article in node.event.articles:
                by_article[article].append(number)
        return cls(nodes, told, by_word, by_article)


def link_answers(nodes: Sequence[Node], corpus: Corpus, found: Found) -> None:
    """A strike answers the one whose values best cover the words for what it answers."""
    strikes = Strikes.of(nodes, corpus)
    for number, node in enumerate(nodes):
        for record in node.records():
            other = answered(number, record, strikes, corpus) if isinstance(record, StrikeRecord) else None
            if other is not None:
                found[node.event.id].add(Link(type="in_response_to", event=nodes[other].event.id))


def answered(number: int, record: StrikeRecord, strikes: Strikes, corpus: Corpus) -> int | None:
    """The strike whose values best cover the words for what a record answers; None if none does enough."""
    if record.in_response_to is None:
        return None
    vocabulary = corpus.settings.vocabulary
    words = {
        word for word in stems(record.in_response_to.raw, stop=vocabulary.stop) if not vocabulary.attack.fullmatch(word)
    }
    told = record.in_response_to.english or record.in_response_to.raw
    if not words or (told.isascii() and not _HARM.search(told)):
        return None  # a place or a person may provoke, but neither is an attack that is answered
    scored = []
    for other in sorted(_options(record, words, strikes, corpus) - {number}):
        if not may_answer(strikes.nodes[number].event, strikes.nodes[other].event):
            continue
        share = corpus.weight(words & strikes.described[other]) / corpus.weight(words)
        named = any(_stands_inside(record, theirs) for theirs in strikes.nodes[other].records())
        if named or share >= COVERED:
            scored.append((not named, -share, strikes.nodes[other].event.id, other))
    return min(scored)[-1] if scored else None


def _options(record: StrikeRecord, words: set[str], strikes: Strikes, corpus: Corpus) -> set[int]:
    """Strikes that may be the answered one: they share a rare word, and the others they might share would do, or
    the same article tells them.  No other is worth fetching.
    """
    tried = {word: strikes.by_word.get(word, ()) for word in corpus.rarest(words, TRIED)}
    tried = {word: found for word, found in tried.items() if len(found) <= COMMON}
    missing = COVERED * corpus.weight(words) - corpus.weight(words - tried.keys()) - _ROUNDING
    shared: dict[int, float] = defaultdict(float)
    for word, found in tried.items():
        worth = corpus.weight([word])
        for other in found:
            shared[other] += worth
    near = set(strikes.by_article.get(record.article_id, ()))
    return {other for other, has in shared.items() if has >= missing or other in near}


def _stands_inside(record: StrikeRecord, other: AnyRecord) -> bool:
    """True if the words for what a strike answers are where another record's values stand."""
    if record.article_id != other.article_id or record.in_response_to is None:
        return False
    own = set(value_spans(record))
    return any(inside(span, record.in_response_to.span) for span in value_spans(other) if span not in own)


def described(node: Node, corpus: Corpus) -> frozenset[str]:
    """Stems of the values that say which strike it is: who, whom, where, when, how."""
    words: list[str] = []
    for record in node.records():
        if isinstance(record, StrikeRecord):
            words += [
                record.method.replace("_", " "),
                *(f"{a.name} {a.raw}" for a in (*record.attacker, *record.target)),
            ]
            words += [value.raw for value in (record.place, record.date, record.weapon) if value]
            words += [record.place.name] if record.place and record.place.name else []
    return stems(" ".join(words), stop=corpus.settings.vocabulary.stop)


def may_answer(answer: AnyEvent, answered: AnyEvent) -> bool:
    """True unless what is answered is known to have begun, or to have ended, after the answer."""
    if answer.date is None or answered.date is None:
        return True
    begun = answer.date.earliest, answered.date.earliest
    ended = answer.date.latest, answered.date.latest
    return not any(mine and theirs and theirs > mine for mine, theirs in (begun, ended))


def is_later(a: AnyEvent, b: AnyEvent) -> bool:
    """True if one is known to have happened after the other."""
    return bool(a.date and b.date and a.date.earliest and b.date.latest and a.date.earliest > b.date.latest)


def link_sequences(strikes: Sequence[Node], _corpus: Corpus, found: Found) -> None:
    """Each dated strike follows the last one before it of the same known attacker on the same known target."""
    lines: dict[tuple[str, str], list[AnyEvent]] = defaultdict(list)
    for node in strikes:
        event = node.event
        if isinstance(event, StrikeEvent) and event.date and is_resolved(event.date) and not node.series:
            for attacker in event.attacker:
                for target in event.target:
                    if attacker.id and target.id:
                        lines[attacker.id, target.id].append(event)
    for line in lines.values():
        line.sort(key=lambda event: (str(event.date and event.date.earliest), event.id))
        for earlier, later in pairwise(line):
            if is_later(later, earlier):
                found[later.id].add(Link(type="follows", event=earlier.id))


def link_series(strikes: Sequence[Node], _corpus: Corpus, found: Found) -> None:
    """A strike is part of a series that an article of its own tells of the same sides in the same country."""
    for series in (node for node in strikes if node.series and isinstance(node.event, StrikeEvent)):
        for node in strikes:
            if set(node.event.articles) & set(series.event.articles) and is_of_series(node, series):
                found[node.event.id].add(Link(type="part_of", event=series.event.id))


def is_of_series(node: Node, series: Node) -> bool:
    """True if a strike that an article tells may belong to the series that the same article tells of."""
    return not node.series and _same_sides(node.event, series.event) and _same_country(node.event, series.event)


def _same_sides(one: AnyEvent, other: AnyEvent) -> bool:
    if not isinstance(one, StrikeEvent) or not isinstance(other, StrikeEvent):
        return False
    attackers = kin(one.attacker, other.attacker)
    return (kin(one.target, other.target) or 0.0) >= MEMBER and (attackers is None or attackers >= MEMBER)


def _same_country(one: AnyEvent, other: AnyEvent) -> bool:
    return bool(one.place and other.place and one.place.country and one.place.country == other.place.country)


def link_visits(meetings: Sequence[Node], _corpus: Corpus, found: Found) -> None:
    """A meeting is part of the visit of one who took part, told by an article of its own at about the same time."""
    for visit in filter(is_visit, meetings):
        for node in meetings:
            if set(node.event.articles) & set(visit.event.articles) and is_of_visit(node, visit):
                found[node.event.id].add(Link(type="part_of", event=visit.event.id))


def is_visit(node: Node) -> bool:
    """True of a meeting of which only one who took part is known, and the place: somebody came."""
    event = node.event
    return isinstance(event, MeetingEvent) and len(event.participants) == 1 and event.place is not None


def is_of_visit(node: Node, visit: Node) -> bool:
    """True if a meeting that an article tells may belong to the visit that the same article tells of."""
    event, other = node.event, visit.event
    if not isinstance(event, MeetingEvent) or not isinstance(other, MeetingEvent) or len(event.participants) < PAIR:
        return False
    apart = gap(event.date, other.date) if event.date and other.date else None
    return (kin(event.participants, other.participants) or 0.0) >= MEMBER and (apart or 0) <= 1
