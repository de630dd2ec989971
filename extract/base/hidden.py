"""Finds characters that a model reads otherwise than a person does: invisible ones, and marks of a protocol."""

from __future__ import annotations

import re
from collections.abc import Mapping

HIDDEN: Mapping[int, None] = dict.fromkeys(
    [
        # Controls that are no white space.
        *(code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()),
        # Soft hyphen, zero-width space, byte order mark, joiners that join nothing seen.
        *(0x00AD, 0x180E, 0x200B, 0xFEFF),
        *range(0x2060, 0x2066),
        # What turns the direction of writing.
        *(0x061C, 0x200E, 0x200F),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x2070),
        # Annotations, and the tags and selectors that can spell any text out of sight.
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),
        *range(0xE0100, 0xE01F0),
        # Halves of a character: JSON may hold them, UTF-8 may not.
        *range(0xD800, 0xE000),
    ]
)
"""A table for ``str.translate`` that drops them.

The joiners U+200C and U+200D stay: Persian and emoji are spelt with them.

Source: Unicode Standard Annex 9 (directional formatting), Technical Standard 39, section 3 (characters without
a shape); "Trojan Source", Boucher and Anderson, 2023.
"""

_TAG = re.compile(r"<(?=\S)")


def without_tags(text: str) -> str:
    """The text with a space inside all that begins like <|im_end|>, </s> or <start_of_turn>.

    Servers look for what their chat templates are written in in all text, an article's too.
    """
    return _TAG.sub("< ", text)
