from __future__ import annotations

import json

from extract.results.write import Output
from extract.results.write.run_json import run_json
from schemas import EventSet


def test_the_report_is_written_after_its_format() -> None:
    report = {"model": "ollama/née", "prompts": {"strike": "strike.v1"}, "skipped": ("a.pdf",)}
    written = "".join(run_json(Output(EventSet(), {}, report)))
    assert json.loads(written) == {"format": "rashomon.run/1", **report, "skipped": ["a.pdf"]}
    assert "née" in written
    assert written.endswith("}\n")
