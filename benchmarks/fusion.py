"""``python -m benchmarks.fusion ARTICLES FACTS [--json]``: are the fused values the true ones?

The articles of each incident of two and more are fused as the engine does, without clustering; killed,
injured, day and town are held against the final facts, beside three simple rules over the same records.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.pipeline.reconcile_settings import load_reconcile_settings
from extract.reconcile.article_context import ArticleContext
from extract.reconcile.fuse.context import Context, context_of
from extract.reconcile.fuse.fuse import fuse
from extract.reconcile.mention import read
from schemas import AnyEvent, StrikeRecord, Toll

from .incident_files import IncidentFacts, read_articles, read_facts
from .incident_records import Benchmarked, benchmarked
from .told_dates import told_date

FIELDS = ("killed", "injured", "date", "city")
Values = Sequence[Any]
Rule = Callable[[Values], Any]


def majority(values: Values) -> Any:
    """The value told most, of several the one told first."""
    counts = Counter(values)
    return max(values, key=lambda value: counts[value])


def latest(values: Values) -> Any:
    """The figure of the last article."""
    return values[-1]


def median(values: Values) -> Any:
    """The lower median; of what has no order, the value in the middle of the articles."""
    return statistics.median_low(values) if not isinstance(values[0], str) else values[(len(values) - 1) // 2]


SIMPLE: Mapping[str, Rule] = {"majority": majority, "latest": latest, "median": median}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the share of right values for each field and rule."""
    options = _parse(arguments)
    groups: dict[str, list[Benchmarked]] = defaultdict(list)
    for article in read_articles(options.articles):
        told = benchmarked(article)
        date = told_date(told.record.evidence, article.published)
        groups[article.incident].append(told._replace(record=told.record.model_copy(update={"date": date})))
    measured = measure({name: group for name, group in groups.items() if len(group) > 1}, read_facts(options.facts))
    print(json.dumps(measured, indent=2) if options.json else table(measured))


def measure(groups: Mapping[str, Sequence[Benchmarked]], facts: Mapping[str, IncidentFacts]) -> dict[str, Any]:
    """For each field how many incidents some article tells it of, and the share each rule has right, in percent."""
    asked: Counter[str] = Counter()
    right: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    for incident, group in sorted(groups.items()):
        event, ordered = fused(group), sorted(group, key=lambda one: (one.info.published or "", one.info.id))
        for name in FIELDS:
            true = _true(facts.get(incident), name)
            told = [value for one in ordered if (value := _of_record(one.record, name)) is not None]
            if true is None or not told:
                continue
            asked[name] += 1
            right[name]["ours"] += _agrees(_of_event(event, name), true)
            for rule, choose in SIMPLE.items():
                right[name][rule] += _agrees(choose(told), true)
    return {
        name: {"incidents": asked[name]}
        | {rule: round(100 * right[name][rule] / max(1, asked[name]), 1) for rule in ("ours", *SIMPLE)}
        for name in FIELDS
    }


def fused(group: Sequence[Benchmarked]) -> AnyEvent:
    """The event that the engine makes of articles known to be on one incident."""
    settings = load_reconcile_settings()
    setting_of = {one.info.id: ArticleContext.of(one.info, one.text) for one in group}
    tellings = [read(one.record, setting_of[one.info.id], settings.vocabulary) for one in group]
    context: Context = context_of(setting_of, [one.record for one in group], settings)
    return fuse(tellings, context)


def table(measured: Mapping[str, Mapping[str, float]]) -> str:
    """The measurements for a reader."""
    lines = [f"{'right, %':9}{'incidents':>10}" + "".join(f"{rule:>10}" for rule in ("ours", *SIMPLE))]
    for name, row in measured.items():
        lines.append(f"{name:9}" + "".join(f"{value:>10}" for value in row.values()))
    return "\n".join(lines)


def _of_record(record: StrikeRecord, name: str) -> Any:
    if name == "date":
        return record.date.earliest if record.date else None
    if name == "city":
        return record.place.name if record.place else None
    return next((count.low for count in record.casualties if count.unit == name), None)


def _of_event(event: AnyEvent, name: str) -> Any:
    if name == "date":
        return event.date.earliest if event.date else None
    if name == "city":
        return event.place.name if event.place else None
    tolls: Iterable[Toll] = (claim.value for claim in event.claims if isinstance(claim.value, Toll))
    return next((toll.best for toll in tolls if toll.unit == name and toll.best is not None), None)


def _true(facts: IncidentFacts | None, name: str) -> Any:
    return dataclasses.asdict(facts)[name] if facts else None


def _agrees(value: Any, true: Any) -> bool:
    """True if a value is the true one; of "Pittsburgh (Wilkinsburg)" both names are."""
    if isinstance(true, str):
        return value is not None and value.lower() in [part.strip(" )").lower() for part in true.split("(")]
    return bool(value == true)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fusion", description=__doc__)
    parser.add_argument("articles", type=Path, help="articles grouped by incident, JSON lines")
    parser.add_argument("facts", type=Path, help="the final facts of each incident, JSON lines")
    parser.add_argument("--json", action="store_true", help="machine-readable")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
