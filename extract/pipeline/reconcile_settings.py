"""Reads the weights, thresholds and vocabulary of the reconciler, and the weights in the folders of kinds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from extract.base.errors import ConfigError
from extract.kinds import rules_of
from extract.knowledge.kind_files import table_of
from extract.reconcile import (
    Blocking,
    Independence,
    ReconcileSettings,
    RuleTable,
    Thresholds,
    Vocabulary,
)
from extract.reconcile.compare.words import stem
from extract.reconcile.match.rules import rules_for
from schemas import KINDS


@cache
def load_reconcile_settings() -> ReconcileSettings:
    """The settings that ship with the package."""
    return parse_reconcile_settings(
        resources.files("extract.reconcile").joinpath("weights.toml").read_text(encoding="utf-8")
    )


def _weights_of(kind: str) -> Mapping[str, Any]:
    """The weights in the folder of a kind, with the defaults for what it leaves out."""
    own = table_of(kind, "weights.toml")
    return {**_default_weights(), **own}


def parse_reconcile_settings(
    toml: str, weights_of: Callable[[str], Mapping[str, Any]] = _weights_of
) -> ReconcileSettings:
    """Settings from the text of a settings file, and the weights of each kind.

    Raises:
        ConfigError: The text is no TOML, something lacks an entry, or a rule is weighed that does not exist.
    """
    try:
        table = tomllib.loads(toml)
        weights = {kind: weights_of(kind) for kind in KINDS}
        return ReconcileSettings(
            kinds={kind: rules_of(kind).reconciling for kind in KINDS},
            within=_in_scope("within", weights),
            attach=_in_scope("attach", weights),
            across=_in_scope("across", weights),
            main=_in_scope("main", weights),
            thresholds=Thresholds(**table["thresholds"], apart={kind: own["apart"] for kind, own in weights.items()}),
            blocking=Blocking(**table["blocking"]),
            independence=Independence(**table["independence"]),
            vocabulary=_vocabulary(table["vocabulary"]),
            days_apart=table["days_apart"],
            near_km=table["near_km"],
            few=table["few"],
            same_words=(table["same_words"][0], table["same_words"][1]),
            explained=table["explained"],
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise ConfigError(f"the reconciler's settings cannot be used: {error}") from error


def _rule_table(kind: str, weights: Mapping[str, float]) -> RuleTable:
    table = _for_each_party(kind, weights)
    unknown = sorted(set(table) - rule_names(kind) - {"bias"})
    if unknown:
        raise ConfigError(f"the weights of {kind} name rules that do not exist: {', '.join(unknown)}")
    return RuleTable(table["bias"], {name: weight for name, weight in table.items() if name != "bias"})


def rule_names(kind: str) -> set[str]:
    """The comparison rules that the weights of a kind may name."""
    return {*rules_for(kind), *rules_of(kind).reconciling.comparison_rules}


def _in_scope(scope: str, weights: Mapping[str, Mapping[str, Any]]) -> dict[str, RuleTable]:
    """The tables of one scope by kind, of the kinds that have one."""
    return {kind: _rule_table(kind, own[scope]) for kind, own in weights.items() if scope in own}


@cache
def _default_weights() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("extract.kinds").joinpath("default_weights.toml").read_text(encoding="utf-8"))


def _for_each_party(kind: str, weights: Mapping[str, float]) -> dict[str, float]:
    """The weights with that of `actors` given to each field of actors that has none of its own."""
    parties = {field.name: weights["actors"] for field in KINDS[kind].fields("actor") if "actors" in weights}
    return {**parties, **{name: weight for name, weight in weights.items() if name != "actors"}}


def _synonyms(lines: str) -> dict[str, str]:
    """Each word's stem with that of the first word of its group; a word of two groups is of the first."""
    stands_for: dict[str, str] = {}
    for first, *others in (line.split() for line in lines.strip().splitlines()):
        for word in (first, *others):
            stands_for.setdefault(stem(word), stands_for.get(stem(first), stem(first)))
    return stands_for


def _vocabulary(table: Mapping[str, Any]) -> Vocabulary:
    patterns = {
        name: re.compile(table[name].replace("\n", ""), re.IGNORECASE)
        for name in (
            "attack",
            "series",
            "response",
            "another",
            "one_more",
            "relative",
            "risen",
            "days",
            "day_part",
            "border",
            "definite",
            "since",
            "past",
        )
    }
    return Vocabulary(
        stop=frozenset(table["stop"].split()),
        parts_of_names=frozenset(table["parts_of_names"].split()),
        synonyms=(synonyms := _synonyms(table["synonyms"])),
        bare=frozenset(synonyms.get(stem(word), stem(word)) for word in table["bare"].split()),
        months=table["months"],
        alike={method: frozenset(others) for method, others in table["alike"].items()},
        **patterns,
    )
