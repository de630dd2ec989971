"""``python -m benchmarks.survival DATA OUT... [--articles FOLDER]``: does what a reader tells survive to the events?

DATA is JSON lines, an article each: ``id, text, language`` and what the program may be given (``title, outlet,
published, url``), and its ``records``: ``kind, evidence`` (passages, copied), ``assertion``, ``event`` (the label of
the thing told) and ``gold`` (``earliest, latest, places, killed, injured``).  ``--articles`` writes the articles into a
folder, to be read with any model; each OUT is an ``events.json`` made of them, of this program or of another script
that writes records with evidence and events with records: a column each, of the same measures.

What it cost is told too: by the ``run.json`` beside OUT, or of another script as ``OUT@PROMPT,ANSWER`` (tokens);
``--prices PROVIDER/MODEL`` counts it in dollars, at that model's list prices.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple, Self

from rapidfuzz import fuzz

from extract.ask.service.pricing import Price, prices_of
from extract.base.types import Usage

GIVEN = ("id", "text", "title", "outlet", "published", "url")
NOT_HAPPENED = frozenset({"denied", "planned", "hypothetical"})
ALIKE = 85
"""Likeness of two spellings of one town, in percent."""

KINDS = ("strike", "statement")


class Told(NamedTuple):
    """A labelled record, the record of a result that rests on its passage, and that record's event."""

    label: Mapping[str, Any]
    article: str
    language: str | None
    record: Mapping[str, Any]
    event: str | None


class Outcome(NamedTuple):
    """A result and the tokens it took, None where nobody says."""

    events: Mapping[str, Any]
    took: Usage | None

    @classmethod
    def of(cls, named: str) -> Self:
        """What stands in a file, and beside it."""
        name, _, spent = named.partition("@")
        file, run = Path(name), Path(name).parent / "run.json"
        took = None
        if spent:
            took = Usage(*(int(spent.split(",")[0]), 0, 0, int(spent.split(",")[1])))
        elif run.is_file():
            told = json.loads(run.read_text(encoding="utf-8"))
            took = Usage(told["prompt_tokens"], told["cached_tokens"], 0, told["completion_tokens"])
        return cls(json.loads(file.read_text(encoding="utf-8")), took)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the measures, a line each, with a column for each result."""
    options = _parse(arguments)
    articles = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    if options.articles:
        write_articles(articles, options.articles)
    price = prices_of(*options.prices.split("/", 1), base_url=None).cost if options.prices else None
    outcomes = [Outcome.of(out) for out in options.out]
    columns = [dict((*measures(articles, one.events), *_cost(articles, one, price))) for one in outcomes]
    for name in dict.fromkeys(name for column in columns for name in column):
        print(f"{name:<42}" + "".join(f"{column.get(name, ''):>16}" for column in columns))


def write_articles(articles: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """The articles as the program reads them, without what is known of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        given = {name: article[name] for name in GIVEN if article.get(name)}
        (folder / f"{article['id']}.json").write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")


