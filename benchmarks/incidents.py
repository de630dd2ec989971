"""``python -m benchmarks.incidents DATA [--gvc | --rest] [--json]``: are articles on one incident put together?

Articles become one strike each by frozen rules (`incident_records`) and go through the engine that
``python -m extract`` uses; the baseline beside it is tuned on the very file.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.evaluate.coreference import clustering_score
from extract.pipeline.reconcile_settings import load_reconcile_settings
from extract.reconcile import Reconciled, ReconcileSettings, reconcile

from .baseline import best_baseline
from .incident_files import IncidentArticle, read_articles
from .incident_records import Benchmarked, benchmarked
from .pair_scores import interval, pair_score


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what was measured, as a table or as JSON."""
    options = _parse(arguments)
    articles = read_articles(options.data)
    if options.gvc or options.rest:
        articles = [article for article in articles if article.gvc is options.gvc]
    measured = measure(articles)
    measured["baseline"] = _baseline(articles)
    print(json.dumps(measured, indent=2) if options.json else table(measured))


def measure(articles: Sequence[IncidentArticle]) -> dict[str, Any]:
    """Scores of the engine on some articles, what they cost, in percent, seconds and megabytes."""
    started = time.perf_counter()
    told = [benchmarked(article) for article in articles]
    read = time.perf_counter()
    found = put_together(told, load_reconcile_settings())
    ended = time.perf_counter()
    key = {article.id: article.incident for article in articles}
    response = clusters(found, told)
    score, coreference = pair_score(key, response), clustering_score(key, response)
    low, high = interval(key, response)
    return {
        "articles": len(articles),
        "incidents": len(set(key.values())),
        "events": len(set(response.values())),
        "pairwise": {name: round(value, 1) for name, value in score._asdict().items()},
        "pairwise_f1_interval": [round(low, 1), round(high, 1)],
        "b_cubed_f1": round(100 * coreference.b_cubed.f1, 1),
        "conll_f1": round(100 * coreference.conll_f1, 1),
        "candidate_pairs_per_record": round(found.compared / max(1, len(told)), 1),
        "unsure": len(found.unsure),
        "seconds_making_records": round(read - started, 1),
        "seconds": round(ended - read, 1),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def put_together(told: Sequence[Benchmarked], settings: ReconcileSettings) -> Reconciled:
    """The events that the engine makes of the records."""
    texts = {one.info.id: one.text for one in told}
    return reconcile([one.info for one in told], [one.record for one in told], texts, settings=settings)


def clusters(found: Reconciled, told: Sequence[Benchmarked]) -> dict[str, str]:
    """The event of each article, by article id; an article whose record is in none is alone."""
    event_of = {record: event.id for event in found.events for record in event.records}
    return {one.info.id: event_of.get(one.record.id, one.record.id) for one in told}


def table(measured: dict[str, Any]) -> str:
    """The measurements for a reader."""
    pairs, base = measured["pairwise"], measured["baseline"]
    low, high = measured["pairwise_f1_interval"]
    base_line = "not run: pip install scikit-learn"
    if base is not None:
        base_line = (
            f"P {base['precision']}  R {base['recall']}  F1 {base['f1']}"
            f"  (single link from {base['threshold']} on, within {base['days']} days)"
        )
    return "\n".join(
        (
            f"{measured['articles']} articles on {measured['incidents']} incidents, {measured['events']} events made",
            f"pairwise     P {pairs['precision']}  R {pairs['recall']}  F1 {pairs['f1']}  (95 %: {low} to {high})",
            f"baseline     {base_line}",
            f"B-cubed F1   {measured['b_cubed_f1']}",
            f"CoNLL F1     {measured['conll_f1']}",
            f"compared     {measured['candidate_pairs_per_record']} pairs per record; {measured['unsure']} left unsure",
            f"cost         {measured['seconds']} s (records made in {measured['seconds_making_records']} s), "
            f"{measured['peak_megabytes']} MB at most",
        )
    )


def _baseline(articles: Sequence[IncidentArticle]) -> dict[str, Any] | None:
    try:
        best = best_baseline(articles)
    except ModuleNotFoundError:
        return None
    rounded = {name: round(value, 1) for name, value in best.score._asdict().items()}
    return {**rounded, "threshold": best.threshold, "days": best.days}


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incidents", description=__doc__)
    parser.add_argument("data", type=Path, help="JSON lines, gzip-compressed or not: see docs/reconciling.md")
    half = parser.add_mutually_exclusive_group()
    half.add_argument("--gvc", action="store_true", help="only articles of the Gun Violence Corpus")
    half.add_argument("--rest", action="store_true", help="only the others")
    parser.add_argument("--json", action="store_true", help="machine-readable")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
