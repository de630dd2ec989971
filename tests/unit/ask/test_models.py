"""A user relies on: PROVIDER/NAME is understood or refused with its forms, and no path gets into a recording."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.ask.service.models import PROVIDERS, choose_model
from extract.base.errors import ConfigError


def test_a_hosted_model_is_asked_for_whole_articles_with_a_key() -> None:
    choice = choose_model("openai/gpt-5-mini")
    assert (choice.provider_name, choice.name, choice.folder, choice.file) == (
        "openai",
        "gpt-5-mini",
        "gpt-5-mini",
        None,
    )
    assert (choice.provider.scale, choice.provider.needs_key, choice.provider.base_url) == ("large", True, None)


def test_a_local_server_is_known_by_its_address_and_needs_no_key() -> None:
    choice = choose_model("ollama/qwen2.5:7b")
    assert choice.name == "qwen2.5:7b"
    assert (choice.provider.scale, choice.provider.needs_key) == ("small", False)
    assert choice.provider.base_url == "http://127.0.0.1:11434/v1"


@pytest.mark.parametrize(
    ("spec", "file", "name"),
    [
        ("gguf//home/someone/models/small.gguf", "/home/someone/models/small.gguf", "small"),
        ("gguf/models/small.Q4.gguf", "models/small.Q4.gguf", "small.Q4"),
        ("gguf/../small.gguf", "../small.gguf", "small"),
        ("gguf/small", "small", "small"),
    ],
)
def test_a_model_file_goes_by_its_name_and_not_by_its_path(spec: str, file: str, name: str) -> None:
    choice = choose_model(spec)
    assert (choice.file, choice.name, choice.folder) == (Path(file), name, name)


@pytest.mark.parametrize(
    "name",
    ["org/model", "../../etc/passwd", "..", "a\\b", "C:\\models\\m", "./m", "~/m", "a:b", "x\u0000y", "/", ".", "…"],
)
def test_a_folder_name_never_holds_a_part_of_a_path(name: str) -> None:
    try:
        folder = choose_model(f"openai/{name}").folder
    except ConfigError:
        return
    assert folder
    assert Path(folder).name == folder
    assert not set(folder) & set("\\:/\0~")
    assert not folder.startswith(".")


@pytest.mark.parametrize("spec", ["", "gpt-5", "openai", "openai/", "nobody/gpt-5", "/openai/gpt-5", "gguf/", "gguf//"])
def test_another_form_is_refused_with_the_forms_there_are(spec: str) -> None:
    with pytest.raises(ConfigError) as caught:
        choose_model(spec)
    message = str(caught.value)
    assert repr(spec) in message
    assert all(f"{provider}/" in message for provider in PROVIDERS)
    assert "--base-url" in message
