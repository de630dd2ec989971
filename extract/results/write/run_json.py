"""``run.json``: how the results came about, all of which may differ between runs of the same input."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extract.results.write.output import Output

FORMAT = "rashomon.run/1"
LAYOUT = "shards"
"""What ``layout`` says in the report of a result in shards."""

PAGE = "page"
"""Where the report of a result in shards names the page that was written with it."""


def run_json(output: Output) -> Iterator[str]:
    """The report of the run as indented JSON, its format first."""
    yield json.dumps({"format": FORMAT, **output.report}, ensure_ascii=False, indent=1) + "\n"
