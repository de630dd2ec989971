"""Runs a model file on this machine: llama.cpp inside this process, spoken to over loopback like any other server."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from extract.base.errors import ConfigError

_GGUF = b"GGUF"
_ERRORS_ONLY = 1


@contextmanager
def serve(model_path: Path, *, context_tokens: int = 8192, threads: int | None = None) -> Iterator[str]:
    """Base URL of an OpenAI-compatible server for the model, up until the block ends.

    The model answers one request at a time, in the order they come, and goes by the file's stem;
    its errors go to standard error.

    Args:
        model_path: a GGUF file.
        context_tokens: longest prompt and answer together.
        threads: for computing; llama.cpp's own choice if None.

    Raises:
        ConfigError: the engine is not installed, or the file is no model that it can load.
    """
    _check(model_path)
    engine = _engine()
    params = engine.CommonParams()
    params.model.path = str(model_path)
    params.model_alias = {model_path.stem}
    params.n_ctx = context_tokens
    # With one slot, the prompt that all requests begin with is computed once.
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.verbosity = _ERRORS_ONLY
    if threads is not None:
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    try:
        server = engine.Server(params)
    except RuntimeError as error:
        raise ConfigError(
            f"llama.cpp cannot load {model_path} (its reason is above): the file is damaged, or memory too small"
        ) from error
    try:
        yield f"{server.listening_address}/v1"
    finally:
        # The engine has no other way to stop.
        del server


def _engine() -> ModuleType:
    try:
        return importlib.import_module("xllamacpp")
    except ImportError as error:
        raise ConfigError(
            "running a model file needs the embedded engine: pip install 'rashomon-events[local]'"
        ) from error


def _check(model_path: Path) -> None:
    try:
        with model_path.open("rb") as file:
            magic = file.read(len(_GGUF))
    except OSError as error:
        raise ConfigError(f"cannot read the model file {model_path}: {error.strerror}") from error
    if magic != _GGUF:
        raise ConfigError(f"{model_path} is no GGUF file: give a model in the format of llama.cpp")
