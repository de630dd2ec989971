"""Measures an event set against gold: what was found, put together, understood and made up.

from extract.evaluate import Gold, evaluate
evaluation = evaluate(Gold.model_validate_json(...), events, texts)
"""

from extract.evaluate.evaluate import evaluate
from extract.evaluate.evaluation import Evaluation
from extract.evaluate.gold import Gold

__all__ = ["Evaluation", "Gold", "evaluate"]
