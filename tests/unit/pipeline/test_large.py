"""A user relies on: a run over very many articles finds what a small one finds, and writes it as it goes on."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from helpers.local_server import Received, Reply, StartServer
from helpers.model_server import error, messages, records

from extract.ask.service.pricing import Prices
from extract.base.errors import InputError
from extract.base.settings import MODEL_VARIABLE
from extract.base.types import Article, Progress, Window
from extract.cli.main import main
from extract.load import corpus
from extract.pipeline import reading, run, setup, streaming
from extract.results import read as results
from extract.results.read import read_events, read_results
from extract.results.report import selected
from extract.results.shards import PARTS, shard_files

ARTICLES = 23
IN_FLIGHT = 4


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Articles of several lengths, two of them the same text, and a file that is none; twenty are many here."""
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(ARTICLES):
        rain = "It rained all day, and the river rose. " * (number % 5)
        text = f"Rebels shelled the port of Tera on Monday.\n{rain}\nArmy jets bombed ward {number} of Juba.\n"
        Path("in", f"a{number:02}.txt").write_text(text)
    Path("in", "copy.txt").write_text(Path("in", "a07.txt").read_text())
    Path("in", "empty.txt").write_text("")


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty articles are a large run, five a chunk of it."""
    monkeypatch.setattr(run, "LARGE", 20)
    monkeypatch.setattr(corpus, "LARGE", 20)
    monkeypatch.setattr(streaming, "CHUNK", 5)


class Reader:
    """A model that finds every shelling; after so many calls its server is ill."""

    def __init__(self, start: StartServer) -> None:
        self.calls = count(1)
        self.last = 10_000
        self.asked: list[bytes] = []
        self.url = start(self.answer).url

    def answer(self, request: Received) -> Reply:
        if next(self.calls) > self.last:
            return error(401, "the key has expired")
        self.asked.append(request.body)
        text = messages(request)[1]
        if "strike" not in text.splitlines()[-1].lower():
            return records()
        lines = re.findall(r"^\[(\d+)\] (\w+ ?\w*) (?:shelled|bombed) (?:the )?(\w+) \d* ?of (\w+)", text, re.MULTILINE)
        found = [{"sentences": [int(n)], "attacker": a, "target": t, "place": p} for n, a, t, p in lines]
        return records(*found)

    def read(self, *words: str) -> int:
        return main(
            f"in --model openai/test --base-url {self.url} --questions each --concurrency {IN_FLIGHT} --quiet".split()
            + list(words)
        )


@pytest.fixture
def reader(http_server: StartServer) -> Reader:
    return Reader(http_server)


def lines(folder: str, part: str) -> list[object]:
    return [json.loads(line) for file in shard_files(Path(folder, part)) for line in file.read_text().splitlines()]


def files(folder: str) -> dict[str, bytes]:
    found = (path for path in Path(folder).rglob("*") if path.is_file() and path.name != "run.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_large_run_finds_what_a_small_one_finds(reader: Reader, request: pytest.FixtureRequest) -> None:
    assert reader.read("--out", "small") == 1
    request.getfixturevalue("many")
    assert reader.read("--out", "large") == 1
    small = json.loads(Path("small", "events.json").read_text())
    assert len(small["records"]) == 2 * ARTICLES
    for part in PARTS:
        found = lines("large", part)
        assert [{name: one[name] for name in one if name != "text"} for one in found] == small[part], part
    texts = {one["id"]: one["text"] for one in lines("large", "articles")}
    assert texts == {path.stem: path.read_text() for path in Path("small", "articles").iterdir()}
    assert Path("large", "events.csv").read_bytes() == Path("small", "events.csv").read_bytes()
    small_report, large_report = (json.loads(Path(out, "run.json").read_text()) for out in ("small", "large"))
    assert large_report["calls"] == small_report["calls"] == large_report["replayed"]


def test_a_large_run_knows_the_users_tables_as_a_small_one_does(
    reader: Reader, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("own").mkdir()
    Path("own", "who.csv").write_text("id,name,aliases,kind,country\nzlf,Zed Front,Rebels,militia,SO\n")
    Path("own", "where.csv").write_text("name,country,latitude,longitude,kind\nTera,SO,2.5,44.5,village\n")
    Path("own", "by.csv").write_text("domain,name,owner,one_origin\n,Post,Zed,yes\n")
    for number in range(ARTICLES):
        Path("in", f"a{number:02}.meta.json").write_text(json.dumps({"outlet": ("Post", "Gazette")[number % 2]}))
    assert reader.read("--tables", "own", "--out", "small") == 1
    request.getfixturevalue("many")
    assert reader.read("--tables", "own", "--out", "large") == 1
    small = json.loads(Path("small", "events.json").read_text())
    for part in set(PARTS) - {"articles"}:
        assert lines("large", part) == small[part], part
    assert '"table":"who.csv"' in Path("small", "records.jsonl").read_text().replace(": ", ":")
    assert [one["owner"] for one in small["articles"] if one["id"] == "a00"] == ["Zed"]
    small_report, large_report = (json.loads(Path(out, "run.json").read_text()) for out in ("small", "large"))
    assert [one["used"] for one in large_report["tables"]] == [1, 1, 1]
    assert large_report["tables"] == small_report["tables"]
    capsys.readouterr()
    unknown = [
        (main(["unknown", result, "--into", "unknown"]), capsys.readouterr().out) for result in ("small", "large")
    ]
    assert unknown[0][1].split("To fill in")[0] == unknown[1][1].split("To fill in")[0]
    assert "Gazette" in unknown[0][1]
    assert Path("unknown", "outlets.csv").read_bytes() == Path("unknown", "outlets-2.csv").read_bytes()


def test_the_cost_of_each_article_and_event_is_that_of_a_small_run(
    reader: Reader, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    price = Prices("a cent a token", lambda usage: Decimal(usage.prompt_tokens + usage.completion_tokens) / 100)
    monkeypatch.setattr(setup, "prices_of", lambda *_, **__: price)
    reader.read("--out", "small")
    request.getfixturevalue("many")
    reader.read("--out", "large")
    costs = json.loads(Path("small", "run.json").read_text())["costs"]
    by_article = {one.pop("article"): one for one in lines("large", "article_costs")}  # type: ignore[attr-defined]
    assert by_article == costs["articles"]
    assert [(one["event"], one["cost"]) for one in lines("large", "event_costs")] == list(costs["events"].items())  # type: ignore[index]
    assert sum(costs["events"].values()) == pytest.approx(ARTICLES * 0.1)


@pytest.mark.usefixtures("many")
def test_a_large_result_is_the_same_whatever_is_in_flight_and_whether_it_is_replayed(reader: Reader) -> None:
    reader.read("--out", "first")
    reader.read("--out", "again", "--record-mode", "none", "--concurrency", "1")
    assert files("first") == files("again")


@pytest.mark.usefixtures("many")
def test_a_run_that_breaks_off_leaves_the_old_result_and_pays_nothing_twice(reader: Reader) -> None:
    reader.read("--no-record")
    before, reader.last = files("out"), 30
    reader.calls, reader.asked = count(1), []
    with pytest.raises(KeyboardInterrupt):
        run.run_paths(
            ["in"],
            model="openai/test",
            base_url=reader.url,
            questions="each",
            concurrency=IN_FLIGHT,
            into=run.Into(Path("out"), lambda _: {}),
            progress=_interrupt,
        )
    assert files("out") == before
    assert {path.name for path in Path("out").iterdir()} == {
        *PARTS,
        "article_costs",
        "events.csv",
        "report.html",
        "run.json",
    }
    reader.calls, reader.last = count(1), 10_000
    reader.read()
    assert len(set(reader.asked)) == 3 * ARTICLES
    # Only what was on its way when the run broke off.
    assert len(reader.asked) - len(set(reader.asked)) <= IN_FLIGHT
    assert files("out") == before


def _interrupt(progress: Progress) -> None:
    # Later than the last answer: what is in flight at that moment would be asked again.
    if progress.done > 10:
        raise KeyboardInterrupt


def test_a_small_result_takes_the_place_of_a_large_one_and_what_is_not_ours_stays(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(run, "LARGE", 20)
        patch.setattr(corpus, "LARGE", 20)
        reader.read()
    Path("out", "notes.txt").write_text("mine")
    Path("out", "records", "notes.txt").write_text("mine")
    reader.read()
    assert not [name for name in files("out") if "part-" in name]
    assert Path("out", "events.json").exists()
    assert Path("out", "notes.txt").read_text() == Path("out", "records", "notes.txt").read_text() == "mine"
    monkeypatch.setattr(run, "LARGE", 20)
    monkeypatch.setattr(corpus, "LARGE", 20)
    reader.read()
    assert not Path("out", "events.json").exists()
    assert not list(Path("out", "articles").glob("*.txt"))
    assert Path("out", "notes.txt").exists()


@pytest.mark.usefixtures("many")
def test_a_large_result_has_a_page_of_what_most_outlets_tell(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selected, "MOST_EVENTS", 1)
    monkeypatch.setattr(selected, "MOST_TEXTS", 3)
    assert reader.read("--out", "large") == 1
    page = Path("large", "report.html").read_text(encoding="utf-8")
    assert page.count("<article class=") == 1
    assert f"these are the 1 of {len(lines('large', 'events'))} events that most outlets tell" in page


def test_a_large_result_is_read_back_as_a_small_one(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.read("--out", "small")
    monkeypatch.setattr(run, "LARGE", 20)
    monkeypatch.setattr(corpus, "LARGE", 20)
    reader.read("--out", "large")
    small, large = read_results(Path("small")), read_results(Path("large"))
    assert (large.events.articles, large.events.records) == (small.events.articles, small.events.records)
    assert (large.events.events, large.events.unsure) == (small.events.events, small.events.unsure)
    assert len(large.events.failed) == len(small.events.failed) > 0
    assert large.texts == small.texts
    assert read_events(Path("large")) == large.events
    assert main(["export", "large", "--to", "csv", "--out", "tables"]) == 0
    assert main(["export", "small", "--to", "csv", "--out", "large"]) == 2


@pytest.mark.usefixtures("many")
def test_of_more_shards_than_fit_in_memory_a_command_says_where_events_are(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.read()
    monkeypatch.setattr(results, "MOST_SHARDS", 0)
    with pytest.raises(InputError, match="too many for this command: its events stand in"):
        read_events(Path("out"))


@pytest.mark.usefixtures("many")
def test_a_large_result_is_not_read_as_articles(reader: Reader) -> None:
    reader.read("--out", "in/out")
    first = lines("in/out", "articles")
    reader.read("--out", "in/out")
    assert lines("in/out", "articles") == first


@pytest.mark.usefixtures("many")
def test_a_dry_run_writes_nothing(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    assert reader.read("--dry-run") == 0
    assert f"{3 * ARTICLES} questions" in capsys.readouterr().out
    assert not files("out")
    assert not reader.asked


@pytest.mark.usefixtures("many")
def test_what_it_comes_to_is_shown(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    main(["in", "--model", "openai/test", "--base-url", reader.url])
    told = capsys.readouterr().err
    assert f"{ARTICLES} articles, {2 * ARTICLES} records" in told
    assert "out/events/part-*.jsonl" in told
    assert "report.html shows the events that most outlets tell; costs: article_costs/" in told
    assert "- in/empty.txt: the file is empty" in told


def test_long_articles_are_asked_about_first_kind_by_kind() -> None:
    asked = [
        Window(Article(id=id_, path=id_, sha256="", text="x" * length), kind, (), ())
        for kind in ("strike", "meeting")
        for id_, length in (("a", 3000), ("b", 9000), ("c", 3100))
    ]
    assert [position for position, _ in reading.long_ones_first(asked)] == [1, 0, 2, 4, 3, 5]
