"""The benchmark of incidents measures what it says, on articles written for this test."""

import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from benchmarks.incident_files import IncidentArticle
from benchmarks.incident_records import benchmarked
from benchmarks.incidents import main, measure
from benchmarks.linkages import LINKAGES, link
from benchmarks.pair_scores import interval, pair_score

LINES = [
    (
        "a",
        "2016-05-01",
        "Post",
        "Clerk shot dead in Boise, Idaho",
        "A clerk, Ann Birch, 41, was shot in Boise on Sunday.",
        "1",
    ),
    (
        "b",
        "2016-05-02",
        "Times",
        "Two held in Boise killing",
        "Police in Boise held two over the death of Ann Birch, 41.",
        "1",
    ),
    (
        "c",
        "2016-05-02",
        "News",
        "Three injured in Reno",
        "Three people were injured in Reno, Nevada, by a gunman.",
        "2",
    ),
]


def articles() -> list[IncidentArticle]:
    return [
        IncidentArticle(name, dt.date.fromisoformat(day), outlet, title, text, incident, gvc=name == "c")
        for name, day, outlet, title, text, incident in LINES
    ]


def written(folder: Path) -> Path:
    names = ("doc_id", "published", "outlet", "title", "text", "incident")
    path = folder / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for line in LINES:
            file.write(json.dumps({**dict(zip(names, line, strict=True)), "gvc": line[0] == "c"}) + "\n")
    return path


def test_an_article_becomes_one_strike_dated_by_an_upper_bound_alone() -> None:
    record = benchmarked(articles()[0]).record
    assert record.date is not None
    assert (record.date.earliest, record.date.latest) == (None, dt.date(2016, 5, 1))
    assert record.place is not None
    assert (record.place.name, record.place.admin1) == ("Boise", "Idaho")
    assert [(count.unit, count.low) for count in record.casualties] == [("killed", 1)]
    assert record.method == "shooting"


def test_evidence_and_values_stand_where_they_say() -> None:
    for article in articles():
        _, text, record = benchmarked(article)
        assert all(passage.quote == text[passage.start : passage.end] for passage in record.evidence)
        values = [value for value in (record.place, *record.casualties) if value is not None]
        assert all(value.raw == text[value.span.start : value.span.end] for value in values if value.span)


def test_the_right_cluster_is_no_input() -> None:
    shuffled = [IncidentArticle(**{**vars_of(one), "incident": "9"}) for one in articles()]
    assert [benchmarked(one) for one in shuffled] == [benchmarked(one) for one in articles()]


def vars_of(article: IncidentArticle) -> dict[str, object]:
    return {name: getattr(article, name) for name in article.__dataclass_fields__}


def test_pairs_are_scored_in_percent() -> None:
    key = {"a": "1", "b": "1", "c": "2", "d": "2"}
    score = pair_score(key, {"a": "x", "b": "x", "c": "x", "d": "y"})
    assert score.precision == pytest.approx(100 / 3)
    assert score.recall == 50.0
    assert score.f1 == pytest.approx(40.0)
    assert pair_score(key, key).f1 == 100.0
    assert pair_score(key, {item: item for item in key}).f1 == 0.0


def test_the_interval_holds_the_score_and_is_the_same_each_time() -> None:
    key = {str(i): str(i // 3) for i in range(60)}
    response = {item: label if int(item) % 5 else item for item, label in key.items()}
    low, high = interval(key, response)
    assert low < pair_score(key, response).f1 < high
    assert interval(key, response) == (low, high)


def test_what_is_measured_is_told() -> None:
    measured = measure(articles())
    assert (measured["articles"], measured["incidents"]) == (3, 2)
    assert set(measured) >= {"pairwise", "b_cubed_f1", "conll_f1", "candidate_pairs_per_record", "peak_megabytes"}


def test_the_command_takes_a_path_and_a_half(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(written(tmp_path)), "--rest"])
    assert "2 articles on 1 incidents" in capsys.readouterr().out
    main([str(written(tmp_path)), "--gvc", "--json"])
    assert json.loads(capsys.readouterr().out)["articles"] == 1


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such file"):
        main([str(tmp_path / "none.jsonl.gz")])


def test_linkages_differ_where_a_third_would_chain() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): -0.9}

    def clusters(name: str) -> int:
        found = link("abc", scores, lambda a, b: scores[min(a, b), max(a, b)], LINKAGES[name], 0.2)
        return len(set(found.values()))

    assert {name: clusters(name) for name in LINKAGES} == {
        "single": 1,
        "average": 2,
        "majority": 2,
        "median": 1,
        "complete": 2,
    }
