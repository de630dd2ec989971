"""A user relies on: what was read cannot change, reads back as it was written, and needs pydantic alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from helpers.event_sets import full_event_set
from pydantic import BaseModel, ValidationError

import schemas
from schemas import (
    KINDS,
    Count,
    DateValue,
    Draft,
    EventSet,
    Evidence,
    Meeting,
    Span,
    Statement,
    Strike,
)
from schemas.base import Frozen
from schemas.draft import readings_of

DRAFTS: list[type[Draft]] = [kind.draft for kind in KINDS.values()]
FILLED: dict[type[Draft], dict[str, Any]] = {
    Strike: {"sentences": [1], "place": "Tera"},
    Statement: {"sentences": [1], "speaker": "the mayor", "cue": None, "content": "No"},
    Meeting: {"sentences": [1], "participants": ["Reis", "Neto"]},
}


def public_models() -> list[type[BaseModel]]:
    public = [getattr(schemas, name) for name in schemas.__all__]
    return [each for each in public if isinstance(each, type) and issubclass(each, BaseModel)]


@pytest.mark.parametrize("model", public_models())
def test_no_model_can_change_or_hold_what_is_not_declared(model: type[BaseModel]) -> None:
    assert model.model_config["frozen"]
    assert model.model_config["extra"] == "forbid"


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_draft_that_was_read_cannot_be_changed_or_extended(draft: type[Draft]) -> None:
    read = draft.model_validate(FILLED[draft])
    with pytest.raises(ValidationError, match="frozen"):
        read.assertion = "denied"
    with pytest.raises(ValidationError, match="extra_forbidden"):
        draft.model_validate({**FILLED[draft], "mood": "grim"})


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("sentences", [[], [0], [-1], list(range(1, 10)), ["first"]])
def test_a_draft_must_cite_one_to_eight_sentences_by_number(draft: type[Draft], sentences: list[Any]) -> None:
    with pytest.raises(ValidationError, match="sentences"):
        draft.model_validate({**FILLED[draft], "sentences": sentences})


def test_an_attack_of_which_nothing_is_told_is_none() -> None:
    with pytest.raises(ValidationError, match="nothing_told"):
        Strike.model_validate({"sentences": [1], "method": "bombing", "weapon": "a bomb"})


def test_nobody_meets_alone() -> None:
    with pytest.raises(ValidationError, match="participants"):
        Meeting.model_validate({"sentences": [1], "participants": ["Reis"]})


# --- what a model is told of the fields


def fields(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """Every field of a model and of the models inside it, with its path."""
    for name, info in model.model_fields.items():
        yield f"{model.__name__}.{name}", info
        for part in get_args(info.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from fields(part)


def explains_itself(info: Any) -> bool:
    """True for a choice between words, and for a list of things that are described field by field."""
    return get_origin(info.annotation) is Literal or any(
        isinstance(part, type) and issubclass(part, BaseModel) for part in get_args(info.annotation)
    )


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_field_that_a_model_fills_is_described_or_explains_itself(draft: type[Draft]) -> None:
    assert [path for path, info in fields(draft) if not info.description and not explains_itself(info)] == []
    assert draft.__doc__


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_model_tells_what_happened_before_how_sure_the_text_is(draft: type[Draft]) -> None:
    properties = list(draft.model_json_schema()["properties"])
    assert properties[0] == "sentences"
    assert properties[-3:] == ["assertion", "according_to", "english"]


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_model_copies_words_before_it_reads_them(draft: type[Draft]) -> None:
    properties = list(draft.model_json_schema()["properties"])
    for name, marker in readings_of(draft).items():
        assert marker.of is None or properties.index(marker.of) < properties.index(name)


# --- values


def test_a_span_is_a_range_and_evidence_fills_it() -> None:
    assert Evidence(start=3, end=8, quote="Tera\n").quote == "Tera\n"
    with pytest.raises(ValidationError, match="before it starts"):
        Span(start=5, end=4)
    with pytest.raises(ValidationError, match="cannot fill"):
        Evidence(start=3, end=8, quote="Tera")
    with pytest.raises(ValidationError):
        Span(start=-1, end=4)


def test_an_interval_and_a_range_of_persons_are_in_order() -> None:
    with pytest.raises(ValidationError, match="before the earliest"):
        DateValue.model_validate({"raw": "Friday", "earliest": "2021-02-26", "latest": "2021-02-25"})
    with pytest.raises(ValidationError, match="below the low"):
        Count(raw="about 12", low=12, high=11, unit="killed")


def test_unknown_is_not_none_dead() -> None:
    assert Count(raw="many", unit="killed").low is None
    assert Count(raw="nobody", low=0, high=0, unit="killed").low == 0


# --- files


def test_an_event_set_reads_back_as_it_was_written() -> None:
    events = full_event_set()
    assert EventSet.model_validate_json(events.model_dump_json()) == events
    assert EventSet.model_validate_json(events.model_dump_json(indent=2)).model_dump_json() == events.model_dump_json()


def test_a_file_of_another_format_is_refused() -> None:
    written = json.loads(full_event_set().model_dump_json())
    with pytest.raises(ValidationError, match="format"):
        EventSet.model_validate({**written, "format": "rashomon.events/2"})
    with pytest.raises(ValidationError, match="verdict"):
        EventSet.model_validate({**written, "verdict": "true"})


def test_each_kind_of_record_and_event_reads_back_as_its_own_class() -> None:
    events = EventSet.model_validate_json(full_event_set().model_dump_json())
    assert {type(record) for record in events.records} <= {kind.record for kind in KINDS.values()}
    assert {type(event) for event in events.events} <= {kind.event for kind in KINDS.values()}
    assert [KINDS[event.kind].event for event in events.events] == [type(event) for event in events.events]


# --- alone


def run(*arguments: str) -> str:
    """What Python prints, started where the package lies and told to treat warnings as errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=Path(schemas.__file__).parents[1],
    )
    return done.stdout


def test_the_schemas_are_printed_by_name_as_json() -> None:
    printed = json.loads(run("-m", "schemas"))
    expected = {model.__name__ for kind in KINDS.values() for model in (kind.draft, kind.record, kind.event)}
    assert set(printed) == {*expected, "EventSet"}
    assert all(schema["title"] == name and schema["properties"] for name, schema in printed.items())


def test_importing_the_schemas_loads_pydantic_and_the_standard_library_alone() -> None:
    loaded = modules("import schemas") - modules("pass") - sys.stdlib_module_names
    loaded = {name for name in loaded if not name.startswith("_sysconfigdata")}  # of this platform's Python
    needed = {"pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection"}
    assert loaded <= {"schemas", *needed}
    assert {"schemas", "pydantic"} <= loaded


def modules(statement: str) -> set[str]:
    """Packages that are loaded after a statement in a fresh interpreter."""
    return set(run("-c", f"{statement}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})").split())


def test_every_model_is_public() -> None:
    def below(model: type[BaseModel]) -> set[str]:
        inside = {each for each in model.__subclasses__() if each.__module__.startswith("schemas.")}
        public = {each.__name__ for each in inside if not each.__name__.startswith("_")}
        return public.union(*map(below, inside))

    assert below(Frozen) <= set(schemas.__all__)
    assert len(set(schemas.__all__)) == len(schemas.__all__)
