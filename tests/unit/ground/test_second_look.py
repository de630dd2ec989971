"""A statement is kept with who says it by the words of its sentence."""

from __future__ import annotations

from typing import cast

import pytest

from extract.base.types import Answer, Article, Grounded, Sentence, Window
from extract.ground.ground import ground
from extract.ground.second_look import look_again
from extract.kinds import rules_of
from schemas import Span, Statement


def _look(context: str, sentence: str, **fields: str | None) -> tuple[Answer, str]:
    text = f"{context} {sentence}"
    article = Article(id="a", path="a.txt", sha256="0" * 64, text=text, language="en")
    start = len(context) + 1
    sentences = (
        Sentence(1, 0, start, Span(start=0, end=start - 1), 1),
        Sentence(2, start, len(text), Span(start=start, end=len(text)), 1),
    )
    window = Window(article, "statement", sentences[:1], sentences[1:])
    item = ground(window, {"act": "comment", **fields, "sentences": [2]})
    return look_again(window, Answer(grounded=(item,)), rules_of(window.kind).check), text


def _only(answer: Answer) -> tuple[Grounded, Statement]:
    (item,) = answer.grounded
    return item, cast("Statement", item.draft)


def test_the_subject_of_the_verb_speaks_not_the_one_accused() -> None:
    answer, text = _look(
        "It rained.", "The union accused Mayor Ruiz of lying.", speaker="Mayor Ruiz", cue="accused", content="lying"
    )

    item, statement = _only(answer)
    assert statement.speaker == "The union"
    assert text[item.spans["speaker"].start : item.spans["speaker"].end] == "The union"
    assert answer.rejected[0].reason == "speaker: kept with “The union” for “Mayor Ruiz”, as the sentence has it"
    assert answer.rejected[0].draft["speaker"] == "Mayor Ruiz"


def test_an_agency_that_passes_a_remark_on_is_its_source() -> None:
    answer, _ = _look(
        "Ana Ruiz spoke on Monday.",
        "She noted that the bridge was safe, the Lima Press Agency reported.",
        speaker="the Lima Press Agency",
        cue="reported",
        content="the bridge was safe",
    )

    item, statement = _only(answer)
    assert (statement.speaker, statement.cue) == ("She", "noted")
    assert statement.according_to == ["the Lima Press Agency"]
    assert item.meant == {"speaker": "Ana Ruiz"}


def test_a_pronoun_means_who_spoke_before_whatever_name_was_given() -> None:
    answer, _ = _look(
        "Ana Ruiz told Governor Luis Peña to resign.",
        "She said the bridge was unsafe.",
        speaker="Luis Peña",
        cue="said",
        content="the bridge was unsafe",
    )

    item, statement = _only(answer)
    assert statement.speaker == "She"
    assert item.meant == {"speaker": "Ana Ruiz"}


def test_a_name_given_for_a_description_stays_beside_it() -> None:
    answer, _ = _look(
        "Ana Ruiz is in Lima.",
        "The mayor said the bridge was unsafe.",
        speaker="Ana Ruiz",
        cue="said",
        content="the bridge was unsafe",
    )

    item, statement = _only(answer)
    assert (statement.speaker, item.meant) == ("The mayor", {"speaker": "Ana Ruiz"})
    assert answer.rejected == ()


def test_who_is_quoted_is_not_replaced_by_the_we_of_the_quotation() -> None:
    answer, _ = _look(
        "It rained.",
        "“We condemn the closure,” Ana Ruiz said.",
        speaker="Ana Ruiz",
        cue="condemn",
        content="We condemn the closure",
    )

    _, statement = _only(answer)
    assert (statement.speaker, statement.cue) == ("Ana Ruiz", "said")


