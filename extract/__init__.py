"""Many news articles in, one canonical event set out.

`run` is the door, `run_async` the same for an event loop: they read the articles at the given paths
and give back an `schemas.EventSet`.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial, wraps
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar

from extract.base.errors import (
    CassetteError,
    CassetteMiss,
    ConfigError,
    ExtractError,
    InputError,
    InvariantError,
    ProviderError,
)
from extract.base.settings import Batching, Limits

if TYPE_CHECKING:
    from schemas import EventSet

__all__ = [
    "CassetteError",
    "CassetteMiss",
    "ConfigError",
    "ExtractError",
    "InputError",
    "InvariantError",
    "Limits",
    "ProviderError",
    "run",
    "run_async",
]

Parameters = ParamSpec("Parameters")
Outcome = TypeVar("Outcome")


def run(
    paths: Sequence[str | PathLike[str]],
    *,
    model: str | None = None,
    base_url: str | None = None,
    cassettes: Path | None = None,
    record_mode: str | None = None,
    kinds: Sequence[str] | None = None,
    concurrency: int | None = None,
    window: int | None = None,
    profile: Literal["small", "large"] | None = None,
    questions: Literal["one", "each"] | None = None,
    timeout: float | None = None,
    judgements: Path | None = None,
    add_to: Path | None = None,
    tables: Sequence[str | PathLike[str]] = (),
    settle: int | None = None,
    columns: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    batch: bool = False,
) -> EventSet:
    """The canonical event set of the articles at the paths.

    Args:
        paths: files, folders and patterns of them, or ``-`` for standard input; their order does not matter.
        model: ``PROVIDER/NAME``; None for the one in ``EXTRACT_MODEL``, else to replay what is recorded.
        base_url: an OpenAI-compatible server to ask it at.
        cassettes: folder of recordings; None for ``cassettes`` here, else beside the first path.
        record_mode: none, once, new_episodes or all, as vcrpy has them, or off.
        kinds: what to ask for; None for all, of which a replay asks for those that anything is recorded of.
        concurrency: calls in flight; None for the provider's default.
        window: sentences a call asks about; None for the model's default.
        profile: what the model is asked, as of "small" or "large" ones; None for its provider's default.
        questions: "one" for all kinds, or one for "each"; None for one where the model is large.
        timeout: seconds for one attempt to get an answer; None for 600.
        judgements: file of what people judged; None for what ``add_to`` was judged by, if anything.
        add_to: an earlier run's folder or ``events.json``; what it read is not read again, and no paths are needed.
        tables: files and folders of what you know (docs/tables.md); they come before the built-in tables.
        settle: how many pairs that stay unsure the model is asked about at most, the likeliest first; None for none.
        batch: send what is not recorded as batches, for half the price, and wait for the answers, a day at most.
        columns: names of fields of tables and JSON files by what they hold, where those are not known
            (``{"text": "body"}``).
        limits: on calls, cost in US dollars, and pace; what was not asked because of them is in ``failed``.

    Raises:
        ExtractError: one of its kinds, with one clear line on what is wrong.
    """
    # Imported here: `python -m extract --help` and `import extract` must not wait for the SDKs.
    from extract.pipeline import run_paths  # noqa: PLC0415

    return run_paths(
        paths,
        model=model,
        base_url=base_url,
        cassettes=cassettes,
        record_mode=record_mode,
        kinds=kinds,
        concurrency=concurrency,
        window=window,
        profile=profile,
        questions=questions,
        timeout=timeout,
        judgements=judgements,
        add_to=add_to,
        tables=tables,
        settle=settle,
        columns=columns,
        limits=limits or Limits(),
        batch=Batching(wait=True) if batch else None,
    ).events


def _in_thread(function: Callable[Parameters, Outcome]) -> Callable[Parameters, Coroutine[Any, Any, Outcome]]:
    @wraps(function)
    async def waiting(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Outcome:
        from extract.pipeline.cancellation import in_thread  # noqa: PLC0415

        return await in_thread(partial(function, *args, **kwargs))

    return waiting


run_async = _in_thread(run)
"""As `run`, while the event loop goes on; takes the same arguments and raises the same errors.

Several can run at once. If the task is cancelled, no further question is asked, and the answers so far are kept in
the cassettes.
"""
