"""Composes the stages: load → segment → read → ground → normalise → reconcile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from extract.cassette import Recording, RecordMode, find_miss, recording
from extract.client import ModelClient
from extract.errors import ConfigError, ProviderError
from extract.gazetteer import load_gazetteer
from extract.ground import ground
from extract.load import Loaded, load
from extract.local_engine import serve
from extract.models import ModelChoice, choose_model
from extract.normalise import normalise
from extract.prompt import load_prompt
from extract.reconcile import reconcile
from extract.reconcile_settings import load_reconcile_settings
from extract.segment import segment
from extract.settings import (
    DEFAULT_MODEL,
    NOT_RECORDED,
    RECORD_MODES,
    WAYS_TO_GET_A_MODEL,
    api_key,
    api_key_variable,
    default_model,
)
from extract.transport import RetryingTransport
from extract.triggers import load_triggers
from extract.types import Answer, Article, Grounded, Sentence, Window
from extract.window import SENTENCE_BY_SENTENCE, WHOLE_ARTICLE, WindowSize, windows
from schemas import KINDS, AnyRecord, ArticleInfo, EventSet, Failed, Rejected

Outcome = TypeVar("Outcome")

REASKS = 1
"""How often an answer that fails the checks is asked for again."""


class Progress(NamedTuple):
    """How far a run is: windows answered, windows in all, and what was answered last."""

    done: int
    total: int
    label: str


@dataclass(frozen=True, slots=True)
class RunReport:
    """What varies between runs of the same input.

    ``calls`` counts questions put to the model, re-asks included; ``replayed`` those answered from
    a cassette; ``retries`` what was sent again after a fault of the network or the server.
    """

    model: str
    record_mode: str
    prompts: Mapping[str, str]
    calls: int
    replayed: int
    reasks: int
    retries: int
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    skipped: tuple[str, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunResult:
    """An event set, how it came about, and the texts its offsets refer to (article id to text)."""

    events: EventSet
    report: RunReport
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Setup:
    """What a run asks, and how."""

    choice: ModelChoice
    base_url: str | None
    mode: str
    folder: Path
    concurrency: int
    size: WindowSize


@dataclass(slots=True)
class _Readings:
    """What came of asking: an answer for each window, and what the run counted on the way."""

    answers: list[Answer]
    replayed: int = 0
    retries: int = 0
    notices: tuple[str, ...] = ()


def run_paths(
    paths: Sequence[str | PathLike[str]],
    *,
    model: str | None = None,
    base_url: str | None = None,
    cassettes: Path | None = None,
    record_mode: str | None = None,
    concurrency: int | None = None,
    window: int | None = None,
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
        progress: called after each answer.

    Raises:
        ConfigError: there is no way to get answers as the run is set up.
        InputError: a path does not exist or holds no article.
        CassetteError: a recording is missing or cannot be read.
    """
    started = time.monotonic()
    loaded = load(paths)
    setup = _set_up(paths, model, base_url, cassettes, record_mode)
    setup = replace(
        setup,
        concurrency=concurrency or setup.concurrency,
        size=replace(setup.size, sentences=window) if window else setup.size,
    )
    sentences = {article.id: segment(article) for article in loaded.articles}
    asked = list(_windows(loaded.articles, sentences, setup.size))
    readings = _complete(_read(setup, asked, progress or _ignore)) if asked else _Readings([])
    events = _event_set(loaded, sentences, asked, readings.answers)
    report = _report(setup, readings, loaded, time.monotonic() - started)
    return RunResult(events, report, {article.id: article.text for article in loaded.articles})


def _set_up(
    paths: Sequence[str | PathLike[str]],
    model: str | None,
    base_url: str | None,
    cassettes: Path | None,
    record_mode: str | None,
) -> _Setup:
    named = model or default_model()
    choice = choose_model(named or DEFAULT_MODEL)
    mode = record_mode or ("new_episodes" if named else "none")
    if mode not in (*RECORD_MODES, NOT_RECORDED):
        raise ConfigError(f"record mode {mode!r} is not known: one of {', '.join((*RECORD_MODES, NOT_RECORDED))}")
    folder = _cassettes(paths, cassettes) / choice.folder
    if mode == "none" and not folder.is_dir():
        raise ConfigError(
            f"no model is named and {folder} holds no recording to replay. Name a model:\n{WAYS_TO_GET_A_MODEL}"
        )
    if mode == NOT_RECORDED and not named:
        raise ConfigError(f"without recordings a model must be named:\n{WAYS_TO_GET_A_MODEL}")
    size = SENTENCE_BY_SENTENCE if choice.provider.scale == "small" else WHOLE_ARTICLE
    return _Setup(choice, base_url or choice.provider.base_url, mode, folder, choice.provider.concurrency, size)


def _cassettes(paths: Sequence[str | PathLike[str]], given: Path | None) -> Path:
    """The folder that is given; else ``cassettes`` here; else the one beside the first input, if there is one."""
    here = Path("cassettes")
    if given is not None or here.is_dir() or not paths:
        return given or here
    beside = Path(paths[0]).resolve().parent / "cassettes"
    return beside if beside.is_dir() else here