def test_he_said_is_no_part_of_what_is_said() -> None:
    answer, text = _look(
        "It rained.",
        "Ana Ruiz said that the bridge was safe.",
        speaker="Ana Ruiz",
        cue="said",
        content="Ana Ruiz said that the bridge was safe",
    )

    item, statement = _only(answer)
    assert statement.content == "the bridge was safe"
    assert text[item.spans["content"].start : item.spans["content"].end] == statement.content


@pytest.mark.parametrize(
    ("sentence", "fields", "reason"),
    [
        (
            "The strikes missed their declared aim.",
            {"speaker": "The strikes", "cue": "declared", "content": "aim"},
            "no verb",
        ),
        (
            "There were many reports of looting.",
            {"speaker": "looting", "cue": "reports", "content": "of looting"},
            "nobody",
        ),
        ("Ruiz was accused of lying.", {"speaker": "Ruiz", "cue": "accused", "content": "lying"}, "does not tell"),
        ("The Lima Times reports", {"speaker": "The Lima Times", "cue": "reports", "content": "reports"}, "only says"),
    ],
)
def test_what_nobody_says_is_left_out_and_listed(sentence: str, fields: dict[str, str], reason: str) -> None:
    answer, _ = _look("It rained.", sentence, **fields)

    assert answer.grounded == ()
    ((_, draft, told),) = answer.rejected
    assert reason in told
    assert draft["content"] == fields["content"]


def test_a_language_without_triggers_is_taken_as_it_was_read() -> None:
    text = "El sindicato acusó al alcalde de mentir."
    article = Article(id="a", path="a.txt", sha256="0" * 64, text=text, language="es")
    window = Window(article, "statement", (), (Sentence(1, 0, len(text), Span(start=0, end=len(text)), 1),))
    given = Answer(
        grounded=(
            ground(
                window, {"sentences": [1], "speaker": "alcalde", "cue": "acusó", "content": "mentir", "act": "accuse"}
            ),
        )
    )

    assert look_again(window, given, rules_of(window.kind).check) == given


def _strike(sentence: str, **fields: str) -> Answer:
    article = Article(id="a", path="a.txt", sha256="0" * 64, text=sentence, language="en")
    window = Window(article, "strike", (), (Sentence(1, 0, len(sentence), Span(start=0, end=len(sentence)), 1),))
    return look_again(
        window,
        Answer(grounded=(ground(window, {"sentences": [1], "method": "raid", **fields}),)),
        rules_of(window.kind).check,
    )


def test_an_attack_without_a_date_has_the_day_beside_it() -> None:
    sentence = "The ministry voiced regret after Friday’s raid on the port."

    answer = _strike(sentence, target="the port")

    (item,) = answer.grounded
    assert item.draft.model_dump()["date"] == "Friday"
    assert answer.rejected == ()
    assert sentence[item.spans["date"].start : item.spans["date"].end] == "Friday"


def test_a_date_that_was_read_stays() -> None:
    answer = _strike("On Thursday, rebels raided the port early at dawn.", target="the port", date="at dawn")

    assert answer.grounded[0].draft.model_dump()["date"] == "at dawn"
    assert answer.rejected == ()


@pytest.mark.parametrize(("place", "kept"), [("at a sensitive time", None), ("near the port", "near the port")])
def test_a_time_is_no_place(place: str, kept: str | None) -> None:
    answer = _strike(f"Rebels raided the depot {place}.", target="the depot", place=place)

    (item,) = answer.grounded
    assert item.draft.model_dump()["place"] == kept
    assert ("place" in item.spans) is (kept is not None)
    assert [refused.reason for refused in answer.rejected] == (
        [] if kept else [f"place: kept without “{place}”, as the sentence has it"]
    )


def test_an_attack_that_is_only_threatened_is_marked_so() -> None:
    answer = _strike("Rebels threatened to raid the depot.", attacker="Rebels", target="the depot")

    assert answer.grounded[0].draft.assertion == "hypothetical"
    assert [refused.reason for refused in answer.rejected] == [
        "assertion: kept with “hypothetical” for “asserted”, as the sentence has it"
    ]


