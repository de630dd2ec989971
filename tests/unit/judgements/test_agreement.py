from __future__ import annotations

from pathlib import Path

import pytest
from helpers.judged_stories import WHO

from extract.cli.review.command import main
from extract.judgements import append_line, cohen_kappa, compare, read_judgements
from schemas import AnyJudgement, Correct, Different, Reject, Same


def ref(start: int) -> dict[str, object]:
    return {"article": "0" * 64, "kind": "strike", "spans": [{"start": start, "end": start + 5}], "quote": "It fell."}


def pair(one: int, two: int, verdict: str, who: str) -> AnyJudgement:
    model = Same if verdict == "same" else Different
    return model.model_validate({**WHO, "judgement": verdict, "records": [ref(one), ref(two)], "who": who})


ANNA = [
    pair(1, 2, "same", "Anna"),
    pair(1, 3, "different", "Anna"),
    pair(4, 5, "different", "Anna"),
    Reject.model_validate({**WHO, "judgement": "reject", "record": ref(6), "field": "date", "who": "Anna"}),
]
BEN = [
    pair(2, 1, "same", "Ben"),
    pair(3, 1, "same", "Ben"),
    pair(5, 4, "different", "Ben"),
    Correct.model_validate(
        {**WHO, "judgement": "correct", "record": ref(6), "field": "date", "value": "2021", "who": "Ben"}
    ),
    pair(7, 8, "same", "Ben"),
]


def test_agreement_beyond_chance_is_told_of_the_pairs_that_both_judged() -> None:
    told = compare(ANNA, BEN)
    assert len(told.pairs) == 3
    # Both alike 2 of 3, by chance 4/9: (2/3 - 4/9) / (1 - 4/9).
    assert cohen_kappa(told.pairs) == pytest.approx(0.4)
    assert cohen_kappa(compare(ANNA[:1], BEN[:1]).pairs) is None


def test_what_two_people_contradict_each_other_on_is_left_out_and_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, lines in (("anna", ANNA), ("ben", BEN)):
        for line in lines:
            append_line(tmp_path / name, line)
    both = tmp_path / "both.jsonl"
    assert main(["--merge", str(tmp_path / "anna"), str(tmp_path / "ben"), "--judgements", str(both)]) == 0
    told = capsys.readouterr().out
    assert "Pairs: both judged 3, alike 2 (67%); Cohen's kappa 0.40" in told
    assert "Anna says different, but Ben says same" in told
    assert "Anna says reject of date, but Ben says correct of date" in told
    assert [line.judgement.who for line in read_judgements(both)] == ["Anna", "Anna", "Ben", "Ben", "Ben"]
