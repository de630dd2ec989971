"""The five articles from their recordings: no key, no network, the same bytes however the run is started."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from extract.base.settings import MODEL_VARIABLE
from extract.cli import main as cli
from schemas import EventSet

ROOT = Path(__file__).parents[2]
CASSETTES = ROOT / "cassettes"
SEEDS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "seeds").glob("*.txt"))

pytestmark = pytest.mark.usefixtures("no_sockets", "in_the_checkout")


@pytest.fixture(scope="module")
def in_the_checkout() -> Iterator[None]:
    """Start where people do, with no model and no key in the environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for variable in (MODEL_VARIABLE, "OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
            patch.delenv(variable, raising=False)
        yield


def results(out: Path, paths: Sequence[str] = ("seeds/",), *options: str) -> dict[str, bytes]:
    """What a complete run writes, by file; without run.json, which tells how long it took."""
    assert cli.main([*paths, "--out", str(out), *options]) == 0
    return files_in(out)


def files_in(out: Path) -> dict[str, bytes]:
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    del files["run.json"]
    return files


@pytest.fixture(scope="module")
def plain_out(tmp_path_factory: pytest.TempPathFactory, in_the_checkout: None) -> Path:  # noqa: ARG001
    """Where the plain command has written."""
    out = tmp_path_factory.mktemp("plain")
    results(out)
    return out


@pytest.fixture(scope="module")
def plain(plain_out: Path) -> dict[str, bytes]:
    """What the plain command writes, by file."""
    return files_in(plain_out)


def test_two_runs_write_the_same_bytes(tmp_path: Path, plain: dict[str, bytes]) -> None:
    assert results(tmp_path) == plain


@pytest.mark.parametrize(
    ("paths", "options"),
    [(SEEDS[::-1], ()), (SEEDS, ("--concurrency", "1")), (["seeds/"], ("--concurrency", "32"))],
    ids=["files in reverse order", "one call at a time", "many calls at a time"],
)
def test_order_and_concurrency_change_nothing(
    tmp_path: Path, plain: dict[str, bytes], paths: Sequence[str], options: Sequence[str]
) -> None:
    assert results(tmp_path, paths, *options) == plain


def test_every_quote_stands_in_the_article_as_it_is_on_disk(plain: dict[str, bytes]) -> None:
    events = EventSet.model_validate_json(plain["events.json"])
    texts = {Path(path).stem: (ROOT / path).read_bytes().decode() for path in SEEDS}
    spans = [(record.article_id, evidence) for record in events.records for evidence in record.evidence]
    assert spans
    assert [span for article, span in spans if texts[article][span.start : span.end] != span.quote] == []
    assert {article: plain[f"articles/{article}.txt"].decode() for article in texts} == texts


def test_every_kind_of_event_is_found_and_no_record_is_in_two_events(plain: dict[str, bytes]) -> None:
    events = EventSet.model_validate_json(plain["events.json"])
    assert {event.kind for event in events.events} == {"strike", "statement", "meeting"}
    members = [record for event in events.events for record in event.records]
    assert len(members) == len(set(members))
    assert {record.id for record in events.records if record.kind == "statement"} <= set(members)


def test_every_answer_comes_from_a_recording(plain_out: Path) -> None:
    run = json.loads((plain_out / "run.json").read_bytes())
    assert run["record_mode"] == "none"
    assert run["calls"] > 0
    assert run["replayed"] == run["calls"]


def test_a_missing_recording_names_the_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tapes = tmp_path / "cassettes"
    shutil.copytree(CASSETTES, tapes)
    article = Path(SEEDS[0]).stem
    for tape in tapes.rglob(f"{article}.yaml"):
        tape.unlink()
    assert cli.main([*SEEDS, "--cassettes", str(tapes), "--out", str(tmp_path / "out")]) == 2
    message = capsys.readouterr().err
    assert article in message
    assert "--model" in message
    assert not (tmp_path / "out").exists()


def test_an_article_that_changed_since_it_was_recorded_is_not_answered_from_the_old_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = tmp_path / "in" / Path(SEEDS[0]).name
    changed.parent.mkdir()
    changed.write_bytes((ROOT / SEEDS[0]).read_bytes().replace(b"airstrikes", b"artillery strikes"))
    assert cli.main([str(changed), "--cassettes", str(CASSETTES), "--out", str(tmp_path / "out")]) == 2
    assert changed.stem in capsys.readouterr().err


# A header that carries a key, a key, an address of this machine, a path of somebody's home.
PRIVATE = re.compile(
    r"^[\s'\"-]*(authorization|x-api-key|api-key|set-cookie|openai-\w+)[\s'\"]*:"
    r"|bearer \w{8}|\bsk-\w{8}|127\.0\.0\.1|localhost|/root/|/home/|/Users/",
    re.IGNORECASE | re.MULTILINE,
)


def test_a_recording_tells_nothing_of_the_machine_that_made_it() -> None:
    tapes = sorted(CASSETTES.rglob("*.yaml"))
    assert {tape.stem for tape in tapes} >= {Path(path).stem for path in SEEDS}
    assert [tape.name for tape in tapes if PRIVATE.search(tape.read_text(encoding="utf-8"))] == []


def test_articles_added_one_by_one_end_in_the_same_files_and_none_is_read_twice(
    tmp_path: Path, plain: dict[str, bytes]
) -> None:
    grown = tmp_path
    results(grown, SEEDS[2:3])
    for path in (SEEDS[4], SEEDS[0], SEEDS[3], SEEDS[1]):
        assert cli.main([path, SEEDS[2], "--add-to", str(grown / "events.json")]) == 0
        run = json.loads((grown / "run.json").read_bytes())
        assert run["changes"]["articles"] == [Path(path).stem]
    assert files_in(grown) == plain


def test_a_judgement_given_alone_is_obeyed_and_nothing_is_read(tmp_path: Path, plain_out: Path) -> None:
    shutil.copytree(plain_out, tmp_path, dirs_exist_ok=True)
    first = EventSet.model_validate_json((tmp_path / "events.json").read_bytes())
    strike = next(event for event in first.events if event.kind == "strike" and len(event.records) > 1)
    records = {record.id: record for record in first.records}
    hashes = {article.id: article.sha256 for article in first.articles}
    named = [
        {
            "article": hashes[records[record].article_id],
            "kind": "strike",
            "spans": [{"start": one.start, "end": one.end} for one in records[record].evidence],
        }
        for record in strike.records
    ]
    judgement = {"judgement": "reject", "record": named[0], "who": "A. Reader", "when": "2026-11-21", "why": "a test"}
    (tmp_path / "judgements.jsonl").write_text(json.dumps(judgement), encoding="utf-8")
    assert cli.main(["--add-to", str(tmp_path), "--judgements", str(tmp_path / "judgements.jsonl")]) == 0
    judged = EventSet.model_validate_json((tmp_path / "events.json").read_bytes())
    assert [one.outcome for one in judged.judgements] == ["obeyed"]
    assert {record.id for record in first.records} - {record.id for record in judged.records} == {strike.records[0]}
    assert json.loads((tmp_path / "run.json").read_bytes())["calls"] == 0
