"""Direct, indirect and mixed speech, by the marks in the article."""

from __future__ import annotations

import pytest

from extract.normalise.quotes import quote_type
from schemas import Span


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("“We will answer,” he said.", "We will answer", "direct"),
        ('"We will answer,” he said.', "We will answer", "direct"),
        ("«We will answer», he said.", "We will answer", "direct"),
        ("‘We will answer, and it’s over,’ he said.", "We will answer, and it’s over", "direct"),
        ("“We will answer,” he said. “Soon.”", "We will answer,” he said. “Soon", "mixed"),
        ("He said they would answer.", "they would answer", "indirect"),
        ("He called the raid “brutal” and illegal.", "the raid “brutal” and illegal", "mixed"),
        ("“No,” he said, and that Iraq’s army would answer.", "Iraq’s army would answer", "indirect"),
        ("“We will answer\n“And soon,” he said.", "And soon", "direct"),
        ("He said: “We will answer\nNothing else was told.", "Nothing else was told", "indirect"),
    ],
)
def test_quotation_marks_tell_the_type(text: str, content: str, expected: str) -> None:
    start = text.index(content)
    assert quote_type(text, Span(start=start, end=start + len(content))) == expected
