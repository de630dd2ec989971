"""The options of ``python -m extract``, as a parser."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation
from pathlib import Path

from extract.base.command_line import Parser, version
from extract.base.log import LEVELS
from extract.base.settings import DEFAULT_MODEL, MODEL_VARIABLE, NOT_RECORDED, RECORD_MODES, WAYS_TO_GET_A_MODEL

MOST_SETTLED = 100
"""Pairs that a model is asked about, unless another number is given."""

_DESCRIPTION = """\
Read news articles and write one set of events: each strike, statement and meeting once, with every outlet's
version of it, where the versions differ, who says so, and the sentence that says it."""

_EPILOG = f"""\
examples:
  python -m extract seeds/                          replay what is recorded in cassettes/: no key, no network
  python -m extract news/ --model ollama/NAME       ask a model; what it answers is recorded in cassettes/
  python -m extract new/ --add-to out/events.json   add articles to a result; only these are read
  python -m extract a.txt b.md --out results/ --model openai/NAME --no-record
  python -m extract news/ --model anthropic/NAME --dry-run      how many calls, tokens and what cost
  python -m extract news/ --model openai/NAME --batch           ask at half the price, within a day
  python -m extract doctor --model ollama/NAME      would a run with these options work? If not, what to do

articles, any of:
  text        .txt .md                the text as it is
  JSON        .json .jsonl .ndjson    fields: text, id, title, outlet, published, url, language; Telegram's result.json
  tables      .csv .tsv               columns of the same names, or --columns text=NAME,published=NAME
  mail        .eml .mbox
  web pages   .html .htm .xhtml .mhtml .mht    needs: pip install 'rashomon-events[html]'
  PDF         .pdf                             needs: pip install 'rashomon-events[pdf]'
              the others need: pip install 'rashomon-events[inputs]'
  archives    .warc .wacz             each page an article
  feeds       .xml .rss .atom .rdf    each item an article; exports of wikis, too
  documents   .docx .odt .rtf .epub
  workbooks   .xlsx .xlsm .xls .ods   as tables
  packed      .gz .zip                any of these
  What a.html does not say itself (outlet, published, ...) can be told in a.meta.json, in the same fields.

a model, one of:
{WAYS_TO_GET_A_MODEL}

results, in the folder --out:
  report.html    a page to read it all by: open it in a browser
  events.json    everything: articles, records, events, and what is unsure, rejected or failed
  records.jsonl  one record a line            events.csv   one event a row
  articles/      the texts that offsets in the results refer to
  run.json       model, prompts, calls, tokens, cost, seconds
Of more than 5,000 articles, one article, record, event, ... a line instead, in part-*.jsonl in the folders articles/,
records/, events/, unsure/, rejected/ and failed/, and events.csv and run.json (docs/performance.md).

first:
  look      what is at the PATHs, article by article, what is doubtful or cannot be read; nothing is asked
then, each with a --help of its own:
  review    go through what is unsure, and say what it is     explain   why records are one event, or not
  unknown   what the tables did not know, to fill in    tables    read tables, and say what is wrong in them
  export    the events as files for other tools               evaluate  hold a result against gold

exit status:
  0  complete
  1  finished, but "failed" in events.json is not empty, or a pair to settle got no usable answer
  2  wrong usage or set-up; the message says how to mend it
  3  with --batch: answers are still to come; the same command fetches them
