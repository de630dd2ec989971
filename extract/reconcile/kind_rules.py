"""The reconciler's rules of a kind beyond its schema: the judgement in it, as one object with defaults."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.reconcile.fuse.claims import FieldRules
from extract.reconcile.fuse.is_event import Cluster, happened_somewhere
from extract.reconcile.fuse.links import Linker
from extract.reconcile.fuse.titles import Titled, plain_title
from extract.reconcile.match.cannot_link import Veto, dates_apart, other_country, other_standing, told_before
from extract.reconcile.match.comparison import Rule
from schemas import AnyRecord


def nothing_besides(_cluster: Cluster, _records: Sequence[AnyRecord]) -> Mapping[str, Any]:
    """No value of an event but those that its claims come to."""
    return {}


@dataclass(frozen=True, slots=True)
class KindRules:
    """How records of a kind are joined and what comes of them; the defaults suit what happens once, somewhere.

    Every function must be at the top of a module: it is sent to other processes by its name.

    Attributes:
        vetoes: Each may forbid that two records are of one event, and says why.
        is_event: Whether records tell of something that happened, and enough to say what.
        title: An event's title, made of canonical values.
        claimed: The fields of one value that become claims, in order; all there are unless it is said.
        fields: How the values of a field compare, where that is not what its sort suggests.
        comparison_rules: More rules that the kind's weights may name, by name.
        values: What an event says besides what its claims come to, by field.
        links: Each finds links among the events of the kind.
    """

    vetoes: tuple[Veto, ...] = (dates_apart, told_before, other_country, other_standing)
    is_event: Callable[[Cluster], bool] = happened_somewhere
    title: Callable[[Titled], str] = plain_title
    claimed: tuple[str, ...] = ()
    fields: Mapping[str, FieldRules] = field(default_factory=dict)
    comparison_rules: Mapping[str, Rule] = field(default_factory=dict)
    values: Callable[[Cluster, Sequence[AnyRecord]], Mapping[str, Any]] = nothing_besides
    links: tuple[Linker, ...] = ()
