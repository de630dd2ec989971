"""A Ray cluster: the one that runs already, else one of this machine, for as long as it is needed."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from extract.base.errors import ConfigError
from extract.base.settings import ray_address, report_no_usage

REACHED_WITHIN_S = 10.0
"""A cluster in reach answers within a second."""

INSTALL = "pip install 'rashomon-events[ray]'"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Ray, how many workers may be at work at once, and the CPUs there are for them."""

    ray: Any
    workers: int
    cpus: int

    def cpus_each(self, workers: int) -> float:
        """The share of a CPU that each of so many workers asks of Ray, so that all are let in: they mostly wait."""
        return 1 if workers <= self.cpus else self.cpus / (2 * workers)


@contextmanager
def cluster(workers: int | None) -> Iterator[Cluster]:
    """A cluster: that of ``RAY_ADDRESS``, else one that runs on this machine, else one that is started and ended here.

    Args:
        workers: At work at once; None for one for each CPU of the cluster.

    Raises:
        ConfigError: Ray is not installed, or the cluster cannot be reached.
    """
    report_no_usage()
    try:
        import ray  # noqa: PLC0415 (an extra, and it takes seconds)
        import ray.data  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(f"--engine ray needs Ray ({error.name} is not installed): {INSTALL}") from error
    ours = not ray.is_initialized()
    if ours:
        if address := ray_address():
            _reach(address)
        _connect(ray)
    try:
        cpus = max(1, int(ray.cluster_resources().get("CPU", 1)))
        yield Cluster(ray, workers or cpus, cpus)
    finally:
        if ours:
            ray.shutdown()


def _reach(address: str) -> None:
    """Return if something listens there: Ray itself would try for minutes."""
    host, _, port = address.rpartition("//")[-1].rpartition(":")
    if not port.isdecimal():
        return
    try:
        socket.create_connection((host, int(port)), timeout=REACHED_WITHIN_S).close()
    except OSError as error:
        raise ConfigError(
            f"no Ray cluster answers at {address} (RAY_ADDRESS): {error.strerror or error}; start one with `ray start "
            "--head`, or unset it for one of this machine"
        ) from error


def _connect(ray: Any) -> None:  # noqa: ANN401 (a module that is not always there)
    try:
        ray.init(log_to_driver=False, include_dashboard=False, logging_level=logging.ERROR)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ConfigError(f"cannot start or reach a Ray cluster (RAY_ADDRESS names one): {said}") from error
