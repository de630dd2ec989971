"""Our engine on flat columns, as the benchmark of scale runs it: which records are one."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from benchmarks.peak_memory import peak_mb


def put_together(data: Path) -> dict[str, Any]:
    """Records, their clusters, seconds, megabytes at most, and pairs compared."""
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    from benchmarks.columns import assembled, cluster_strikes, read_flat  # noqa: PLC0415
    from extract.pipeline.reconcile_settings import load_reconcile_settings  # noqa: PLC0415

    # The default one keeps what was freed.
    pa.set_memory_pool(pa.system_memory_pool())
    started = time.perf_counter()
    settings = load_reconcile_settings()
    strikes = assembled(read_flat(data, settings), settings)
    found = cluster_strikes(strikes, settings)
    clusters = found.cluster[np.repeat(np.arange(len(strikes)), np.diff(strikes.starts))]
    return {
        "records": strikes.records,
        "clusters": clusters,
        "seconds": time.perf_counter() - started,
        "megabytes": peak_mb(),
        "pairs": found.compared,
    }
