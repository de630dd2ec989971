"""Reads the reconciler's weights, thresholds and vocabulary from ``extract/reconcile/weights.toml`` and the folders of kinds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
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


def parse_reconcile_settings(toml: str) -> ReconcileSettings:
    """Settings from the text of a settings file.

    Raises:
        ConfigError: The text is no TOML, lacks an entry, or weighs a rule that does not exist.
    """
    try:
        table = _with_own_weights(tomllib.loads(toml))
        return ReconcileSettings(
            kinds={kind: rules_of(kind).reconciling for kind in KINDS},
            within=_rule_tables(table["within"]),
            attach=_rule_tables(table["attach"]),
            across=_rule_tables(table["across"]),
            main=_rule_tables(table["main"]),
            thresholds=Thresholds(**table["thresholds"]),
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


def _rule_tables(tables: Mapping[str, Mapping[str, float]]) -> dict[str, RuleTable]:
    for kind, table in tables.items():
        unknown = sorted(set(table) - rule_names(kind) - {"bias"})
        if unknown:
            raise ConfigError(
                f"the reconciler's settings weigh rules of {kind} that do not exist: {', '.join(unknown)}"
            )
    return {
        kind: RuleTable(table["bias"], {name: weight for name, weight in table.items() if name != "bias"})
        for kind, table in tables.items()
    }


def rule_names(kind: str) -> set[str]:
    """The comparison rules that the weights of a kind may name."""
    return {*rules_for(kind), *rules_of(kind).reconciling.comparison_rules}


def _with_own_weights(table: dict[str, Any]) -> dict[str, Any]:
    """The table with the weights of each kind that it does not name: those of the kind's folder, else the defaults."""
    for kind in KINDS:
        if kind not in table["across"]:
            own = {**_default_weights(), **table_of(kind, "weights.toml")}
            table["thresholds"]["apart"][kind] = own["apart"]
            for scope in ("within", "across"):
                table[scope][kind] = _for_each_party(kind, own[scope])
    return table


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
        synonyms=_synonyms(table["synonyms"]),
        months=table["months"],
        alike={method: frozenset(others) for method, others in table["alike"].items()},
        **patterns,
    )
