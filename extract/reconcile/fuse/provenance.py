"""Sources: which records go back to one origin, and how many outlets and origins a value has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations
from typing import NamedTuple

from extract.reconcile.article_context import ArticleContext
from extract.reconcile.compare.kinship import same_name
from extract.reconcile.compare.words import containment, fold, shingles, stems
from extract.reconcile.fuse.context import Context
from extract.reconcile.settings import Independence
from schemas import AnyRecord, Source, SourceChain, SourceCounts


class Origin(NamedTuple):
    """Where one record has its information from: the last hop of one chain, or its outlet where it names none."""

    record: str
    article: str
    name: tuple[str, ...]
    anonymous: bool
    wires: frozenset[tuple[str, ...]]
    described: frozenset[str]


class Provenance:
    """The origins of the records of one event, and which of them are one.

    Two origins are one for certain if they bear one name or one passage is a near copy of the
    other; possibly one if both are withheld and described alike, or if nothing more is known of them
    than a wire in common.  One remark has one origin, whoever prints it: its speaker.
    Source: near-copy as containment of word shingles after Broder (1997).
    """

    def __init__(self, records: Sequence[AnyRecord], context: Context) -> None:
        """Every pair of origins is related once; ``records`` are all records of one event."""
        articles, settings = context.articles, context.settings
        self._records = records
        self._remark = records[0].kind == "statement"
        self._outlet = {record.id: _outlet(articles[record.article_id]) for record in records}
        self._origins: dict[str, list[Origin]] = {record.id: [] for record in records}
        for record in records:
            self._origins[record.id] = origins_of(record, context)
        self._certain: set[tuple[Origin, Origin]] = set()
        self._doubtful: set[tuple[Origin, Origin]] = set()
        self._counted: dict[frozenset[str], SourceCounts] = {}
        if not self._remark:
            self._relate(records, settings.independence)

    def count(self, records: Collection[str]) -> SourceCounts:
        """How many outlets and independent origins some of the event's records have."""
        some = frozenset(records)
        if some not in self._counted:
            self._counted[some] = self._count(some)
        return self._counted[some]

    def total(self) -> SourceCounts:
        """How many outlets and independent origins the event as a whole has.

        Of an article that tells it in its own voice, who is quoted beside that is no further origin unless he tells
        a toll: what he says takes for known what the article tells.  Nor is the article one where it only speaks of
        what somebody told it ("the bombing was condemned").
        """
        by_article: dict[str, list[AnyRecord]] = defaultdict(list)
        for record in self._records:
            by_article[record.article_id].append(record)
        kept = [one for article in sorted(by_article) for one in _origins_in(by_article[article])]
        counted = self.count(kept)
        return counted.model_copy(update={"outlets": self.count(self._origins).outlets})

    def _count(self, records: Collection[str]) -> SourceCounts:
        outlets = {self._outlet[record] for record in records}
        if self._remark:
            return SourceCounts(outlets=len(outlets), origins_min=1, origins_max=1)
        nodes = [origin for record in sorted(records) for origin in self._origins[record]]
        return SourceCounts(
            outlets=len(outlets),
            origins_min=_components(nodes, self._certain | self._doubtful),
            origins_max=_components(nodes, self._certain),
        )

    def share_an_origin(self, a: Collection[str], b: Collection[str]) -> bool:
        """True if some record of one group goes back to the same certain origin as one of the other."""
        if self._remark:
            return True
        ours = [origin for record in a for origin in self._origins[record]]
        theirs = [origin for record in b for origin in self._origins[record]]
        return any(
            x == y or (min(x, y, key=_order), max(x, y, key=_order)) in self._certain for x in ours for y in theirs
        )

    def _relate(self, records: Sequence[AnyRecord], independence: Independence) -> None:
        nodes = sorted((origin for origins in self._origins.values() for origin in origins), key=_order)
        if len(nodes) < 2:  # noqa: PLR2004 (nothing to relate)
            return
        passages = {
            record.id: shingles(" ".join(evidence.quote for evidence in record.evidence), independence.shingle)
            for record in records
        }
        for a, b in combinations(nodes, 2):
            copied = a.article != b.article and (
                containment(passages[a.record], passages[b.record]) >= independence.containment
            )
            if _is_one(a, b) or (copied and (a.anonymous or b.anonymous or _is_own(a, b))):
                self._certain.add((a, b))
            elif _may_be_one(a, b, independence):
                self._doubtful.add((a, b))


