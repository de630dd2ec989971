"""Names articles: ids that tell files apart, and that can name files themselves."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import Protocol

from extract.load.formats import split_name

_LONGEST_BYTES = 150
"""File systems take 255, of which endings and numbers need some."""

_DIGEST, _WHOLE_DIGEST = 12, 64
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|]')
# Names that Windows keeps for devices, with any ending.
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


class Named(Protocol):
    """An article before it has an id: the name it would have, its folder, and where exactly it is."""

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
    ids = list(stems)
    for at in _taken(ids):
        ids[at] = _in_folder(items[at])
    for length in range(_DIGEST, _WHOLE_DIGEST):
        taken = _taken(ids)
        if not taken:
            break
        for at in taken:
            ids[at] = f"{stems[at]}-{_sha256(items[at].origin)[:length]}"
    return ids


def names_of(path: str) -> tuple[str, ...]:
    """The ids that the article at a path (or "path#3", of a file of several) may have, but for hashes behind them."""
    file, _, number = path.partition("#")
    where = PurePath(file)
    stem = split_name(where.name)[0] + (f"-{number}" if number else "")
    folder = where.parent.name
    return tuple(dict.fromkeys((file_name(stem), file_name(f"{folder}-{stem}" if folder else stem))))


def file_name(words: str) -> str:
    """The words as a name that every file system takes: unchanged where it can be."""
    name = "".join(c if c.isprintable() else "_" for c in _NOT_IN_NAMES.sub("_", words)).strip(" .")
    name = f"{name}_" if _DEVICES.fullmatch(name) else name
    name = name.encode("utf-8", "replace")[:_LONGEST_BYTES].decode("utf-8", "ignore").rstrip(" .")
    return name if name and name == words else f"{name or 'article'}-{_sha256(words)[:_DIGEST]}"


def _in_folder(item: Named) -> str:
    return file_name(f"{item.folder}-{item.stem}" if item.folder else item.stem)


def _taken(ids: Sequence[str]) -> list[int]:
    """Where ids stand that others have as well."""
    number = Counter(map(_folded, ids))
    return [at for at, id_ in enumerate(ids) if number[_folded(id_)] > 1]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
