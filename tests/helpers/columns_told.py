"""Flat strikes put together by the small engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extract.reconcile import ReconcileSettings
from extract.reconcile.article_context import ArticleContext
from extract.reconcile.cluster.across import match_across
from extract.reconcile.cluster.within import tell_once
from extract.reconcile.match.comparison import corpus_of
from extract.reconcile.mention import Telling, read
from schemas import Actor, ArticleInfo, Count, DateValue, Evidence, PlaceValue, StrikeRecord

Told = tuple[ArticleInfo, Sequence[Any]]


def one_at_a_time(told: Iterable[Told], settings: ReconcileSettings) -> dict[str, str]:
    """The cluster of each strike, named by its smallest record id, by `extract.reconcile`."""
    singles: list[Telling] = []
    by_article: dict[str, list[Telling]] = {}
    for article, records in told:
        setting = ArticleContext.of(article, "")
        mine = [read(record, setting, settings.vocabulary) for record in _strikes(records)]
        by_article[article.id] = sorted(mine, key=lambda one: one.key)
        singles += mine
    corpus = corpus_of(singles, settings)
    tellings = [one for mine in by_article.values() for one in tell_once(mine, corpus).tellings]
    many = match_across(sorted(tellings, key=lambda one: one.key), singles, corpus)
    clusters = [[record.id for telling in cluster for record in telling.records] for cluster in many.clusters]
    return {record: min(cluster) for cluster in clusters for record in cluster}


def flat_articles(columns: Mapping[str, Sequence[Any]]) -> list[Told]:
    """What flat columns hold, as articles with a record each."""
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    articles = {row["article"]: _article(row) for row in rows}
    return [
        (article, [flat_record(row) for row in rows if row["article"] == name]) for name, article in articles.items()
    ]


def flat_record(row: Mapping[str, Any]) -> StrikeRecord:
    """What one row of flat columns says."""
    day = dt.date.fromisoformat(row["date"]) if row["date"] else None
    name, country = row["place"], row["country"]
    place = {"name": name, "latitude": row["latitude"], "longitude": row["longitude"], "precision": "exact"}
    quote = row.get("evidence") or ""
    known = place if name else {"precision": "country"}
    tolls = [(unit, row[unit]) for unit in ("killed", "injured") if row[unit] is not None]
    return StrikeRecord(
        id=row["record"],
        article_id=row["article"],
        evidence=(Evidence(start=0, end=len(quote), quote=quote),),
        date=DateValue(raw=row["date"], earliest=day, latest=day, precision="day", anchor="text") if day else None,
        place=PlaceValue.model_validate({"raw": name or country, "country": country, **known})
        if name or country
        else None,
        attacker=_side(row["attacker"]),
        target=_side(row["target"]),
        method=row["method"],
        casualties=tuple(Count.model_validate({"raw": str(low), "low": int(low), "unit": unit}) for unit, low in tolls),
    )


def _article(row: Mapping[str, Any]) -> ArticleInfo:
    return ArticleInfo(
        id=row["article"], path=row["article"], sha256="0", published=row["published"], outlet=row["outlet"]
    )


def _side(name: str | None) -> tuple[Actor, ...]:
    return (Actor(raw=name, name=name),) if name else ()


def _strikes(records: Iterable[Any]) -> list[StrikeRecord]:
    return [record for record in records if isinstance(record, StrikeRecord)]
