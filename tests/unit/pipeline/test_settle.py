"""A user relies on: with --settle a model is asked about unsure pairs alone, and its word goes no further than that."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from helpers.local_server import LocalServer, Received, Reply, StartServer
from helpers.model_server import completion, error, messages, records

from extract.base.settings import MODEL_VARIABLE, Limits
from extract.cli.main import main
from extract.pipeline import RunResult, run_paths
from schemas import EventSet

TEXTS = {
    "early.txt": "Rebels shelled the port of Tera on 22 February 2021, killing two people.\n",
    "late.txt": "A bomb killed two people in Tera on 24 February 2021.\n",
}
SAME = {"reason": "Both tell the shelling of Tera.", "answer": "same"}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No model but what a test names, in a folder of its own with two articles that may tell one attack."""
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name, text in TEXTS.items():
        Path("in", name).write_text(text)


class Model:
    """Finds the attacks, and says of pairs what it is given to say, in this order; the last again and again."""

    def __init__(self, start: StartServer, *words: Reply | dict[str, Any]) -> None:
        self.words = list(words)
        self.pairs: list[str] = []
        self.server: LocalServer = start(self.answer)

    def answer(self, request: Received) -> Reply:
        question = messages(request)[1]
        if "Passage A" in question:
            self.pairs.append(question)
            word = self.words.pop(0) if len(self.words) > 1 else self.words[0]
            return word if isinstance(word, Reply) else completion(json.dumps(word))
        if "Strikes" not in question:
            return records()
        if "shelled" in question:
            told = {"attacker": "Rebels", "target": "the port of Tera", "place": "Tera"}
            told["date"] = "22 February 2021"
            return records({"sentences": [1], "method": "shelling", **told})
        killed = [{"number": "two", "unit": "killed"}]
        told = {"place": "Tera", "date": "24 February 2021", "casualties": killed}
        return records({"sentences": [1], "method": "bombing", **told})

    def run(self, **settings: Any) -> RunResult:
        asked = {"model": "openai/test", "base_url": f"{self.server.url}/v1", "cassettes": Path("tapes")}
        return run_paths(["in"], **{"settle": 10, "questions": "each", **asked, **settings})


@pytest.fixture
def model(http_server: StartServer) -> Model:
    return Model(http_server, SAME)


def outcomes(events: EventSet) -> list[tuple[str | None, str]]:
    return [(one.answer, one.outcome) for one in events.settled]


def test_nothing_is_asked_without_it(model: Model) -> None:
    events = model.run(settle=None).events
    assert (model.pairs, events.settled) == ([], ())
    assert (len(events.events), len(events.unsure)) == (2, 1)


def test_the_model_sees_both_passages_and_its_word_joins_them(model: Model) -> None:
    result = model.run()
    (asked,) = model.pairs
    assert all(text.strip() in asked for text in TEXTS.values())
    assert asked.endswith("Do A and B tell the same strike?")
    assert (len(result.events.events), result.events.unsure) == (1, ())
    (settled,) = result.events.settled
    assert (settled.answer, settled.outcome, settled.reason) == ("same", "joined", SAME["reason"])
    assert (settled.model, settled.prompt) == ("openai/test", "settle.v1")
    assert result.report.calls == len(model.server.received)
    assert any("1 the same (1 joined)" in notice for notice in result.report.notices)


@pytest.mark.parametrize(
    ("answer", "outcome", "unsure"), [("different", "kept_apart", 0), ("cannot_tell", "left_unsure", 1)]
)
def test_a_pair_that_is_not_the_same_stays_two(
    http_server: StartServer, answer: str, outcome: str, unsure: int
) -> None:
    events = Model(http_server, {"reason": "Two days apart.", "answer": answer}).run().events
    assert len(events.events) == 2
    assert outcomes(events) == [(answer, outcome)]
    assert len(events.unsure) == unsure
    assert all("Two days apart." in pair.reasons[0] for pair in events.unsure)


def test_a_recorded_word_is_replayed_without_a_model(model: Model) -> None:
    first = model.run()
    sent = len(model.server.received)
    again = model.run(record_mode="none")
    assert len(model.server.received) == sent
    assert again.events.model_dump_json() == first.events.model_dump_json()
    model.run(settle=None)
    assert model.run(record_mode="none").events == first.events  # a run without it drops nothing


def test_what_is_not_recorded_stays_as_it_is_and_the_run_says_so(model: Model) -> None:
    model.run(settle=None)
    result = model.run(record_mode="none")
    assert outcomes(result.events) == [(None, "left_unsure")]
    assert len(result.events.unsure) == 1
    assert any("1 unsure pair has no recorded answer" in notice for notice in result.report.notices)


