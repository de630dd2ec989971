"""The command ``python -m extract``: arguments in, files and an exit status out; the only module that prints.

What is heavy is imported when it is needed: ``--help`` must be instant.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import fields
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from extract.errors import ExtractError
from extract.printable import printable, printable_lines
from extract.settings import (
    DEFAULT_MODEL,
    MODEL_VARIABLE,
    NOT_RECORDED,
    RECORD_MODES,
    WAYS_TO_GET_A_MODEL,
    default_model,
)

if TYPE_CHECKING:
    from rich.console import Console

    from extract.pipeline import RunReport, RunResult

COMMANDS: dict[str, str] = {"evaluate": "extract.evaluate.command", "export": "extract.export.command"}
"""Subcommands by name: the module whose ``main(arguments) -> int`` does it; a folder of that name is ``./NAME``."""

GARBAGE_COLLECTED_EVERY = 100_000
"""Objects made before the first generation is looked through; Python's own number is 700."""

MOST_NAMES = 5
"""Skipped files that are named before the rest is counted."""

COMPLETE, INCOMPLETE, UNUSABLE, INTERRUPTED, UNREAD = 0, 1, 2, 130, 141

_DESCRIPTION = """\
Read news articles and write one set of events: each strike, statement and meeting once, with every outlet's
version of it, where the versions differ, who says so, and the sentence that says it."""

_EPILOG = f"""\
examples:
  python -m extract seeds/                          replay what is recorded in cassettes/: no key, no network
  python -m extract news/ --model ollama/NAME       ask a model; what it answers is recorded in cassettes/
  python -m extract new/ --add-to out/events.json   add articles to a result; only these are read
  python -m extract a.txt b.md --out results/ --model openai/NAME --no-record

a model, one of:
{WAYS_TO_GET_A_MODEL}

results, in the folder --out:
  report.html    a page to read it all by: open it in a browser
  events.json    everything: articles, records, events, and what is unsure, rejected or failed
  records.jsonl  one record a line            events.csv   one event a row
  articles/      the texts that offsets in the results refer to
  run.json       model, prompts, calls, tokens, seconds

exit status:
  0  complete
  1  finished, but "failed" in events.json is not empty
  2  wrong usage or set-up; the message says how to mend it
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """End with one line instead of a page of usage."""
        self.exit(UNUSABLE, f"extract: error: {printable(message)} (python -m extract --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 complete, 1 something failed, 2 wrong usage or set-up, 130 interrupted, 141 closed pipe."""
    try:
        try:
            return _dispatch(sys.argv[1:] if arguments is None else list(arguments))
        except ExtractError as error:
            print(f"extract: error: {printable_lines(str(error))}", file=sys.stderr)
            return UNUSABLE
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # What is still in the buffers would fail again when the interpreter flushes them at its end.
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return UNREAD


