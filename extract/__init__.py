"""Many news articles in, one canonical event set out.

`run` is the door: it reads the articles at the given paths and gives back an `schemas.EventSet`.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import (
    CassetteError,
    CassetteMiss,
    ConfigError,
    ExtractError,
    InputError,
    InvariantError,
    ProviderError,
)

if TYPE_CHECKING:
    from schemas import EventSet

__all__ = [
    "CassetteError",
    "CassetteMiss",
    "ConfigError",
    "ExtractError",
    "InputError",
    "InvariantError",
    "ProviderError",
    "run",
]


def run(
    paths: Sequence[str | PathLike[str]],
    *,
    model: str | None = None,
    base_url: str | None = None,
    cassettes: Path | None = None,
    record_mode: str | None = None,
    concurrency: int | None = None,
    window: int | None = None,
) -> EventSet:
    """The canonical event set of the articles at the paths.

    Args:
        paths: text files and folders of them; their order does not matter.
        model: ``PROVIDER/NAME``; None for the one in ``EXTRACT_MODEL``, else to replay what is recorded.
        base_url: an OpenAI-compatible server to ask it at.
        cassettes: folder of recordings; None for ``cassettes`` here, else beside the first path.
        record_mode: none, once, new_episodes or all, as vcrpy has them, or off.
        concurrency: calls in flight; None for the provider's default.
        window: sentences a call asks about; None for the model's default.

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
        concurrency=concurrency,
        window=window,
    ).events
