"""Composes the stages: load → segment → read → ground → normalise → reconcile."""

from extract.base.types import Progress
from extract.pipeline.changes import Changes, changes_json
from extract.pipeline.decisions import Decided, decide_again
from extract.pipeline.large import Into
from extract.pipeline.plan import RunPlan
from extract.pipeline.preview import Preview, Previewed, preview
from extract.pipeline.report import LargeResult, RunReport, RunResult, Waiting
from extract.pipeline.run import run_paths

__all__ = [
    "Changes",
    "Decided",
    "Into",
    "LargeResult",
    "Preview",
    "Previewed",
    "Progress",
    "RunPlan",
    "RunReport",
    "RunResult",
    "Waiting",
    "changes_json",
    "decide_again",
    "preview",
    "run_paths",
]
