"""A large result: shards that are written as a run goes on, and put in the place of the old result at its end."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from extract.base.errors import ConfigError
from extract.results.shards import ARTICLES, FAILED, RECORDS, REJECTED, ShardWriter
from extract.results.write import swap
from extract.results.write.folder import check_folder, may_be_ours, owned_names
from extract.results.write.output import Output
from extract.results.write.run_json import FORMAT, LAYOUT, PAGE

RUN, REPORT = "run.json", "report.html"


@dataclass(frozen=True, slots=True)
class Sink:
    """Takes in what is read, article by article; ``folder`` is where it stands until the result is complete."""

    folder: Path
    articles: ShardWriter
    records: ShardWriter
    rejected: ShardWriter
    failed: ShardWriter


@dataclass(frozen=True, slots=True)
class Staged:
    """Where a result is made, and where it goes."""

    here: Path
    there: Path

    @contextmanager
    def sink(self) -> Iterator[Sink]:
        """A sink for articles and records, closed when the block ends."""
        with ExitStack() as stack:
            parts = (stack.enter_context(part.writer(self.here)) for part in (ARTICLES, RECORDS, REJECTED, FAILED))
            yield Sink(self.here, *parts)

    def complete(self, report: Mapping[str, object], mishaps: Collection[str] = ()) -> None:
        """Write how the result came about and a page of what matters most, and put it in place as a whole.

        ``mishaps`` are the notices that the page leaves out, for it is the same whatever became of a run's processes.
        """
        # Only runs that end with one need what draws a page.
        from extract.results.report.selected import selected_html  # noqa: PLC0415

        told = json.dumps({"format": FORMAT, "layout": LAYOUT, PAGE: REPORT, **report}, ensure_ascii=False, indent=1)
        with (self.here / REPORT).open("w", encoding="utf-8", newline="") as page:
            page.writelines(selected_html(self.here, _without(report, mishaps), Output))
        (self.here / RUN).write_text(f"{told}\n", encoding="utf-8")
        new = {file.relative_to(self.here).as_posix() for file in self.here.rglob("*") if file.is_file()}
        stale = sorted(owned_names(self.there) - new)
        swap.put_in_place(self.here, self.there, stale=stale, ours=may_be_ours)


def _without(report: Mapping[str, object], mishaps: Collection[str]) -> Mapping[str, object]:
    notices = cast("Collection[str]", report.get("notices", ()))
    return {**report, "notices": [notice for notice in notices if notice not in mishaps]}


@contextmanager
def large_result(folder: Path) -> Iterator[Staged]:
    """A result in the making; unless it is completed, what is in the folder stays.

    Raises:
        ConfigError: the folder holds somebody else's files, or cannot be written to.
    """
    try:
        check_folder(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with swap.staging(folder) as staged:
            yield Staged(staged, folder)
    except OSError as error:
        raise ConfigError(f"cannot write to {folder}: {error.strerror or error}; give another with --out") from error