def _origins_in(records: Sequence[AnyRecord]) -> list[str]:
    """The records of one article that count for where it has an event from."""
    own = [one for one in records if not one.according_to]
    attributed = [one for one in records if one.according_to]
    if own and not any(map(_tells_itself, own)) and any(map(_tells_more, attributed)):
        return [one.id for one in attributed if _tells_more(one)]
    return [one.id for one in (*own, *(one for one in attributed if not own or _tells_more(one)))]


def _tells_more(record: AnyRecord) -> bool:
    return bool(getattr(record, "casualties", ()))


def _tells_itself(record: AnyRecord) -> bool:
    """True of a record that says more than that it happened: when, where or to how many."""
    return _tells_more(record) or any(getattr(record, field, None) for field in ("date", "place"))


def origins_of(record: AnyRecord, context: Context) -> list[Origin]:
    """One origin for each chain of a record, in order; its outlet where it has none."""
    article = context.articles[record.article_id]
    outlet = _outlet(article)
    chains = [chain for chain in record.according_to if chain]
    if not chains:
        return [
            Origin(record.id, record.article_id, ("", *_publisher(article)), False, frozenset({outlet}), frozenset())
        ]
    return [_origin(record, chain, context) for chain in chains]


def _origin(record: AnyRecord, chain: SourceChain, context: Context) -> Origin:
    last = chain[-1]
    passed_on: Sequence[Source] = [hop for hop in chain if hop.kind in ("wire", "state_media", "outlet")]
    return Origin(
        record.id,
        record.article_id,
        context.aliases.get(fold(last.name), fold(last.name)),
        last.anonymous,
        frozenset(fold(hop.name) for hop in passed_on),
        stems(last.name, stop=context.settings.vocabulary.stop),
    )


def _is_one(a: Origin, b: Origin) -> bool:
    if a.record == b.record:
        return a == b
    if a.anonymous or b.anonymous:
        return a.name == b.name and a.article == b.article
    return a.name == b.name or bool(a.described and b.described and same_name(" ".join(a.name), " ".join(b.name)))


def _is_own(a: Origin, b: Origin) -> bool:
    """True if one of them is an outlet that names no source, or both name the same."""
    return a.name == b.name or not a.described or not b.described


def _may_be_one(a: Origin, b: Origin, independence: Independence) -> bool:
    if a.record == b.record:
        return False
    if a.anonymous and b.anonymous:
        smaller = min(len(a.described), len(b.described))
        return smaller > 0 and len(a.described & b.described) / smaller >= independence.alias
    return bool(a.wires & b.wires) and (a.name in b.wires or b.name in a.wires)


def _components(nodes: Sequence[Origin], edges: Collection[tuple[Origin, Origin]]) -> int:
    parent = {node: node for node in nodes}

    def root(node: Origin) -> Origin:
        while parent[node] != node:
            node = parent[node]
        return node

    for a, b in edges:
        if a in parent and b in parent:
            parent[root(a)] = root(b)
    return len({root(node) for node in nodes})


def _outlet(article: ArticleContext) -> tuple[str, ...]:
    return fold(article.outlet) if article.outlet and fold(article.outlet) else ("article", article.id)


def _publisher(article: ArticleContext) -> tuple[str, ...]:
    """The owner whose outlets are all one origin, where the user says so; else the outlet."""
    return ("owner", *fold(article.owner)) if article.owner else _outlet(article)


def _order(origin: Origin) -> tuple[object, ...]:
    return (*origin[:4], sorted(origin.wires), sorted(origin.described))
