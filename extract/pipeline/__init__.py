"""Composes the stages: load → segment → read → ground → normalise → reconcile."""

from extract.pipeline.changes import Changes, changes_json
from extract.pipeline.report import Progress, RunReport, RunResult
from extract.pipeline.run import run_paths

__all__ = ["Changes", "Progress", "RunReport", "RunResult", "changes_json", "run_paths"]
