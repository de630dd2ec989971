"""Logistic regression held near weights that are there already: what the data do not show stays as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

PULL = 0.1
"""Strength of the pull to the weights before, in observations per unit of weight squared."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Log-odds per unit of each rule, none below 0.0: a rule never counts against its own sense."""

    bias: float
    weights: Mapping[str, float]


def fit(scores: np.ndarray, same: np.ndarray, prior: Mapping[str, float], frozen: Sequence[str]) -> Fitted:
    """The weights under which the right pairs are likeliest, given those before; ``frozen`` ones do not move."""
    start = np.array([-4.0, *prior.values()])
    sign = np.where(same, 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (scores @ weights[1:] + weights[0])
        away = weights[1:] - start[1:]
        slope = -sign / (1 + np.exp(margin))
        gradient = np.concatenate(([slope.sum()], scores.T @ slope + PULL * away))
        return float(np.logaddexp(0, -margin).sum() + PULL / 2 * away @ away), gradient

    bounds = [(None, None), *((value, value) if name in frozen else (0.0, None) for name, value in prior.items())]
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
    return Fitted(float(found.x[0]), dict(zip(prior, map(float, found.x[1:]), strict=True)))
