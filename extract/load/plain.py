"""Reads plain text files: the text is the file."""

from __future__ import annotations

from collections.abc import Iterator

from extract.load.decoding import decode
from extract.load.document import Text


def read_plain(data: bytes) -> Iterator[Text]:
    """The text exactly as stored, line ends too, without a byte order mark.

    Raises:
        UnreadableError: it is in no encoding that can be told for sure, or binary.
    """
    yield Text(decode(data))
