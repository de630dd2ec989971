"""Reads the reconciler's weights, thresholds and vocabulary from ``data/reconcile.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from extract.base.errors import ConfigError
from extract.kinds import rules_of
from extract.reconcile import (
    Blocking,
    Independence,
    ReconcileSettings,
    RuleTable,
    Thresholds,
    Vocabulary,
)
from extract.reconcile.compare.words import stem
from extract.reconcile.match.rules import RULES
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
        table = tomllib.loads(toml)
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
        unknown = sorted(set(table) - set(RULES) - {"bias"})
        if unknown:
            raise ConfigError(
                f"the reconciler's settings weigh rules of {kind} that do not exist: {', '.join(unknown)}"
            )
    return {
        kind: RuleTable(table["bias"], {name: weight for name, weight in table.items() if name != "bias"})
        for kind, table in tables.items()
    }


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
        for name in ("attack", "series", "response", "another", "day_part", "border", "definite", "since", "past")
    }
    return Vocabulary(
        stop=frozenset(table["stop"].split()),
        synonyms=_synonyms(table["synonyms"]),
        months=table["months"],
        alike={method: frozenset(others) for method, others in table["alike"].items()},
        **patterns,
    )
