"""Who speaks is told by where the words stand."""

from __future__ import annotations

import pytest

from extract.base.types import Article, Sentence, Window
from extract.knowledge.language.read import read_language
from extract.knowledge.language.speech import SpeechContext, is_passive, setting_of, speaker_of, sufferer_of
from schemas import Span

ENGLISH = read_language("en")
ORDER = ENGLISH.order or {}
TRIGGERS = ENGLISH.triggers["statement"]


def _found(sentence: str, cue: str) -> str | None:
    setting = SpeechContext(sentence, 0, sorted(TRIGGERS.places(sentence)), ORDER)
    start = sentence.index(cue)
    span = speaker_of(setting, Span(start=start, end=start + len(cue)))
    return sentence[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("sentence", "cue", "speaker"),
    [
        ("Mayor Ana Ruiz said the bridge was safe.", "said", "Mayor Ana Ruiz"),
        ("The ministry has repeatedly denied the report.", "denied", "The ministry"),
        ("Ana Ruiz, the mayor of Arica, said the bridge was safe.", "said", "Ana Ruiz"),
        ("Rep. Ana Ruiz (D-Ohio) said the bridge was safe.", "said", "Rep. Ana Ruiz"),
        ("On Monday, Ruiz warned that the bridge was unsafe.", "warned", "Ruiz"),
        ("“The bridge is safe,” said the mayor on Monday.", "said", "the mayor"),
        ("“The bridge is safe,” the mayor said.", "said", "the mayor"),
        ("The bridge is safe, according to two engineers.", "according to", "two engineers"),
        ("Ruiz praised the crew, adding that the bridge was safe.", "adding", "Ruiz"),
        ("Ruiz praised the crew and said the bridge was safe.", "said", "Ruiz"),
        ("Pointing to the cracks, the engineer warned of a collapse.", "Pointing", "the engineer"),
        ("Villagers and some officials blame the army.", "blame", "Villagers and some officials"),
        ("The army denied Ruiz’s claim that the bridge was safe.", "claim", "Ruiz"),
        ("Ministers say the bridge is safe, but the union has rejected the report.", "rejected", "the union"),
        ("The mayor was accused by the union on Monday.", "accused", "the union"),
        ("The opposition on Thursday called for a vote.", "called", "The opposition"),
        ("Some fled, and many allege mistreatment.", "allege", "many"),
        ("Prime Minister Ana May promised a new bridge.", "promised", "Prime Minister Ana May"),
        ("The bridge, as Ruiz may say, is safe.", "say", "Ruiz"),
        ("Ana Ruiz has long said the bridge was unsafe.", "said", "Ana Ruiz"),
        ("Ana Ruiz, a mother of two who lived in Arica told the paper of it.", "told", "Ana Ruiz"),
        ("The engineer who built the bridge said it was safe.", "said", "The engineer"),
        ("In a statement read on television, the ministry expressed regret.", "In a statement", "the ministry"),
    ],
)
def test_finds_who_stands_as_the_subject(sentence: str, cue: str, speaker: str) -> None:
    assert _found(sentence, cue) == speaker


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("He wants to say goodbye.", "say"),
        ("The mayor was accused of lying.", "accused"),
        ("The man who said it has left.", "said"),
        ("The paper wrote this on Monday, citing an engineer.", "citing"),
    ],
)
def test_names_nobody_where_word_order_does_not_tell(sentence: str, cue: str) -> None:
    assert _found(sentence, cue) is None


@pytest.mark.parametrize(("cue", "passive"), [("accused", True), ("said", False), ("denied", True)])
def test_knows_who_is_only_spoken_of(cue: str, passive: bool) -> None:
    sentence = "The mayor was accused of lying, Ruiz said, and he was later denied entry."
    start = sentence.index(cue)

    assert is_passive(SpeechContext(sentence, 0, (), ORDER), Span(start=start, end=start + len(cue))) is passive


@pytest.mark.parametrize(
    ("sentence", "verb", "who"),
    [
        ("On Monday, two farmers were shot dead by rebels.", "shot", "two farmers"),
        ("The base has repeatedly been shelled.", "shelled", "The base"),
        ("Rebels shelled the base.", "shelled", None),
    ],
)
def test_knows_who_suffers_what_is_told(sentence: str, verb: str, who: str | None) -> None:
    start = sentence.index(verb)
    span = sufferer_of(SpeechContext(sentence, 0, (), ORDER), Span(start=start, end=start + len(verb)))
    assert (sentence[span.start : span.end] if span else None) == who


def test_verbs_inside_a_quotation_are_none_of_the_sentence() -> None:
    text = "Before. “We condemn the raid and demand an answer,” Ruiz said."
    article = Article(id="a", path="a.txt", sha256="0" * 64, text=text, language="en")
    sentences = [
        Sentence(1, 0, 8, Span(start=0, end=7), 1),
        Sentence(2, 8, len(text), Span(start=8, end=len(text)), 1),
    ]
    window = Window(article, "statement", (sentences[0],), (sentences[1],))

    setting = setting_of(window, Span(start=text.index("We"), end=text.index("We") + 2), TRIGGERS, ORDER)

    assert setting is not None
    assert [setting.text[start:end] for start, end in setting.verbs] == ["said"]
    assert setting_of(window, None, TRIGGERS, ORDER) is None
