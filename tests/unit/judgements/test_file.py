import json
from pathlib import Path

import pytest
from helpers.judged_stories import WHO

from extract.base.errors import ConfigError
from extract.judgements import append_line, read_judgements, remove_last_line
from schemas import Same

REF = {"article": "0" * 64, "kind": "strike", "spans": [{"start": 1, "end": 4}]}
SAME = Same.model_validate({"judgement": "same", "records": [REF, {**REF, "ordinal": 2}], **WHO})


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "judgements.jsonl"
    append_line(path, SAME)
    append_line(path, SAME.model_copy(update={"why": "other – words\u2028"}))
    assert [(line.number, line.judgement.why) for line in read_judgements(path)] == [
        (1, "it says so"),
        (2, "other – words\u2028"),
    ]


def test_a_line_without_an_end_is_closed_and_not_written_into(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text(SAME.model_dump_json())
    append_line(path, SAME)
    assert [line.number for line in read_judgements(path)] == [1, 2]


def test_only_the_last_line_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    other = SAME.model_copy(update={"who": "B. Reader"})
    append_line(path, SAME)
    append_line(path, other)
    assert not remove_last_line(path, SAME)
    assert remove_last_line(path, other)
    assert [line.judgement for line in read_judgements(path)] == [SAME]
    assert [one.name for one in tmp_path.iterdir()] == ["judgements.jsonl"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "Invalid JSON"),
        (json.dumps({"judgement": "alike"}), "does not match any of the expected tags"),
        (json.dumps({**WHO, "judgement": "same", "records": [REF]}), "at least 2 items"),
        (json.dumps({**WHO, "judgement": "same", "records": [REF, REF]}), "named twice"),
        (json.dumps({**WHO, "judgement": "same", "records": [REF, {**REF, "kind": "meeting"}]}), "different kinds"),
        (
            json.dumps({**WHO, "judgement": "correct", "record": REF, "field": "evidence", "value": 1}),
            "reject the record",
        ),
        (json.dumps({**WHO, "judgement": "reject", "record": {**REF, "article": "seeds"}}), "record.article"),
        (json.dumps({**WHO, "judgement": "reject", "record": REF, "filed": "date"}), "filed: Extra inputs"),
    ],
)
def test_a_line_that_is_no_judgement_is_named_with_its_fault(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text(f"{SAME.model_dump_json()}\n\n{line}\n")
    with pytest.raises(ConfigError, match="line 3 is no judgement") as caught:
        read_judgements(path)
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.jsonl: No such file"):
        read_judgements(tmp_path / "none.jsonl")
