"""The registry of output formats: one line each."""

from __future__ import annotations

from collections.abc import Iterator

from extract.results.write.events_csv import events_csv
from extract.results.write.events_json import events_json
from extract.results.write.output import Output, OutputFile
from extract.results.write.records_jsonl import records_jsonl
from extract.results.write.run_json import run_json


def _report_html(output: Output) -> Iterator[str]:
    # Loaded when a page is drawn: processes that reconcile draw none.
    from extract.results.report import report_html  # noqa: PLC0415

    return report_html(output)


WRITERS: tuple[OutputFile, ...] = (
    OutputFile("events.json", events_json),
    OutputFile("records.jsonl", records_jsonl),
    OutputFile("events.csv", events_csv),
    OutputFile("report.html", _report_html),
    OutputFile("run.json", run_json),
)