def _dispatch(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        status: int = import_module(COMMANDS[arguments[0]]).main(arguments[1:])
        return status
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.paths and options.add_to is None:
        parser.error("the following arguments are required: PATH")
    return _run(options)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m extract",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="text file (.txt, .md) or folder of them")
    add("--out", type=Path, metavar="DIR", help="where results go (default: out; with --add-to, where that is)")
    add(
        "--model",
        metavar="PROVIDER/NAME",
        help=f"model to ask (default: ${MODEL_VARIABLE}; else replay {DEFAULT_MODEL})",
    )
    add("--base-url", metavar="URL", help="an OpenAI-compatible server to ask it at")
    add("--cassettes", type=Path, metavar="DIR", help="where answers are recorded (default: cassettes)")
    _add_recording(parser)
    add("--concurrency", type=_positive, metavar="N", help="calls in flight at once")
    add("--window", type=_positive, metavar="N", help="sentences a call asks about (default: by model)")
    _add_earlier(parser)
    add("--quiet", action="store_true", help="print nothing but errors")
    add("--version", action="version", version=f"rashomon-events {_version()}")
    return parser


def _add_recording(parser: argparse.ArgumentParser) -> None:
    recording = parser.add_mutually_exclusive_group()
    recording.add_argument(
        "--record-mode",
        choices=RECORD_MODES,
        help="none: replay only; once: record articles that have no recording; new_episodes: record what is missing; "
        "all: record everything anew (default: new_episodes with a model, else none)",
    )
    recording.add_argument(
        "--no-record",
        dest="record_mode",
        action="store_const",
        const=NOT_RECORDED,
        help="ask without replaying or storing anything, for texts that must not be kept",
    )


def _add_earlier(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--judgements",
        type=Path,
        metavar="FILE",
        help="what people judged of records, obeyed over every rule (docs/judgements.md; `review` writes it)",
    )
    add(
        "--add-to",
        type=Path,
        metavar="EVENTS",
        help="events.json of an earlier run: PATHs are added to it, and what it read is not read again",
    )


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return number


def _version() -> str:
    try:
        return metadata.version("rashomon-events")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _run(options: argparse.Namespace) -> int:
    # What a run makes lives to its end: looking through it for garbage again and again took a fifth of the time.
    gc.set_threshold(GARBAGE_COLLECTED_EVERY, 50, 50)
    from extract.summary import print_summary  # noqa: PLC0415
    from extract.terminal import message_console  # noqa: PLC0415
    from extract.write import Output, check_folder, write_folder  # noqa: PLC0415

    options.out = options.out or _beside(options.add_to)
    check_folder(options.out)
    console = message_console()
    console.quiet = options.quiet
    try:
        result = _read(options, console)
    except KeyboardInterrupt:
        print(f"extract: interrupted; {_kept(options)}", file=sys.stderr)
        return INTERRUPTED
    output = Output(result.events, result.texts, _report(result.report), result.joined)
    write_folder(output, options.out)
    print_summary(console, result.events, out=options.out, notices=_notices(result))
    return INCOMPLETE if result.events.failed else COMPLETE


def _beside(add_to: Path | None) -> Path:
    if add_to is None:
        return Path("out")
    return add_to if add_to.is_dir() else add_to.parent


def _read(options: argparse.Namespace, console: Console) -> RunResult:
    from extract.pipeline import run_paths  # noqa: PLC0415
    from extract.terminal import progress_bar  # noqa: PLC0415

    with progress_bar(console) as advance:
        return run_paths(
            options.paths,
            model=options.model,
            base_url=options.base_url,
            cassettes=options.cassettes,
            record_mode=options.record_mode,
            concurrency=options.concurrency,
            window=options.window,
            judgements=options.judgements,
            add_to=options.add_to,
            progress=advance,
        )


def _report(report: RunReport) -> dict[str, object]:
    from extract.pipeline import changes_json  # noqa: PLC0415

    values = {field.name: getattr(report, field.name) for field in fields(report)}
    changes = changes_json(report.changes) if report.changes else None
    return {"version": _version(), **values, "prompts": dict(sorted(report.prompts.items())), "changes": changes}


def _notices(result: RunResult) -> list[str]:
    report, skipped = result.report, result.report.skipped
    notices = list(report.notices)
    if report.changes:
        from extract.changes_text import changes_text  # noqa: PLC0415

        notices += changes_text(report.changes, result.events, added_to=report.added_to or "")
    if skipped:
        more = f", and {len(skipped) - MOST_NAMES} more" if len(skipped) > MOST_NAMES else ""
        notices.append(f"Skipped, not .txt or .md: {', '.join(skipped[:MOST_NAMES])}{more}")
    return notices


def _kept(options: argparse.Namespace) -> str:
    """What an interrupted run leaves behind."""
    results = f"results in {options.out} are as they were before"
    recording = (options.model or default_model()) and options.record_mode not in ("none", NOT_RECORDED)
    if not recording:
        return results
    folder = options.cassettes or "cassettes"
    return f"{results}; answers so far are kept in {folder}, and the same command goes on from there"
