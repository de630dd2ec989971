"""The command ``python -m extract unknown OUT``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from extract.base.command_line import Parser
from extract.base.printable import printable

if TYPE_CHECKING:
    from extract.cli.unknown.gather import Unknown

COMPLETE = 0
_SHOWN, _LONGEST = 20, 100
_HEADINGS = {
    "actors": "Names of parties",
    "places": "Places without coordinates",
    "outlets": "Outlets",
    "days": "Words for days",
    "numbers": "Words for numbers",
}

_DESCRIPTION = """\
List what the tables did not know of a result: names of parties, places without coordinates, outlets, words for days and
numbers, the most frequent first, each with a sentence and the nearest names that are known. The list is also written as
CSV tables with empty columns, in the very form that --tables takes: fill in what you know, and run again."""

_EPILOG = """\
examples:
  python -m extract unknown out/                          writes unknown/actors.csv, unknown/places.csv ...
  python -m extract news/ --tables unknown/               the same run with what you filled in: no call to the model
  python -m extract unknown out/ --tables sahel/ --into round-2/

A row that is not filled in is left out. A file that is there already is never touched: the new one gets a number.
docs/tables.md has one example from start to end.
"""


def main(arguments: Sequence[str]) -> int:
    """The exit status of listing what is unknown.

    Raises:
        InputError: the results or a table cannot be read.
        ConfigError: a file given as a table is none.
    """
    parser = Parser("unknown", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("out", nargs="?", type=Path, default=Path("out"), metavar="OUT", help="the results of a run (default: out)")
    add("--into", type=Path, default=Path("unknown"), metavar="DIR", help="where the tables go (default: unknown)")
    add("--tables", action="append", default=[], metavar="FILE", help="your tables, for the nearest known names")
    options = parser.parse_args(arguments)
    from extract.cli.unknown.gather import unknown_in  # noqa: PLC0415 (help must not wait)
    from extract.cli.unknown.nearest import Nearest  # noqa: PLC0415
    from extract.cli.unknown.to_fill_in import write_tables  # noqa: PLC0415
    from extract.knowledge.user_tables.tables import read_tables  # noqa: PLC0415
    from extract.knowledge.world.tables import load_knowledge  # noqa: PLC0415
    from extract.results.read import read_what_was_found  # noqa: PLC0415

    tables = read_tables(options.tables)
    known = load_knowledge(tables=tables)
    found = unknown_in(*read_what_was_found(options.out), known.actors, known.roles)
    if not found:
        print("Nothing: every name and every word of these results is known.")
        return COMPLETE
    nearest = Nearest(tables, found)
    listed = [(one, nearest.of(one)) for one in found]
    for line in _lines(listed):
        print(line)
    for path in write_tables(listed, options.into):
        print(f"To fill in: {path}")
    return COMPLETE


def _lines(found: Sequence[tuple[Unknown, Sequence[str]]]) -> Iterator[str]:
    for of, group in groupby(found, key=lambda one: one[0].of):
        rows = list(group)
        yield f"{_HEADINGS[of]}: {len(rows):,}"
        for one, nearest in rows[:_SHOWN]:
            near = f"  (nearest: {'; '.join(nearest)})" if nearest else ""
            yield f"{one.count:>5}  {printable(one.words + near)}"
            if one.sentence:
                yield f"       {printable(_shortened(one.sentence))}"
        if len(rows) > _SHOWN:
            yield f"       and {len(rows) - _SHOWN:,} more in the table"
        yield ""


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
