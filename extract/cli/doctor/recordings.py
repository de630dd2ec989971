"""Whether recorded answers can be read, and replayed with the prompts as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from extract.ask.profile import PROFILES
from extract.ask.prompt import load_question, prompt_languages
from extract.cassette.format import Exchange, parse
from extract.cassette.recorded_kinds import kinds_of
from extract.cli.doctor.finding import Finding
from schemas import KINDS

MOST_NAMED = 3
"""Files that are named before the rest is counted."""


@dataclass(slots=True)
class _Tally:
    articles: int = 0
    answers: int = 0
    stale: list[Path] = field(default_factory=list)
    torn: list[Path] = field(default_factory=list)


def check_recordings(folder: Path, *, replayed: str | None) -> Iterator[Finding]:
    """Findings on the recordings of each model; ``replayed`` is the folder of the one that a run would only replay."""
    models = sorted(path for path in folder.glob("*") if path.is_dir() and any(path.glob("*.yaml")))
    if not models:
        yield Finding("note", f"nothing is recorded in {folder}")
    for model in models:
        yield from _check_model(model, needed=model.name == replayed)


def _check_model(model: Path, *, needed: bool) -> Iterator[Finding]:
    tally = _Tally()
    for file in sorted(model.glob("*.yaml")):
        try:
            recorded = parse(file.read_bytes())
        except (OSError, ValueError) as error:
            remedy = "restore it, or delete it and record the article again"
            yield Finding("problem", f"{file} is not a recording: {error}", remedy)
            continue
        tally.articles += 1
        tally.answers += len(recorded.exchanges)
        if recorded.torn:
            tally.torn.append(file)
        if any(_is_stale(exchange) for exchange in recorded.exchanges):
            tally.stale.append(file)
    yield Finding("ok", f"{model}: {tally.answers:,} answers about {tally.articles:,} articles can be read")
    if tally.torn:
        text = f"{model}: an answer was cut short by a crash in {_named(tally.torn)}"
        yield Finding("note", text, "nothing: the next run with a model asks again for what is missing")
    if tally.stale:
        text = f"{model}: recorded with other prompts than those of now: {_named(tally.stale)}"
        remedy = "record again: python -m extract PATH --model PROVIDER/NAME --record-mode new_episodes"
        yield Finding("problem" if needed else "note", text, remedy)


def _is_stale(exchange: Exchange) -> bool:
    """True if the instructions of the question are none that a run would send today."""
    body: dict[str, Any] = exchange.request.body
    told = [message.get("content") for message in body.get("messages", ()) if message.get("role") == "system"]
    told += [part.get("text") if isinstance(part, dict) else part for part in _listed(body.get("system"))]
    return not any(text in _instructions(kinds_of(exchange.label)) for text in told)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


@cache
def _instructions(kinds: tuple[str, ...]) -> frozenset[str]:
    """The instructions of a question for some kinds; none where one of them is not installed."""
    if not set(kinds) <= set(KINDS):
        return frozenset()
    return frozenset(
        load_question(kinds, scale, language).system(hinted=hinted)
        for scale in PROFILES
        for hinted in (True, False)
        for language in (None, *(code for kind in kinds for code in prompt_languages(kind)))
    )


def _named(files: list[Path]) -> str:
    names = ", ".join(file.name for file in files[:MOST_NAMED])
    return names if len(files) <= MOST_NAMED else f"{names}, and {len(files) - MOST_NAMED} more"
