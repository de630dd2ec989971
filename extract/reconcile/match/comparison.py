"""Compare: weigh what every rule says of two tellings into one explained verdict."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from extract.reconcile.compare.places import towns_of
from extract.reconcile.compare.spellings import commoner
from extract.reconcile.match.base_rate import BaseRates, base_rates_of
from extract.reconcile.match.human_decisions import DecidedMentions
from extract.reconcile.match.story import DocumentProfiles
from extract.reconcile.mention import Telling
from extract.reconcile.settings import ReconcileSettings, RuleTable


class Verdict(Enum):
    """The meaning of a score: an unsure pair is listed for a person, never merged."""

    MATCH = "match"
    UNSURE = "unsure"
    NO_MATCH = "no match"


class Comparison(NamedTuple):
    """The result of one rule for two tellings: a score in [-1, 1] and why, in words for a person."""

    score: float
    detail: str


class Weighed(NamedTuple):
    """The share of one rule in a verdict; ``weight`` times ``score`` is in log-odds."""

    rule: str
    weight: float
    score: float
    detail: str


class PairScore(NamedTuple):
    """The score of two tellings: the summed log-odds, these as tanh(odds / 2) in [-1, 1], and what that means."""

    odds: float
    score: float
    verdict: Verdict
    rules: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The statistics of all tellings of a kind that the rules may use.

    ``stories`` are of the articles, and ``main`` holds the tellings that their articles are about;
    ``before`` and ``after`` name the neighbour of a telling by the same party in its article, and
    ``paired`` the telling each one matched in another article in an earlier round; ``word`` is what
    people decided, ``usual`` how much happens in a
    place, and ``spellings`` the commoner spelling of a rare name; ``spoken_of`` is, of a vague mention, the telling
    that its article spoke of last before it, with how many paragraphs lie between; ``subjects`` are the
    words for whom and what a vague mention and each telling of its article is about.
    """

    settings: ReconcileSettings
    rarity: Mapping[str, float]
    unseen: float
    stories: DocumentProfiles = field(default_factory=DocumentProfiles)
    main: frozenset[str] = frozenset()
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    paired: Mapping[tuple[str, str], str] = field(default_factory=dict)
    word: DecidedMentions = field(default_factory=DecidedMentions)
    usual: BaseRates = field(default_factory=BaseRates)
    spellings: Mapping[str, str] = field(default_factory=dict)
    spoken_of: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    subjects: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _totals: dict[frozenset[str], float] = field(default_factory=dict)

    def weight(self, words: Iterable[str]) -> float:
        """Summed rarity of words; the order of summing is fixed so that the last bit is."""
        return math.fsum(self.rarity.get(word, self.unseen) for word in words)

    def total(self, words: frozenset[str]) -> float:
        """Summed rarity of all the words of a telling, worked out once."""
        if words not in self._totals:
            self._totals[words] = self.weight(words)
        return self._totals[words]

    def rarest(self, words: Iterable[str], number: int) -> list[str]:
        """The rarest of some words, ties in order of the alphabet."""
        return sorted(words, key=lambda word: (-self.rarity.get(word, self.unseen), word))[:number]


Rule = Callable[[Telling, Telling, Corpus], Comparison | None]


def corpus_of(
    tellings: Iterable[Telling], settings: ReconcileSettings, stories: DocumentProfiles | None = None
) -> Corpus:
    """The statistics of the tellings of a kind, each of one record."""
    used: dict[str, set[str]] = {}
    towns: Counter[str] = Counter()
    singles = list(tellings)
    for telling in singles:
        used.setdefault(telling.setting.id, set()).update(telling.words)
        towns.update(towns_of(telling.places))
    counts = Counter(word for words in used.values() for word in words)
    many = len(used)
    return Corpus(
        settings,
        {word: rarity_of(count, articles=many, settings=settings) for word, count in counts.items()},
        rarity_of(0, articles=many, settings=settings),
        stories or DocumentProfiles(),
        usual=base_rates_of(singles),
        spellings=commoner(towns),
    )


def rarity_of(count: int, *, articles: int, settings: ReconcileSettings) -> float:
    """Rarity of a word that ``count`` of some articles use: log(1 + articles / articles with the word).

    It is taken as if a `few` more articles had been read, one of them with the word: of two articles alone every
    word in common would be a common one.  Source: the inverse document frequency of Spärck Jones (1972).
    """
    return math.log1p((articles + settings.few) / (count + 1))


def judge(a: Telling, b: Telling, *, table: RuleTable, rules: Mapping[str, Rule], corpus: Corpus) -> PairScore:
    """The verdict of a rule table on two tellings, the same whichever comes first."""
    first, second = sorted((a, b), key=lambda telling: telling.key)
    weighed = []
    for name, weight in table.weights.items():
        said = rules[name](first, second, corpus)
        if said is not None:
            weighed.append(Weighed(name, weight, round(said.score, 4), said.detail))
    odds = round(table.bias + math.fsum(rule.weight * rule.score for rule in weighed), 4)
    score = round(math.tanh(odds / 2), 4)
    return PairScore(odds, score, verdict_of(score, corpus.settings), tuple(weighed))


def verdict_of(score: float, settings: ReconcileSettings) -> Verdict:
    """The verdict on a score by the thresholds."""
    if score >= settings.thresholds.match:
        return Verdict.MATCH
    return Verdict.UNSURE if score >= settings.thresholds.unsure else Verdict.NO_MATCH
