"""Claims: equal values of a field put together, with who asserts them and how they rank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from extract.reconcile.fuse.provenance import Provenance
from schemas import AnyRecord, Claim, SourceChain, SourceCounts
from schemas.event import ClaimValue, Rank
from schemas.values import Via


class ToldValue(NamedTuple):
    """One value of one field as one record tells it."""

    value: Any
    record: AnyRecord


@dataclass(frozen=True, slots=True)
class FieldRules:
    """How the values of a field are read, which of them are equal and which is preferred.

    ``prefer`` gives a tuple, the larger the better; ties go to the value with more independent
    origins, then more outlets, more articles, then the earlier one.  ``rule`` names what that comes to.
    """

    name: str
    read: Callable[[AnyRecord], Iterable[Any]]
    same: Callable[[Any, Any], bool]
    prefer: Callable[[ToldValue], tuple[int, ...]]
    rule: str


class Version(NamedTuple):
    """One value of a field and all records that tell it, in order of telling."""

    value: Any
    told: tuple[ToldValue, ...]
    preference: tuple[int, ...]
    sources: SourceCounts

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the records, each once."""
        return tuple(dict.fromkeys(told.record.id for told in self.told))

    @property
    def support(self) -> tuple[int, int, int, int]:
        """Independent origins at least, at most, outlets, and articles."""
        articles = len({told.record.article_id for told in self.told})
        return self.sources.origins_min, self.sources.origins_max, self.sources.outlets, articles


def versions_of(field: FieldRules, records: Sequence[AnyRecord], provenance: Provenance) -> list[Version]:
    """The values of a field, the preferred first.

    Args:
        field: How its values compare.
        records: All records of the event, in order of telling.
        provenance: Where they have it from.
    """
    told = [ToldValue(value, record) for record in records for value in field.read(record)]
    heads: list[ToldValue] = []
    members: list[list[ToldValue]] = []
    for one in sorted(told, key=lambda one: tuple(-part for part in field.prefer(one))):
        place = next((i for i, head in enumerate(heads) if field.same(head.value, one.value)), None)
        if place is None:
            heads.append(one)
            members.append([one])
        else:
            members[place].append(one)
    rank = {record.id: i for i, record in enumerate(records)}
    versions = [
        Version(
            of_all(head.value, group),
            tuple(sorted(group, key=lambda one: rank[one.record.id])),
            max(field.prefer(one) for one in group),
            provenance.count({one.record.id for one in group}),
        )
        for head, group in zip(heads, members, strict=True)
    ]
    return sorted(versions, key=lambda version: _by_merit(version, rank))


def via_of(told: Iterable[ToldValue]) -> Via:
    """The origin of a value that several tell: from words or from the model, or both where any two differ."""
    every = {told.value.via for told in told}
    return every.pop() if len(every) == 1 else "both"


def of_all(value: Any, told: Sequence[ToldValue]) -> Any:  # noqa: ANN401 (any value of a claim, of the type it had)
    """A value as all who tell it have it together."""
    return value.model_copy(update={"via": via_of(told)}) if hasattr(value, "via") else value


def claim(field: str, version: Version, *, rank: Rank, rule: str, value: ClaimValue | None = None) -> Claim:
    """A version as a claim; its value loses its span, which belongs to one article."""
    return Claim(
        field=field,
        value=without_span(version.value if value is None else value),
        records=version.records,
        according_to=chains_of(told.record for told in version.told),
        sources=version.sources,
        rank=rank,
        rule=rule,
    )


def ranked(field: FieldRules, versions: Sequence[Version]) -> tuple[Claim, ...]:
    """Claims of a field that has one true value: the first is preferred, the others stay normal."""
    rule = f"{field.name}.{field.rule}" if len(versions) > 1 else f"{field.name}.only_value"
    return tuple(
        claim(field.name, version, rank="normal" if i else "preferred", rule=rule) for i, version in enumerate(versions)
    )


def chains_of(records: Iterable[AnyRecord]) -> tuple[SourceChain, ...]:
    """The chains of sources of some records, each once, in order."""
    return tuple(dict.fromkeys(chain for record in records for chain in record.according_to))


def without_span(value: Any) -> Any:  # noqa: ANN401 (any value of a claim, of the type it had)
    """A value apart from the article it stands in."""
    return value.model_copy(update={"span": None}) if getattr(value, "span", None) is not None else value


def _by_merit(version: Version, rank: dict[str, int]) -> tuple[Any, ...]:
    merit = (*version.preference, *version.support)
    return (*(-part for part in merit), rank[version.told[0].record.id])
