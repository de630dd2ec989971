"""Holds a run to what its user allows: calls, cost, and requests and tokens a minute."""

from extract.limits.budget import Budget, Gate, Plan
from extract.limits.metered import MeteredTransport
from extract.limits.pace import Pace, PacedTransport
from extract.limits.question import Question

__all__ = ["Budget", "Gate", "MeteredTransport", "Pace", "PacedTransport", "Plan", "Question"]
