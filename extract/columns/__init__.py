"""Reconciling in columns: which strikes are one, for very many records.

`Gathered` takes records, `read_flat` a table of flat columns; `cluster_of_each` says which records are of one cluster.
It does what `extract.reconcile` does with strikes where no texts of articles and no judgements of people are at hand.
Statements, meetings, and strikes whose articles' texts are known are not for it.
"""

from extract.columns.engine import Clustered, cluster_of_each, cluster_strikes
from extract.columns.flat import read_flat
from extract.columns.part import assembled
from extract.columns.records import Gathered

__all__ = ["Clustered", "Gathered", "assembled", "cluster_of_each", "cluster_strikes", "read_flat"]
