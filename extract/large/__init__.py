"""Reconciling a large result from its shards: the events of `extract.reconcile` over everything, a little at a time.

Each pass reads the shards or files of earlier passes, works on a few articles, pairs or clusters at once by the small
engine's own functions, and writes one file: what all articles come to together is counted before it is asked for.
"""

from extract.large.engine import ShardsReconciled, reconcile_shards
from extract.large.processes import Tell, processes
from extract.large.work import Work, handed_out

__all__ = ["ShardsReconciled", "Tell", "Work", "handed_out", "processes", "reconcile_shards"]
