"""What is judgement in a kind of record: a folder for each, with its rules, weights and words (docs/kinds.md).

What follows from a kind's schema is derived from it wherever it is needed; see `schemas.Kind`.
"""

from extract.kinds.rules import Rules, rules_of

__all__ = ["Rules", "rules_of"]
