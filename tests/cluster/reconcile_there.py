"""``python reconcile_there.py RESULT``: reconciles the shards in a folder on the cluster of RAY_ADDRESS."""

from __future__ import annotations

import sys
from pathlib import Path

from extract.large import reconcile_shards
from extract.pipeline.on_ray import cluster, work_on
from extract.pipeline.reconcile_settings import load_reconcile_settings

if __name__ == "__main__":
    with cluster(2) as there:
        reconcile_shards(Path(sys.argv[1]), settings=load_reconcile_settings(), work=work_on(there))
