"""A user relies on: every word a record holds stands in the article where the record says, and no other word passes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from helpers.read_windows import article_of, window_of
from pydantic import BaseModel

from extract.base.errors import Ungrounded
from extract.base.types import Grounded, Window
from extract.ground.ground import copied_fields, ground
from schemas import KINDS, Meeting, Span, Statement, Strike
from schemas.draft import Copied, readings_of


def strike(sentences: list[int] | None = None, **fields: Any) -> dict[str, Any]:
    return {"sentences": sentences or [1], **fields}


def statement(content: str, sentences: list[int] | None = None, **fields: Any) -> dict[str, Any]:
    return {"sentences": sentences or [1], "speaker": "the mayor", "cue": "said", "content": content, **fields}


def refused(window: Window, draft: dict[str, Any]) -> Ungrounded:
    with pytest.raises(Ungrounded) as caught:
        ground(window, draft)
    return caught.value


def words_at(window: Window, grounded: Grounded) -> dict[str, str]:
    return {path: window.article.text[span.start : span.end] for path, span in grounded.spans.items()}


LONG = "“We condemn this attack, and all who did it will be punished,” the mayor said."


# --- where words stand


# --- drafts


def test_a_record_has_the_cited_sentences_as_evidence_and_a_span_for_every_copied_field() -> None:
    window = window_of("It was calm.", "Rebels shelled Tera on Monday.", "At least 12 villagers died.", first=4)
    grounded = ground(
        window,
        strike(
            [6, 5, 6],
            attacker="rebels",
            place="Tera",
            date="Monday",
            casualties=[{"number": "at least 12", "unit": "killed", "who": "villagers"}],
        ),
    )
    assert [evidence.quote for evidence in grounded.evidence] == [
        "Rebels shelled Tera on Monday.",
        "At least 12 villagers died.",
    ]
    assert (grounded.kind, grounded.article_id) == ("strike", "a")
    assert words_at(window, grounded) == {
        "attacker": "Rebels",
        "place": "Tera",
        "date": "Monday",
        "casualties.0.number": "At least 12",
        "casualties.0.who": "villagers",
    }


def test_offsets_are_code_points_of_the_stored_text() -> None:
    window = window_of("😀 Крым.\r\n", "Rebels shelled Tera.", separator="\r\n")
    grounded = ground(window, strike([2], place="Tera"))
    text = window.article.text
    assert grounded.spans["place"] == Span(start=text.index("Tera"), end=text.index("Tera") + 4)
    assert [text[each.start : each.end] for each in grounded.evidence] == ["Rebels shelled Tera."]


def test_words_that_stand_twice_are_those_of_the_cited_sentence() -> None:
    window = window_of("Tera was hit.", "Tera was hit again.")
    assert ground(window, strike([2], target="Tera")).spans["target"].start == len("Tera was hit.\n")


def test_words_may_run_over_cited_sentences() -> None:
    window = window_of("“Nobody is above the law.", "This court has shown it,” the mayor said.", kind="statement")
    draft = statement("Nobody is above the law. This court has shown it", [1, 2])
    assert words_at(window, ground(window, draft))["content"] == ("Nobody is above the law.\nThis court has shown it")


@pytest.mark.parametrize("dots", ["…", " … ", "...", " . . . ", "[…]", "[...]"])
def test_a_long_content_may_be_given_by_its_first_and_last_words(dots: str) -> None:
    window = window_of(
        "“We condemn this attack, and all who did it will be punished,” the mayor said.", kind="statement"
    )
    content = words_at(window, ground(window, statement(f"“We condemn this{dots}will be punished.”")))["content"]
    assert content == "We condemn this attack, and all who did it will be punished"


@pytest.mark.parametrize(
    "content",
    [
        "will be punished … We condemn this",
        "We condemn … will be pardoned",
        "We praise … will be punished",
        "We condemn … and nine others … will be punished",
    ],
    ids=["in the wrong order", "other last words", "other first words", "other words between"],
)
def test_all_words_of_a_shortened_content_must_stand_there_in_order(content: str) -> None:
    window = window_of(
        "“We condemn this attack, and all who did it will be punished,” the mayor said.", kind="statement"
    )
    assert "content" in str(refused(window, statement(content)))


def test_marks_around_the_words_do_not_matter() -> None:
    window = window_of("“We condemn this,” the mayor said.", kind="statement")
    assert words_at(window, ground(window, statement('"We condemn this."')))["content"] == "We condemn this"


def test_a_speaker_may_be_named_earlier_but_what_is_said_may_not_stand_elsewhere() -> None:
    window = window_of("Luis Rocha, the mayor, arrived.", "“We condemn this,” he said.", kind="statement", asked=[2])
    grounded = ground(window, statement("We condemn this", [2], speaker="Luis Rocha"))
    assert words_at(window, grounded)["speaker"] == "Luis Rocha"
    assert "sentence 2" in str(refused(window, statement("arrived", [2], speaker="Luis Rocha")))


def test_a_speaker_named_before_the_sentences_shown_is_found() -> None:
    article, sentences = article_of("Luis Rocha is mayor.", "It rained.", "“We condemn this,” he said.")
    window = Window(article, "statement", sentences[1:2], sentences[2:])
    assert ground(window, statement("We condemn this", [3], speaker="Luis Rocha")).spans["speaker"].start == 0


@pytest.mark.parametrize(
    ("cited", "reason"),
    [([9], "no sentence 9"), ([1, 9], "no sentence 9"), ([1], "asked about"), ([], "sentences"), (["x"], "sentences")],
    ids=["unknown", "one unknown", "only context", "none", "no number"],
)
def test_a_record_must_cite_a_sentence_it_was_asked_about(cited: list[Any], reason: str) -> None:
    window = window_of("Rebels marched.", "They shelled Tera.", asked=[2])
    assert reason in str(refused(window, {"sentences": cited, "place": "Tera"}))


def test_a_record_may_also_cite_the_context() -> None:
    window = window_of("Rebels marched.", "They shelled Tera.", asked=[2])
    assert len(ground(window, strike([1, 2], attacker="Rebels")).evidence) == 2


def test_a_reason_says_which_words_do_not_stand_where() -> None:
    window = window_of("Rebels shelled Tera.")
    reason = str(refused(window, strike(attacker="the army", weapon="mortars")))
    assert "attacker: “the army” does not stand in sentence 1" in reason
    assert "weapon: “mortars” does not stand in sentence 1" in reason


# --- what is left of a faulty draft


def test_what_is_right_of_a_record_is_left_when_an_optional_field_is_not() -> None:
    window = window_of("Rebels shelled Tera; 12 died.")
    draft = strike(
        attacker="Rebels",
        weapon="mortars",
        casualties=[{"number": "12", "unit": "killed"}, {"number": "40", "unit": "injured"}],
    )
    refusal = refused(window, draft)
    assert refusal.remainder is not None
    assert refusal.remainder.draft == Strike.model_validate(
        strike(attacker="Rebels", casualties=[{"number": "12", "unit": "killed"}], weapon=None)
    )
    assert set(refusal.remainder.spans) == {"attacker", "casualties.0.number"}
    assert "40" in str(refusal)


def test_a_participant_who_is_not_there_is_left_out() -> None:
    window = window_of("Reis met Neto.", kind="meeting")
    refusal = refused(window, {"sentences": [1], "participants": ["Reis", "Silva", "Neto"]})
    assert refusal.remainder is not None
    assert isinstance(refusal.remainder.draft, Meeting)
    assert refusal.remainder.draft.participants == ["Reis", "Neto"]
    assert words_at(window, refusal.remainder) == {"participants.0": "Reis", "participants.1": "Neto"}


@pytest.mark.parametrize(
    ("kind", "draft"),
    [
        ("statement", statement("We praise this")),
        ("statement", statement("We condemn this", speaker="the king")),
        ("meeting", {"sentences": [1], "participants": ["the mayor", "Silva"]}),
        ("strike", strike(attacker="rebels")),
    ],
)
def test_nothing_is_left_of_a_record_whose_essence_is_not_there(kind: str, draft: dict[str, Any]) -> None:
    window = window_of("“We condemn this,” the mayor said.", kind=kind)
    assert refused(window, draft).remainder is None


@pytest.mark.parametrize("written", ["", "None", "N/A", "unknown", "Not specified.", "“”", " null "])
def test_a_word_for_nothing_is_taken_as_nothing(written: str) -> None:
    window = window_of("Rebels shelled Tera.")
    grounded = ground(window, strike(attacker="Rebels", weapon=written))
    assert isinstance(grounded.draft, Strike)
    assert grounded.draft.weapon is None
    assert set(grounded.spans) == {"attacker"}


def test_words_that_only_begin_like_nothing_are_words() -> None:
    window = window_of("Unknown gunmen shelled Tera.")
    assert words_at(window, ground(window, strike(attacker="Unknown gunmen"))) == {"attacker": "Unknown gunmen"}


@pytest.mark.parametrize(
    ("kind", "draft", "field"),
    [
        ("statement", {"sentences": [1], "speaker": "the mayor", "cue": "said"}, "content"),
        ("statement", statement("We condemn this", act="sing"), "act"),
        ("statement", statement("We condemn this", mood="grim"), "mood"),
        ("statement", statement("We condemn this", speaker="unknown"), "speaker"),
        ("statement", statement("x" * 801), "content"),
        ("strike", strike(casualties=[{"number": "four", "unit": "scared"}]), "casualties.0.unit"),
        ("strike", strike(target=["a", "b"]), "target"),
        ("meeting", {"sentences": [1], "participants": ["the mayor"]}, "participants"),
        ("strike", strike(), "record"),
    ],
)
def test_a_draft_of_another_form_is_refused_with_the_field_named(kind: str, draft: dict[str, Any], field: str) -> None:
    window = window_of("“We condemn this,” the mayor said.", kind=kind)
    refusal = refused(window, draft)
    assert str(refusal).startswith(f"{field}: ")
    assert "pydantic" not in str(refusal)


# --- what must be copied


def texts_not_copied(model: type[BaseModel]) -> Iterator[str]:
    """Fields that hold free text, are no reading and need not be copied, those of nested models too."""
    for name, info in model.model_fields.items():
        if name in readings_of(model):
            continue
        for part in parts(info.annotation):
            if part is str and not any(isinstance(marker, Copied) for marker in info.metadata):
                yield name
            elif isinstance(part, type) and issubclass(part, BaseModel):
                yield from texts_not_copied(part)


def parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_a_draft_must_be_copied(kind: str) -> None:
    assert list(texts_not_copied(KINDS[kind].draft)) == []


def test_copied_fields_come_in_the_order_of_the_schema_with_lists_and_parts_counted() -> None:
    draft = Strike.model_validate(
        strike(target="b", attacker="a", casualties=[{"number": "1", "unit": "killed", "who": "c"}])
    )
    assert [(path, words) for path, words, _ in copied_fields(draft)] == [
        ("attacker", "a"),
        ("target", "b"),
        ("casualties.0.number", "1"),
        ("casualties.0.who", "c"),
    ]
    statement_draft = Statement.model_validate(statement("c"))
    assert {path for path, _, marker in copied_fields(statement_draft) if marker.anywhere} == {"speaker"}


def test_a_source_must_stand_in_the_cited_sentences() -> None:
    window = window_of("Rebels shelled Tera, the governor said.")
    refusal = refused(window, strike(place="Tera", according_to=["the governor", "Reuters"]))
    assert refusal.remainder is not None
    assert refusal.remainder.draft.according_to == ["the governor"]


@pytest.mark.parametrize(
    ("text", "assertion", "kept"),
    [
        ("The army denied that Tera was shelled.", "denied", "denied"),
        ("Tera was shelled.", "denied", "asserted"),
        ("Rebels may shell Tera.", "hypothetical", "hypothetical"),
        ("Rebels shelled Tera in 1994.", "historical", "historical"),
        ("Tera was shelled.", "reported", "reported"),
    ],
)
def test_a_thing_counts_as_denied_or_possible_or_long_past_only_where_a_word_says_so(
    text: str, assertion: str, kept: str
) -> None:
    assert ground(window_of(text), strike(place="Tera", assertion=assertion)).draft.assertion == kept


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Rebels shelled Tera late on Tuesday, the governor said.", "late on Tuesday"),
        ("The union condemned Friday’s attack on Tera.", "Friday"),
        ("Jets hit Tera on Monday in what Ankara called an answer.", "Monday"),
        ("The governor said on Sunday that rebels shelled Tera on Saturday.", "Saturday"),
        ("The governor said the shelling of Tera began on Sunday.", "Sunday"),
        ("On Sunday rebels attacked Tera.", "Sunday"),
    ],
)
def test_the_day_of_an_attack_is_kept(text: str, date: str) -> None:
    window = window_of(text)
    assert words_at(window, ground(window, strike(place="Tera", date=date)))["date"] == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The governor said on Sunday that rebels shelled Tera.", "Sunday"),
        ("The shelling of Tera was a crime, the governor told state television on Sunday.", "Sunday"),
        ("The army said in a statement Sunday it had shelled Tera.", "Sunday"),
    ],
)
def test_the_day_on_which_somebody_spoke_is_not_the_day_of_the_attack(text: str, date: str) -> None:
    refusal = refused(window_of(text), strike(place="Tera", date=date))
    assert refusal.remainder is not None
    assert set(refusal.remainder.spans) == {"place"}


def test_a_wrong_part_is_left_out_and_no_more_and_a_complaint_quotes_it() -> None:
    window = window_of("Rebels shelled Tera and killed four.")
    casualties = [{"number": "four", "unit": "killed", "low": -4}]
    refusal = refused(window, strike(place="Tera", method="nuking", casualties=casualties))
    assert refusal.remainder is not None
    assert [(one.number, one.low) for one in refusal.remainder.draft.casualties] == [("four", None)]
    assert "method: “nuking” is none of the values allowed" in str(refusal)


def test_a_model_that_is_not_doubted_may_have_day_and_attacker_from_before_and_list_targets() -> None:
    window = window_of("Friday, 3 May.", "The rebels went on.", "They shelled a depot, a bridge and a school.")
    draft = strike(
        sentences=[3], attacker="The rebels", target="a depot; a school", date="Friday, 3 May", method="other"
    )
    found = ground(window, draft, doubted=False)
    text = window.article.text
    assert {path: text[span.start : span.end] for path, span in found.spans.items()} == {
        "attacker": "The rebels",
        "target": "a depot, a bridge and a school",
        "date": "Friday, 3 May",
    }
    with pytest.raises(Ungrounded):
        ground(window, draft)
