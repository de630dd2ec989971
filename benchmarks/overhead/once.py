"""One reader over a folder of articles, in a process of its own; prints as JSON what it took.

python -m benchmarks.overhead.once ours http://127.0.0.1:8080/v1 FOLDER --in-flight 16
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.peak_memory import peak_mb

if TYPE_CHECKING:
    from extract.pipeline import Progress

MODEL = "test"


@dataclass
class Taken:
    """The time of a reader until its last answer, and its memory ``read_mb``; ``whole_`` with all that came after."""

    calls: int = 0
    articles: int = 0
    records: int = 0
    failed: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    whole_seconds: float = 0.0
    whole_cpu: float = 0.0
    read_mb: int = 0
    peak_mb: int = 0
    first_s: float = 0.0


class Watch:
    """Notes when answers are in."""

    def __init__(self) -> None:
        self._started, self._cpu = time.monotonic(), time.process_time()
        self.taken = Taken()

    def progress(self, progress: Progress) -> None:
        """Some answers are in."""
        self.answered()
        if progress.done == progress.total:
            self.taken.read_mb = peak_mb()

    def answered(self) -> None:
        """An answer is in."""
        self.taken.seconds = time.monotonic() - self._started
        self.taken.cpu = time.process_time() - self._cpu
        self.taken.first_s = self.taken.first_s or self.taken.seconds

    def done(self) -> Taken:
        """Everything is done."""
        self.taken.whole_seconds = time.monotonic() - self._started
        ended = os.times()
        self.taken.whole_cpu = time.process_time() - self._cpu + ended.children_user + ended.children_system
        self.taken.peak_mb = peak_mb()
        return self.taken


def ours(given: argparse.Namespace) -> Taken:
    """This program, recording as it does unless told not to."""
    import openai.resources.chat  # noqa: F401, PLC0415 - what is imported on the first call is no cost of a call

    from extract.pipeline import Into, run_paths  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="overhead-") as scratch:
        watch = Watch()
        result = run_paths(
            [given.folder],
            model=f"openai/{MODEL}",
            base_url=given.url,
            cassettes=given.cassettes or Path(scratch),
            record_mode=given.mode,
            concurrency=given.in_flight,
            kinds=given.kinds,
            into=Into(Path(scratch, "out"), lambda _: {}),
            progress=watch.progress,
        )
        taken = watch.done()
    events, large = result.events, result.large
    taken.calls = result.report.calls
    taken.articles = large.articles if large else len(events.articles)
    taken.records = large.records if large else len(events.records)
    taken.failed = large.failed if large else len(events.failed)
    return taken


def bare(given: argparse.Namespace) -> Taken:
    """A few lines over instructor with our prompts and shapes; the prompts are made before the clock starts."""
    import instructor  # noqa: PLC0415
    from openai import AsyncOpenAI  # noqa: PLC0415
    from pydantic import BaseModel, create_model  # noqa: PLC0415

    from schemas import KINDS  # noqa: PLC0415

    shapes: dict[str, type[Any]] = {
        kind: create_model(f"{KINDS[kind].draft.__name__}s", __base__=BaseModel, records=(list[KINDS[kind].draft], ...))
        for kind in given.kinds
    }
    questions = list(_questions(given.folder, given.kinds))
    counted = {"records": 0}

    async def main() -> Taken:
        client = instructor.from_openai(
            AsyncOpenAI(base_url=given.url, api_key="none", max_retries=0, timeout=600),
            mode=instructor.Mode.JSON_SCHEMA,
        )
        limit = asyncio.Semaphore(given.in_flight)
        watch = Watch()

        async def ask(kind: str, messages: list[dict[str, str]]) -> None:
            async with limit:
                answer = await client.chat.completions.create(
                    model=MODEL, messages=messages, response_model=shapes[kind], temperature=0, max_tokens=8000
                )
            counted["records"] += len(answer.records)
            watch.answered()

        await asyncio.gather(*(ask(kind, messages) for kind, messages in questions))
        return watch.done()

    taken = asyncio.run(main())
    taken.calls, taken.articles, taken.records = len(questions), len(questions) // len(shapes), counted["records"]
    return taken


def _questions(folder: Path, kinds: Sequence[str]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    from extract.ask.prompt import load_prompt  # noqa: PLC0415
    from extract.ask.window import WHOLE_ARTICLE, windows  # noqa: PLC0415
    from extract.knowledge.language.read import read_language  # noqa: PLC0415
    from extract.load import load  # noqa: PLC0415
    from extract.page.sentences import segment  # noqa: PLC0415

    articles = [(article, segment(article)) for article in load([folder]).articles]
    for kind in kinds:
        for article, sentences in articles:
            known = read_language(article.language).triggers
            for window in windows(article, sentences, kind, size=WHOLE_ARTICLE, triggers=known):
                yield kind, load_prompt(kind).messages(window)


READERS: dict[str, Callable[[argparse.Namespace], Taken]] = {"ours": ours, "bare": bare}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what one reader took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overhead.once", description=__doc__)
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--in-flight", type=int, default=16)
    parser.add_argument("--kinds", nargs="+", default=["strike", "statement", "meeting"])
    parser.add_argument("--cassettes", type=Path, help="kept, unlike those of a run without")
    parser.add_argument("--mode", default="new_episodes", help="of recording")
    options = parser.parse_args(arguments)
    print(json.dumps(asdict(READERS[options.reader](options))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
