"""Composes the stages: load → segment → read → ground → normalise → reconcile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from schemas import EventSet


class Progress(NamedTuple):
    """How far a run is: calls answered, calls in all, and what was answered last."""

    done: int
    total: int
    label: str


@dataclass(frozen=True, slots=True)
class RunReport:
    """What varies between runs of the same input."""

    model: str
    record_mode: str
    prompts: Mapping[str, str]
    calls: int
    replayed: int
    reasks: int
    retries: int
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    skipped: tuple[str, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunResult:
    """An event set, how it came about, and the texts its offsets refer to (article id to text)."""

    events: EventSet
    report: RunReport
    texts: Mapping[str, str]


def run_paths(
    paths: Sequence[str | PathLike[str]],
    *,
    model: str | None = None,
    base_url: str | None = None,
    cassettes: Path | None = None,
    record_mode: str | None = None,
    concurrency: int | None = None,
    window: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> RunResult:
    raise NotImplementedError
