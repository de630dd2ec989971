"""Articles and records in few words, for the tests of reconciling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from extract.pipeline.reconcile_settings import load_reconcile_settings
from extract.reconcile import Reconciled, reconcile
from extract.reconcile.article_context import ArticleContext
from extract.reconcile.fuse.context import Context, context_of
from extract.reconcile.fuse.provenance import Provenance
from extract.reconcile.mention import Telling, read
from schemas import (
    KINDS,
    Actor,
    AnyEvent,
    AnyRecord,
    ArticleInfo,
    Count,
    DateValue,
    Evidence,
    PlaceValue,
    Source,
    SourceChain,
    Span,
    Words,
)
from schemas.values import CountUnit

SETTINGS = load_reconcile_settings()

US = Actor(raw="US", name="United States", id="us", country="US")
ISRAEL = Actor(raw="Israel", name="Israel", id="il", country="IL")
PMF = Actor(raw="PMU", name="Popular Mobilization Forces", id="pmf", country="IQ")
KH = Actor(raw="KH", name="Kata'ib Hezbollah", id="kh", country="IQ", member_of=("pmf",))
HEZBOLLAH = Actor(raw="Hezbollah", name="Hezbollah", id="hezbollah", country="LB")

ALBU_KAMAL = PlaceValue(
    raw="Albu Kamal",
    name="Albu Kamal",
    country="SY",
    admin1="Deir ez-Zor",
    latitude=34.45,
    longitude=40.92,
    precision="exact",
)
DEIR_EZ_ZOR = PlaceValue(
    raw="Deir ez-Zor province", name="Deir ez-Zor", country="SY", admin1="Deir ez-Zor", precision="province"
)
SYRIA = PlaceValue(raw="Syria", name="Syria", country="SY", precision="country")
ERBIL = PlaceValue(
    raw="Erbil", name="Erbil", country="IQ", admin1="Erbil", latitude=36.19, longitude=44.01, precision="exact"
)


def person(name: str, **fields: Any) -> Actor:
    return Actor(raw=name, name=name, **fields)


def day(text: str, raw: str = "", **fields: Any) -> DateValue:
    """A resolved day, from its ISO date."""
    date = dt.date.fromisoformat(text)
    return DateValue(
        **{
            "raw": raw or text,
            "earliest": date,
            "latest": date,
            "precision": "day",
            "anchor": "article_date",
            **fields,
        }
    )


def killed(number: int, unit: CountUnit = "killed", **fields: Any) -> Count:
    return Count(**{"raw": str(number), "low": number, "high": number, "unit": unit, **fields})


def chain(*names: str, anonymous: bool = False) -> SourceChain:
    """Sources from the nearest to the origin, which may be withheld."""
    return tuple(Source(name=name, anonymous=anonymous and name == names[-1]) for name in names)


class Newsroom:
    """Articles and the records found in them, written sentence by sentence."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.records: list[AnyRecord] = []
        self._infos: dict[str, tuple[str | None, str, str | None]] = {}

    def article(
        self,
        name: str,
        published: str | None = "2021-02-27",
        outlet: str | None = None,
        language: str | None = None,
    ) -> None:
        self.texts[name] = ""
        self._infos[name] = (published, outlet or name.title(), language)

    def tell(self, kind: str, article: str, sentence: str, **fields: Any) -> Any:
        """A record of a sentence; values named in ``spans`` (field to words) get the span of these words."""
        if article not in self.texts:
            self.article(article)
        text = self.texts[article]
        if sentence not in text:
            self.texts[article] = text = f"{text}{sentence}\n"
        start = text.index(sentence)
        for field, words in fields.pop("spans", {}).items():
            fields[field] = located(fields.get(field), words, text.index(words, start))
        record = KINDS[kind].record.model_validate(
            {
                "id": f"{kind}-{article}-{len(self.records):02}",
                "article_id": article,
                "evidence": (Evidence(start=start, end=start + len(sentence), quote=sentence),),
                **fields,
            }
        )
        self.records.append(record)  # type: ignore[arg-type]
        return record

    def strike(self, article: str, sentence: str, **fields: Any) -> Any:
        return self.tell("strike", article, sentence, **fields)

    def statement(self, article: str, sentence: str, content: str, speaker: Actor | None, **fields: Any) -> Any:
        return self.tell("statement", article, sentence, spans={"content": content}, speaker=speaker, **fields)

    def meeting(self, article: str, sentence: str, *people: Actor, **fields: Any) -> Any:
        return self.tell("meeting", article, sentence, participants=people, **fields)

    @property
    def articles(self) -> list[ArticleInfo]:
        return [
            ArticleInfo(
                id=name,
                path=f"{name}.txt",
                sha256=sha256(self.texts[name].encode()).hexdigest(),
                published=published,
                outlet=outlet,
                language=language,
            )
            for name, (published, outlet, language) in self._infos.items()
        ]

    def reconcile(self) -> Reconciled:
        return reconcile(self.articles, self.records, self.texts, settings=SETTINGS)

    def events(self, kind: str) -> list[AnyEvent]:
        return [event for event in self.reconcile().events if event.kind == kind]

    def only(self, kind: str) -> Any:
        """The one event of a kind there must be."""
        (event,) = self.events(kind)
        return event

    def telling(self, record: AnyRecord) -> Telling:
        return read(record, self.settings_of[record.article_id], SETTINGS.vocabulary)

    @property
    def settings_of(self) -> dict[str, ArticleContext]:
        return {info.id: ArticleContext.of(info, self.texts[info.id]) for info in self.articles}

    @property
    def context(self) -> Context:
        return context_of(self.settings_of, self.records, SETTINGS)

    def provenance(self) -> Provenance:
        return Provenance(self.records, self.context)


def located(value: Any, words: str, start: int) -> Any:
    """A value whose span is where its words stand; plain words where there is no value."""
    span = Span(start=start, end=start + len(words))
    if value is None:
        return Words(raw=words, span=span)
    if isinstance(value, tuple):
        return (value[0].model_copy(update={"span": span}), *value[1:])
    return value.model_copy(update={"span": span})


def together(events: Sequence[AnyEvent], *records: AnyRecord) -> bool:
    """True if the records are all in one event."""
    ids = {record.id for record in records}
    return any(ids <= set(event.records) for event in events)
