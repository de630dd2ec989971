"""The command ``python -m extract doctor``: what a run with these options would meet, and what to do about it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from extract.arguments import run_parser
from extract.config import parse_configured
from extract.doctor.finding import Finding
from extract.doctor.installation import check_installation
from extract.doctor.places import check_recordings_folder, check_results
from extract.doctor.recordings import check_recordings
from extract.doctor.service import check_service
from extract.errors import ConfigError
from extract.models import choose_model
from extract.pipeline.setup import Setup, set_up
from extract.printable import printable
from extract.settings import DEFAULT_MODEL, MODEL_VARIABLE, NOT_RECORDED, WAYS_TO_GET_A_MODEL, Limits, default_model

WELL, UNWELL = 0, 1

_DESCRIPTION = """\
Check whether a run with these options would work, and say what to do where it would not: the installation, the
options, the folders, the recordings, and the model, which is asked one short question. It takes the options of a
run, so put "doctor" before those of yours; PATHs are not looked at, and nothing is written."""

_EPILOG = """\
examples:
  python -m extract doctor
  python -m extract doctor --model ollama/NAME
  python -m extract doctor --model openai/NAME --base-url http://127.0.0.1:8000/v1 --out results/

exit status:
  0  nothing stands in the way
  1  something does; each problem says what to do
"""


def main(arguments: Sequence[str]) -> int:
    """The exit status of one check-up, which it prints."""
    parser = run_parser()
    parser.prog, parser.description, parser.epilog = "python -m extract doctor", _DESCRIPTION, _EPILOG
    console = _console()
    unwell = False
    for finding in _findings(parser, arguments):
        unwell = unwell or finding.state == "problem"
        _print(console, finding)
    return UNWELL if unwell else WELL


def _findings(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> Iterator[Finding]:
    yield from check_installation()
    try:
        options = parse_configured(parser, arguments)
    except ConfigError as error:
        yield Finding("problem", str(error))
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
    where = f" at {setup.base_url}" if setup.base_url else ""
    yield Finding("ok", f"model {setup.choice.provider_name}/{setup.choice.name}{where}, {source}")
    yield from check_service(setup)


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
