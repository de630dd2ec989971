"""Pieces of work on a Ray cluster, for the passes of `extract.partitioned`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from extract.partitioned import Work
from extract.pipeline.on_ray.cluster import Cluster

AHEAD = 3
"""Pieces that are handed out for each worker before the first outcome is asked for."""


def work_on(cluster: Cluster) -> Work:
    """Work on a cluster whose machines all see the folder of the result."""
    task = cluster.ray.remote(_apply)

    def work(function: Callable[[Any], Any], pieces: Iterable[Any], /) -> Iterator[Any]:
        shared = cluster.ray.put(function)
        waiting: deque[Any] = deque()
        for piece in pieces:
            waiting.append(task.remote(shared, piece))
            if len(waiting) >= AHEAD * cluster.workers:
                yield cluster.ray.get(waiting.popleft())
        while waiting:
            yield cluster.ray.get(waiting.popleft())

    return work


def _apply(function: Callable[[Any], Any], piece: Any) -> Any:  # noqa: ANN401 (whatever the pass works on)
    return function(piece)
