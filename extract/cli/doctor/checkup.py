"""A check-up: one finding after the other, printed as they come."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from extract.ask.service.models import choose_model
from extract.base.errors import ConfigError
from extract.base.printable import printable, without_password
from extract.base.settings import (
    DEFAULT_MODEL,
    MODEL_VARIABLE,
    NOT_RECORDED,
    WAYS_TO_GET_A_MODEL,
    Limits,
    default_model,
)
from extract.cli.doctor.batches import check_batches, waiting_batches
from extract.cli.doctor.finding import Finding
from extract.cli.doctor.installation import check_installation
from extract.cli.doctor.kinds import check_kinds
from extract.cli.doctor.places import check_recordings_folder, check_results
from extract.cli.doctor.recordings import check_recordings
from extract.cli.doctor.service import check_service
from extract.pipeline.setup import Setup, set_up


def check_up(options: argparse.Namespace | ConfigError) -> bool:
    """True if nothing stands in the way of a run with these options, or with those that cannot be used."""
    console = _console()
    well = True
    for finding in _findings(options):
        well = well and finding.state != "problem"
        _print(console, finding)
    return well


def _findings(options: argparse.Namespace | ConfigError) -> Iterator[Finding]:
    yield from check_installation()
    kinds = check_kinds()
    yield kinds
    if kinds.state == "problem":
        return
    if isinstance(options, ConfigError):
        yield Finding("problem", str(options))
        return
    if options.configured:
        yield Finding("ok", options.configured)
    yield check_results(options.out or Path("out"))
    cassettes: Path = options.cassettes or Path("cassettes")
    yield check_recordings_folder(cassettes)
    model = options.model or default_model()
    replayed = None if model else choose_model(DEFAULT_MODEL).folder
    yield from check_recordings(cassettes, replayed=replayed)
    if model is None:
        yield _without_model(cassettes, str(replayed))
        return
    yield from _check_model(model, options)


def _without_model(cassettes: Path, replayed: str) -> Finding:
    if (cassettes / replayed).is_dir():
        return Finding("note", f"no model is named: a run replays what {replayed} answered, and asks nobody")
    text = f"no model is named, and {cassettes / replayed} holds nothing to replay"
    return Finding("problem", text, f"name a model:\n{WAYS_TO_GET_A_MODEL}")


def _check_model(model: str, options: argparse.Namespace) -> Iterator[Finding]:
    try:
        setup = _set_up(model, options)
    except ConfigError as error:
        yield Finding("problem", str(error))
        return
    source = "as given" if options.model else f"from {MODEL_VARIABLE}"
    where = f" at {without_password(setup.base_url)}" if setup.base_url else ""
    yield Finding("ok", f"model {setup.choice.provider_name}/{setup.choice.name}{where}, {source}")
    yield from waiting_batches(setup)
    if options.record_mode == "none":
        yield Finding("note", "with --record-mode none a run only replays: the service is not asked")
    else:
        yield from check_service(setup)
        if options.batch or not setup.choice.provider.local:
            yield check_batches(setup, wanted=options.batch)


def _set_up(model: str, options: argparse.Namespace) -> Setup:
    """As a run would have it, but with nothing played or recorded."""
    return set_up(
        [],
        model=model,
        base_url=options.base_url,
        cassettes=options.cassettes,
        record_mode=NOT_RECORDED,
        limits=Limits(),
        dry_run=False,
    )


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=10_000)


def _print(console: Console, finding: Finding) -> None:
    style = {"ok": "green", "note": "yellow", "problem": "bold red"}[finding.state]
    console.print(Text.assemble((f"{finding.state:9}", style), printable(finding.text)), soft_wrap=True)
    for number, line in enumerate((finding.remedy or "").splitlines()):
        console.print(Text(f"{'':9}{'  ' if number else '→ '}{line}"), soft_wrap=True)
