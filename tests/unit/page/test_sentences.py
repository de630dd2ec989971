"""Sentences of an article: where they start and end, and what they are for."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from extract.base.types import Article
from extract.load import load
from extract.page.sentences import LONGEST_SENTENCE, segment

SEEDS = Path(__file__).parents[3] / "seeds"


def sentences(text: str, language: str | None = "en") -> list[str]:
    article = Article(id="a", path="a.txt", sha256="", text=text, language=language)
    return [text[s.content.start : s.content.end] for s in segment(article)]


@pytest.mark.parametrize(
    "expected",
    [
        ["U.S. President Joe Biden met Lt. Gen. Paul Smith.", "Gen. Jones was there."],
        ["Pentagon spokesman John F. Kirby said so.", "He left."],
        ["The U.S. Embassy and U.S. Central Command did not reply.", "U.S. troops left."],
        ["Sen. Ana Ruiz, D-N.J., agreed.", "Rep. A. Smith (R-Ky.) did not."],
        ["Brig. Gen. Ruiz left at 5 p.m. Monday.", "Maj. Gen. Li came at 3 a.m. local time."],
        ["Resolution No. 3 was passed on Feb. 28.", "It cost approx. 5 million."],
        ["El Gral. Ponce habló con la Dra. Gómez.", "Luego se fue."],
        ["It is a crisis. . . a problem for us all.", "He waited ... and left."],
        ["Who did it?", "Nobody knows!", "He waited…"],
        ["It was hit in a drone strike. at the airport, he said.", "al-Amiri denied it."],
        ["1. The first point.", "2. The second point."],
        ["GEN. PONCE MET LT. COL. RUIZ.", "THE ARMY LEFT."],
    ],
    ids=lambda expected: expected[0][:24],
)
def test_sentences_of_a_line(expected: list[str]) -> None:
    assert sentences(" ".join(["They met in Vienna.", *expected])) == ["They met in Vienna.", *expected]


@pytest.mark.parametrize(
    "expected",
    [
        ["“We will go,” he said.", "Then he left."],
        ['"Why?" he asked.', '"Never!" said Amiri.'],
        ['"It is an act of war.” Khazali said.', "He left."],
        ["She called it “a crime”.", "He said ‘no’."],
        ["“This is over.”", "The envoys left after that."],
    ],
    ids=lambda expected: expected[0],
)
def test_quotations_keep_their_marks_and_who_said_them(expected: list[str]) -> None:
    assert sentences(" ".join(["They met in Vienna.", *expected])) == ["They met in Vienna.", *expected]


def test_no_sentence_is_a_mark_alone() -> None:
    found = sentences("They met. ” They left. “ ... The end. )")
    assert all(any(map(str.isalnum, sentence)) for sentence in found)


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("Envoys meet in Vienna\r\n\r\nThey met\nand talked.") == [
        "Envoys meet in Vienna",
        "They met",
        "and talked.",
    ]


def test_numbers_paragraphs_and_tiles() -> None:
    text = "\n Envoys meet in Vienna \n\n They met there. They left. \n"
    title, met, left = segment(Article(id="a", path="", sha256="", text=text))
    assert [(s.number, s.paragraph, s.role) for s in (title, met, left)] == [
        (1, 1, "title"),
        (2, 2, "body"),
        (3, 2, "body"),
    ]
    assert (title.start, title.end, met.end, left.end) == (0, met.start, left.start, len(text))
    assert text[met.start : met.end] == "They met there. "


def test_a_dateline_stays_in_the_first_sentence() -> None:
    text = "BEIRUT, March 3 (Xinhua) -- The envoys met on Wednesday. They left."
    assert sentences(text) == ["BEIRUT, March 3 (Xinhua) -- The envoys met on Wednesday.", "They left."]


def test_white_space_alone_has_no_sentences() -> None:
    assert sentences(" \r\n\t") == []


def test_another_language_and_an_unknown_one() -> None:
    assert sentences("قال الرئيس ذلك. ثم ذهب؟", "ar") == ["قال الرئيس ذلك.", "ثم ذهب؟"]
    assert sentences("One left. Two stayed.", None) == ["One left.", "Two stayed."]


@pytest.mark.parametrize("piece", ["“ok. ", "word ", "A.", "They met in Vienna. ", '"Why?" he asked. ', "a"])
def test_time_does_not_grow_with_the_square_of_a_line(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    began = time.process_time()
    assert sentences(text)
    assert time.process_time() - began < 8


def test_seeds_are_tiled_and_their_furniture_is_set_apart() -> None:
    for article in load([SEEDS]).articles:
        found = segment(article)
        assert "".join(article.text[s.start : s.end] for s in found) == article.text
        body = [s for s in found if s.role == "body"]
        assert all(article.text[s.content.end - 1] in ".”" for s in body)
        assert not any("Share" in article.text[s.start : s.end].split() for s in body)
        assert {"title", "body"} <= {s.role for s in found}


@pytest.mark.parametrize(
    "text",
    ["no full stop and no capital " * 1000, "x" * 9_001, "a" + " " * 9_000 + "b", "# " + "head line " * 900],
    ids=["no full stop", "no space", "spaces alone", "a headline"],
)
def test_what_is_longer_than_any_sentence_is_cut_at_white_space(text: str) -> None:
    article = Article(id="a", path="a.txt", sha256="", text=text, language="en")
    sentences = segment(article)
    lengths = [sentence.content.end - sentence.content.start for sentence in sentences]
    assert 0 < min(lengths) <= max(lengths) <= LONGEST_SENTENCE
    assert "".join(text[sentence.start : sentence.end] for sentence in sentences) == text
    words = {word for sentence in sentences for word in text[sentence.start : sentence.end].split()}
    assert len(sentences) < 50
    assert words == set(text.split()) or " " not in text


def test_a_page_that_was_read_with_its_head_is_not_laid_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    article = load([SEEDS]).articles[0]
    anew = segment(replace(article, blocks=None))

    def twice(_text: str) -> None:
        pytest.fail("laid out again")

    monkeypatch.setattr("extract.page.sentences.layout", twice)
    assert segment(article) == anew


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("ar", ["قال د. أحمد إن الجسر مفتوح.", "هل هذا صحيح؟", "نعم، بحسب الشرطة."]),
        ("uk", ["Про це повідомив ген. Петренко.", "Це вул. Шевченка."]),
        ("ru", ["Об этом сообщил полк. Иванов.", "«Всё», — сказал он."]),
        ("fr", ["M. Dupont a parlé à Mme. Roux.", "C’est fini."]),
        ("zh", ["外交部长谴责了空袭。", "至少12人死亡。"]),
        ("hi", ["सेना ने हमला किया।", "बारह लोग मारे गए।"]),
        ("fa", ["آیا این درست است؟", "بله."]),
    ],
)
def test_sentences_of_other_languages(language: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    article = Article(id="a", path="a", sha256="", text=text, language=language)
    assert [text[s.content.start : s.content.end] for s in segment(article)] == sentences
