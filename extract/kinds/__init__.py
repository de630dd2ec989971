"""The judgement in each kind of record: a folder with its rules, weights and words (docs/kinds.md).

What follows from a kind's schema is derived from it wherever it is needed; see `schemas.Kind`.
"""

from extract.kinds.rules import Rules, rules_of
from extract.reconcile.kind_rules import KindRules

__all__ = ["KindRules", "Rules", "rules_of"]
