"""What a whole article is about: its words weighed by rarity, and the names and ages in it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.reconcile.settings import Vocabulary
from extract.reconcile.words import fold, stem

READ = 8_000
"""Code points of an article that are read as its story: what stands behind is comments and other stories."""

_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:“\"”\n])\s*$")
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b|, (\d{2}),|\baged? (\d{1,2})\b")
_SHORTEST_NAME = 3


class Reading(NamedTuple):
    """One article's stems with how often each stands there, capitalised and lower-case words, and ages told."""

    counts: Mapping[str, int]
    capitalised: frozenset[str]
    lower: frozenset[str]
    ages: frozenset[int]


@dataclass(frozen=True, slots=True)
class Story:
    """What an article is about.

    ``weights`` are stems with their weight, of length one together; ``names`` the words that the
    articles write with a capital more often than without; ``ages`` of persons, in years.
    """

    weights: Mapping[str, float]
    names: frozenset[str]
    ages: frozenset[int]


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories of all articles by id, and how rare each name is among them: 0.0 in all, 1.0 in one."""

    of: Mapping[str, Story] = field(default_factory=dict)
    rarity: Mapping[str, float] = field(default_factory=dict)

    def trust(self, few: int) -> float:
        """How far the rarity of words can be trusted: 0.0 of no article, 0.5 of ``few``, towards 1.0 of many."""
        return len(self.of) / (len(self.of) + few) if self.of else 0.0

    def marks(self, article: str, number: int) -> frozenset[str]:
        """What an article can be looked up by: its weightiest stems, and its rarest names that are not its alone."""
        story = self.of[article]
        words = sorted(story.weights, key=lambda word: (-story.weights[word], word))
        shared = (name for name in story.names if self.rarity[name] < 1.0)
        names = sorted(shared, key=lambda name: (-self.rarity[name], name))
        return frozenset(words[:number]) | {f"={name}" for name in names[:number]}


def stories_of(texts: Mapping[str, str], vocabulary: Vocabulary) -> Stories:
    """The stories of articles, the same in whatever order they come; an empty text tells none.

    Source: sublinear term frequency times smoothed inverse document frequency, after Salton and Buckley (1988).
    """
    read = {article: read_story(text, vocabulary) for article, text in sorted(texts.items()) if text}
    frequency = Counter(word for reading in read.values() for word in reading.counts)
    capitalised = Counter(word for reading in read.values() for word in reading.capitalised)
    lower = Counter(word for reading in read.values() for word in reading.lower)
    names = {word for word, count in capitalised.items() if count > lower[word]}
    full = math.log(max(2, len(read)))
    return Stories(
        {article: _story(reading, frequency, len(read), names) for article, reading in read.items()},
        {name: math.log(len(read) / capitalised[name]) / full for name in names},
    )


def read_story(text: str, vocabulary: Vocabulary) -> Reading:
    """What one article says of itself, before it is weighed against the others."""
    text = text[:READ]
    words = (word for word in fold(text) if len(word) > 1 and word not in vocabulary.stop)
    capitalised: set[str] = set()
    lower: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].islower():
            lower.add(word)
        elif len(word) >= _SHORTEST_NAME and not _SENTENCE_ENDS.search(text, max(0, match.start() - 3), match.start()):
            capitalised.add(word.lower().removesuffix("'s").removesuffix("’s"))
    ages = frozenset(int(age) for match in _AGE.finditer(text) for age in match.groups() if age)
    return Reading(Counter(map(stem, words)), frozenset(capitalised), frozenset(lower), ages)


def cosine(a: Story, b: Story) -> float:
    """Likeness of two stories, from 0.0 to 1.0; the order of summing is fixed so that the last bit is."""
    few, many = sorted((a.weights, b.weights), key=len)
    return math.fsum(weight * many[word] for word, weight in few.items() if word in many)


def _story(reading: Reading, frequency: Mapping[str, int], articles: int, names: Iterable[str]) -> Story:
    weights = {
        word: (1 + math.log(count)) * math.log1p(articles / frequency[word]) for word, count in reading.counts.items()
    }
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return Story(
        {word: weight / length for word, weight in weights.items()},
        reading.capitalised & frozenset(names),
        reading.ages,
    )
