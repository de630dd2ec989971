"""The registry of kinds: those of this package, one line each, and those that installed packages bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from operator import attrgetter
from typing import Annotated, Any, Final, Union

from pydantic import AfterValidator, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from schemas.event import Event
from schemas.kind import Kind
from schemas.meeting import Meeting, MeetingEvent, MeetingRecord
from schemas.record import Record
from schemas.statement import Statement, StatementEvent, StatementRecord
from schemas.strike import Strike, StrikeEvent, StrikeRecord

GROUP: Final = "rashomon.kinds"
"""The entry points by which a package brings kinds: a kind's name, and the `Kind` that it is."""

BUILT_IN: Final = (
    Kind("strike", Strike, StrikeRecord, StrikeEvent, "method", "extract.kinds.strike"),
    Kind("statement", Statement, StatementRecord, StatementEvent, "act", "extract.kinds.statement"),
    Kind("meeting", Meeting, MeetingRecord, MeetingEvent, "format", "extract.kinds.meeting"),
)


class KindError(ValueError):
    """A kind that an installed package brings cannot be used; the text says which, and why."""


class _Kinds(Mapping[str, Kind]):
    """Kinds by name: strike, statement, meeting, then those of other packages in order of the alphabet.

    Packages are looked for when the first kind is asked for, not before: they import this one.

    Raises:
        KindError: a package's kind cannot be imported, is no `Kind`, or has another's name.
    """

    def __getitem__(self, name: str) -> Kind:
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def _known(self) -> dict[str, Kind]:
        known = {kind.name: kind for kind in BUILT_IN}
        for entry in sorted(entry_points(group=GROUP), key=attrgetter("name", "value")):
            kind = _loaded(entry)
            if kind.name in known and known[kind.name] != kind:
                raise KindError(f"{_where(entry)}: there is a kind {kind.name!r} already")
            known[kind.name] = kind
        return known


def _loaded(entry: EntryPoint) -> Kind:
    try:
        kind = entry.load()
    except Exception as error:
        raise KindError(f"{_where(entry)} cannot be imported: {error}") from error
    if not isinstance(kind, Kind) or kind.name != entry.name:
        raise KindError(f"{_where(entry)} is no schemas.Kind of the name {entry.name!r}")
    _check(kind, _where(entry))
    return kind if kind.folder else replace(kind, folder=entry.module)


def _check(kind: Kind, where: str) -> None:
    if not (kind.name.isidentifier() and kind.name.islower()):
        raise KindError(f"{where}: a kind's name is a word in small letters, which {kind.name!r} is not")
    for model in (kind.record, kind.event):
        if model.model_fields["kind"].default != kind.name:
            raise KindError(f'{where}: {model.__name__} needs kind: Literal["{kind.name}"] = "{kind.name}"')


def _where(entry: EntryPoint) -> str:
    package = f" of {entry.dist.name}" if entry.dist else ""
    return f"the kind {entry.name!r} ({entry.value}{package})"


KINDS: Final[Mapping[str, Kind]] = _Kinds()


def _is_known(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"there is no kind {kind!r}; there are {', '.join(KINDS)}")
    return kind


KindName = Annotated[str, AfterValidator(_is_known)]
"""The name of a registered kind."""


@dataclass(frozen=True, slots=True)
class _OfItsKind:
    """Marks a field that holds the ``record`` or ``event`` of any kind; which one, its ``kind`` says."""

    stage: str

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        models = tuple(getattr(kind, self.stage) for kind in KINDS.values())
        return handler.generate_schema(Annotated[Union[models], Field(discriminator="kind")])  # noqa: UP007


AnyRecord = Annotated[Record, _OfItsKind("record")]
AnyEvent = Annotated[Event, _OfItsKind("event")]
