"""A telling: what one or more records of one article say together of one thing, ready to compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from extract.reconcile.article_context import ArticleContext, Passage
from extract.reconcile.compare.days import is_informative
from extract.reconcile.compare.kinship import is_named
from extract.reconcile.compare.places import is_local
from extract.reconcile.compare.words import fold, quotations, stems
from extract.reconcile.layout import layout_of
from extract.reconcile.series import is_series
from extract.reconcile.settings import Vocabulary
from schemas import (
    KINDS,
    Actor,
    AnyRecord,
    DateValue,
    PlaceValue,
    StatementRecord,
    StrikeRecord,
    values_in,
)

ENGLISH = "en"
OPENING = 600
"""Code points that hold title and lead."""

PARTY_FIELDS = ("attacker", "target", "speaker", "addressee", "participants")


@dataclass(frozen=True, slots=True)
class Telling:
    """The records of one article that tell one event.

    ``key`` is the smallest record id; ``spans`` are where the evidence stands and ``said`` where the
    content of a statement does, both in article order; ``words`` are the stems the wording rules weigh.
    ``several`` is true of attacks told as more than one ("31 strikes", "the attacks"); ``items`` are the items
    of a list that it is told in, ``brought_in`` the words that bring it in as one more ("another", "a day later");
    ``language`` is that of its words: of what a model put into English it is English; ``alone`` is true of a remark
    whose speaker says nothing else in the article.
    """

    key: str
    kind: str
    setting: ArticleContext
    records: tuple[AnyRecord, ...]
    spans: tuple[Passage, ...]
    said: tuple[Passage, ...]
    dates: tuple[DateValue, ...]
    places: tuple[PlaceValue, ...]
    parties: Mapping[str, tuple[Actor, ...]]
    methods: frozenset[str]
    acts: frozenset[str]
    words: frozenset[str]
    quoted: frozenset[str]
    numbers: frozenset[str]
    series: bool
    several: bool = False
    items: frozenset[int] = frozenset()
    brought_in: str | None = None
    language: str | None = None
    alone: bool = False

    @property
    def start(self) -> int:
        """Where the article first tells it."""
        return self.spans[0][0]

    def __reduce__(self) -> tuple[type[Telling], tuple[Any, ...]]:
        """To be stored, as its setting is."""
        return Telling, _fields_of(self)


_fields_of: Callable[[Telling], tuple[Any, ...]] = attrgetter(*Telling.__slots__)


def in_two_languages(a: ArticleContext | Telling, b: ArticleContext | Telling) -> bool:
    """True of two articles, or tellings, of which it is known that their words cannot be compared."""
    return a.language is not None and b.language is not None and a.language != b.language


def join(tellings: Sequence[Telling]) -> Telling:
    """One telling of several of the same article; of a series only if every one of them is."""
    ordered = sorted(tellings, key=lambda telling: (telling.start, telling.key))
    return Telling(
        key=min(telling.key for telling in ordered),
        kind=ordered[0].kind,
        setting=ordered[0].setting,
        records=tuple(record for telling in ordered for record in telling.records),
        spans=tuple(sorted({span for telling in ordered for span in telling.spans})),
        said=tuple(sorted({span for telling in ordered for span in telling.said})),
        dates=tuple(dict.fromkeys(date for telling in ordered for date in telling.dates)),
        places=tuple(dict.fromkeys(place for telling in ordered for place in telling.places)),
        parties={
            field: tuple(dict.fromkeys(actor for telling in ordered for actor in telling.parties[field]))
            for field in ordered[0].parties
        },
        methods=frozenset().union(*(telling.methods for telling in ordered)),
        acts=frozenset().union(*(telling.acts for telling in ordered)),
        words=frozenset().union(*(telling.words for telling in ordered)),
        quoted=frozenset().union(*(telling.quoted for telling in ordered)),
        numbers=frozenset().union(*(telling.numbers for telling in ordered)),
        series=all(telling.series for telling in ordered),
        several=all(telling.several for telling in ordered),
        items=frozenset().union(*(telling.items for telling in ordered)),
        brought_in=ordered[0].brought_in,
        language=ordered[0].language,
    )


def _as_told(record: AnyRecord) -> AnyRecord:
    """The record without a date that only its article's day of publication bounds."""
    if record.date is None or record.date.anchor != "published":
        return record
    date = record.date.model_copy(update={"latest": None, "anchor": "nothing"})
    return record.model_copy(update={"date": date if date.raw or date.time else None})


def read(record: AnyRecord, setting: ArticleContext, vocabulary: Vocabulary) -> Telling:
    """The telling of a single record; a day by which it must have been, told by no word, is no part of it."""
    record = _as_told(record)
    wording = _wording(record)
    text = " ".join(wording)
    marked = [text[start:end] for start, end in quotations(text)] or _marked(record, setting)
    return Telling(
        key=record.id,
        kind=record.kind,
        setting=setting,
        records=(record,),
        spans=tuple(sorted((evidence.start, evidence.end) for evidence in record.evidence)),
        said=_said(record),
        dates=(record.date,) if record.date and is_informative(record.date, vocabulary) else (),
        places=(record.place,) if record.place else (),
        parties={field: party(record, field) for field in party_fields(record.kind)},
        methods=frozenset({record.method} - {"other"}) if isinstance(record, StrikeRecord) else frozenset(),
        acts=frozenset({record.act}) if isinstance(record, StatementRecord) else frozenset(),
        words=_words(text, record, vocabulary),
        quoted=frozenset().union(*(stems(passage, stop=vocabulary.stop) for passage in marked)),
        numbers=frozenset(word for word in fold(text) if word.isdigit()),
        series=isinstance(record, StrikeRecord) and is_series(record, vocabulary),
        several=isinstance(record, StrikeRecord) and record.occurrence != "single",
        items=_items(record, setting, vocabulary),
        brought_in=_brought_in(record, vocabulary),
        language=ENGLISH if _in_english(record) else setting.language,
    )