def test_a_bad_answer_is_asked_again(http_server: StartServer) -> None:
    model = Model(http_server, {"reason": "Hm.", "answer": "perhaps"}, SAME)
    assert outcomes(model.run().events) == [("same", "joined")]
    assert len(model.pairs) == 2


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ({"reason": "", "answer": "same"}, "reason"),
        (completion("same"), "JSON"),
        (completion(None, refusal="I will not."), "refused"),
        (completion('{"reason": "Bo', finish_reason="length"), "cut off"),
        (error(400, "the model is ill"), "ill"),
    ],
    ids=["no reason", "prose", "refusal", "cut off", "fault"],
)
def test_a_fault_leaves_the_pair_unsure_and_is_listed(
    http_server: StartServer, word: Reply | dict[str, Any], why: str
) -> None:
    events = Model(http_server, word).run().events
    assert outcomes(events) == [(None, "left_unsure")]
    assert why in (events.settled[0].note or "")
    assert len(events.unsure) == 1
    assert events.failed == ()


def test_the_budget_is_that_of_the_whole_run(model: Model) -> None:
    result = model.run(limits=Limits(max_calls=6))
    assert (len(model.server.received), result.events.failed) == (6, ())
    assert model.pairs == []
    assert "--max-calls" in (result.events.settled[0].note or "")
    assert outcomes(model.run(limits=Limits(max_calls=1)).events) == [("same", "joined")]


def test_a_dry_run_counts_the_pairs_it_knows_and_bounds_the_rest(model: Model) -> None:
    unread = model.run(dry_run=True).report
    assert unread.planned is not None
    assert unread.unforeseen is not None
    assert (unread.planned.calls, unread.unforeseen.calls) == (6, 10)
    model.run(settle=None)
    read = model.run(dry_run=True).report
    assert read.planned is not None
    assert (read.planned.calls, read.unforeseen) == (1, None)
    assert model.pairs == []


def test_a_person_has_the_last_word(model: Model) -> None:
    first = model.run(settle=None).events
    records_of = {record.id: record for record in first.records}
    sha256 = {article.id: article.sha256 for article in first.articles}
    named = [
        {
            "article": sha256[records_of[name].article_id],
            "kind": "strike",
            "spans": [{"start": one.start, "end": one.end} for one in records_of[name].evidence],
        }
        for name in first.unsure[0].records
    ]
    said = {"judgement": "different", "records": named, "who": "A. Reader", "when": "2026-11-21", "why": "two"}
    Path("judged.jsonl").write_text(json.dumps(said) + "\n")
    assert model.run(judgements=Path("judged.jsonl")).events.settled == ()  # no question is left
    assert outcomes(model.run().events) == [("same", "joined")]
    words = ["in", "--settle", "--model", "openai/test", "--base-url", f"{model.server.url}/v1", "--quiet"]
    assert main(words) == 0
    assert main(["--add-to", "out", "--judgements", "judged.jsonl", "--quiet"]) == 0
    events = EventSet.model_validate_json(Path("out/events.json").read_bytes())
    assert (outcomes(events), len(events.events)) == ([("same", "overruled")], 2)
    assert "A. Reader" in (events.settled[0].note or "")


def test_an_earlier_answer_goes_on_and_is_not_asked_for_again(model: Model) -> None:
    words = ["in", "--settle", "--model", "openai/test", "--base-url", f"{model.server.url}/v1", "--quiet"]
    assert main(words) == 0
    Path("more.txt").write_text("Rebels shelled the market of Juba on 3 May 2020.\n")
    assert main(["more.txt", *words[1:], "--add-to", "out"]) == 0
    events = EventSet.model_validate_json(Path("out/events.json").read_bytes())
    assert outcomes(events) == [("same", "joined")]
    assert len(model.pairs) == 1


def test_explain_says_that_it_is_the_models_word(model: Model, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["in", "--settle", "--model", "openai/test", "--base-url", f"{model.server.url}/v1", "--quiet"]) == 0
    capsys.readouterr()
    events = EventSet.model_validate_json(Path("out/events.json").read_bytes())
    assert main(["explain", *events.settled[0].records, "--out", "out"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"the model openai/test says that they are the same: Both tell the shelling of Tera\.", told)


def test_an_unusable_answer_is_seen_in_the_exit_status(http_server: StartServer) -> None:
    model = Model(http_server, completion("same"))
    words = ["in", "--model", "openai/test", "--base-url", f"{model.server.url}/v1", "--quiet"]
    assert main(words) == 0
    assert main([*words, "--settle"]) == 1
