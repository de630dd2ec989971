"""Roles of lines: furniture of news pages is known, and the report itself is never taken for it."""

from __future__ import annotations

import pytest

from extract.page.layout import layout

LEAD = "The envoys met in Vienna on Tuesday. They will meet again next week, an official said."
MORE = "The talks began in March, after months of silence, and both sides say that they have brought them closer."


def roles(*lines: str) -> list[str]:
    return [part.role for part in layout("\n\n".join(lines))]


def test_a_page_from_its_first_line_to_its_last() -> None:
    page = {
        "Home > World > Europe": "furniture",
        "Envoys meet again in Vienna": "title",
        "Both sides speak of progress": "heading",
        "By Ana Ruiz | Updated: March 4, 2021 10:30 AM": "header",
        "FILE PHOTO: The envoys in Geneva, January 3, 2020. REUTERS/Someone": "caption",
        f"VIENNA (Reuters) - {LEAD}": "body",
        "Advertisement": "furniture",
        "“We are glad,” one said.": "body",
        "Read more: Envoys met before": "furniture",
        "A long silence": "heading",
        MORE: "body",
        "Reporting by Ana Ruiz; Editing by Li Wei": "furniture",
        "Tags: Vienna, talks": "furniture",
        "Related Posts": "furniture",
        "Envoys met before": "furniture",
        "© 2021 Example. All rights reserved.": "furniture",
    }
    assert roles(*page) == list(page.values())


@pytest.mark.parametrize("label", ["Previous Article", "Next Article", "See also", "RELATED:", "Read more"])
def test_the_headline_after_a_label_of_another_story_is_furniture(label: str) -> None:
    assert roles(LEAD, label, "Minister leaves for Geneva", MORE) == ["body", "furniture", "furniture", "body"]


@pytest.mark.parametrize(
    "label",
    ["Related Posts", "Leave a Reply", "Top Politics stories", "Most Read", "Source link", "Comments", "3 comments"],
)
def test_below_a_tails_label_all_is_furniture(label: str) -> None:
    tail = [label, "Envoys met before", "Minister leaves. Will he be back?", "Total", "0", "Share"]
    assert roles(LEAD, MORE, *tail) == ["body", "body", *["furniture"] * len(tail)]


def test_a_report_that_goes_on_below_a_tails_label_is_read_on() -> None:
    assert roles(LEAD, "Related Posts", "Envoys met before", MORE, LEAD) == [
        "body",
        "furniture",
        "furniture",
        "body",
        "body",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell.",
        "Subscribers of the paper were told to leave the city by night, a witness said.",
        "He called the report an advertisement for war and said that he would not comment on it any further.",
        "The top stories of the war were never told by those who lived through it, she said.",
        "Related attacks killed three people in the south, police said.",
        "“Next year, we will be back,” he said.",
        "Killed: 3. Wounded: 12.",
        "- Two of them were children",
        "“No comment,” the spokesman said.",
        "Copyright law was not among the topics, an official said.",
    ],
)
def test_lines_of_a_report_stay_body(line: str) -> None:
    assert roles("Envoys meet in Vienna", LEAD, line, MORE) == ["title", "body", "body", "body"]


@pytest.mark.parametrize("last", ["He died.", "Nobody claimed the attack", "“We will be back,” he said."])
def test_a_short_last_line_of_a_report_is_body(last: str) -> None:
    assert roles(LEAD, MORE, last)[-1] == "body"


@pytest.mark.parametrize("text", ["US strikes Syria", "The army left.", "Talks resume.\nOne dead.", "بغداد"])
def test_a_text_without_head_is_all_body(text: str) -> None:
    assert {part.role for part in layout(text)} == {"body"}


def test_a_dateline_alone_on_its_line_is_one() -> None:
    assert roles("Envoys meet again", "BEIRUT, March 3 (Xinhua) --", LEAD) == ["title", "dateline", "body"]


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "DOC-12\n\n   SAN JOSE, 19 APR 89 (ACAN-EFE) -- [TEXT] THE PRESIDENT-ELECT OF THE\n"
        "REPUBLIC MET THE ENVOYS OF FIVE COUNTRIES TODAY AND SAID THAT THE TALKS\nWOULD GO ON.\n\n"
        "   THE ENVOYS, WHO CAME FROM ALL OVER THE CONTINENT, AGREED TO MEET EACH\n"
        "OTHER AGAIN NEXT MONTH, AN OFFICIAL OF THE MINISTRY SAID.\n"
    )
    parts = layout(text)
    assert [part.role for part in parts] == ["header", "body", "body"]
    assert parts[1].paragraph.words.endswith("THAT THE TALKS WOULD GO ON.")


def test_short_lines_that_are_sentences_are_paragraphs_of_their_own() -> None:
    lines = [
        "The envoys met in Vienna on Tuesday for the first time.",
        "They talked about the war for more than six hours.",
    ]
    assert len(layout("\n".join(lines * 4))) == 8
