"""Judgements in few words, for the tests of obeying them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Any

from helpers.stories import Newsroom

from extract.judgements import Heard, JudgementLine, hear
from extract.knowledge.world.tables import load_knowledge
from extract.normalise import read_single
from schemas import AnyJudgement, AnyRecord, ArticleInfo, Correct, Different, RecordRef, Reject, Same, Span

WHO = {"who": "A. Reader", "when": "2026-11-21", "why": "it says so"}


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def articles_of(room: Newsroom) -> list[ArticleInfo]:
    return [one.model_copy(update={"sha256": sha256_of(room.texts[one.id])}) for one in room.articles]


def ref(room: Newsroom, record: AnyRecord, *, ordinal: int = 1) -> RecordRef:
    spans = tuple(Span(start=one.start, end=one.end) for one in record.evidence)
    text = room.texts[record.article_id]
    return RecordRef(article=sha256_of(text), kind=record.kind, spans=spans, ordinal=ordinal)


def same(room: Newsroom, *records: AnyRecord) -> Same:
    return Same.model_validate({"judgement": "same", "records": [ref(room, one) for one in records], **WHO})


def different(room: Newsroom, *records: AnyRecord) -> Different:
    return Different.model_validate({"judgement": "different", "records": [ref(room, one) for one in records], **WHO})


def correct(room: Newsroom, record: AnyRecord, field: str, value: Any) -> Correct:
    given = {"judgement": "correct", "record": ref(room, record), "field": field, "value": value}
    return Correct.model_validate({**given, **WHO})


def reject(room: Newsroom, record: AnyRecord, field: str | None = None) -> Reject:
    return Reject.model_validate({"judgement": "reject", "record": ref(room, record), "field": field, **WHO})


def lines(*judgements: AnyJudgement) -> list[JudgementLine]:
    return [JudgementLine(number, judgement) for number, judgement in enumerate(judgements, start=1)]


def heard(room: Newsroom, *judgements: AnyJudgement, records: Sequence[AnyRecord] | None = None) -> Heard:
    read_words = partial(read_single, knowledge=load_knowledge())
    return hear(lines(*judgements), articles_of(room), room.records if records is None else records, read_words)
