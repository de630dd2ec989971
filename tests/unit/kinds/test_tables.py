"""A user relies on: what is told of one kind is told of every kind, and a kind that is not there is an error."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import extract
from extract.ask.prompt import load_prompt
from extract.base.errors import ConfigError
from extract.kinds import rules_of
from extract.knowledge.language.read import read_language
from extract.pipeline.reconcile_settings import load_reconcile_settings
from schemas import KINDS, Kind, MeetingRecord
from schemas.kinds import BUILT_IN, KindError, _check

EXTRACT = Path(extract.__file__).parent
NAMES = {kind.name for kind in BUILT_IN}


def tables() -> Iterator[tuple[str, set[str]]]:
    """Every dictionary in the code that has the name of a kind as a key, with its keys."""
    for path in sorted(EXTRACT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                keys = {key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
                if keys & NAMES:
                    yield f"{path.relative_to(EXTRACT).as_posix()}:{node.lineno}", keys


def test_every_table_by_kind_knows_every_kind() -> None:
    found = dict(tables())
    assert {place: sorted(NAMES - keys) for place, keys in found.items() if not keys >= NAMES} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_rules_weights_a_prompt_and_words(kind: str) -> None:
    settings = load_reconcile_settings()
    assert settings.kinds[kind] is rules_of(kind).reconciling
    assert kind in settings.within
    assert kind in settings.across
    assert kind in settings.thresholds.apart
    assert load_prompt(kind).kinds == (kind,)
    assert kind in read_language("en").triggers


def test_what_is_told_of_a_kind_follows_from_its_schema() -> None:
    strike, meeting = KINDS["strike"], KINDS["meeting"]
    assert {"attacker", "target"} <= {field.name for field in strike.of_event("actor")}
    assert {"killed", "injured", "killed_or_injured"} <= set(strike.units())
    assert meeting.companies() == {"participants"}
    assert [(field.name, field.several) for field in meeting.fields("words")] == [("topics", True), ("outcome", False)]


def test_a_kind_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        KINDS["earthquake"]
    with pytest.raises(ConfigError, match="earthquake"):
        load_prompt("earthquake")


@pytest.mark.parametrize(
    ("name", "fault"), [("Two Words", "a word in small letters"), ("gathering", "needs kind: Lit")]
)
def test_a_kind_must_be_what_its_models_say(name: str, fault: str) -> None:
    meeting = KINDS["meeting"]
    with pytest.raises(KindError, match=fault):
        _check(Kind(name, meeting.draft, MeetingRecord, meeting.event), "the kind of a test")
