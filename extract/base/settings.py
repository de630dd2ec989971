"""The only reader of the environment, what a user may set, and the defaults that a flag or a variable replaces."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from threading import RLock
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

DEFAULT_MODEL = "gguf/qwen2.5-coder-1.5b-instruct-q4_k_m"
"""Whose recorded answers are replayed where no model is named."""

MODEL_VARIABLE = "EXTRACT_MODEL"

RECORD_MODES = ("none", "once", "new_episodes", "all")
"""When an answer is recorded, in vcrpy's words: never (replay), articles without a recording, what is missing, all."""

NOT_RECORDED = "off"
"""The record mode of a run that neither replays nor stores anything."""

LARGE = 5_000
"""Articles above which a run streams: its result is a folder of shards instead of ``events.json``."""

WAYS_TO_GET_A_MODEL = f"""\
  a local file     pip install 'rashomon-events[local]'
                   --model gguf/PATH/TO/MODEL.gguf      (runs in this process: no server, no key, no cost)
  Ollama           ollama pull NAME
                   --model ollama/NAME                  (or any OpenAI-compatible server: add --base-url URL)
  a hosted model   export OPENAI_API_KEY=...
                   --model openai/NAME
                   pip install 'rashomon-events[anthropic]'; export ANTHROPIC_API_KEY=...
                   --model anthropic/NAME
Instead of --model, {MODEL_VARIABLE} can name it.  What a model answered is kept in cassettes/ and replayed later
without any model."""

_FOR_CHILDREN = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "LANG", "LC_ALL", "LC_CTYPE")

_ENVIRONMENT = RLock()
"""Held while keys are out of the environment."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that the user sets for a run; None for no limit. Cost is in US dollars."""

    max_calls: int | None = None
    max_cost: Decimal | None = None
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None


@dataclass(frozen=True, slots=True)
class Batching:
    """How a run sends its questions as batches: ``wait`` for the answers; ``finish`` what no batch settled at once."""

    wait: bool = False
    finish: bool = False


def columns() -> int | None:
    """How wide lines may be, in a file or a pipe too, where the environment says so (COLUMNS); else None."""
    told = os.environ.get("COLUMNS", "")
    return int(told) if told.isdecimal() and int(told) > 0 else None


def default_model() -> str | None:
    """The model that the environment names; None if it names none."""
    return _variable(MODEL_VARIABLE)


def api_key_variable(provider: str) -> str:
    """The environment variable that holds a provider's key."""
    return f"{provider.upper().replace('-', '_')}_API_KEY"


def api_key(provider: str) -> str | None:
    """A provider's key; None where its variable is empty or not set."""
    return _variable(api_key_variable(provider))


def ray_address() -> str | None:
    """Where RAY_ADDRESS, Ray's own variable, has its cluster; None where it names none."""
    return _variable("RAY_ADDRESS")


def _variable(name: str) -> str | None:
    with _ENVIRONMENT:
        return os.environ.get(name, "").strip() or None


def report_no_usage() -> None:
    """Have Ray, before it is imported, tell nobody that it is used, unless the user has said otherwise."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")


def child_environment() -> dict[str, str]:
    """The environment of a process that reads hostile files: no key, and always the same order of sets."""
    kept = {name: os.environ[name] for name in _FOR_CHILDREN if name in os.environ}
    return {**kept, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}


@contextmanager
def as_for_children() -> Iterator[None]:
    """In the block the environment is that of `child_environment`, for a library that starts processes with its own."""
    with _ENVIRONMENT:
        before = dict(os.environ)
        _replace_environment(child_environment())
        try:
            yield
        finally:
            _replace_environment(before)


def _replace_environment(variables: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)


def proxy_for(url: str) -> str | None:
    """The proxy that HTTPS_PROXY, HTTP_PROXY or ALL_PROXY names for a URL; None for this machine and NO_PROXY."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in {"localhost", "::1"} or host.startswith("127.") or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    named = getproxies()
    proxy = named.get(parts.scheme) or named.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"
