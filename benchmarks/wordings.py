"""``python -m benchmarks.wordings [--misses] [--sweep]``: is one remark in two wordings one statement?

Each line of ``data/statement-wordings.jsonl`` has a remark in two wordings, as two translators or reporters would
give it, and another remark by the same speaker on the same topic; all are written for this benchmark.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from extract.pipeline.reconcile_settings import load_reconcile_settings
from extract.reconcile.article_context import ArticleContext
from extract.reconcile.match.comparison import PairScore, Verdict, corpus_of, judge
from extract.reconcile.match.rules import RULES
from extract.reconcile.mention import Telling, read
from extract.reconcile.settings import ReconcileSettings
from schemas import Actor, ArticleInfo, Evidence, Span, StatementRecord, Words

DATA = Path(__file__).parent / "data" / "statement-wordings.jsonl"
DAY = "2021-03-02"
SWEEP = tuple((even / 100, 2 * even / 100) for even in range(25, 46, 3))


class Pair(NamedTuple):
    """Two wordings by one speaker on one day, and whether they are one remark."""

    a: Telling
    b: Telling
    same: bool


def pairs_of(path: Path) -> list[Pair]:
    """Of each line the two wordings of one remark, and each of them with the other remark."""
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        a, b, other = (_telling(f"{row['id']:03}-{name}", row["id"], row[name]) for name in ("a", "b", "other"))
        pairs += [Pair(a, b, True), Pair(a, other, False), Pair(b, other, False)]
    return pairs


def main(arguments: Sequence[str] | None = None) -> None:
    """Print precision, recall and F1 of the matches, what is left to a person, and what other settings would give."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wordings", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    parser.add_argument("--sweep", action="store_true", help="the same for other shares of words in common")
    options = parser.parse_args(arguments)
    pairs = pairs_of(DATA)
    shipped = load_reconcile_settings()
    judged = judgements(pairs, shipped)
    print(f"{len(pairs)} pairs, {sum(pair.same for pair in pairs)} of one remark")
    print(line(pairs, judged))
    for even, full in SWEEP if options.sweep else ():
        print(f"{even:.2f} {full:.2f}  {line(pairs, judgements(pairs, replace(shipped, same_words=(even, full))))}")
    for pair, found in zip(pairs, judged, strict=True) if options.misses else ():
        if pair.same != (found.verdict is Verdict.MATCH):
            print(f"{found.score:+.2f} {'missed' if pair.same else 'false'}: {_quote(pair.a)} / {_quote(pair.b)}")


def judgements(pairs: Sequence[Pair], settings: ReconcileSettings) -> list[PairScore]:
    """The verdict on each pair by the table for two articles."""
    tellings = {telling.key: telling for pair in pairs for telling in pair[:2]}
    corpus = corpus_of([tellings[key] for key in sorted(tellings)], settings)
    table = settings.across["statement"]
    return [judge(pair.a, pair.b, table=table, rules=RULES, corpus=corpus) for pair in pairs]


def line(pairs: Sequence[Pair], judged: Sequence[PairScore]) -> str:
    """Scores of the matches, and how many pairs are left to a person."""
    matched = [pair.same for pair, found in zip(pairs, judged, strict=True) if found.verdict is Verdict.MATCH]
    right, wanted = sum(matched), sum(pair.same for pair in pairs)
    unsure = sum(found.verdict is Verdict.UNSURE for found in judged)
    precision, recall, f1 = right / max(1, len(matched)), right / wanted, 2 * right / (len(matched) + wanted)
    return f"P {precision:.1%}  R {recall:.1%}  F1 {f1:.1%}; {unsure} left unsure"


def _quote(telling: Telling) -> str:
    return telling.records[0].evidence[0].quote


def _telling(name: str, number: int, words: str) -> Telling:
    record = StatementRecord(
        id=name,
        article_id=name,
        evidence=(Evidence(start=0, end=len(words), quote=words),),
        speaker=Actor(raw=f"Speaker {number}", name=f"Speaker {number}", id=f"speaker-{number}"),
        content=Words(raw=words, span=Span(start=0, end=len(words))),
    )
    info = ArticleInfo(id=name, path=name, sha256="", published=DAY, outlet=name)
    return read(record, ArticleContext.of(info, words), load_reconcile_settings().vocabulary)


if __name__ == "__main__":
    main()
