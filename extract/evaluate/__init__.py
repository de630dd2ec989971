"""Measures an event set against gold: what was found, put together, understood and made up.

from extract.evaluate import Gold, evaluate
evaluation = evaluate(Gold.model_validate_json(...), events, texts)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.evaluate.evaluation import Evaluation
    from extract.evaluate.gold import Gold
    from extract.evaluate.measure import evaluate

__all__ = ["Evaluation", "Gold", "evaluate"]

_HOMES = {"Evaluation": "evaluation", "Gold": "gold", "evaluate": "measure"}


def __getattr__(name: str) -> object:
    # When first asked for: the command's help and wrong usage must not wait for them.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
