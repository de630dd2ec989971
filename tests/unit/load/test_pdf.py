"""PDF files: their text, a paragraph a line; and what is said of those without any."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from extract.load.document import Text, UnreadableError
from extract.load.pdf import read_pdf

TITLE = "Envoys meet in Geneva"
FIRST = (
    "GENEVA - Envoys met in Geneva on Tuesday to discuss a truce, officials of both sides said, and they "
    "will meet there again next week, according to a spokesman who gave no details of what was said."
)
SECOND = (
    "A first truce had not held for more than a week. Its anti-aircraft clause was never put into force, "
    "a diplomat in the city told reporters late on Tuesday, and nobody had watched over it."
)


def document(*pages: str, password: str | None = None) -> bytes:
    pdf = FPDF()
    pdf.set_font("helvetica", size=12)
    for page in pages:
        pdf.add_page()
        pdf.multi_cell(0, text=page)
    if password:
        pdf.set_encryption(owner_password="owner", user_password=password)
    return bytes(pdf.output())


def read(data: bytes) -> Text:
    (found,) = read_pdf(data)
    assert isinstance(found, Text)
    return found


def test_lines_broken_for_width_are_joined_and_paragraphs_kept_apart() -> None:
    found = read(document(f"{TITLE}\n\n{FIRST}\n\n{SECOND}", "Reporting by A. Writer"))
    assert [line for line in found.text.split("\n") if line] == [TITLE, FIRST, SECOND, "Reporting by A. Writer"]


def test_a_documents_properties_say_nothing_of_the_article() -> None:
    assert set(read(document(FIRST)).facts.model_dump().values()) == {None}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (document(""), "no text in this PDF"),
        (document(FIRST, password="secret"), "locked by a password"),
        (b"%PDF-1.7\n" + b"\xff" * 1000, "a PDF that cannot be read"),
        (b"nothing of the kind", "a PDF that cannot be read"),
        (document(FIRST)[:600], "a PDF that cannot be read"),
    ],
    ids=["pictures", "locked", "garbage", "text", "cut off"],
)
def test_a_pdf_without_text_says_why(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read(data)
