"""An evaluation as tables for a terminal, or as plain columns where it is piped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from extract.base.printable import printable
from extract.evaluate.assessment import NOTHING
from extract.evaluate.evaluation import CoreferenceScores, Evaluation, EventScore, EvidenceScore, FieldScore, Score

_Row = Sequence[str]


class _Results(Console):
    def on_broken_pipe(self) -> None:
        """Leave a reader who went away to the command as a whole."""
        raise BrokenPipeError


def standard_output() -> Console:
    """Standard output: tables where it is a terminal, else unwrapped text."""
    console = _Results(highlight=False)
    return console if console.is_terminal else _Results(highlight=False, width=10_000)


def print_evaluation(console: Console, evaluation: Evaluation, *, misses: bool = False) -> None:
    """Print the scores; with ``misses`` also each case that cost some."""
    for part in _scores(evaluation):
        console.print(part)
        console.print()
    for line in _lines(evaluation):
        console.print(Text(line), soft_wrap=True)
    if misses:
        for line in _misses(evaluation):
            console.print(Text(line), soft_wrap=True)


def _scores(evaluation: Evaluation) -> Iterator[RenderableType]:
    events = [_event_row(kind, score) for kind, score in evaluation.events.items()]
    macro = ("mean of kinds", *[""] * 5, _share(evaluation.macro_f1))
    yield _table(("Events", "Gold", "Given", "Right", "Precision", "Recall", "F1"), [*events, macro])
    yield _table(("Clustering", "Precision", "Recall", "F1"), _clustering_rows(evaluation.clustering))
    if evaluation.fields:
        headings = ("Fields", "Asked", "Exact", "Partial", "Exact share", "With half credit")
        yield _table(headings, [_field_row(field, score) for field, score in evaluation.fields.items()])


def _event_row(kind: str, score: EventScore) -> _Row:
    return kind, str(score.gold), str(score.events), str(score.right), *_shares(score)


def _clustering_rows(clustering: CoreferenceScores) -> Iterator[_Row]:
    for name, score in (("MUC", clustering.muc), ("B-cubed", clustering.b_cubed), ("CEAF-e", clustering.ceaf_e)):
        yield name, *(_shares(score) if score else ("no links",) * 3)
    yield "CoNLL (mean)", "", "", _share(clustering.conll_f1)


def _field_row(field: str, score: FieldScore) -> _Row:
    counts = (str(score.asked), str(score.exact), str(score.partial))
    return field, *counts, _share(score.exact_share), _share(score.credit_share)


def _lines(evaluation: Evaluation) -> Iterator[str]:
    yield f"Clustering is over the {evaluation.clustering.mentions} mentions that some record finds."
    yield _evidence(evaluation.evidence)
    yield f"Wrongly merged: {len(evaluation.wrongly_merged)} ({evaluation.must_not_merge} pairs must stay apart)"
    yield f"Facts that refuse themselves: {len(evaluation.indefensible)}"
    yield from (f"Note: {printable(notice)}" for notice in evaluation.notices)


def _evidence(evidence: EvidenceScore) -> str:
    checked = evidence.spans - evidence.unchecked
    if not checked and evidence.unchecked:
        return f"Evidence: {evidence.spans} spans, not checked: the articles' texts are not at hand (--texts DIR)"
    unchecked = f", {evidence.unchecked} not checked for want of the text (--texts DIR)" if evidence.unchecked else ""
    return f"Evidence: {evidence.verbatim} of {checked} spans stand in their article word for word{unchecked}"


def _misses(evaluation: Evaluation) -> Iterator[str]:
    sections = {
        "Missed": [f"{m.gold} ({m.kind}): {m.article}: {m.anchor}" for m in evaluation.missed],
        "Not in the gold": [f"{s.event} ({s.kind}): {s.title}" for s in evaluation.spurious],
        "Wrong fields": [
            f"{w.field} of {w.gold} ({'wrong' if w.credit == NOTHING else 'partial'}): "
            f"{w.wanted} wanted, {w.found} found in {w.id}"
            for w in evaluation.wrong_fields
        ],
        "Wrongly merged": [f"{' and '.join(m.gold)}: {m.event}" for m in evaluation.wrongly_merged],
        "Facts that refuse themselves": [f"{one.event}: {one.reason} ({one.title})" for one in evaluation.indefensible],
        "Not word for word": [f"{n.record}: {n.article} {n.start}:{n.end}" for n in evaluation.not_verbatim],
    }
    for heading, cases in sections.items():
        if cases:
            yield ""
            yield f"{heading}: {len(cases)}"
            yield from (f"- {printable(case)}" for case in cases)


def _table(headings: _Row, rows: Iterator[_Row] | Sequence[_Row]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column(headings[0], no_wrap=True)
    for heading in headings[1:]:
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _shares(score: Score) -> tuple[str, str, str]:
    return _share(score.precision), _share(score.recall), _share(score.f1)


def _share(value: float) -> str:
    return f"{value:.3f}"
