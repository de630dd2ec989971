"""Reconciling in columns: which strikes are one, for very many records.

`Gathered` takes records, `read_shards` a large result, `read_flat` a table or Parquet file of flat columns; `assembled`
makes one table of them, `cluster_strikes` clusters it, `cluster_of_each` says which records are of one cluster.

That does what `extract.reconcile` does with strikes where neither texts of articles nor judgements of people are at
hand.  What it leaves to the small engine: the records of one article, which are told once before they are columns, and
any two tellings of one article.

For large runs over all kinds of record `features` keeps what can be compared of a telling, and `screen` says of a batch
of pairs which of them the small engine has to judge.
"""

from extract.large.columns.whole.engine import Clustered, cluster_of_each, cluster_strikes
from extract.large.columns.whole.flat import read_flat
from extract.large.columns.whole.part import assembled
from extract.large.columns.whole.records import Gathered
from extract.large.columns.whole.shards import read_shards

__all__ = ["Clustered", "Gathered", "assembled", "cluster_of_each", "cluster_strikes", "read_flat", "read_shards"]
