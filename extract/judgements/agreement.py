"""How far two people agree in what they judged, and their judgements as one file."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from extract.base.errors import ConfigError
from schemas import AnyJudgement, Correct, Different, Same

Question = Hashable
"""What a judgement answers: whether two records are one event, or what of a record or of a field of it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two people said of the questions that both answered.

    ``pairs`` and ``values`` hold for each such question their two answers; ``merged`` the judgements of both
    without the ``disputed`` ones, which contradict one another, each once.
    """

    pairs: Mapping[Question, tuple[str, str]]
    values: Mapping[Question, tuple[str, str]]
    merged: tuple[AnyJudgement, ...]
    disputed: tuple[tuple[AnyJudgement, AnyJudgement], ...]


def compare(ours: Sequence[AnyJudgement], theirs: Sequence[AnyJudgement]) -> Agreement:
    """The agreement of two people's judgements, each in the order of its file: of two answers of one person the later
    counts.  What is merged stands in the order of time.
    """
    mine, other = _answers(ours), _answers(theirs)
    both = [question for question in mine if question in other]
    told = {question: (mine[question][0], other[question][0]) for question in both}
    disputed = [(mine[one][1], other[one][1]) for one in both if told[one][0] != told[one][1]]
    out = {line.model_dump_json() for pair in disputed for line in pair}
    once = {text: line for line in (*ours, *theirs) if (text := line.model_dump_json()) not in out}
    apart = {(one.model_dump_json(), two.model_dump_json()): (one, two) for one, two in disputed}
    return Agreement(
        pairs={question: answers for question, answers in told.items() if isinstance(question, frozenset)},
        values={question: answers for question, answers in told.items() if not isinstance(question, frozenset)},
        merged=tuple(sorted(once.values(), key=lambda line: line.when.isoformat())),
        disputed=tuple(apart.values()),
    )


def cohen_kappa(answers: Mapping[Question, tuple[str, str]]) -> float | None:
    """Agreement beyond chance, at most 1; None where there is none to speak of: both gave one answer to everything.

    Source: Cohen, "A coefficient of agreement for nominal scales", 1960; as NLTK computes it.

    Raises:
        ConfigError: NLTK is not installed.
    """
    if len({answer for pair in answers.values() for answer in pair}) < 2:  # noqa: PLR2004 (a choice)
        return None
    try:
        from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError("agreement needs NLTK: pip install 'rashomon-events[agreement]'") from error
    data = [(who, item, pair[who]) for item, pair in enumerate(answers.values()) for who in (0, 1)]
    return float(AnnotationTask(data=data).kappa())


def _answers(lines: Sequence[AnyJudgement]) -> dict[Question, tuple[str, AnyJudgement]]:
    return {question: (answer, line) for line in lines for question, answer in _said(line)}


def _said(line: AnyJudgement) -> Iterator[tuple[Question, str]]:
    """Each question that a judgement answers, and the answer."""
    if isinstance(line, Same | Different):
        for one, two in combinations(line.records, 2):
            yield frozenset({one.key, two.key}), line.judgement
    else:
        value = repr(line.value) if isinstance(line, Correct) else ""
        yield (line.record.key, line.field), f"{line.judgement} {value}"
