"""The head of a text: what it says of title, outlet, day and place of filing, and what it must not be taken to say."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.page.page import read_page

BODY = "The envoys met on Tuesday. They will meet again next week, an official said.\n"
DAY = dt.date(2021, 2, 27)


@pytest.mark.parametrize(
    "line",
    [
        "Publish Date : 27 February 2021 - 23:08",
        "Published: 0330 GMT February 27, 2021",
        "Published on Feb. 27, 2021",
        "Date: 2021-02-27T10:00:00Z",
        "Saturday, 27 February 2021 10:30 am",
        "By Ana Ruiz | Feb 27, 2021",
        "By Ana Ruiz | Published: 27 February 2021, updated: 3 March 2021",
        "Source: Xinhua| 2021-02-27 23:08:15|Editor: someone",
        "Publicado el 27 de febrero de 2021",
        "27/02/2021",
        "2021年2月27日",
    ],
)
def test_the_head_gives_the_day(line: str) -> None:
    assert read_page(f"Envoys meet in Vienna\n{line}\n\n{BODY}").header.published == DAY


@pytest.mark.parametrize(
    "text",
    [
        f"Envoys meet in Vienna\n\n{BODY}",
        f"Envoys meet in Vienna\n\n{BODY}\nThey first met in Geneva on January 3, 2020.\n",
        "Envoys meet in Vienna\n\nThe envoys met on February 27, 2021. They left the next day, an official said.\n",
        f"Envoys meet in Vienna\nPublished: 2 hours ago\n\n{BODY}",
        f"Envoys meet in Vienna\n03/04/2021\n\n{BODY}",
        f"Envoys meet in Vienna\nBy Ana Ruiz | Updated: February 27, 2021 10:30 AM\n\n{BODY}",
        f"Envoys meet in Vienna\n31 February 2021\n\n{BODY}",
        f"VIENNA, March 3 (Reuters) - {BODY}",
    ],
    ids=["silent", "body date", "opening date", "relative", "ambiguous", "change", "no such day", "no year"],
)
def test_no_day_is_guessed(text: str) -> None:
    assert read_page(text).header.published is None


def test_the_day_of_publication_precedes_that_of_the_update_and_the_dateline() -> None:
    text = f"Updated: March 2, 2021\nPublished: March 1, 2021\nEnvoys meet\n\nVIENNA, Feb. 28, 2021 (AP) - {BODY}"
    assert read_page(text).header.published == dt.date(2021, 3, 1)


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("The envoys shake hands in Vienna, March 2, 2021.", dt.date(2021, 3, 2)),
        ("FILE PHOTO: The envoys shake hands in Vienna, March 2, 2021.", None),
        ("The envoys shake hands in Vienna, March 4, 2020.", None),
    ],
    ids=["same weekday as the report", "file photo", "another weekday"],
)
def test_a_captions_day_counts_only_if_the_report_names_its_weekday(caption: str, expected: dt.date | None) -> None:
    assert read_page(f"Envoys meet\n\n{caption}\n\nVIENNA (AP) - {BODY}").header.published == expected


@pytest.mark.parametrize(
    ("opening", "place", "agency", "day"),
    [
        ("TEHRAN (Tasnim) – ", "TEHRAN", "Tasnim", None),
        ("SULAIMANI (ESTA) — ", "SULAIMANI", "ESTA", None),
        ("LONDON (Reuters) - ", "LONDON", "Reuters", None),
        ("BEIRUT, March 3 (Xinhua) -- ", "BEIRUT", "Xinhua", None),
        ("DEIR EZ-ZOR, Syria (AP) — ", "DEIR EZ-ZOR, Syria", "AP", None),
        ("San Salvador, 11 Jan 90 (ACAN-EFE) -- [Text] ", "San Salvador", "ACAN-EFE", dt.date(1990, 1, 11)),
        ("MOSCOW, February 27. /TASS/. ", "MOSCOW", "TASS", None),
        ("Damascus, SANA- ", "Damascus", "SANA", None),
        ("KABUL (Dispatches) -- ", "KABUL", None, None),
        ("WASHINGTON — ", "WASHINGTON", None, None),
    ],
)
def test_datelines(opening: str, place: str, agency: str | None, day: dt.date | None) -> None:
    text = f"Envoys meet\n\n{opening}{BODY}"
    header = read_page(text).header
    assert header.dateline is not None
    assert (header.dateline.place, header.dateline.agency) == (place, agency)
    assert (header.outlet, header.published) == (agency, day)
    assert text[header.dateline.span.start : header.dateline.span.end] == opening.removesuffix(" [Text] ").strip()


@pytest.mark.parametrize(
    "opening",
    [
        "Popular Front (PF) — A group that met the envoys on Tuesday has left, an official said.",
        "NATO — which met on Tuesday — has not replied to the envoys, an official said.",
        "The envoy — Mr. Ruiz — met the others on Tuesday, an official said.",
        "BREAKING — The envoys met on Tuesday, an official said.",
        "THE FRONT (FPL) -- IT MET ON TUESDAY -- HAS LEFT, AN OFFICIAL SAID.",
    ],
)
def test_a_dash_makes_no_dateline(opening: str) -> None:
    assert read_page(f"Envoys meet\n\n{opening}").header.dateline is None


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("example.org\nEnvoys meet", "example.org"),
        ("https://www.example.co.uk/news/1\nEnvoys meet", "example.co.uk"),
        ("Envoys meet\nSource: Daily Example", "Daily Example"),
        ("Envoys meet\nURL: https://www.example.org/a/b", "example.org"),
        ("Envoys meet\nBy Ana Ruiz", None),
        ("Envoys meet\nSource: Agencies", None),
        ("Source: envoys to meet\nMinister hopeful", None),
    ],
)
def test_the_outlet_is_an_address_or_a_label(head: str, outlet: str | None) -> None:
    assert read_page(f"{head}\n\n{BODY}").header.outlet == outlet


def test_the_publishers_address_precedes_the_wire_agency() -> None:
    assert read_page(f"example.org\nEnvoys meet\n\nVIENNA (Reuters) - {BODY}").header.outlet == "example.org"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Business\n\nEnvoys meet in Vienna\n\n{BODY}", "Envoys meet in Vienna"),
        (f"News ID: 12\nTalks to go on\nEnvoys meet\n\nEnvoys meet\n\n{BODY}", "Envoys meet"),
        (f"# Envoys meet in Vienna\n\n{BODY}", "Envoys meet in Vienna"),
        (f'---\ntitle: "Envoys meet"\ndate: 2021-02-27\n---\n\n{BODY}', "Envoys meet"),
        (f"'We will talk,' envoys say\n\n{BODY}", "'We will talk,' envoys say"),
        (f"Update: 3 envoys meet in Vienna\n\n{BODY}", "Update: 3 envoys meet in Vienna"),
        (f"Source: envoys to meet\n\n{BODY}", "Source: envoys to meet"),
        (BODY, None),
        ("", None),
    ],
    ids=[
        "after a section",
        "repeated",
        "markdown",
        "front matter",
        "opens with a quotation",
        "update",
        "source",
        "none",
        "empty",
    ],
)
def test_the_title(text: str, title: str | None) -> None:
    assert read_page(text).header.title == title
