"""The registry of output formats: one line each."""

from __future__ import annotations

from extract.results.report import report_html
from extract.results.write.events_csv import events_csv
from extract.results.write.events_json import events_json
from extract.results.write.output import Writer
from extract.results.write.records_jsonl import records_jsonl
from extract.results.write.run_json import run_json

WRITERS: tuple[Writer, ...] = (
    Writer("events.json", events_json),
    Writer("records.jsonl", records_jsonl),
    Writer("events.csv", events_csv),
    Writer("report.html", report_html),
    Writer("run.json", run_json),
)
