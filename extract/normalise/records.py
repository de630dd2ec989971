"""Makes records of grounded drafts: every copied field becomes the value its marker asks for."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from extract.base.types import Article, Grounded, Sentence
from extract.knowledge.world.known import Knowledge
from extract.normalise.about import ArticleNames
from extract.normalise.actors import ActorContext, is_nobody, read_actor, read_actors
from extract.normalise.attribution import is_source, speaker_of, statements_of
from extract.normalise.counts import CountContext, read_count
from extract.normalise.dates import DateContext, read_date
from extract.normalise.day_reading import Today
from extract.normalise.days_around import DaysAround, days_around
from extract.normalise.days_from import by_publication, told_before
from extract.normalise.people import People, find_people
from extract.normalise.place_hits import PlaceContext
from extract.normalise.places import ReadPlace, read_place
from extract.normalise.quotes import quote_type
from extract.normalise.readings import Against, with_readings
from extract.normalise.running_totals import without_running_totals
from extract.normalise.shared_fields import SharedField, shared_fields
from extract.normalise.sources import read_chain
from extract.normalise.state_words import as_state
from extract.normalise.user_words import days_of_user, figure_of_user
from extract.normalise.whole_and_part import beside, completed
from schemas import (
    KINDS,
    Actor,
    AnyRecord,
    Count,
    DateValue,
    PlaceValue,
    Span,
    StatementRecord,
    StrikeRecord,
    Words,
)
from schemas.draft import Copied
from schemas.kind import marker_of

_TOLD_NARROWLY = frozenset({"exact", "near", "district", "province"})

_BEFORE, _AFTER = 48, 32
"""Code points of text around copied words that may belong to them: "at least", "local time"."""


def normalise(
    article: Article, sentences: Sequence[Sentence], grounded: Sequence[Grounded], *, knowledge: Knowledge
) -> tuple[AnyRecord, ...]:
    """Records of an article's drafts, in the order of their evidence.

    Args:
        article: the article all drafts were read from.
        sentences: its sentences, which tell who its persons are.
        grounded: its drafts in any order; the outcome does not depend on it.
        knowledge: from `extract.knowledge.world.tables.load_knowledge`.
    """
    if not grounded:
        return ()
    people = _at_home(find_people(article, sentences, knowledge), knowledge)
    english = knowledge.language.code in {"", "en"}
    around = days_around(article.text, Today(article.published)) if english else None
    reader = _Reader(article, people, knowledge, ArticleNames(people, knowledge), around)
    read = [reader.record(item, identifier) for identifier, item in _identified(article.id, grounded)]
    statements = statements_of(read)
    records = [reader.attributed(record, statements) for record in read]
    return tuple(sorted(records, key=lambda record: (_spans(record.evidence), record.kind, record.id)))


def _at_home(people: People, knowledge: Knowledge) -> People:
    """An article that names no country is about that of its outlet, where a table says which that is."""
    home = knowledge.home
    return people if people.countries or home is None else replace(people, countries={home: 1})


def _identified(article_id: str, grounded: Sequence[Grounded]) -> Iterator[tuple[str, Grounded]]:
    """Each draft with its identifier; drafts that share kind and evidence are numbered by where their values stand."""
    alike: dict[tuple[str, tuple[tuple[int, int], ...]], list[Grounded]] = defaultdict(list)
    for item in grounded:
        alike[item.kind, _spans(item.evidence)].append(item)
    for (kind, spans), items in sorted(alike.items(), key=lambda entry: entry[0]):
        digest = hashlib.sha256(repr((article_id, kind, spans)).encode()).hexdigest()[:16]
        for ordinal, item in enumerate(sorted(items, key=_order), start=1):
            yield f"{kind}-{digest}" + (f"-{ordinal}" if ordinal > 1 else ""), item


def _spans(evidence: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((span.start, span.end) for span in evidence))


def _order(item: Grounded) -> tuple[bool, list[tuple[int, int, str]], str]:
    """By where the values stand, what has none last; of those that share all places the order is that of the answer."""
    places = sorted((span.start, span.end, path) for path, span in item.spans.items())
    return not places, places, "" if places else item.draft.model_dump_json()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the fields of one article's drafts; ``around`` where it is in English."""

    article: Article
    people: People
    knowledge: Knowledge
    names: ArticleNames
    around: DaysAround | None = None

    def record(self, item: Grounded, identifier: str) -> AnyRecord:
        """The record of a draft."""
        draft, model = item.draft, KINDS[item.kind].record
        chain = read_chain(draft.according_to, self._actors(item, Copied("actor"), None))
        reported = draft.assertion == "asserted" and bool(chain)
        values: dict[str, Any] = {
            "id": identifier,
            "article_id": item.article_id,
            "evidence": item.evidence,
            "assertion": "reported" if reported else draft.assertion,
            "according_to": (chain,) if chain else (),
        }
        values |= {field.name: self._value(item, field) for field in shared_fields(item.kind)}
        if values.get("place", self) is None:
            values["place"] = self._place_of_target(item)
        if "date" in values and values["date"] is None:
            values["date"] = self._with_day_around(item, None)
        values |= with_readings(draft, values, self._against(item))
        values |= dict(self._whole(values))
        if "date" in values and draft.assertion not in {"planned", "hypothetical", "denied"}:
            values["date"] = by_publication(values["date"], self.article.published)
        if "quote_type" in model.model_fields and (content := item.spans.get("content")):
            values["quote_type"] = quote_type(self.article.text, content)
        return model.model_validate(values)

    def _whole(self, values: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Each field of counts with what follows from them all, and what is left out of them."""
        told = self.article.text, self.knowledge.language.tolls
        for name, value in values.items():
            if isinstance(value, tuple) and value and isinstance(value[0], Count):
                counts, totals = without_running_totals(value, *told, values.get("date"))
                yield name, completed(counts, *told)
                yield "overruled", (*values.get("overruled", ()), *totals)

    def _against(self, item: Grounded) -> Against:
        """The context in which the readings of a draft are checked, besides its words."""
        happened = item.draft.assertion not in {"planned", "hypothetical"}
        return Against(
            until=self.article.published if happened else None,
            today=Today(self.article.published, ahead=item.draft.assertion == "planned"),
            tolls=self.knowledge.language.tolls,
            english=self.knowledge.english.tolls,
            places=self._places(),
            actors=self._actors(item, Copied("actor"), None),
        )

    def attributed(self, record: AnyRecord, statements: Sequence[StatementRecord]) -> AnyRecord:
        """The record with its source, where that is the speaker of a statement that tells it; not who reacts."""
        if not isinstance(record, StrikeRecord):
            return record
        if record.according_to:
            return self._by_sources(record, statements)
        speaker = speaker_of(record, statements)
        if speaker is None:
            return record
        context = ActorContext(self.knowledge, self.people, None, record.evidence[0].start)
        assertion = "reported" if record.assertion == "asserted" else record.assertion
        update = {"according_to": (read_chain([speaker], context),), "assertion": assertion}
        return record.model_copy(update=update)

    def _by_sources(self, record: StrikeRecord, statements: Sequence[StatementRecord]) -> StrikeRecord:
        english, roles = self.article.language in {None, "en"}, self.knowledge.roles
        chains = [
            chain for chain in record.according_to if is_source(record, chain, statements, roles, english=english)
        ]
        if len(chains) == len(record.according_to):
            return record
        alone = not chains and record.assertion == "reported"
        update = {"according_to": tuple(chains), "assertion": "asserted" if alone else record.assertion}
        return record.model_copy(update=update)

    def _value(self, item: Grounded, field: SharedField) -> object:
        """The record's value of a field: of each item of a list, then of all of them together."""
        held = getattr(item.draft, field.name)
        if held is None:
            return None if not field.several else ()
        if not isinstance(held, list):
            return self._read(item, field, held, field.name)
        several = [self._read(item, field, one, f"{field.name}.{at}") for at, one in enumerate(held)]
        return tuple(value for values in several for value in (values if isinstance(values, tuple) else (values,)))

    def _read(self, item: Grounded, field: SharedField, held: object, path: str) -> object:
        if isinstance(held, BaseModel):
            return self._count(item, held, path)
        if field.marker is None or not isinstance(held, str):
            return held
        span = item.spans.get(path)
        raw = self.article.text[span.start : span.end] if span else held
        read: object = Words(raw=raw, span=span)
        match field.marker.words_of:
            case "actor":
                context = self._actors(item, field.marker, span)
                read = self._actor(raw, span, context, several=field.several, meant=item.meant.get(path))
                if not getattr(item.draft, f"{field.name}_name", None):
                    read = as_state(read, self.knowledge)
            case "place":
                read = self._place(raw, span, any_form=not (item.draft.town or item.draft.country)).value
            case "date":
                read = days_of_user(raw, span, self.knowledge) or self._date(item, raw, span)
            case "count":
                count = read_count(raw, self._counted(field.marker.unit or field.name, None, span), span=span)
                read = figure_of_user(count, self.knowledge)
        return read

    def _actors(self, item: Grounded, marker: Copied, span: Span | None) -> ActorContext:
        position = span.start if span else item.evidence[0].start
        return ActorContext(self.knowledge, self.people, marker.role, position)

    def _actor(
        self, raw: str, span: Span | None, context: ActorContext, *, several: bool, meant: str | None
    ) -> Actor | tuple[Actor, ...] | None:
        if meant is None and is_nobody(raw, context):
            return () if several else None
        if several:
            return read_actors(raw, context, span=span)
        if meant is None:
            return read_actor(raw, context, span=span)
        return read_actor(meant, context).model_copy(update={"raw": raw, "span": span})

    def _place(self, raw: str, span: Span | None, *, any_form: bool = False) -> ReadPlace:
        return read_place(raw, replace(self._places(), any_form=any_form), span=span)

    def _places(self) -> PlaceContext:
        return PlaceContext(self.knowledge, self.people.countries, self.people.cased, self.article.language, self.names)

    def _place_of_target(self, item: Grounded) -> PlaceValue | None:
        """Where a target is, if its words tell that to a town or province: "facilities in the province of Homs"."""
        for field in shared_fields(item.kind):
            span = item.spans.get(field.name)
            if span and field.marker and field.marker.role == "target":
                value = self._place(self.article.text[span.start : span.end], span).value
                return value if value.precision in _TOLD_NARROWLY else None
        return None

    def _date(self, item: Grounded, raw: str, span: Span | None) -> DateValue | None:
        told_on = self.around.today_for(raw, span.start) if span and self.around else Today(self.article.published)
        today = replace(told_on, ahead=item.draft.assertion == "planned", day_first=None if self.around else True)
        before, after = self._around(span)
        told = self.around.before(span.start) if span and self.around else None
        if span and not self.around:
            told = told_before(self.article.text[: span.start], self.knowledge.language, today)
        date = read_date(
            raw, DateContext(today, before, after, self._zone(item), self.knowledge.language, told), span=span
        )
        return date if date.earliest or date.latest or date.weekday else self._with_day_around(item, date)

    def _with_day_around(self, item: Grounded, date: DateValue | None) -> DateValue | None:
        """A date that tells no day of its own, with that of the heading or list that it stands under."""
        if self.around is None or item.draft.assertion in {"historical", "planned", "hypothetical"}:
            return date
        return self.around.completed(date, date.span.start if date and date.span else item.evidence[0].start)

    def _zone(self, item: Grounded) -> str | None:
        """The zone of the first place of the draft that has one."""
        for field in shared_fields(item.kind):
            words = getattr(item.draft, field.name)
            if field.marker and field.marker.words_of == "place" and isinstance(words, str):
                return self._place(words, item.spans.get(field.name)).timezone
        return None

    def _count(self, item: Grounded, held: BaseModel, path: str) -> Count:
        """A number with its unit and whom it counts, which stand beside it in the draft."""
        name = next(
            name
            for name, info in type(held).model_fields.items()
            if (marker := marker_of(info)) and marker.words_of == "count"
        )
        words: str = getattr(held, name)
        span = beside(self.article.text, words, item.spans.get(f"{path}.{name}"), item.spans.get(f"{path}.who"))
        raw = self.article.text[span.start : span.end] if span else words
        told = {key: value for key, value in held if key != name}
        count = read_count(raw, self._counted(told["unit"], told.get("who"), span), span=span)
        return figure_of_user(count, self.knowledge)

    def _counted(self, unit: str, who: str | None, span: Span | None) -> CountContext:
        language, (before, after) = self.knowledge.language, self._around(span)
        return CountContext(unit, language.tolls, language.numbers, who, before, after)

    def _around(self, span: Span | None) -> tuple[str, str]:
        """The text of the same line right before and after a span."""
        if span is None:
            return "", ""
        text = self.article.text
        before = text[max(0, span.start - _BEFORE) : span.start]
        after = text[span.end : span.end + _AFTER]
        return before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
