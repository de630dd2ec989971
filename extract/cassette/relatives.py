"""Where the answers about a text may stand that has another id now: another file of its name came, or left."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from extract.cassette.article_file import ArticleFile
from extract.cassette.format import Exchange

MOST_RELATIVES = 20
"""Files that are looked through for one article."""

_MOST_KEPT = 64
"""Articles whose relatives are in memory: more than are asked about at once."""

_WITH_A_HASH = re.compile(r"-[0-9a-f]{12,64}")
"""What `extract.load.ids` puts behind a name that several files want."""


class Relatives:
    """The recordings of one model by the names that an article's own could have."""

    def __init__(self, folder: Path) -> None:
        """Look at the folder when it is first asked about; what is recorded from then on is no relative."""
        self._folder = folder
        self._exchanges: dict[tuple[str, ...], dict[str, Exchange]] = {}

    def find(self, key: str, names: tuple[str, ...], *, but: Path) -> Exchange | None:
        """The answer to a request in the recordings called so, the article's own aside; None where there is none.

        Raises:
            CassetteError: one of them cannot be read.
        """
        if names not in self._exchanges:
            if len(self._exchanges) >= _MOST_KEPT:
                self._exchanges.clear()
            files = [self._folder / f"{name}.yaml" for name in self._called(names)][:MOST_RELATIVES]
            self._exchanges[names] = {
                each.request.key: each for file in files if file != but for each in ArticleFile.read(file).exchanges()
            }
        return self._exchanges[names].get(key)

    def _called(self, names: tuple[str, ...]) -> list[str]:
        """Names of recordings: the same, or the same with a hash behind it."""
        found: dict[str, None] = {}
        for name in names:
            start = bisect_left(self._names, name)
            near = takewhile(lambda one, name=name: one.startswith(name), self._names[start:])  # type: ignore[misc]
            found |= {one: None for one in near if one == name or _WITH_A_HASH.fullmatch(one, len(name))}
        return list(found)

    @cached_property
    def _names(self) -> list[str]:
        return sorted(file.stem for file in self._folder.glob("*.yaml"))
