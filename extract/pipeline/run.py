"""One run from paths to an event set."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path

from extract.load import Loaded, load
from extract.normalise import normalise
from extract.pipeline.reading import Readings, read
from extract.pipeline.report import Progress, RunReport, RunResult
from extract.pipeline.setup import Setup, set_up
from extract.prompt import load_prompt
from extract.reconcile import reconcile
from extract.reconcile_settings import load_reconcile_settings
from extract.second_look import look_again
from extract.segment import segment
from extract.tables import load_knowledge
from extract.triggers import load_triggers
from extract.types import Answer, Article, Grounded, Joined, Sentence, Window
from extract.window import WindowSize, windows
from schemas import KINDS, AnyRecord, ArticleInfo, EventSet, Failed, Rejected


def run_paths(
    paths: Sequence[str | PathLike[str]],
    *,
    model: str | None = None,
    base_url: str | None = None,
    cassettes: Path | None = None,
    record_mode: str | None = None,
    concurrency: int | None = None,
    window: int | None = None,
    kinds: Collection[str] = frozenset(KINDS),
    progress: Callable[[Progress], None] | None = None,
) -> RunResult:
    """The canonical event set of the articles at the paths, and how the run went.

    Args:
        paths: text files and folders of them; their order does not matter.
        model: ``PROVIDER/NAME``; None for the one that the environment names, else for a replay of
            the project's default model.
        base_url: of an OpenAI-compatible server.
        cassettes: folder of recordings; None for ``cassettes`` here, else beside the first path.
        record_mode: vcrpy's words, or "off"; None for new_episodes with a model, else none.
        concurrency: calls in flight; None for the provider's default.
        window: sentences a call asks about; None for the model's default.
        kinds: of record to ask for; unless it is said, all.
        progress: called after each answer.

    Raises:
        ConfigError: there is no way to get answers as the run is set up.
        InputError: a path does not exist or holds no article.
        CassetteError: a recording is missing or cannot be read.
    """
    started = time.monotonic()
    loaded = load(paths)
    setup = set_up(paths, model, base_url, cassettes, record_mode)
    setup = replace(
        setup,
        concurrency=concurrency or setup.concurrency,
        size=replace(setup.size, sentences=window) if window else setup.size,
    )
    sentences = {article.id: segment(article) for article in loaded.articles}
    asked = [window for window in _windows(loaded.articles, sentences, setup.size) if window.kind in kinds]
    readings = read(setup, asked, progress or _ignore)
    answers = [look_again(window, answer) for window, answer in zip(asked, readings.answers, strict=True)]
    events, joined = _event_set(loaded, sentences, asked, answers)
    report = _report(setup, readings, loaded, time.monotonic() - started)
    return RunResult(events, report, {article.id: article.text for article in loaded.articles}, joined)


def _windows(
    articles: Sequence[Article], sentences: Mapping[str, Sequence[Sentence]], size: WindowSize
) -> Iterator[Window]:
    """All windows, kind by kind: calls that follow each other share their prompt, which servers then keep."""
    triggers = load_triggers()
    for kind in KINDS:
        for article in articles:
            known = triggers.get(article.language or "", {})
            yield from windows(article, sentences[article.id], kind, size=size, triggers=known)


def _event_set(
    loaded: Loaded, sentences: Mapping[str, Sequence[Sentence]], asked: Sequence[Window], answers: Sequence[Answer]
) -> tuple[EventSet, tuple[Joined, ...]]:
    knowledge = load_knowledge()
    grounded: dict[str, list[Grounded]] = {article.id: [] for article in loaded.articles}
    for window, answer in zip(asked, answers, strict=True):
        grounded[window.article.id] += answer.grounded
    records: list[AnyRecord] = []
    for article in loaded.articles:
        records += normalise(article, sentences[article.id], grounded[article.id], knowledge=knowledge)
    articles = tuple(_info(article) for article in loaded.articles)
    texts = {article.id: article.text for article in loaded.articles}
    reconciled = reconcile(articles, records, texts, settings=load_reconcile_settings())
    events = EventSet(
        articles=articles,
        records=tuple(records),
        events=reconciled.events,
        unsure=reconciled.unsure,
        rejected=tuple(_rejected(asked, answers)),
        failed=(*loaded.failed, *_failed(asked, answers)),
    )
    return events, tuple(Joined(one.left, one.right, one.reasons) for one in reconciled.decisions if one.joined)


def _info(article: Article) -> ArticleInfo:
    return ArticleInfo(
        id=article.id,
        path=article.path,
        sha256=article.sha256,
        title=article.title,
        outlet=article.outlet,
        published=article.published.isoformat() if article.published else None,
        language=article.language,
    )


def _rejected(asked: Sequence[Window], answers: Sequence[Answer]) -> Iterator[Rejected]:
    for window, answer in zip(asked, answers, strict=True):
        for draft, reason in answer.rejected:
            yield Rejected(article_id=window.article.id, kind=window.kind, reason=reason, draft=dict(draft))


def _failed(asked: Sequence[Window], answers: Sequence[Answer]) -> Iterator[Failed]:
    for window, answer in zip(asked, answers, strict=True):
        if answer.error is not None:
            yield Failed(article_id=window.article.id, kind=window.kind, window=window.numbers, error=answer.error)


def _report(setup: Setup, readings: Readings, loaded: Loaded, seconds: float) -> RunReport:
    calls = sum(answer.attempts for answer in readings.answers)
    return RunReport(
        model=f"{setup.choice.provider_name}/{setup.choice.name}",
        record_mode=setup.mode,
        prompts={kind: load_prompt(kind).version for kind in KINDS},
        calls=calls,
        replayed=readings.replayed,
        reasks=calls - len(readings.answers),
        retries=readings.retries,
        prompt_tokens=sum(answer.prompt_tokens for answer in readings.answers),
        completion_tokens=sum(answer.completion_tokens for answer in readings.answers),
        seconds=round(seconds, 3),
        skipped=loaded.skipped,
        notices=readings.notices,
    )


def _ignore(_: Progress) -> None:
    """No progress is shown."""
