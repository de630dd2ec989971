"""Compares what whole articles are about: their words weighed by rarity, and the names and ages in them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.reconcile.compare.words import fold_once, stem
from extract.reconcile.settings import Vocabulary

READ = 8_000
"""Code points of an article that are read as its story: what stands behind is comments and other stories."""

_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:“\"”\n])\s*$")
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b|, (\d{2}),|\baged? (\d{1,2})\b")
_SHORTEST_NAME = 3
"""Letters: shorter words in capitals are initials and articles."""


class ArticleWords(NamedTuple):
    """One article's stems with how often each stands there, capitalised and lower-case words, and ages told."""

    counts: Mapping[str, int]
    capitalised: frozenset[str]
    lower: frozenset[str]
    ages: frozenset[int]


@dataclass(frozen=True, slots=True)
class DocumentProfile:
    """The words, names and ages that mark what an article is about.

    ``weights`` are stems with their weight, of length one together; ``names`` the words that the
    articles write with a capital more often than without; ``ages`` of persons, in years.
    """

    weights: Mapping[str, float]
    names: frozenset[str]
    ages: frozenset[int]


@dataclass(frozen=True, slots=True)
class DocumentProfiles:
    """The profiles of all articles by id, and how rare each name is among them: 0.0 in all, 1.0 in one."""

    of: Mapping[str, DocumentProfile] = field(default_factory=dict)
    rarity: Mapping[str, float] = field(default_factory=dict)

    def trust(self, few: int) -> float:
        """How far the rarity of words can be trusted: 0.0 of no article, 0.5 of ``few``, towards 1.0 of many."""
        return len(self.of) / (len(self.of) + few) if self.of else 0.0

    def marks(self, article: str, number: int) -> frozenset[str]:
        """The keys that an article is looked up by: its weightiest stems, and the rarest names it shares."""
        story = self.of[article]
        words = sorted(story.weights, key=lambda word: (-story.weights[word], word))
        shared = (name for name in story.names if self.rarity[name] < 1.0)
        names = sorted(shared, key=lambda name: (-self.rarity[name], name))
        return frozenset(words[:number]) | {f"={name}" for name in names[:number]}


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of ``articles`` each stem stands, each word with a capital, and each in lower case."""

    articles: int
    stems: Mapping[str, int]
    capitalised: Mapping[str, int]
    lower: Mapping[str, int]

    def is_name(self, word: str) -> bool:
        """True of a word that more articles write with a capital than without."""
        return self.capitalised.get(word, 0) > self.lower.get(word, 0)

    def rarity(self, name: str) -> float:
        """How rare a name is: 0.0 where all articles have it, 1.0 where one has."""
        return math.log(self.articles / self.capitalised[name]) / math.log(max(2, self.articles))


def stories_of(texts: Mapping[str, str], vocabulary: Vocabulary) -> DocumentProfiles:
    """The stories of articles, the same in whatever order they come; an empty text tells none."""
    read = {article: read_story(text, vocabulary) for article, text in sorted(texts.items()) if text}
    found = frequencies_of(read.values())
    return DocumentProfiles(
        {article: story_of(reading, found) for article, reading in read.items()},
        {name: found.rarity(name) for name in found.capitalised if found.is_name(name)},
    )


def frequencies_of(read: Collection[ArticleWords]) -> Frequencies:
    """The number of articles that hold each word, name and age."""
    return Frequencies(
        len(read),
        Counter(word for reading in read for word in reading.counts),
        Counter(word for reading in read for word in reading.capitalised),
        Counter(word for reading in read for word in reading.lower),
    )


def read_story(text: str, vocabulary: Vocabulary) -> ArticleWords:
    """The words, names and ages of one article, before they are weighed against the others."""
    text = text[:READ]
    words = (word for word in fold_once(text) if len(word) > 1 and word not in vocabulary.stop)
    capitalised: set[str] = set()
    lower: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].islower():
            lower.add(word)
        elif len(word) >= _SHORTEST_NAME and not _SENTENCE_ENDS.search(text, max(0, match.start() - 3), match.start()):
            capitalised.add(word.lower().removesuffix("'s").removesuffix("’s"))
    ages = frozenset(int(age) for match in _AGE.finditer(text) for age in match.groups() if age)
    return ArticleWords(Counter(map(stem, words)), frozenset(capitalised), frozenset(lower), ages)


def cosine(a: DocumentProfile, b: DocumentProfile) -> float:
    """Likeness of two stories, from 0.0 to 1.0; the order of summing is fixed so that the last bit is."""
    few, many = sorted((a.weights, b.weights), key=len)
    return math.fsum(weight * many[word] for word, weight in few.items() if word in many)


def story_of(reading: ArticleWords, found: Frequencies) -> DocumentProfile:
    """The profile of an article among others.

    Source: sublinear term frequency times smoothed inverse document frequency, after Salton and Buckley (1988).
    """
    weights = {
        word: (1 + math.log(count)) * math.log1p(found.articles / found.stems[word])
        for word, count in reading.counts.items()
    }
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return DocumentProfile(
        {word: weight / length for word, weight in weights.items()},
        frozenset(filter(found.is_name, reading.capitalised)),
        reading.ages,
    )
