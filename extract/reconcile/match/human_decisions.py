"""The human's word: which records a person put together or kept apart, whatever the rules say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from extract.base.types import HumanDecisions
from extract.reconcile.mention import Telling, join

Veto = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class DecidedMentions:
    """The decisions of people on the records of one kind.

    ``group_of`` is, of each record a person put together with others, all records that go with it:
    those named, and those that were joined to them since.  ``singles`` are the tellings of all records of
    the kind, where people decided anything.
    """

    group_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: Mapping[tuple[str, str], str] = field(default_factory=dict)
    singles: Mapping[str, Telling] = field(default_factory=dict)

    def group(self, record: str) -> frozenset[str]:
        """All records that go with one, itself among them."""
        return self.group_of.get(record, frozenset({record}))

    def grown(self, tellings: Iterable[Telling]) -> DecidedMentions:
        """The same word, knowing that the records of each telling go together."""
        groups = dict(self.group_of)
        for telling in tellings:
            members = [record.id for record in telling.records]
            if len(members) > 1 and any(member in groups for member in members):
                union = frozenset().union(*(groups.get(member, {member}) for member in members))
                groups.update(dict.fromkeys(union, union))
        return DecidedMentions(groups, self.apart, self.singles)

    def start(self, tellings: Sequence[Telling]) -> list[tuple[str, ...]]:
        """The keys of tellings, each once, those together that a person's word makes one."""
        by_group: dict[frozenset[str], list[str]] = defaultdict(list)
        for telling in tellings:
            by_group[self.group(telling.records[0].id)].append(telling.key)
        return sorted(tuple(sorted(keys)) for keys in by_group.values())

    def joined(self, singles: Sequence[Telling]) -> list[Telling]:
        """The tellings of one article, those a person put together as one."""
        if not self.group_of:
            return list(singles)
        by_key = {single.key: single for single in singles}
        return [join([by_key[key] for key in keys]) for keys in self.start(singles)]

    def veto(self, ours: Iterable[str], theirs: Iterable[str], rules: Veto) -> str | None:
        """Why two sets of records can never be of one event, None if nothing forbids it.

        What goes with each of them counts too.  A person's word that two belong together silences the
        rules between those two alone.
        """
        if not self.group_of and not self.apart:
            return next(filter(None, (rules(a, b) for a, b in product(ours, theirs))), None)
        mine = sorted(frozenset().union(*map(self.group, ours)))
        others = sorted(frozenset().union(*map(self.group, theirs)))
        for a, b in product(mine, others):
            reason = self._said(a, b) or (rules(a, b) if b not in self.group(a) else None)
            if reason:
                return reason
        return None

    def keeps_apart(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """True if a person said that some record of one set is not of one event with one of the other."""
        return bool(self.apart) and self.veto(ours, theirs, lambda _a, _b: None) is not None

    def _said(self, a: str, b: str) -> str | None:
        return self.apart.get((min(a, b), max(a, b)))


def word_of(judged: HumanDecisions, singles: Sequence[Telling]) -> DecidedMentions:
    """The human decision on the records of these tellings, all of one kind."""
    if not judged.same and not judged.apart:
        return DecidedMentions()
    mine = {single.key: single for single in singles}
    groups = [frozenset(group) for group in judged.same if mine.keys() >= set(group)]
    return DecidedMentions(
        {record: group for group in groups for record in group},
        {pair: said for pair, said in judged.apart.items() if mine.keys() >= set(pair)},
        mine,
    )


def pairs_said(judged: HumanDecisions) -> Iterator[tuple[tuple[str, str], str, bool]]:
    """Each pair of records a person spoke of, what was said, and whether they are one; of a group, neighbours."""
    for group, said in sorted(judged.same.items()):
        for left, right in pairwise(group):
            yield (left, right), said, True
    for pair, said in sorted(judged.apart.items()):
        yield pair, said, False