def measures(articles: Sequence[Mapping[str, Any]], result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each measure by name, in the order of the table."""
    told = found(articles, result)
    for kind in KINDS:
        mine = [one for one in told if one.label["kind"] == kind and _counts(one.label)]
        yield f"{kind}s labelled", str(len(mine))
        yield f"{kind}s in no event", str(sum(one.event is None for one in mine))
        yield f"events of two {kind}s", str(_mixed(mine))
        yield from _together(kind, mine)
    yield from _values(told)


def _cost(articles: Sequence[Mapping[str, Any]], outcome: Outcome, price: Price | None) -> Iterator[tuple[str, str]]:
    """What a result cost, in all and for each labelled record that it has a record of."""
    if outcome.took is None:
        return
    right = max(1, sum(bool(one.record) for one in found(articles, outcome.events)))
    tokens = outcome.took.prompt_tokens + outcome.took.completion_tokens
    yield "records found", str(right)
    yield "tokens of prompts, of answers", f"{outcome.took.prompt_tokens} {outcome.took.completion_tokens}"
    yield "tokens a record found", str(round(tokens / right))
    if price:
        yield "dollars a thousand records found", f"{1000 * price(outcome.took) / right:.2f}"


def found(articles: Sequence[Mapping[str, Any]], result: Mapping[str, Any]) -> list[Told]:
    """Each labelled record with the record of the result that tells it: most copied words, then most of its passage."""
    event_of = {record: event["id"] for event in result["events"] for record in event["records"]}
    records = defaultdict(list)
    for record in result["records"]:
        records[record["article_id"]].append(record)
    told = []
    for article in articles:
        mine = _paired(article, records[article["id"]])
        for number, label in enumerate(article["records"]):
            record = mine.get(number, {})
            told.append(Told(label, article["id"], article.get("language"), record, event_of.get(record.get("id", ""))))
    return told


def _paired(article: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    """The record of each labelled record by its number, one to one."""
    options = []
    for number, label in enumerate(article["records"]):
        spans = [(at, at + len(words)) for words in label["evidence"] if (at := article["text"].find(words)) >= 0]
        for record in records:
            shared = _shared(spans, record) if record["kind"] == label["kind"] else 0
            if shared:
                options.append((-len(_copied(label) & _copied(record)), -shared, number, record["id"], record))
    mine: dict[int, Mapping[str, Any]] = {}
    taken: set[str] = set()
    for _, _, number, name, record in sorted(options, key=lambda one: one[:4]):
        if number not in mine and name not in taken:
            mine[number] = record
            taken.add(name)
    return mine


def _copied(record: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The words of its fields, of a labelled record or of one in a result."""
    copied = set()
    for name in ("date", "place", "attacker", "target", "speaker", "content", "casualties"):
        value = record.get(name)
        for one in value if isinstance(value, list) else [value]:
            words = one.get("raw") or one.get("number") if isinstance(one, dict) else one
            copied.add((name, " ".join(str(words or "").split()).lower()))
    return copied


def _shared(spans: Sequence[tuple[int, int]], record: Mapping[str, Any]) -> int:
    """Code points of the passages that the record rests on, 0 for less than half of them."""
    shared = sum(
        max(0, min(end, one["end"]) - max(start, one["start"])) for start, end in spans for one in record["evidence"]
    )
    return shared if 2 * shared >= sum(end - start for start, end in spans) else 0


def _counts(label: Mapping[str, Any]) -> bool:
    return bool(label.get("event")) and label.get("assertion") not in NOT_HAPPENED


def _mixed(told: Iterable[Told]) -> int:
    labels = defaultdict(set)
    for one in told:
        if one.event:
            labels[one.event].add(one.label["event"])
    return sum(len(found) > 1 for found in labels.values())


def _together(kind: str, told: Sequence[Told]) -> Iterator[tuple[str, str]]:
    pairs = list(combinations(told, 2))
    groups = {
        "all": pairs,
        "one article": [(a, b) for a, b in pairs if a.article == b.article],
        "two articles": [(a, b) for a, b in pairs if a.article != b.article],
        "two languages": [(a, b) for a, b in pairs if a.language != b.language],
    }
    for name, group in groups.items():
        put = [a.label["event"] == b.label["event"] for a, b in group if a.event and a.event == b.event]
        wanted = sum(a.label["event"] == b.label["event"] for a, b in group)
        p, r = sum(put) / len(put) if put else 1.0, sum(put) / wanted if wanted else 1.0
        yield f"{kind}s together, {name}: P, R, F1", f"{p:.2f} {r:.2f} {2 * p * r / (p + r) if p + r else 0.0:.2f}"


def _values(told: Iterable[Told]) -> Iterator[tuple[str, str]]:
    asked: dict[str, list[bool]] = defaultdict(list)
    for one in told:
        gold, record = one.label.get("gold") or {}, one.record
        date, place = record.get("date") or {}, record.get("place") or {}
        if one.label.get("date") and gold.get("earliest") and gold.get("latest"):
            asked["days"].append((date.get("earliest"), date.get("latest")) == (gold["earliest"], gold["latest"]))
        if one.label.get("place") and gold.get("places"):
            asked["towns"].append(any(fuzz.ratio(place.get("name"), name) >= ALIKE for name in gold["places"]))
        for unit in ("killed", "injured"):
            if unit in gold:
                tolls = [[one["low"], one["high"]] for one in record.get("casualties") or () if one["unit"] == unit]
                asked["tolls"].append(list(gold[unit]) in tolls)
    for name, right in asked.items():
        yield f"{name} right", f"{sum(right)}/{len(right)}"


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.survival", description=__doc__)
    parser.add_argument("data", type=Path, help="labelled articles, JSON lines")
    parser.add_argument("out", nargs="*", help="events.json of a result, with @PROMPT,ANSWER tokens if need be")
    parser.add_argument("--prices", metavar="PROVIDER/MODEL", help="whose list prices the tokens have")
    parser.add_argument("--articles", type=Path, help="folder to write the articles to")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
