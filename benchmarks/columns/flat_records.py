"""Rows of flat columns as records, for what is read one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from schemas import Actor, ArticleInfo, Count, DateValue, Evidence, PlaceValue, StrikeRecord

Row = Mapping[str, Any]


def article_of(row: Row) -> ArticleInfo:
    """The article of a row."""
    published = _told(row, "published")
    day = str(published) if published else None
    return ArticleInfo(id=row["article"], path=row["article"], sha256="", outlet=_told(row, "outlet"), published=day)


def record_of(row: Row) -> StrikeRecord:
    """The strike record of a row."""
    quote = _told(row, "evidence") or ""
    tolls = [(unit, toll) for unit in ("killed", "injured") if (toll := _told(row, unit)) is not None]
    return StrikeRecord.model_validate(
        {
            "id": row["record"],
            "article_id": row["article"],
            "evidence": (Evidence(start=0, end=len(quote), quote=quote),),
            "date": _date(_told(row, "date")),
            "place": _place(row),
            "attacker": _side(row, "attacker"),
            "target": _side(row, "target"),
            "method": _told(row, "method") or "other",
            "casualties": tuple(
                Count.model_validate({"raw": str(toll), "low": int(toll), "unit": unit}) for unit, toll in tolls
            ),
        }
    )


def _date(told: str | dt.date | None) -> DateValue | None:
    if told is None:
        return None
    day = told if isinstance(told, dt.date) else dt.date.fromisoformat(told)
    return DateValue(raw=day.isoformat(), earliest=day, latest=day, precision="day", anchor="text")


def _place(row: Row) -> PlaceValue | None:
    name, country = _told(row, "place"), _told(row, "country")
    if name is None and country is None:
        return None
    return PlaceValue(
        raw=name or country,
        name=name,
        country=country,
        latitude=_told(row, "latitude"),
        longitude=_told(row, "longitude"),
        precision="exact" if name else "country",
    )


def _side(row: Row, side: str) -> tuple[Actor, ...]:
    name = _told(row, side)
    return (Actor(raw=name, name=name),) if name else ()


def _told(row: Row, name: str) -> Any:
    value = row.get(name)
    return None if value == "" or value != value else value  # noqa: PLR0124 (no number)
