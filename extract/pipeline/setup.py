"""Decides before anything is asked: which model, how much at a time, and where its answers are recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from extract.errors import ConfigError
from extract.models import ModelChoice, choose_model
from extract.settings import DEFAULT_MODEL, NOT_RECORDED, RECORD_MODES, WAYS_TO_GET_A_MODEL, default_model
from extract.transport import TIMEOUT_S
from extract.window import SENTENCE_BY_SENTENCE, WHOLE_ARTICLE, WindowSize


@dataclass(frozen=True, slots=True)
class Setup:
    """What a run asks, and how; ``folder`` holds the recordings of its model."""

    choice: ModelChoice
    base_url: str | None
    mode: str
    folder: Path
    concurrency: int
    size: WindowSize
    timeout_s: float = TIMEOUT_S


def set_up(
    paths: Sequence[str | PathLike[str]],
    model: str | None,
    base_url: str | None,
    cassettes: Path | None,
    record_mode: str | None,
) -> Setup:
    """The set-up of a run; see `extract.pipeline.run_paths` for the arguments.

    Raises:
        ConfigError: there is no way to get answers as the run is set up.
    """
    named = model or default_model()
    choice = choose_model(named or DEFAULT_MODEL)
    mode = record_mode or ("new_episodes" if named else "none")
    if mode not in (*RECORD_MODES, NOT_RECORDED):
        raise ConfigError(f"record mode {mode!r} is not known: one of {', '.join((*RECORD_MODES, NOT_RECORDED))}")
    folder = _cassettes(paths, cassettes) / choice.folder
    if mode == "none" and not folder.is_dir():
        unnamed = "" if named else "no model is named and "
        raise ConfigError(f"{unnamed}{folder} holds no recording to replay. Name a model:\n{WAYS_TO_GET_A_MODEL}")
    if mode == NOT_RECORDED and not named:
        raise ConfigError(f"without recordings a model must be named:\n{WAYS_TO_GET_A_MODEL}")
    size = SENTENCE_BY_SENTENCE if choice.provider.scale == "small" else WHOLE_ARTICLE
    return Setup(choice, base_url or choice.provider.base_url, mode, folder, choice.provider.concurrency, size)


def _cassettes(paths: Sequence[str | PathLike[str]], given: Path | None) -> Path:
    """The folder that is given; else ``cassettes`` here; else the one beside the first input, if there is one."""
    here = Path("cassettes")
    if given is not None or here.is_dir() or not paths:
        return given or here
    beside = Path(paths[0]).resolve().parent / "cassettes"
    return beside if beside.is_dir() else here
