"""Which strikes are one, in columns and as a whole: the reconciler's rules over very many flat records, for `scale`.

`read_flat` takes a table or Parquet file of flat columns, `assembled` makes one table of such parts, `cluster_strikes`
clusters it, `cluster_of_each` says which records are of one cluster.

That does what `extract.reconcile` does with strikes where neither texts of articles nor judgements of people are at
hand.  What it leaves to the small engine: the records of one article, which are told once before they are columns, and
any two tellings of one article.
"""

from benchmarks.columns.engine import Clustered, cluster_of_each, cluster_strikes
from benchmarks.columns.flat import read_flat
from benchmarks.columns.part import assembled

__all__ = ["Clustered", "assembled", "cluster_of_each", "cluster_strikes", "read_flat"]
