"""What the table of `benchmarks.survival` counts, on a made-up article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.survival import main

TEXT = "Jets hit Abc on Friday. Two died. Another raid hit Xyz."


def label(evidence: str, event: str, **fields: object) -> dict[str, object]:
    return {"kind": "strike", "evidence": [evidence], "event": event, "assertion": "asserted", **fields}


def record(number: int, quote: str) -> dict[str, object]:
    start = TEXT.index(quote)
    evidence = [{"start": start, "end": start + len(quote), "quote": quote}]
    return {"id": f"r{number}", "kind": "strike", "article_id": "a", "evidence": evidence}


def test_pairs_and_what_is_lost_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quotes = TEXT.replace(". ", ".|").split("|")
    labels = [label(quotes[0], "abc", date="Friday"), label(quotes[1], "abc"), label(quotes[2], "xyz")]
    data, out = tmp_path / "data.jsonl", tmp_path / "events.json"
    data.write_text(json.dumps({"id": "a", "text": TEXT, "language": "en", "records": labels}), encoding="utf-8")
    events = [{"id": "e", "records": ["r0", "r2"]}]
    records = [record(number, quote) for number, quote in enumerate(quotes)]
    out.write_text(json.dumps({"records": records, "events": events}), encoding="utf-8")
    main([str(data), str(out), "--articles", str(tmp_path / "in")])
    told = dict(line.rsplit(maxsplit=1) for line in capsys.readouterr().out.splitlines() if "P, R, F1" not in line)
    assert (told["strikes labelled"], told["strikes in no event"], told["events of two strikes"]) == ("3", "1", "1")
    assert "tokens a record found" not in told, "nobody says what it took"
    main([str(data), f"{out}@2000,1000", "--prices", "openai/gpt-4.1"])
    told = dict(line.rsplit(maxsplit=1) for line in capsys.readouterr().out.splitlines() if "P, R, F1" not in line)
    assert (told["records found"], told["tokens a record found"]) == ("3", "1000")
    assert float(told["dollars a thousand records found"]) > 0
    assert json.loads((tmp_path / "in" / "a.json").read_text(encoding="utf-8")) == {"id": "a", "text": TEXT}
