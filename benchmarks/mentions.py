"""``python -m benchmarks.mentions DATA OUT [--kind KIND] [--scope SCOPE]``: weights learnt from labelled mentions.

DATA is JSON lines of labelled articles and OUT the ``events.json`` made of them with any model, as for
`benchmarks.survival`.  The scores that the shipped rules give to each two labelled mentions (of one article for the
scope ``within``, of two for ``across``) are weighed by logistic regression, held near the weights there are (see
`benchmarks.logistic`), each pair by weights learnt without its articles: these are dealt into five folds in the order
of their names, and a pair is left out with the folds of both its articles.  Nothing is written: with few pairs this is
a check of weights set by judgement, not a fit of them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from extract.pipeline.reconcile_settings import load_reconcile_settings
from extract.reconcile.article_context import contexts_of
from extract.reconcile.match.comparison import Corpus, corpus_of, judge
from extract.reconcile.match.rules import rules_for
from extract.reconcile.match.story import stories_of
from extract.reconcile.mention import Telling, is_thin, read
from extract.reconcile.settings import RuleTable
from schemas import EventSet

from .logistic import fit
from .survival import found

FOLDS = 5
MATCH = 1.0
"""Log-odds from which two mentions are one; source: `match` in extract/reconcile/weights.toml is tanh of half of it."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Labelled mentions of one kind: their tellings and labels by id of record, and the corpus they are weighed in."""

    tellings: Mapping[str, Telling]
    labels: Mapping[str, str]
    corpus: Corpus

    def pairs(self, scope: str) -> list[tuple[Telling, Telling]]:
        """Each two mentions in a scope; in one article only those that stand by themselves, as the engine does."""
        told = [self.tellings[key] for key in sorted(self.labels)]
        within = scope == "within"
        return [
            (a, b)
            for a, b in combinations(told, 2)
            if (a.setting.id == b.setting.id) is within and not (within and (is_thin(a) or is_thin(b)))
        ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the pairs, how well shipped and learnt weights tell them apart, and the learnt weights."""
    options = _parse(arguments)
    mentions = read_mentions(options.data, options.out, options.kind)
    settings = load_reconcile_settings()
    table = getattr(settings, options.scope)[options.kind]
    pairs = mentions.pairs(options.scope)
    same = np.array([mentions.labels[a.key] == mentions.labels[b.key] for a, b in pairs], dtype=bool)
    print(f"{len(pairs)} pairs, {same.sum()} of one {options.kind}")
    if not same.any() or same.all():
        return
    scores = np.array([_scores(pair, table, mentions.corpus) for pair in pairs])
    shipped = scores @ np.array(list(table.weights.values())) + table.bias
    print(f"shipped  {_measured(shipped, same)}")
    print(f"learnt   {_measured(cross_validated(pairs, scores, same, table), same)}")
    fitted = fit(scores, same, table.weights, _never_below_zero(table))
    print(f"bias {fitted.bias:.2f}, " + ", ".join(f"{name} {weight:.2f}" for name, weight in fitted.weights.items()))


def read_mentions(data: Path, out: Path, kind: str) -> Mentions:
    """The labelled mentions of a kind that a result has records of."""
    articles = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines() if line.strip()]
    result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    told = EventSet.model_validate(result)
    settings = load_reconcile_settings()
    texts = {article["id"]: article["text"] for article in articles}
    contexts = contexts_of(told.articles, told.records, texts)
    singles = [read(one, contexts[one.article_id], settings.vocabulary) for one in told.records if one.kind == kind]
    labels = {
        one.record["id"]: one.label["event"]
        for one in found(articles, result)
        if one.record and one.label["kind"] == kind and one.label.get("event")
    }
    corpus = corpus_of(singles, settings, stories_of(texts, settings.vocabulary))
    return Mentions({single.key: single for single in singles}, labels, corpus)


def cross_validated(
    pairs: Sequence[tuple[Telling, Telling]], scores: np.ndarray, same: np.ndarray, prior: RuleTable
) -> np.ndarray:
    """Log-odds of each pair by weights learnt without the folds of its articles."""
    fold_of = _folds({telling.setting.id for pair in pairs for telling in pair})
    folds = np.array([sorted(fold_of[telling.setting.id] for telling in pair) for pair in pairs])
    odds = np.zeros(len(pairs))
    for held in sorted({tuple(one) for one in folds.tolist()}):
        kept = ~np.isin(folds, held).any(axis=1)
        fitted = fit(scores[kept], same[kept], prior.weights, _never_below_zero(prior))
        mine = (folds == held).all(axis=1)
        odds[mine] = scores[mine] @ np.array(list(fitted.weights.values())) + fitted.bias
    return odds


def _folds(articles: Iterable[str]) -> dict[str, int]:
    return {article: number % FOLDS for number, article in enumerate(sorted(articles))}


def _never_below_zero(table: RuleTable) -> list[str]:
    """Rules that are weighed against their own sense, which the regression has no room for: their weights stay."""
    return [name for name, weight in table.weights.items() if weight < 0]


def _scores(pair: tuple[Telling, Telling], table: RuleTable, corpus: Corpus) -> list[float]:
    said = judge(*pair, table=table, rules=rules_for(pair[0].kind), corpus=corpus).rules
    given = {rule.rule: rule.score for rule in said}
    return [given.get(name, 0.0) for name in table.weights]


def _measured(odds: np.ndarray, same: np.ndarray) -> str:
    put = odds >= MATCH
    right = (put & same).sum()
    precision, recall = right / max(1, put.sum()), right / same.sum()
    return f"P {precision:.2f} R {recall:.2f}"


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mentions", description=__doc__)
    parser.add_argument("data", type=Path, help="labelled articles, JSON lines")
    parser.add_argument("out", type=Path, help="events.json of them")
    parser.add_argument("--kind", default="strike", choices=("strike", "statement"))
    parser.add_argument("--scope", default="within", choices=("within", "across"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