def test_a_verb_inside_the_quotation_is_not_who_says_it() -> None:
    answer, _ = _look(
        "Ana Ruiz was there.",
        "“I told the driver. The bridge is unsafe,” Ruiz added.",
        speaker="the driver",
        cue="told",
        content="The bridge is unsafe",
    )

    _, statement = _only(answer)
    assert (statement.speaker, statement.cue) == ("Ruiz", "added")


def test_a_participle_that_goes_with_a_noun_tells_no_statement() -> None:
    answer, _ = _look(
        "It rained.",
        "It was the first reported collapse of a bridge in years.",
        speaker="It",
        cue="reported",
        content="collapse of a bridge in years",
    )
    assert answer.grounded == ()
    assert "is no verb there" in answer.rejected[0].reason


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        ("Speaking at a rally in Arica, Ruiz smiled.", {"cue": "Speaking", "content": "at a rally in Arica"}),
        ("Responding to the tensions, Ruiz left.", {"cue": "Responding", "content": "to the tensions"}),
        ("The plan is supported by far fewer papers.", {"cue": "supported", "content": "by far fewer papers"}),
        ("Troops hunted a man believed to be Ruiz.", {"cue": "believed", "content": "a man believed to be Ruiz"}),
        ("This is beyond a shadow of doubt that of Ruiz.", {"cue": "doubt", "content": "that of Ruiz"}),
        ("Somehow, we’re told, the bridge is safe.", {"cue": "told", "content": "the bridge is safe"}),
        ("In May, Ruiz was arrested and charged with theft.", {"cue": "charged", "content": "with theft"}),
        ("Arica is not yet the city that it was.", {"cue": None, "content": "the city that it was"}),
    ],
)
def test_what_nobody_says_is_no_statement(sentence: str, fields: dict[str, str | None]) -> None:
    answer, _ = _look("Ana Ruiz is the mayor.", sentence, speaker="Ana Ruiz", **fields)
    assert answer.grounded == ()
    assert answer.rejected


@pytest.mark.parametrize(
    "sentence", ["“The bridge is safe.”", "RUIZ: The bridge is safe.", "Ruiz spoke: The bridge is safe."]
)
def test_what_is_quoted_or_printed_behind_its_speaker_is_said(sentence: str) -> None:
    answer, _ = _look("Ana Ruiz is the mayor.", sentence, speaker="Ana Ruiz", cue=None, content="The bridge is safe")
    assert len(answer.grounded) == 1


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "given", "act"),
    [
        ("Ruiz said it was not the end.", "said", "it was not the end", "promise", "comment"),
        ("Ruiz said a bridge had been closed.", "said", "a bridge had been closed", "announce", "comment"),
        ("“We will close the bridge,” Ruiz said.", "said", "We will close the bridge", "threaten", "threaten"),
        ("Ruiz said she condemned the plan.", "said", "she condemned the plan", "condemn", "condemn"),
        ("Ruiz vowed to resign.", "vowed", "to resign", "comment", "promise"),
        ("Ruiz called for a vote.", "called", "a vote", "comment", "demand"),
        ("Ruiz called the vote a farce.", "called", "the vote a farce", "demand", "comment"),
    ],
)
def test_the_act_is_the_one_that_words_bear_out(sentence: str, cue: str, content: str, given: str, act: str) -> None:
    answer, _ = _look("It rained.", sentence, speaker="Ruiz", cue=cue, content=content, act=given)
    assert _only(answer)[1].act == act


def test_a_content_does_not_begin_with_its_verb() -> None:
    answer, _ = _look(
        "It rained.",
        "Ruiz spoke, warning that the bridge was unsafe.",
        speaker="Ruiz",
        cue="warning",
        content="warning that the bridge was unsafe",
    )
    assert _only(answer)[1].content == "the bridge was unsafe"
