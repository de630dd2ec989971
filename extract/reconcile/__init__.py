"""Reconciling: block, compare, cluster and fuse records of many articles into canonical events."""

from extract.reconcile.between import Compare, comparer
from extract.reconcile.engine import Reconciled, reconcile
from extract.reconcile.explain import Decision
from extract.reconcile.match.comparison import Comparison, PairScore, Verdict, Weighed
from extract.reconcile.settings import (
    Blocking,
    Independence,
    ReconcileSettings,
    RuleTable,
    Thresholds,
    Vocabulary,
)

__all__ = [
    "Blocking",
    "Compare",
    "Comparison",
    "Decision",
    "Independence",
    "PairScore",
    "ReconcileSettings",
    "Reconciled",
    "RuleTable",
    "Thresholds",
    "Verdict",
    "Vocabulary",
    "Weighed",
    "comparer",
    "reconcile",
]
