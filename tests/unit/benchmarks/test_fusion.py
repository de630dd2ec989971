"""The benchmark of fusion measures what it says, on articles written for this test."""

import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from benchmarks.fusion import SIMPLE, main, majority, measure, median
from benchmarks.incident_files import IncidentArticle, IncidentFacts, read_facts
from benchmarks.incident_records import Benchmarked, benchmarked
from benchmarks.told_dates import told_date


def told(name: str, day: str, text: str) -> Benchmarked:
    article = IncidentArticle(name, dt.date.fromisoformat(day), name, "Shooting in Boise", text, "1", gvc=False)
    one = benchmarked(article)
    date = told_date(one.record.evidence, article.published)
    return one._replace(record=one.record.model_copy(update={"date": date}))


GROUP = [
    told("a", "2016-05-02", "A man was shot in Boise, Idaho, on Sunday. He died."),
    told("b", "2016-05-03", "Police in Boise said 2 people were killed and 3 injured in the shooting on Sunday."),
]
FACTS = IncidentFacts(dt.date(2016, 5, 1), "Boise", "Idaho", killed=2, injured=3)


def test_a_weekday_in_a_sentence_on_the_attack_is_the_day() -> None:
    assert [str(one.record.date and one.record.date.earliest) for one in GROUP] == ["2016-05-01", "2016-05-01"]


def test_the_day_an_article_was_posted_is_not_the_day_of_the_attack() -> None:
    one = told("a", "2016-05-02", "Posted: Monday, May 2, 2016 killed in Boise. A vigil was held.")
    assert one.record.date is None


def test_every_field_is_scored_for_ours_and_the_simple_rules() -> None:
    measured = measure({"1": GROUP}, {"1": FACTS})
    assert {name: row["ours"] for name, row in measured.items()} == {
        "killed": 100.0,
        "injured": 100.0,
        "date": 100.0,
        "city": 100.0,
    }
    assert measured["killed"]["majority"] == 0.0
    assert set(measured["city"]) == {"incidents", "ours", *SIMPLE}


def test_what_nobody_tells_is_not_asked() -> None:
    assert measure({"1": GROUP}, {})["date"]["incidents"] == 0


@pytest.mark.parametrize(("values", "most", "middle"), [([1, 2, 2], 2, 2), ([3, 1], 3, 1), (["x", "y"], "x", "x")])
def test_the_simple_rules(values: list[object], most: object, middle: object) -> None:
    assert (majority(values), median(values)) == (most, middle)


def test_facts_are_read_as_they_are_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts, articles = tmp_path / "facts.jsonl.gz", tmp_path / "articles.jsonl"
    line = {"incident_id": "1", "date": "May 1, 2016", "city": "Boise", "state": "Idaho", "num_killed": 2}
    with gzip.open(facts, "wt", encoding="utf-8") as file:
        file.write(json.dumps({**line, "num_injured": 3}) + "\n")
    assert read_facts(facts) == {"1": FACTS}
    articles.write_text("", encoding="utf-8")
    main([str(articles), str(facts)])
    assert "majority" in capsys.readouterr().out
