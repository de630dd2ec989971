"""A user relies on: no text, however its marks repeat, takes more time to cut up than its length accounts for."""

from __future__ import annotations

import time

import pytest

from extract.ask.checked_answers import whole_drafts
from extract.ask.service.dialect import unfenced
from extract.ask.service.redaction import redactor
from extract.ask.service.storable import nested_too_deep, storable
from extract.base.types import Article
from extract.page.sentences import segment

MARKS = (
    "-",
    "a-",
    "a.",
    "A. ",
    "1.",
    "1,",
    "12:",
    "“",
    '"',
    '\\"',
    "' ",
    "(",
    "[",
    "{",
    "<",
    "`",
    "```\n",
    "\n",
    " \n",
    "\t",
    "—",
)
MARKS += ("http://a.", "a@", "[0] ", "and ", "...", "?", "Mr. ", "й ", "中", "\\u", "&a;", "\xa0", "=", "/")
LENGTH = 4_000
SLOWEST_GROWTH = 9
"""Four times the length takes four times as long; sixteen times would be the square."""
UNMEASURED_S = 0.25


def cut_up(text: str) -> None:
    segment(Article(id="a", path="a.txt", sha256="0", text=f"Dam, Syria – {text}"))


def take_in(text: str) -> None:
    unfenced(f"```json{text}")
    whole_drafts(f'{{"records": [{text}', {"records": "strike"})
    nested_too_deep(f'"{text}')
    redactor("sk-0123456789")(storable(text.encode()))


def seconds(work: object, text: str) -> float:
    start = time.process_time()
    work(text)  # type: ignore[operator]
    return time.process_time() - start


@pytest.mark.parametrize("work", [cut_up, take_in])
@pytest.mark.parametrize("mark", MARKS)
def test_repeated_marks_take_time_in_proportion(work: object, mark: str) -> None:
    for end in ("!", '."\n'):
        short, long = (f"{mark * (length // len(mark))}{end}" for length in (LENGTH, 4 * LENGTH))
        taken = seconds(work, long)
        # What is quick tells nothing of growth; what is slow is timed once more, the first may have loaded tables.
        if taken > UNMEASURED_S:
            assert seconds(work, long) < SLOWEST_GROWTH * max(seconds(work, short), UNMEASURED_S / SLOWEST_GROWTH)


def test_an_address_of_many_hyphens_ends() -> None:
    cut_up(f"See {'-'.join('a' * 60)}. Who said so?")
    cut_up(f"{'- ' * 60}! {'-' * 200}.")