"""


def run_parser() -> argparse.ArgumentParser:
    """The parser of a run's options."""
    parser = Parser(description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="an article, a folder, a quoted pattern, or - for standard input")
    add("--out", type=Path, metavar="DIR", help="where results go (default: out; with --add-to, where that is)")
    add(
        "--model",
        metavar="PROVIDER/NAME",
        help=f"model to ask (default: ${MODEL_VARIABLE}; else replay {DEFAULT_MODEL})",
    )
    add("--base-url", metavar="URL", help="an OpenAI-compatible server to ask it at")
    add("--cassettes", type=Path, metavar="DIR", help="where answers are recorded (default: cassettes)")
    add(
        "--columns",
        type=_columns,
        metavar="FIELD=NAME[,...]",
        help="what fields of tables and JSON files are called, where that is not known: text=body,published=date",
    )
    _add_recording(parser)
    add("--concurrency", type=_positive, metavar="N", help="calls in flight at once")
    add(
        "--kinds",
        type=_listed,
        metavar="KIND[,KIND]",
        help="what to ask for: strike, statement, meeting, or kinds of your own (docs/kinds.md); "
        "default: all, when replaying those that are recorded",
    )
    add("--window", type=_positive, metavar="N", help="sentences a call asks about (default: by model)")
    add(
        "--profile",
        choices=("small", "large"),
        help="what the model is asked: to copy words, a sentence at a time, or to read the whole article as well "
        "(default: by provider)",
    )
    add(
        "--questions",
        choices=("one", "each"),
        help="one question about an article for all kinds, or one for each kind (default: one for large models)",
    )
    add(
        "--timeout",
        type=_seconds,
        metavar="SECONDS",
        help="for one attempt to get an answer (default: 600); after two that ran out of time the window has failed",
    )
    _add_earlier(parser)
    _add_tables(parser)
    _add_settling(parser)
    _add_limits(parser)
    _add_batch(parser)
    _add_engine(parser)
    add("--config", type=Path, metavar="FILE", help="TOML file with options (default: rashomon.toml, pyproject.toml)")
    add("--log-level", choices=LEVELS, help="tell on standard error what the run does, call by call")
    add("--log-json", action="store_true", help="as JSON, an object a line, and nothing else there")
    add("--sort", choices=("newest", "disputed"), default="newest", help="order of events on the screen")
    add(
        "--show",
        choices=("events", "statements", "problems", "all"),
        default="events",
        help="what to list on the screen: what happened, statements too, every problem, or all (default: events)",
    )
    add("--quiet", action="store_true", help="print nothing but errors")
    add("--version", action="version", version=f"rashomon-events {version()}")
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


def _add_tables(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--tables",
        action="append",
        default=[],
        metavar="FILE",
        help="what you know of actors, places and outlets: a file or a folder of them, again and again; it comes "
        "before the built-in tables and costs no call (docs/tables.md; `unknown` says what is missing)",
    )


def _add_settling(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--settle",
        action="store_true",
        help="ask the model about pairs that stay unsure: the same, two, or it cannot tell; never over a rule that "
        "parts them or a person's word (docs/reconciling.md)",
    )
    add(
        "--settle-limit",
        type=_positive,
        metavar="N",
        default=MOST_SETTLED,
        help=f"pairs it is asked about at most, the likeliest first (default: {MOST_SETTLED})",
    )


def _add_limits(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("money and time").add_argument
    add(
        "--dry-run",
        action="store_true",
        help="ask and write nothing; list each article and what is doubtful about it, and say how many calls, tokens "
        "and what cost",
    )
    add("--json", action="store_true", help="with --dry-run: list them as JSON")
    add("--max-cost", type=_dollars, metavar="USD", help="stop asking before this run costs more; keep what was read")
    add("--max-calls", type=_positive, metavar="N", help="stop asking after N calls, answers asked again included")
    add("--requests-per-minute", type=_positive, metavar="N", help="send no more in any minute")
    add("--tokens-per-minute", type=_positive, metavar="N", help="send and receive about no more in any minute")


def _add_batch(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("half the price, within a day (docs/batch.md)").add_argument
    add(
        "--batch",
        action="store_true",
        help="send what is not recorded to the service as batches, and end with status 3; the same command fetches the "
        "answers later",
    )
    add("--wait", action="store_true", help="with --batch: wait until all answers are in")
    add(
        "--finish",
        action="store_true",
        help="with --batch: ask at once, at full price, what a batch did not settle: answers that failed the checks, "
        "or never came",
    )


def _add_engine(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("more than one process or machine").add_argument
    add(
        "--engine",
        choices=("local", "ray"),
        default="local",
        help="ray: workers of a Ray cluster read ($RAY_ADDRESS, else this machine), each with its share of the limits "
        "(docs/scale.md; needs: pip install 'rashomon-events[ray]')",
    )
    add("--workers", type=_positive, metavar="N", help="of the cluster, with --engine ray (default: one for each CPU)")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _columns(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(",")]
    if not all(name.strip() and called.strip() for name, _, called in pairs):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form text=NAME,published=NAME")
    return {name.strip(): called.strip() for name, _, called in pairs}


def _dollars(text: str) -> Decimal:
    try:
        amount = Decimal(text.removeprefix("$"))
    except InvalidOperation:
        amount = Decimal(0)
    if not (amount.is_finite() and amount > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount above 0")
    return amount


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return number


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return number
