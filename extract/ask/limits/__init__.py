"""Holds a run to what its user allows: calls, cost, and requests and tokens a minute."""

from extract.ask.limits.budget import Budget, Gate, Plan
from extract.ask.limits.metered import MeteredTransport
from extract.ask.limits.pace import Pace, PacedTransport
from extract.ask.limits.question import Question

__all__ = ["Budget", "Gate", "MeteredTransport", "Pace", "PacedTransport", "Plan", "Question"]
