"""Names articles: ids that tell files apart, and that can name files themselves."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

_LONGEST_BYTES = 150
_DIGEST = 12
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|]')
# Names that Windows keeps for devices, with any ending.
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


class Named(Protocol):
    """What is known of an article before it has an id: wished-for name, folder, and where exactly it is."""

    @property
    def stem(self) -> str:
        """The name it would have alone."""

    @property
    def folder(self) -> str:
        """The name of the folder, archive or file it is in; may be empty."""

    @property
    def origin(self) -> str:
        """Its path; no other article has it."""


def article_ids(items: Sequence[Named]) -> list[str]:
    """An id for each: its stem; where several share one, with the folder before it; else with a hash of its path.

    All differ, also where upper and lower case or ways to compose a letter do not count, as they
    name files.  A stem that could not name a file is changed, and marked by a hash of itself.
    """
    stems = [file_name(item.stem) for item in items]
    folders = [file_name(f"{item.folder}-{item.stem}" if item.folder else item.stem) for item in items]
    ids = _where_taken(stems, folders)
    digests = [_sha256(item.origin) for item in items]
    for length in range(_DIGEST, len(digests[0]) if digests else 0):
        ids = _where_taken(ids, [f"{stem}-{digest[:length]}" for stem, digest in zip(stems, digests, strict=True)])
    return ids


def file_name(words: str) -> str:
    """The words as a name that every file system takes: unchanged where it can be."""
    name = "".join(c if c.isprintable() else "_" for c in _NOT_IN_NAMES.sub("_", words)).strip(" .")
    name = f"{name}_" if _DEVICES.fullmatch(name) else name
    name = name.encode("utf-8", "replace")[:_LONGEST_BYTES].decode("utf-8", "ignore").rstrip(" .")
    return name if name and name == words else f"{name or 'article'}-{_sha256(words)[:_DIGEST]}"


def _where_taken(ids: list[str], others: list[str]) -> list[str]:
    taken = Counter(map(_folded, ids))
    return [other if taken[_folded(id_)] > 1 else id_ for id_, other in zip(ids, others, strict=True)]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
