"""The judgement of each kind, found in the kind's own folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from extract.base.errors import ConfigError
from extract.ground.second_look import Check, any_kind
from extract.reconcile.kind_rules import KindRules
from schemas import KINDS

MODULE = "rules"
"""The module of a kind's folder that may hold `Rules` under the name RULES."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a kind beyond its schema: how records are checked, joined and titled, and when they are an event.

    ``check`` holds a record that was read against its sentences once more.
    """

    check: Check = any_kind
    reconciling: KindRules = field(default_factory=KindRules)


@cache
def rules_of(kind: str) -> Rules:
    """The rules of a kind; the defaults where its folder has no module for them.

    Raises:
        ConfigError: the module cannot be imported, or its RULES are none.
    """
    module = f"{KINDS[kind].folder}.{MODULE}"
    try:
        if find_spec(module) is None:
            return Rules()
        rules = import_module(module).RULES
    except Exception as error:
        raise ConfigError(f"the rules of the kind {kind!r} cannot be used: {module}: {error}") from error
    if not isinstance(rules, Rules):
        raise ConfigError(f"the rules of the kind {kind!r} cannot be used: {module}.RULES are no extract.kinds.Rules")
    return rules
