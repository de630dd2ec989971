"""The command ``python -m extract tables FILE...``."""

from __future__ import annotations

from collections.abc import Sequence

from extract.base.command_line import Parser
from extract.base.printable import printable

COMPLETE, SOMETHING_REFUSED = 0, 1
_ALL = 1_000_000

_DESCRIPTION = """\
Read tables of actors, places, outlets and words as a run with --tables would, and list every row that is refused, with
its line and the reason. Large tables get their index, so that the run need not make it."""

_EPILOG = """\
examples:
  python -m extract tables sahel/              a folder of tables
  python -m extract tables ML.zip actors.csv   a GeoNames country file and a list of actors

exit status: 0 all rows are used or left out on purpose, 1 some are refused, 2 there is no such table
"""


def main(arguments: Sequence[str]) -> int:
    """The exit status of reading some tables.

    Raises:
        InputError: a path does not exist, or cannot be read.
        ConfigError: a file is no table.
    """
    parser = Parser("tables", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("paths", nargs="+", metavar="FILE", help="a table, or a folder of them")
    options = parser.parse_args(arguments)
    from extract.knowledge.user_tables.tables import read_tables, report_on  # noqa: PLC0415 (help must not wait)

    tables = read_tables(options.paths)
    refused = 0
    for name, why in tables.unread:
        print(printable(f"{name}: not a table: {why}"))
    for table in tables.files:
        report = report_on(table, most=_ALL)
        refused += report.refused
        print(printable(f"{report.name}: {report.form}: {report.used:,} of {report.rows:,} rows used"))
        for what, number in report.left_out.items():
            print(printable(f"  {number:,} left out: {what}"))
        for line, why in report.refusals:
            print(printable(f"  line {line}: {why}"))
    return SOMETHING_REFUSED if refused or tables.unread else COMPLETE
