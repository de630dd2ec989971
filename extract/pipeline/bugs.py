"""A bug of ours costs the article it was met in, not the run."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from extract.base import log
from extract.base.types import Article
from schemas import Failed


def bug_line(error: Exception, *, where: str) -> str:
    """One line about a bug for the list of what failed; its traceback goes to the log, at level debug."""
    log.debug("internal error", where=where, traceback="".join(traceback.format_exception(error)))
    said = (str(error).splitlines() or [""])[0]
    return f"internal error, please report it: {type(error).__name__}{': ' if said else ''}{said}"


class Bugs:
    """Articles that a bug was met in, in ``failed``."""

    def __init__(self) -> None:
        """None so far."""
        self.failed: list[Failed] = []

    @contextmanager
    def caught(self, article: Article) -> Iterator[None]:
        """Lists the article as failed if the block breaks, and goes on after it."""
        try:
            yield
        except Exception as error:
            line = f"{article.path}: {bug_line(error, where=article.path)}"
            self.failed.append(Failed(article_id=article.id, kind=None, window=None, error=line))
