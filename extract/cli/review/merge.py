"""Two people's judgements as one file, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Console

from extract.base.errors import ConfigError
from extract.base.printable import printable
from extract.judgements import Agreement, append_line, cohen_kappa, compare, read_judgements
from schemas import AnyJudgement


def merge(files: tuple[Path, Path], merged: Path) -> None:
    """Write what two people judged to a new file, and tell how far they agree and on what they do not.

    Raises:
        ConfigError: a file cannot be read, the new one is there already or cannot be written, or NLTK is missing.
    """
    if merged.exists():
        raise ConfigError(f"{merged} is there already; name a new file with --judgements")
    ours, theirs = ([line.judgement for line in read_judgements(file)] for file in files)
    agreement = compare(ours, theirs)
    lines = list(_told(agreement))
    for judgement in agreement.merged:
        append_line(merged, judgement)
    written = f"in {merged}" if agreement.merged else f"to write: {merged} was not made"
    console = Console(highlight=False)
    for text in (*lines, f"{len(agreement.merged)} judgements of both {written}"):
        console.print(printable(text), markup=False, soft_wrap=True)


def _told(agreement: Agreement) -> Iterator[str]:
    yield _share("Pairs", agreement.pairs, cohen_kappa(agreement.pairs))
    if agreement.values:
        yield _share("Records and values", agreement.values, None)
    for one, two in agreement.disputed:
        yield f"- {_answer(one)}, but {_answer(two)}: “{one.refs[0].quote or one.refs[0].article[:12]}”"
    if agreement.disputed:
        yield "What they do not agree on is left out of the file: settle it together and judge it once more."


def _share(what: str, answers: Mapping[object, tuple[str, str]], kappa: float | None) -> str:
    if not answers:
        return f"{what}: none that both judged"
    alike = sum(one == two for one, two in answers.values())
    beyond = f"; Cohen's kappa {kappa:.2f}" if kappa is not None else ""
    return f"{what}: both judged {len(answers)}, alike {alike} ({alike / len(answers):.0%}){beyond}"


def _answer(one: AnyJudgement) -> str:
    field = getattr(one, "field", None)
    return f"{one.who} says {one.judgement}{f' of {field}' if field else ''}"
