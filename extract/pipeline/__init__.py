"""Composes the stages: load → segment → read → ground → normalise → reconcile."""

from extract.pipeline.report import Progress, RunReport, RunResult
from extract.pipeline.run import run_paths

__all__ = ["Progress", "RunReport", "RunResult", "run_paths"]
