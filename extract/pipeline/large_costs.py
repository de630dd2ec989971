"""The cost of each article and event of a large run: written as it becomes known, and held by nobody."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from extract.ask.service.pricing import Price
from extract.base.types import Answer, Window
from extract.pipeline.costs import by_article, rounded, shares_of
from extract.results.shards import ARTICLE_COSTS, EVENT_COSTS, EVENTS, ArticleCost, EventCost, ShardWriter, shard_files
from schemas import AnyRecord

# Made anew by every run: nothing has to outlive a crash.
_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384;
CREATE TABLE share (record TEXT PRIMARY KEY, cost TEXT) WITHOUT ROWID;
"""


class CostBook:
    """Takes in what calls took, and at the end tells what each event did cost."""

    def __init__(self, result: Path, store: sqlite3.Connection, articles: ShardWriter, cost: Price | None) -> None:
        """Begin a result's; get one from `cost_book`."""
        self._result = result
        self._store = store
        self._articles = articles
        self._cost = cost

    def add(self, asked: Sequence[Window], answers: Sequence[Answer], records: Sequence[AnyRecord]) -> None:
        """Take in some articles, all windows and records of each."""
        for article, told in by_article(asked, answers, self._cost):
            self._articles.write(ArticleCost(article=article, **told))
        if self._cost is not None:
            shares = shares_of(asked, answers, records, self._cost)
            self._store.executemany(
                "INSERT OR REPLACE INTO share VALUES (?, ?)", ((record, str(share)) for record, share in shares.items())
            )

    def write_events(self) -> None:
        """Write the cost of each event of the result, in their order; nothing where the price is not known."""
        if self._cost is None:
            return
        with EVENT_COSTS.writer(self._result) as costs:
            for file in shard_files(self._result / EVENTS.name):
                with file.open("rb") as lines:
                    for line in lines:
                        event = json.loads(line)
                        total = sum((self._share(record) for record in event["records"]), Decimal(0))
                        costs.write(EventCost(event=event["id"], cost=rounded(total)))

    def _share(self, record: str) -> Decimal:
        found = self._store.execute("SELECT cost FROM share WHERE record = ?", (record,)).fetchone()
        return Decimal(found[0]) if found else Decimal(0)


@contextmanager
def cost_book(result: Path, cost: Price | None) -> Iterator[CostBook]:
    """The costs of a result in the making; what is kept between the steps is gone when the block ends."""
    with tempfile.TemporaryDirectory(dir=result, prefix=".costs-") as folder, ARTICLE_COSTS.writer(result) as articles:
        # Records come from a thread beside the event loop, and events are written by another.
        store = sqlite3.connect(Path(folder) / "shares", check_same_thread=False)
        try:
            store.executescript(_SCHEMA)
            yield CostBook(result, store, articles, cost)
        finally:
            store.close()