def _words(text: str, record: AnyRecord, vocabulary: Vocabulary) -> frozenset[str]:
    """Stems to weigh; of a remark those that stand for words of like meaning, as translators choose.

    A remark that says no more than its act ("any role in the attack") has none: there is nothing to compare.
    """
    found = stems(text, stop=vocabulary.stop)
    if not isinstance(record, StatementRecord):
        return found
    found = frozenset(vocabulary.synonyms.get(word, word) for word in found)
    return found if found - vocabulary.bare else frozenset()


def _items(record: AnyRecord, setting: ArticleContext, vocabulary: Vocabulary) -> frozenset[int]:
    layout = layout_of(setting.text, vocabulary.days)
    found = (layout.item(evidence.start) for evidence in record.evidence)
    return frozenset(item for item in found if item is not None)


def says_little(telling: Telling) -> bool:
    """True if a thin mention tells less than two of a place, an attacker and a target by name; not of a day's total."""
    told = sum(any(is_named(actor) for actor in telling.parties[side]) for side in ("attacker", "target"))
    total = telling.several and any(map(tells_its_day, telling.records))
    return is_thin(telling) and not total and told + any(place.raw for place in telling.places) < 2  # noqa: PLR2004 (two things told)


def _brought_in(record: AnyRecord, vocabulary: Vocabulary) -> str | None:
    cue = vocabulary.one_more.search(record.evidence[0].quote)
    if cue and _names_a_source(record, cue.start()):
        cue = None
    if cue is None and record.date is not None and tells_its_day(record):
        cue = vocabulary.relative.search(record.date.english or record.date.raw)
    return cue.group().strip() if cue else None


def _names_a_source(record: AnyRecord, offset: int) -> bool:
    """True if words of the first passage are those of who tells of it: "another official" is no other attack."""
    quote = record.evidence[0].quote.casefold()
    names = [source.name.casefold() for chain in record.according_to for source in chain]
    return any(0 <= (start := quote.find(name)) <= offset < start + len(name) for name in names)


def party(record: AnyRecord, field: str) -> tuple[Actor, ...]:
    """The actors a record names in a field, none where its kind has no such field."""
    return values_in(record, field)


@cache
def party_fields(kind: str) -> tuple[str, ...]:
    """The fields of actors that tellings of a kind have: those that any rule may ask for, then the kind's own."""
    return tuple(dict.fromkeys((*PARTY_FIELDS, *(field.name for field in KINDS[kind].fields("actor")))))


def subject_words(telling: Telling, stop: frozenset[str]) -> frozenset[str]:
    """Stems of the words for whom and what was hit: targets, victims and places narrower than a country."""
    told = [actor.raw for actor in telling.parties["target"]]
    told += [place.raw for place in telling.places if is_local(place)]
    for record in telling.records:
        told += [count.who for count in record.casualties if count.who] if isinstance(record, StrikeRecord) else ()
    return frozenset().union(*(stems(words, stop=stop) for words in told))


def tells_its_day(record: AnyRecord) -> bool:
    """True if a record's own sentences have the words of its date, not a heading above them, nor a model alone."""
    date = record.date
    if date is None or not date.raw:
        return False
    told = date.span
    return told is None or any(one.start <= told.start and told.end <= one.end for one in record.evidence)


def is_thin(telling: Telling) -> bool:
    """True if a strike is told without a day and without a place that is narrower than a country ("the attack").

    Such a mention cannot tell one attack from another by itself: one army strikes one enemy more than once.  What a
    model knows of it from the rest of the article counts as little as what the program does.  "Friday's strike", of
    which nothing else is said, is such a mention too; one that the article brings in as one more is not.
    """
    if telling.kind != "strike" or telling.brought_in or any(map(_tells_a_time, telling.records)):
        return False
    return not any(is_local(place) for place in telling.places)


def _tells_a_time(record: AnyRecord) -> bool:
    """True if a record's own words tell its hour, or its day and anything of who did it or to whom."""
    if not tells_its_day(record) or record.date is None:
        return False
    told = record.date.time or record.date.part_of_day or party(record, "attacker") or party(record, "target")
    return bool(told or (isinstance(record, StrikeRecord) and record.casualties))


def _wording(record: AnyRecord) -> list[str]:
    if isinstance(record, StatementRecord) and record.content:
        return [_in_english(record) or record.content.raw]
    return [evidence.quote for evidence in record.evidence]


def _in_english(record: AnyRecord) -> str | None:
    """The content of a statement in English, where a model put it so."""
    return record.content.english if isinstance(record, StatementRecord) and record.content else None


def _said(record: AnyRecord) -> tuple[Passage, ...]:
    span = record.content.span if isinstance(record, StatementRecord) and record.content else None
    return ((span.start, span.end),) if span else ()


def _marked(record: AnyRecord, setting: ArticleContext) -> list[str]:
    """The content of a statement with its part of the quotations that run across its ends."""
    return [
        setting.text[max(start, begin) : min(end, stop)]
        for begin, stop in _said(record)
        for start, end in setting.quotations
        if start < stop and begin < end
    ]
