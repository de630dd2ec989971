"""The command ``python -m extract``: arguments in, files and an exit status out; the only module that prints.

What is heavy is imported when it is needed: ``--help`` must be instant.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, fields
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from extract.base import log
from extract.base.command_line import UNUSABLE, version
from extract.base.errors import ConfigError, ExtractError, InputError
from extract.base.gc_thresholds import collect_rarely
from extract.base.printable import printable_lines
from extract.base.settings import NOT_RECORDED, Batching, Limits, default_model
from extract.cli.arguments import run_parser
from extract.cli.config import parse_configured
from extract.cli.interruption import ending_as_interrupted

if TYPE_CHECKING:
    from rich.console import Console

    from extract.knowledge.user_tables.tables import TableReport
    from extract.pipeline import RunReport, RunResult

COMMANDS: dict[str, str] = {
    "doctor": "extract.cli.doctor.command",
    "evaluate": "extract.evaluate.command",
    "explain": "extract.cli.explain.command",
    "look": "extract.cli.look",
    "export": "extract.export.command",
    "review": "extract.cli.review.command",
    "tables": "extract.cli.tables.command",
    "unknown": "extract.cli.unknown.command",
}
"""Subcommands by name: the module whose ``main(arguments) -> int`` does it; a folder of that name is ``./NAME``."""

PATTERN_MARKS = frozenset("*?[")
"""A path with one of these may be a pattern."""

MOST_NAMES = 5
"""Skipped files that are named before the rest is counted."""

COMPLETE, INCOMPLETE, WAITING, INTERRUPTED, UNREAD = 0, 1, 3, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 complete, 1 something failed, 2 wrong usage or set-up, 3 batches are out, 130 interrupted.

    It is 141 for a closed pipe.  A run that is terminated (143) or loses its terminal (129) ends as an interrupted
    one does.
    """
    with ending_as_interrupted() as ended:
        status = _status(arguments)
    return ended.status if status == INTERRUPTED and ended.status else status


def _status(arguments: Sequence[str] | None) -> int:
    try:
        try:
            return _dispatch(sys.argv[1:] if arguments is None else list(arguments))
        except ExtractError as error:
            print(f"extract: error: {printable_lines(str(error))}", file=sys.stderr)
            return UNUSABLE
        except KeyboardInterrupt:
            print("extract: interrupted; the same command starts again or goes on", file=sys.stderr)
            return INTERRUPTED
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
    parser = run_parser()
    options = parse_configured(parser, arguments)
    if not options.paths and options.add_to is None:
        parser.error("the following arguments are required: PATH")
    if options.workers is not None and options.engine != "ray":
        parser.error("--workers is for --engine ray")
    if not options.batch and (options.wait or options.finish):
        parser.error(f"{'--wait' if options.wait else '--finish'} is for --batch")
    _refuse_missing(options.paths)
    if not (options.log_level or options.log_json):
        return run_with(options)
    with log.shown_on(sys.stderr, level=options.log_level or "info", as_json=options.log_json):
        try:
            return run_with(options)
        except ExtractError as error:
            if not options.log_json:
                raise
            log.error("error", message=str(error))
            return UNUSABLE


def _refuse_missing(paths: Sequence[str]) -> None:
    """Return if every path may lead somewhere; what reads them would say the same, but takes a second to import."""
    missing = [path for path in paths if not (path == "-" or PATTERN_MARKS & set(path) or os.path.lexists(path))]
    if missing:
        raise InputError(
            f"no such file or folder: {', '.join(missing)}; give articles, folders or quoted patterns of them, or - "
            "(docs/inputs.md)"
        )


def run_with(options: argparse.Namespace) -> int:
    """The exit status of a run with these options, which prints how it went."""
    collect_rarely()
    from extract.base.terminal import message_console, table_console  # noqa: PLC0415
    from extract.cli.summary import Wanted, print_large_summary, print_summary, print_waiting  # noqa: PLC0415
    from extract.pipeline.settling import is_incomplete  # noqa: PLC0415
    from extract.results.write import Output, check_folder, write_folder  # noqa: PLC0415

    options.out = options.out or _beside(options.add_to)
    check_folder(options.out)
    console = message_console()
    console.quiet = options.quiet or options.log_json
    if options.must_be_told:
        print(f"extract: {options.configured}", file=sys.stderr)
    try:
        result = _read(options, console)
    except KeyboardInterrupt:
        if options.log_json:
            log.error("interrupted", message=_kept(options))
        else:
            print(f"extract: interrupted; {_kept(options)}", file=sys.stderr)
        return INTERRUPTED
    except ConfigError:
        if not options.dry_run or options.model or default_model() or not options.paths:
            raise
        # Without a model, and without recordings to replay, there is still something to look at.
        from extract.cli.look import look  # noqa: PLC0415

        return look(options)
    if result.report.planned is not None:
        return _print_plan(result, options)
    if result.report.waiting is not None:
        print_waiting(console, result.report.waiting, notices=result.report.notices)
        return WAITING
    notices = [*_notices(result), *([options.configured] if options.configured else [])]
    if result.large:
        print_large_summary(console, result.large, out=options.out, notices=notices)
        return INCOMPLETE if result.large.failed else COMPLETE
    output = Output(result.events, result.texts, _report(result.report), result.joined)
    write_folder(output, options.out)
    wanted = Wanted(options.sort, options.show, None if console.quiet else table_console())
    print_summary(console, result.events, out=options.out, notices=notices, wanted=wanted)
    return INCOMPLETE if result.events.failed or is_incomplete(result.events.settled) else COMPLETE


