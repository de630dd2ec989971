"""The set of remarks in two wordings is what it says, and the wording rule is tuned to where it does best."""

import json

import pytest

from benchmarks.wordings import DATA, judgements, main, pairs_of
from extract.pipeline.reconcile_settings import load_reconcile_settings
from extract.reconcile.match.comparison import Verdict


def test_every_remark_has_two_wordings_and_another_remark() -> None:
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 50
    assert all(len({row["a"], row["b"], row["other"]}) == 3 for row in rows)
    assert [pair.same for pair in pairs_of(DATA)] == [True, False, False] * 50


def test_matches_are_seldom_wrong_and_most_remarks_are_found() -> None:
    pairs = pairs_of(DATA)
    judged = judgements(pairs, load_reconcile_settings())
    matched = [pair.same for pair, found in zip(pairs, judged, strict=True) if found.verdict is Verdict.MATCH]
    assert sum(matched) >= 0.85 * len(matched)
    assert sum(matched) >= 35


def test_the_command_tells_what_other_settings_would_give(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--sweep", "--misses"])
    printed = capsys.readouterr().out
    assert "150 pairs, 50 of one remark" in printed
    assert "0.34 0.68" in printed
    assert "missed:" in printed
