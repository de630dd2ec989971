"""``python -m benchmarks.tune DATA [--write]``: sets the weights of `[main]` of strikes on labelled articles.

The scores of the engine's own rules on the pairs that its blocking lets through are weighed by
logistic regression; bias and floor are then moved to where the clusters are best.  Both are measured
by cross-validation over incidents; ``--write`` puts the weights of all articles into the data file.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extract.pipeline.reconcile_settings import load_reconcile_settings
from extract.reconcile.article_context import ArticleContext
from extract.reconcile.cluster.across import main_of
from extract.reconcile.cluster.block import candidates
from extract.reconcile.match.comparison import Corpus, corpus_of, judge
from extract.reconcile.match.rules import RULES
from extract.reconcile.match.story import stories_of
from extract.reconcile.mention import read
from extract.reconcile.settings import RuleTable

from .incident_files import IncidentArticle, read_articles
from .incident_records import benchmarked
from .linkages import LINKAGES, Pair, link
from .logistic import Fitted, fit
from .pair_scores import PairScore, pair_score

KIND = "strike"
FOLDS = 5
NEARLY = 0.1
"""Points of F1 that are no difference."""

LINKAGE = "average"
"""The linkage that the engine has."""
SHIFTS = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
FLOORS = (-0.6, -0.3, 0.0, 0.1, 0.2, 0.3, 0.4)
UNSEEN = ("date", "attacker", "target", "method", "assertion", "pinned")
"""Rules that shootings by unnamed persons, told without a day, cannot show anything of; their weights stay."""

_PACKAGE = Path(__file__).parents[1] / "extract"
DATA_FILE = _PACKAGE / "kinds" / KIND / "weights.toml"
SETTINGS_FILE = _PACKAGE / "reconcile" / "weights.toml"
_FLOOR = re.compile(r"(?<=\n)floor = -?[\d.]+")
_SECTION = re.compile(r"(?<=\[main\]\n).*?(?=\n\n|\n*\Z)", re.DOTALL)


class Sample:
    """Some articles with the scores of every rule on any two of them."""

    def __init__(self, articles: Sequence[IncidentArticle]) -> None:
        """Read and block; pairs are compared when asked for."""
        settings = load_reconcile_settings()
        told = [benchmarked(article) for article in articles]
        setting_of = {one.info.id: ArticleContext.of(one.info, one.text) for one in told}
        tellings = [read(one.record, setting_of[one.info.id], settings.vocabulary) for one in told]
        stories = stories_of({one.info.id: one.text for one in told}, settings.vocabulary)
        corpus = corpus_of(tellings, settings, stories)
        self._corpus: Corpus = dataclasses.replace(corpus, main=main_of(tellings))
        self._tellings = {telling.key: telling for telling in tellings}
        self._table = RuleTable(0.0, dict.fromkeys(settings.main[KIND].weights, 1.0))
        self.key = {one.record.id: article.incident for one, article in zip(told, articles, strict=True)}
        self.pairs = candidates(tellings, self._corpus)
        self._scores: dict[Pair, np.ndarray] = {}

    def scores(self, pair: Pair) -> np.ndarray:
        """The scores of each rule for a pair, in the order of the table; 0.0 where it says nothing."""
        if pair not in self._scores:
            a, b = (self._tellings[key] for key in pair)
            said = judge(a, b, table=self._table, rules=RULES, corpus=self._corpus).rules
            given = {rule.rule: rule.score for rule in said}
            self._scores[pair] = np.array([given.get(name, 0.0) for name in self._table.weights])
        return self._scores[pair]

    def table(self, fitted: Fitted, shift: float) -> tuple[float, np.ndarray]:
        """Bias and weights as the engine uses them on so many articles."""
        settings = self._corpus.settings
        learnt = RuleTable(fitted.bias + shift, fitted.weights)
        used = settings.across[KIND].toward(learnt, share=self._corpus.stories.trust(settings.few))
        return used.bias, np.array([used.weights[name] for name in self._table.weights])

    @cached_property
    def matrix(self) -> np.ndarray:
        """Scores of all pairs that blocking lets through, pairs by rules."""
        return np.array([self.scores(pair) for pair in self.pairs])

    @cached_property
    def same(self) -> np.ndarray:
        """Whether each of these pairs is of one incident."""
        return np.array([self.key[a] == self.key[b] for a, b in self.pairs])

    @cached_property
    def fold_of(self) -> dict[str, int]:
        """The fold of each incident, by the order of their names."""
        return {incident: i % FOLDS for i, incident in enumerate(sorted(set(self.key.values())))}

    def folds(self, pair: Pair) -> tuple[int, int]:
        """The folds that a pair touches."""
        a, b = sorted(self.fold_of[self.key[key]] for key in pair)
        return a, b


def learn(samples: Sequence[Sample], prior: RuleTable, *, without: int | None = None) -> Fitted:
    """Weights from the pairs of all samples, but for those that touch one fold."""
    rows, labels = [], []
    for sample in samples:
        kept = np.array([without not in sample.folds(pair) for pair in sample.pairs])
        rows.append(sample.matrix[kept])
        labels.append(sample.same[kept])
    scores = np.concatenate(rows)
    return fit(scores, np.concatenate(labels), prior.weights, UNSEEN)


def clustered(sample: Sample, models: Sequence[Fitted], shift: float, floor: float, linkage: str) -> PairScore:
    """How good the clusters are, each pair judged by weights learnt without it."""
    score = _scorer(sample, models, shift)
    least = load_reconcile_settings().thresholds.match
    pairs = [pair for pair in sample.pairs if score(*pair) >= least]
    return pair_score(sample.key, link(sample.key, pairs, score, LINKAGES[linkage], floor))


def _scorer(sample: Sample, models: Sequence[Fitted], shift: float) -> Callable[[str, str], float]:
    known: dict[Pair, float] = {}
    tables = [sample.table(model, shift) for model in models]

    def score(a: str, b: str) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in known:
            bias, weights = tables[sample.folds(pair)[0]]
            known[pair] = math.tanh((bias + float(sample.scores(pair) @ weights)) / 2)
        return known[pair]

    return score


def main(arguments: Sequence[str] | None = None) -> None:
    """Tune, print what was measured, and with ``--write`` change the data file."""
    options = _parse(arguments)
    articles = read_articles(options.data)
    samples = [Sample([one for one in articles if one.gvc is gvc]) for gvc in (False, True)]
    settings = load_reconcile_settings()
    general = settings.across[KIND].weights
    prior = RuleTable(0.0, {name: general.get(name, 0.0) for name in settings.main[KIND].weights})
    for name, sample in zip(("rest", "gvc"), samples, strict=True):
        print(
            f"{name}: {len(sample.pairs) / len(sample.key):.1f} pairs a record hold {_held(sample):.1%} of those wanted"
        )
    models = [learn(samples, prior, without=fold) for fold in range(FOLDS)]
    best = [best_of(samples, models, linkage) for linkage in LINKAGES]
    print("\n".join(map(str, best)))
    chosen = next(one for one in best if one.linkage == LINKAGE)
    fitted = learn(samples, prior)
    print(f"bias {fitted.bias + chosen.shift:.2f}, floor {chosen.floor:.1f}")
    print(", ".join(f"{name} {weight:.2f}" for name, weight in fitted.weights.items()))
    if options.write:
        _write(fitted, chosen)


class Best(NamedTuple):
    """The settings under which a linkage makes the best clusters, and how good these are (rest, then gvc)."""

    linkage: str
    shift: float
    floor: float
    scores: tuple[PairScore, ...]

    @property
    def mean(self) -> float:
        """Mean F1 over the samples."""
        return sum(score.f1 for score in self.scores) / len(self.scores)

    def __str__(self) -> str:
        """One line of the table."""
        scores = "   ".join(f"P {one.precision:.1f} R {one.recall:.1f} F1 {one.f1:.1f}" for one in self.scores)
        return f"{self.linkage:9} shift {self.shift:+.1f} floor {self.floor:+.1f}   {scores}"


def best_of(samples: Sequence[Sample], models: Sequence[Fitted], linkage: str) -> Best:
    """The best of all shifts of the bias and floors of a linkage, by cross-validation.

    Of those within `NEARLY` of the best the one with the highest floor: a wrong union costs more than a missed one.
    """
    tried = [
        Best(linkage, shift, floor, tuple(clustered(sample, models, shift, floor, linkage) for sample in samples))
        for shift, floor in product(SHIFTS, FLOORS)
    ]
    least = max(one.mean for one in tried) - NEARLY
    return max((one for one in tried if one.mean >= least), key=lambda one: (one.floor, one.mean, -one.shift))


def _held(sample: Sample) -> float:
    wanted = sum(size * (size - 1) // 2 for size in Counter(sample.key.values()).values())
    return float(sample.same.sum()) / wanted


def _write(fitted: Fitted, chosen: Best) -> None:
    weights = [f"{name} = {weight:.2f}" for name, weight in fitted.weights.items()]
    text = DATA_FILE.read_text(encoding="utf-8")
    text = _SECTION.sub("\n".join([f"bias = {fitted.bias + chosen.shift:.2f}", *weights]), text)
    DATA_FILE.write_text(text, encoding="utf-8")
    settings = SETTINGS_FILE.read_text(encoding="utf-8")
    SETTINGS_FILE.write_text(_FLOOR.sub(f"floor = {chosen.floor:.1f}", settings), encoding="utf-8")


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tune", description=__doc__)
    parser.add_argument("data", type=Path, help="JSON lines, gzip-compressed or not: see docs/reconciling.md")
    parser.add_argument("--write", action="store_true", help="put them into extract/kinds/strike/weights.toml")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