def _print_plan(result: RunResult, options: argparse.Namespace) -> int:
    from extract.cli.preview_text import preview_json, preview_lines  # noqa: PLC0415
    from extract.cli.tally import plan_lines, unforeseen_lines  # noqa: PLC0415

    plan = result.report.planned
    if options.json and result.preview:
        print(preview_json(result.preview, plan))
    elif plan:
        listed = preview_lines(result.preview) if result.preview else ()
        model = result.report.model or "No model"
        print("\n".join([*listed, *plan_lines(plan, model), *unforeseen_lines(result.report.unforeseen)]))
    return COMPLETE


def _beside(add_to: Path | None) -> Path:
    if add_to is None:
        return Path("out")
    return add_to if add_to.is_dir() else add_to.parent


def _read(options: argparse.Namespace, console: Console) -> RunResult:
    from extract.base.terminal import progress_bar  # noqa: PLC0415
    from extract.pipeline import Into, run_paths  # noqa: PLC0415

    with nullcontext() if options.log_level else progress_bar(console) as advance:
        return run_paths(
            options.paths,
            model=options.model,
            base_url=options.base_url,
            cassettes=options.cassettes,
            record_mode=options.record_mode,
            concurrency=options.concurrency,
            kinds=options.kinds,
            window=options.window,
            profile=options.profile,
            questions=options.questions,
            timeout=options.timeout,
            judgements=options.judgements,
            add_to=options.add_to,
            tables=options.tables,
            columns=options.columns,
            limits=Limits(
                max_calls=options.max_calls,
                max_cost=options.max_cost,
                requests_per_minute=options.requests_per_minute,
                tokens_per_minute=options.tokens_per_minute,
            ),
            dry_run=options.dry_run,
            engine=options.engine,
            workers=options.workers,
            settle=options.settle_limit if options.settle else None,
            into=Into(options.out, _report),
            batch=Batching(options.wait, options.finish) if options.batch else None,
            progress=advance,
        )


def _report(report: RunReport) -> dict[str, object]:
    from extract.pipeline import changes_json  # noqa: PLC0415

    values = {
        field.name: getattr(report, field.name)
        for field in fields(report)
        if field.name not in ("planned", "unforeseen", "waiting")
    }
    changes = changes_json(report.changes) if report.changes else None
    share = round(report.cached_tokens / report.prompt_tokens, 3) if report.prompt_tokens else None
    told = {
        "prompts": dict(sorted(report.prompts.items())),
        "profile": asdict(report.profile) if report.profile else None,
        "changes": changes,
        "costs": asdict(report.costs),
        "tables": [_table(one) for one in report.tables],
    }
    return {"version": version(), **values, **told, "cached_share": share}


def _table(report: TableReport) -> dict[str, object]:
    return {**asdict(report), "refusals": [refusal._asdict() for refusal in report.refusals]}


def _notices(result: RunResult) -> list[str]:
    from extract.cli.tally import tally  # noqa: PLC0415

    report, skipped = result.report, result.report.skipped
    notices = [tally(report), *report.notices]
    if report.changes:
        from extract.cli.changes_text import changes_text  # noqa: PLC0415

        notices += changes_text(report.changes, result.events, added_to=report.added_to or "")
    if skipped:
        more = f", and {len(skipped) - MOST_NAMES} more" if len(skipped) > MOST_NAMES else ""
        notices.append(f"Skipped: {', '.join(skipped[:MOST_NAMES])}{more}")
    return notices


def _kept(options: argparse.Namespace) -> str:
    """A sentence on what an interrupted run leaves behind."""
    results = f"results in {options.out} are as they were before"
    recording = (options.model or default_model()) and options.record_mode not in ("none", NOT_RECORDED)
    if not recording:
        return results
    same = "with --record-mode new_episodes it" if options.record_mode == "all" else "the same command"
    return f"{results}; answers so far are kept in {options.cassettes or 'cassettes'}, and {same} goes on from there"
