"""Many processes or machines at work on one run, by Ray: the only package that imports it."""

from extract.pipeline.on_ray.cluster import Cluster, cluster
from extract.pipeline.on_ray.reading import Job, gather_on, there
from extract.pipeline.on_ray.work import work_on

__all__ = ["Cluster", "Job", "cluster", "gather_on", "there", "work_on"]
