"""What `benchmarks.mentions` makes of labelled mentions: pairs, and odds by weights learnt without their articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")

from helpers.stories import ALBU_KAMAL, DEIR_EZ_ZOR, Newsroom, day  # noqa: E402

from benchmarks.mentions import main  # noqa: E402
from schemas import EventSet  # noqa: E402

TOWNS = (ALBU_KAMAL, DEIR_EZ_ZOR)


def test_shipped_and_learnt_weights_are_measured_on_pairs_of_one_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room, labels = Newsroom(), {}
    for article in "abcdef":
        for place in TOWNS:
            for words in ("was hit by a bomb", "was bombed"):
                strike = room.strike(article, f"{place.raw} {words}.", place=place, date=day("2021-02-26"))
                labels.setdefault(article, []).append((strike, place.raw))
    lines = [
        {
            "id": article,
            "text": room.texts[article],
            "records": [
                {"kind": "strike", "evidence": [strike.evidence[0].quote], "event": f"{article}-{town}"}
                for strike, town in told
            ],
        }
        for article, told in labels.items()
    ]
    data, out = tmp_path / "data.jsonl", tmp_path / "events.json"
    data.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    out.write_text(EventSet(articles=room.articles, records=room.records).model_dump_json(), encoding="utf-8")
    main([str(data), str(out)])
    pairs, shipped, learnt, weights = capsys.readouterr().out.splitlines()
    assert pairs == "36 pairs, 12 of one strike"
    assert shipped.split() == ["shipped", "P", "1.00", "R", "1.00"]
    assert learnt.split()[:2] == ["learnt", "P"]
    assert weights.startswith("bias -")
