"""Pieces of work on a Ray cluster, for the passes of `extract.large`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from extract.large import Work, handed_out
from extract.pipeline.on_ray.cluster import Cluster


def work_on(cluster: Cluster) -> Work:
    """Work on a cluster whose machines all see the folder of the result."""
    task = cluster.ray.remote(_apply)

    def work(function: Callable[[Any], Any], pieces: Iterable[Any], /) -> Iterator[Any]:
        shared = cluster.ray.put(function)
        return handed_out(pieces, partial(task.remote, shared), cluster.ray.get, workers=cluster.workers)

    return work


def _apply(function: Callable[[Any], Any], piece: Any) -> Any:  # noqa: ANN401 (whatever the pass works on)
    return function(piece)