def _windows(
    articles: Sequence[Article], sentences: Mapping[str, Sequence[Sentence]], size: WindowSize
) -> Iterator[Window]:
    """All windows, kind by kind: calls that follow each other share their prompt, which servers then keep."""
    triggers = load_triggers()
    for kind in KINDS:
        for article in articles:
            known = triggers.get(article.language or "", {})
            yield from windows(article, sentences[article.id], kind, size=size, triggers=known)


def _complete(reading: Awaitable[Outcome]) -> Outcome:
    """Run to the end, in a thread of its own where this one already runs an event loop (a notebook)."""

    async def main() -> Outcome:
        return await reading

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(main())
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, main()).result()


async def _read(setup: _Setup, asked: Sequence[Window], progress: Callable[[Progress], None]) -> _Readings:
    transport = RetryingTransport()
    with ExitStack() as stack:
        base_url = _server(setup, stack)
        recorded = None
        if setup.mode != NOT_RECORDED:
            mode = cast("RecordMode", setup.mode)
            recorded = stack.enter_context(recording(setup.folder, setup.choice.folder, mode=mode))
        client = ModelClient(setup.choice.name, base_url=base_url, api_key=_key(setup), transport=transport)
        try:
            answers = await _ask_all(asked, partial(_ask, client, recorded), setup.concurrency, progress)
        finally:
            await client.close()
    return _Readings(
        answers,
        replayed=recorded.replayed if recorded else 0,
        retries=transport.retries,
        notices=tuple(recorded.notices) if recorded else (),
    )


def _server(setup: _Setup, stack: ExitStack) -> str | None:
    """Where the model is asked; starts the embedded engine where it is needed."""
    if setup.mode == "none":
        # Nothing is sent in a replay, but the SDK wants an address.
        return "http://replay.invalid/v1"
    if setup.choice.file is not None and setup.base_url is None:
        return stack.enter_context(serve(setup.choice.file))
    return setup.base_url


def _key(setup: _Setup) -> str:
    key = api_key(setup.choice.provider_name)
    if key is None and setup.choice.provider.needs_key and setup.base_url is None and setup.mode != "none":
        variable = api_key_variable(setup.choice.provider_name)
        raise ConfigError(f"{setup.choice.provider_name} wants a key: export {variable}=...")
    return key or "none"


async def _ask_all(
    asked: Sequence[Window],
    ask: Callable[[Window], Awaitable[Answer]],
    concurrency: int,
    progress: Callable[[Progress], None],
) -> list[Answer]:
    """An answer for each window, in their order, at most ``concurrency`` calls in flight; the first error ends all."""
    waiting = iter(enumerate(asked))
    answers: dict[int, Answer] = {}

    async def work() -> None:
        for position, window in waiting:
            answers[position] = await ask(window)
            progress(Progress(len(answers), len(asked), f"{window.kind}s in {window.article.id}"))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(concurrency, len(asked))):
                group.create_task(work())
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [answers[position] for position in range(len(asked))]


async def _ask(client: ModelClient, recorded: Recording | None, window: Window) -> Answer:
    prompt = load_prompt(window.kind)
    first, last = window.numbers
    label = f"{prompt.version}, sentences {first}-{last}"
    filed = recorded.article(window.article.id, label=label, order=first) if recorded else nullcontext()
    try:
        with filed:
            return await client.ask(
                prompt.messages(window),
                kind=window.kind,
                check=partial(ground, window),
                most_records=min(60, 4 * len(window.targets)),
                max_tokens=min(8000, 400 + 200 * len(window.targets)),
                reasks=REASKS,
            )
    except (ProviderError, ConfigError) as error:
        if missing := find_miss(error):
            raise missing from None
        if isinstance(error, ConfigError):
            raise
        return Answer(error=str(error))


def _event_set(
    loaded: Loaded, sentences: Mapping[str, Sequence[Sentence]], asked: Sequence[Window], answers: Sequence[Answer]
) -> EventSet:
    knowledge = load_gazetteer()
    grounded: dict[str, list[Grounded]] = {article.id: [] for article in loaded.articles}
    for window, answer in zip(asked, answers, strict=True):
        grounded[window.article.id] += answer.grounded
    records: list[AnyRecord] = []
    for article in loaded.articles:
        records += normalise(article, sentences[article.id], grounded[article.id], knowledge=knowledge)
    articles = tuple(_info(article) for article in loaded.articles)
    texts = {article.id: article.text for article in loaded.articles}
    reconciled = reconcile(articles, records, texts, settings=load_reconcile_settings())
    return EventSet(
        articles=articles,
        records=tuple(records),
        events=reconciled.events,
        unsure=reconciled.unsure,
        rejected=tuple(_rejected(asked, answers)),
        failed=(*loaded.failed, *_failed(asked, answers)),
    )


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


def _report(setup: _Setup, readings: _Readings, loaded: Loaded, seconds: float) -> RunReport:
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
