"""Decides before anything is asked: which model, how much at a time, and where its answers are recorded."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from extract.ask.profile import PROFILES, Profile
from extract.ask.service.dialect import dialect_of
from extract.ask.service.models import ENDPOINTS, Manner, ModelChoice, choose_model
from extract.ask.service.pricing import FREE, Prices, prices_of
from extract.ask.service.transport import TIMEOUT_S
from extract.base.errors import ConfigError
from extract.base.settings import (
    DEFAULT_MODEL,
    NOT_RECORDED,
    RECORD_MODES,
    WAYS_TO_GET_A_MODEL,
    Limits,
    api_key,
    api_key_variable,
    default_model,
)
from extract.cassette.playback import recorded_request
from extract.knowledge.user_tables.tables import NO_TABLES, Tables

if TYPE_CHECKING:
    from extract.pipeline.batch import Job


@dataclass(frozen=True, slots=True)
class Setup:
    """The model a run asks, and how; ``folder`` holds its recordings, ``tables`` are what the user knows.

    ``batch`` gathers the questions where they are sent together.
    """

    choice: ModelChoice
    base_url: str | None
    mode: str
    folder: Path
    concurrency: int
    profile: Profile
    manner: Manner
    key: str | None
    limits: Limits
    prices: Prices
    dry_run: bool = False
    timeout_s: float = TIMEOUT_S
    tables: Tables = NO_TABLES
    batch: Job | None = None


def set_up(
    paths: Sequence[str | PathLike[str]],
    *,
    model: str | None,
    base_url: str | None,
    cassettes: Path | None,
    record_mode: str | None,
    limits: Limits,
    dry_run: bool,
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
    return Setup(
        choice,
        base_url or choice.provider.base_url,
        mode,
        folder,
        choice.provider.concurrency,
        PROFILES[choice.provider.scale],
        _manner(choice, base_url, folder, anew=mode in ("all", NOT_RECORDED)),
        _key(choice, base_url, sends=mode != "none" and not dry_run),
        limits,
        _prices(choice, base_url, limits),
        dry_run,
    )


def _manner(choice: ModelChoice, base_url: str | None, folder: Path, *, anew: bool) -> Manner:
    """How the model is spoken to: as in its recordings, where there are any, so that they are found."""
    manner = choice.provider.manner
    if base_url is not None and manner.api == "chat":
        # The name that other servers than OpenAI's all know.
        manner = replace(manner, dialect=replace(manner.dialect, limit="max_tokens"))
    recorded = None if anew or manner.settled else recorded_request(folder)
    if recorded is None or recorded.endpoint != ENDPOINTS[manner.api]:
        return manner
    return replace(manner, dialect=dialect_of(recorded.body), settled=True)


def _key(choice: ModelChoice, base_url: str | None, *, sends: bool) -> str | None:
    key = api_key(choice.provider_name)
    if key is None and choice.provider.needs_key and base_url is None and sends:
        raise ConfigError(f"{choice.provider_name} wants a key: export {api_key_variable(choice.provider_name)}=...")
    if key is not None and not (key.isascii() and key.isprintable()):
        # Never its text: what is not quite a key may still hold one.
        raise ConfigError(
            f"{api_key_variable(choice.provider_name)} is no key: it holds a character that no header may have, "
            "a line break for instance"
        )
    return key


def _prices(choice: ModelChoice, base_url: str | None, limits: Limits) -> Prices:
    if choice.provider.local:
        return FREE
    prices = prices_of(choice.provider_name, choice.name, base_url=base_url)
    if prices.cost is None and limits.max_cost is not None:
        raise ConfigError(
            f"the price of {choice.provider_name}/{choice.name} is {prices.source}, so --max-cost cannot be kept: "
            "use --max-calls"
        )
    return prices


def _cassettes(paths: Sequence[str | PathLike[str]], given: Path | None) -> Path:
    """The folder that is given; else ``cassettes`` here; else the one beside the first input, if there is one."""
    here = Path("cassettes")
    if given is not None or here.is_dir() or not paths:
        return given or here
    beside = Path(os.path.realpath(paths[0])).parent / "cassettes"
    return beside if beside.is_dir() else here
