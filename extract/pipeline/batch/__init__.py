"""Runs whose questions are sent as batches: drawn up in one run, fetched into the cassettes by a later one."""

from extract.pipeline.batch.job import Job
from extract.pipeline.batch.postponing import PostponingTransport, WaitingTransport

__all__ = ["Job", "PostponingTransport", "WaitingTransport"]
