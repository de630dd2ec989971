"""Small articles with gold and an event set about them, written sentence by sentence, for the tests of measuring."""

from __future__ import annotations

from typing import Any

from extract.evaluate import Evaluation, Gold, evaluate
from extract.evaluate.evaluation import FieldScore
from schemas import KINDS, Claim, EventSet, SourceCounts

ONE = SourceCounts(outlets=1, origins_min=1, origins_max=1)


class Case:
    """Articles, what a reader finds in them, and what a run found."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._gold: list[dict[str, Any]] = []
        self._mentions: list[dict[str, Any]] = []
        self._records: list[dict[str, Any]] = []
        self._events: list[dict[str, Any]] = []

    def wants(self, gold: str, *told: tuple[str, str], kind: str = "strike", **facts: Any) -> None:
        """A gold event and where it is told: article and words."""
        self._gold.append({"id": gold, "kind": kind, **facts})
        for article, words in told:
            self.mentions(gold, article, words)

    def mentions(self, gold: str, article: str, words: str, **facts: Any) -> None:
        """One more mention of a gold event."""
        start = self._place(article, words)
        span = {"start": start, "end": start + len(words), "anchor": words}
        self._mentions.append({"event": gold, "article": article, **span, **facts})

    def finds(self, event: str, *told: tuple[str, str], kind: str = "strike", **fields: Any) -> None:
        """An event with one record for each article and quote."""
        records = [self.reads(f"{event}-{number}", *where, kind=kind) for number, where in enumerate(told)]
        self.joins(event, records, kind=kind, **fields)

    def reads(self, record: str, article: str, *quotes: str, kind: str = "strike", **fields: Any) -> str:
        """A record, by its id."""
        starts = [(self._place(article, quote), quote) for quote in quotes]
        evidence = [{"start": start, "end": start + len(quote), "quote": quote} for start, quote in starts]
        self._records.append({"id": record, "kind": kind, "article_id": article, "evidence": evidence, **fields})
        return record

    def joins(self, event: str, records: list[str], *, kind: str = "strike", **fields: Any) -> None:
        """An event of some records."""
        articles = sorted({record["article_id"] for record in self._records if record["id"] in records})
        given = {"title": event, "records": records, "articles": articles, "sources": ONE, **fields}
        self._events.append({"id": event, "kind": kind, **given})

    def gold(self, **more: Any) -> Gold:
        lengths = {article: len(text) for article, text in self.texts.items()}
        return Gold.model_validate({"articles": lengths, "events": self._gold, "mentions": self._mentions, **more})

    @property
    def events(self) -> EventSet:
        return EventSet(
            records=[KINDS[record["kind"]].record.model_validate(record) for record in self._records],  # type: ignore[arg-type]
            events=[KINDS[event["kind"]].event.model_validate(event) for event in self._events],  # type: ignore[arg-type]
        )

    def evaluate(self, **more: Any) -> Evaluation:
        return evaluate(self.gold(**more), self.events, self.texts)

    def _place(self, article: str, words: str) -> int:
        text = self.texts.setdefault(article, "")
        if words not in text:
            self.texts[article] = text = f"{text}{words}\n"
        return text.index(words)


def compared(kind: str, gold: dict[str, Any], found: dict[str, Any], *, records: bool = False) -> dict[str, FieldScore]:
    """The field scores of one gold event and the event (or with ``records`` the record) that stands for it."""
    case, where = Case(), ("a", "The words that tell it.")
    case.wants("gold", where, kind=kind, **gold)
    case.joins(
        "event",
        [case.reads("record", *where, kind=kind, **(found if records else {}))],
        kind=kind,
        **({} if records else found),
    )
    return case.evaluate().fields


def credit(field: str, kind: str, gold: dict[str, Any], found: dict[str, Any], *, records: bool = False) -> float:
    """What one field earns."""
    return compared(kind, gold, found, records=records)[field].credit_share


def claim(field: str, value: Any) -> Claim:
    return Claim(field=field, value=value, records=("record",), sources=ONE, rule="test")
