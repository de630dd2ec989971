"""The fields that gold may have of each kind, as they follow from its schema."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Field, TypeAdapter

from schemas import KINDS, Kind, ValueField


def listed(value: Any) -> Any:  # noqa: ANN401 (whatever stands in the file; pydantic judges it)
    """A single word or number as a list of one."""
    return [value] if isinstance(value, str | int) else value


Accepted = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(listed)]
"""Words of which any one is right; a single one may stand without a list."""

_ACCEPTED: TypeAdapter[tuple[str, ...]] = TypeAdapter(Accepted)
_COMPANY: TypeAdapter[tuple[tuple[str, ...], ...]] = TypeAdapter(tuple[Accepted, ...])
_COUNTS: TypeAdapter[tuple[dict[str, Any], ...]] = TypeAdapter(tuple[dict[str, Any], ...])


@cache
def kinds_with() -> Mapping[str, frozenset[str]]:
    """Kinds by the fields of gold that only they have: parties, counts, and which sort of the kind it is."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS.values():
        for field in _measured(kind):
            found[field.name].add(kind.name)
    return {name: frozenset(kinds) for name, kinds in found.items()}


def _measured(kind: Kind) -> list[ValueField]:
    of_event = [
        field for field in kind.of_event("actor", "label") if field.sort == "actor" or field.name == kind.subtype
    ]
    return [*of_event, *kind.fields("count")]


def checked(facts: Mapping[str, Any], *, known: Collection[str]) -> dict[str, Any]:
    """The gold of an event or mention as a file has it; fields that no table names are set out as they are measured.

    Raises:
        ValueError: no kind has a field of that name, or it does not hold what it should.
    """
    return {name: value if name in known else _own(name, value) for name, value in facts.items()}


def _own(name: str, value: object) -> object:
    kinds = [KINDS[kind] for kind in sorted(kinds_with().get(name, ()))]
    if not kinds:
        raise ValueError(f"{name} is no field that is known here")
    if name in kinds[0].companies():
        return _COMPANY.validate_python(value)
    if any(field.name == name for field in kinds[0].fields("count")):
        return _COUNTS.validate_python(value)
    accepted = _ACCEPTED.validate_python(value)
    labels = get_args(kinds[0].event.model_fields[name].annotation) if name == kinds[0].subtype else accepted
    if unknown := sorted(set(accepted) - set(labels)):
        raise ValueError(f"{name}: {unknown[0]!r} is none of {', '.join(labels)}")
    return accepted
