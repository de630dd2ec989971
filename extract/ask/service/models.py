"""Understands ``PROVIDER/NAME``: where a model is asked, how much at a time, and where its answers are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extract.ask.profile import Scale
from extract.ask.service.dialect import Dialect
from extract.base.errors import ConfigError

Api = Literal["chat", "messages"]
"""The protocol a provider speaks: OpenAI's chat completions, or Anthropic's messages."""

ENDPOINTS: dict[Api, str] = {"chat": "chat/completions", "messages": "messages"}
"""Where a question is sent, by protocol: the last of the path."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a server is spoken to; ``settled`` where it is known to take the dialect, or answered to it before."""

    api: Api
    dialect: Dialect
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """How the models of one provider are reached; ``base_url`` None leaves it to the SDK.

    ``local`` models run on machines of the user's and cost nothing; ``cuts_prompts`` says that it
    shortens what does not fit its context without a word.
    """

    scale: Scale
    concurrency: int
    manner: Manner
    base_url: str | None = None
    needs_key: bool = False
    local: bool = False
    cuts_prompts: bool = False


_SCHEMA = Dialect("json_schema")

PROVIDERS = {
    # llama.cpp and Ollama make a grammar of any schema: generation cannot leave it.
    "gguf": Provider("small", concurrency=1, manner=Manner("chat", _SCHEMA, settled=True), local=True),
    "ollama": Provider(
        "small",
        concurrency=1,
        manner=Manner("chat", _SCHEMA),
        base_url="http://127.0.0.1:11434/v1",
        local=True,
        cuts_prompts=True,
    ),
    "openai": Provider(
        "large",
        concurrency=8,
        manner=Manner("chat", Dialect("strict json_schema", "max_completion_tokens")),
        needs_key=True,
    ),
    "anthropic": Provider(
        "large", concurrency=8, manner=Manner("messages", Dialect("json_schema", temperature=False)), needs_key=True
    ),
}


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model by provider and name; ``file`` is the model itself where it runs in this process."""

    provider_name: str
    name: str
    provider: Provider
    file: Path | None = None

    @property
    def folder(self) -> str:
        """Name of the folder its answers are recorded in: never a path of this machine."""
        return re.sub(r"[^\w.+-]+", "-", self.name).strip("-.")


def choose_model(spec: str) -> ModelChoice:
    """The model that ``PROVIDER/NAME`` names.

    Raises:
        ConfigError: it is not of that form, or the provider is not known.
    """
    provider_name, _, name = spec.partition("/")
    file = Path(name) if provider_name == "gguf" and name else None
    if file is not None:
        name = file.name.removesuffix(".gguf")
    if provider_name in PROVIDERS:
        choice = ModelChoice(provider_name, name, PROVIDERS[provider_name], file)
        if choice.folder:
            return choice
    known = ", ".join(f"{provider}/…" for provider in PROVIDERS)
    raise ConfigError(
        f"model {spec!r} is not known: write one of {known} (for another OpenAI-compatible server: "
        "openai/NAME with --base-url URL)"
    )
