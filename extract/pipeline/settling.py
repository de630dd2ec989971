"""Asks the model about pairs that the rules leave unsure: is it one thing that the two passages tell?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial

from extract.ask.limits import Plan, Question
from extract.ask.pair import Pair, pairs_of
from extract.ask.pair_prompt import load_pair_prompt
from extract.ask.service.pricing import Prices
from extract.base.errors import CassetteMiss, TooLongError
from extract.base.types import Answer, Progress
from extract.pipeline.asking import REASKS, Filed, ask_each, put
from extract.pipeline.connect import OpenClient, Terms, connect
from extract.pipeline.event_set import Made
from extract.pipeline.plan import plan_of
from extract.pipeline.reading import Readings, complete
from extract.pipeline.report import RunReport
from extract.pipeline.setup import Setup
from schemas import Settled

FOLDER = "pairs"
"""Beside the recordings of a model's articles: a file for each pair, so that one is not lost when others are asked."""

MOST_TOKENS = 300
"""Of an answer: a sentence, and one word."""

BYTES_OF_A_PAIR = 4_000
"""Of two passages, about, where none is known yet."""

SMALL = (
    "A small model was asked about unsure pairs: it calls most of them the same, right or wrong (docs/reconciling.md)"
)

NOT_RECORDED = "its answer is not recorded"


@dataclass(frozen=True, slots=True)
class Settling:
    """The pairs asked about, the answers as they came, and what the run counted on the way (without windows)."""

    settled: tuple[Settled, ...] = ()
    answers: tuple[Answer, ...] = ()
    readings: Readings = field(default_factory=lambda: Readings([], []))

    def and_earlier(self, before: Iterable[Settled]) -> tuple[Settled, ...]:
        """These pairs behind those of an earlier run that were not asked about again."""
        anew = {one.records for one in self.settled}
        return (*(one for one in before if one.records not in anew), *self.settled)

    def reported(self, report: RunReport, readings: Readings, prices: Prices, *, most: int) -> RunReport:
        """The report of a run with the question's version and, of one that only plans, what nobody can count yet."""
        prompts = {**report.prompts, "settle": load_pair_prompt().version}
        more = _unforeseen(most, self.readings.planned) if report.planned and readings.planned else []
        return replace(report, prompts=prompts, unforeseen=plan_of(more, prices) if more else None)


def pairs_to_settle(made: Made, texts: Mapping[str, str], most: int) -> list[Pair]:
    """The likeliest unsure pairs that nothing keeps apart and no model has spoken of yet, at most so many."""
    known = {one.records for one in made.events.settled if one.answer}
    asked = [one for one in made.settleable if one.records not in known][:most]
    return list(pairs_of(asked, made.events, texts))


def settle_pairs(
    setup: Setup, pairs: Sequence[Pair], progress: Callable[[Progress], None], *, terms: Terms
) -> Settling:
    """The model's word on pairs; what fails, is refused or is not asked for want of budget has no answer.

    Raises:
        ConfigError: the model cannot be asked as the run is set up.
        CassetteError: a recording cannot be read.
    """
    if not pairs:
        return Settling()
    answers, readings = complete(_settle_within(setup, pairs, progress, terms.in_another_loop()))
    model = f"{setup.choice.provider_name}/{setup.choice.name}"
    settled = tuple(_settled(pair, answer, model) for pair, answer in zip(pairs, answers, strict=True))
    small = (SMALL,) if setup.profile.doubted and any(one.answer for one in settled) else ()
    readings = replace(readings, notices=(*readings.notices, *small, *_not_recorded(settled)))
    return Settling(settled, tuple(answers), readings)


def outcome_notice(settled: Sequence[Settled]) -> Iterator[str]:
    """A line on what came of the pairs that a model was asked about; none where it was asked about none."""
    asked = [one for one in settled if one.note != NOT_RECORDED]
    if not asked:
        return
    said = Counter(one.answer for one in asked)
    joined = sum(one.outcome == "joined" for one in asked)
    overruled = sum(one.outcome == "overruled" for one in asked)
    parts = [
        f"{said['same']} the same ({joined} joined)",
        f"{said['different']} two",
        f"{said['cannot_tell']} it cannot tell",
    ]
    parts += [f"{said[None]} without an answer"] if said[None] else []
    parts += [f"{overruled} overruled by rules or people"] if overruled else []
    yield f'Unsure pairs that a model was asked about: {len(asked)}; {", ".join(parts)} ("settled" has its reasons)'


def _unforeseen(most: int, planned: Sequence[Question]) -> list[Question]:
    """Questions on pairs that may turn out unsure once all is read, beyond those known: at most so many in all."""
    sizes = [one.prompt_tokens for one in planned]
    system = len(load_pair_prompt().system.encode())
    nominal = Question.of(b"." * (system + BYTES_OF_A_PAIR))
    tokens = sum(sizes) // len(sizes) if sizes else nominal.prompt_tokens
    one = replace(nominal, prompt_tokens=tokens, most_answer_tokens=MOST_TOKENS)
    return [one] * max(0, most - len(planned))


def is_incomplete(settled: Iterable[Settled]) -> bool:
    """True if the model was asked, or would have been but for a limit, and no usable answer came."""
    return any(one.answer is None and one.note != NOT_RECORDED for one in settled)


def _not_recorded(settled: Sequence[Settled]) -> Iterator[str]:
    missing = sum(one.note == NOT_RECORDED for one in settled)
    if missing:
        pairs = "1 unsure pair has" if missing == 1 else f"{missing} unsure pairs have"
        yield f"{pairs} no recorded answer and stay as they are: --settle with --model records them"


def _settled(pair: Pair, answer: Answer, model: str) -> Settled:
    said = answer.opinion
    return Settled(
        records=pair.records,
        score=pair.score,
        answer=said.answer if said else None,
        reason=said.reason if said else None,
        model=model,
        prompt=load_pair_prompt().version,
        note=None if said else answer.error,
    )


async def _settle_within(
    setup: Setup, pairs: Sequence[Pair], progress: Callable[[Progress], None], terms: Terms
) -> tuple[list[Answer], Readings]:
    with ExitStack() as stack:
        line = connect(replace(setup, folder=setup.folder / FOLDER), terms, stack)

        def told(done: int, pair: Pair) -> None:
            progress(Progress(done, len(pairs), f"unsure {pair.kind}s"))

        try:
            answers = await ask_each(
                iter(enumerate(pairs)),
                partial(_ask, line, terms),
                concurrency=min(setup.concurrency, len(pairs)),
                told=told,
            )
        finally:
            await line.client.close()
    ordered = [answers[at] for at in range(len(pairs))]
    return ordered, Readings(
        [],
        [],
        replayed=line.replayed,
        retries=line.retrying.retries,
        planned=tuple(line.gate.questions) if isinstance(line.gate, Plan) else (),
        notices=tuple(line.recorded.notices) if line.recorded else (),
    )


async def _ask(line: OpenClient, terms: Terms, pair: Pair) -> Answer:
    prompt = load_pair_prompt()
    question = partial(line.client.compare, prompt.messages(pair), max_tokens=MOST_TOKENS, reasks=REASKS)
    filed = Filed("+".join(pair.records), f"{prompt.version}, {' and '.join(pair.records)}")
    try:
        return await put(line, terms.service, filed, question, where=filed.label)
    except TooLongError as error:
        return error.partial or Answer(error=str(error))
    except CassetteMiss:
        return Answer(error=NOT_RECORDED, attempts=0)
