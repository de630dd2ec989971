"""A user relies on: a model file answers without set-up, and what is missing is said in one line."""

from __future__ import annotations

import asyncio
import socket
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import openai
import pytest

from extract.ask.service.local_engine import serve
from extract.base.errors import ConfigError

LONGEST_WAIT_S = 20


def start(model_path: Path) -> None:
    with serve(model_path):
        pass


def test_the_model_answers_under_its_name_and_is_gone_afterwards(
    local_model: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("xllamacpp", reason="the embedded engine is not installed")

    async def ask(base_url: str) -> openai.types.chat.ChatCompletion:
        async with openai.AsyncOpenAI(base_url=base_url, api_key="none", max_retries=0) as sdk:
            return await sdk.chat.completions.create(
                model="any", messages=[{"role": "user", "content": "Say yes."}], max_tokens=3, temperature=0
            )

    with serve(local_model, context_tokens=512, threads=1) as base_url:
        answer = asyncio.run(ask(base_url))

    assert answer.choices[0].message.content
    assert answer.model == local_model.stem
    assert urlsplit(base_url).hostname == "127.0.0.1"
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", urlsplit(base_url).port)) != 0
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot read the model file .*missing\.gguf: No such file"):
        start(tmp_path / "missing.gguf")


def test_a_file_of_another_format_is_named(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"\x00\x01\x02\x03")

    with pytest.raises(ConfigError, match=r"model\.safetensors is no GGUF file"):
        start(tmp_path / "model.safetensors")


def test_a_damaged_model_is_named_and_the_engine_says_why(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("xllamacpp", reason="the embedded engine is not installed")
    (tmp_path / "broken.gguf").write_bytes(b"GGUF" + b"\xff" * 100)

    with pytest.raises(ConfigError, match=r"cannot load .*broken\.gguf"):
        start(tmp_path / "broken.gguf")
    # The engine writes its log from a thread of its own.
    said = capfd.readouterr().err
    for _ in range(LONGEST_WAIT_S * 10):
        if "broken.gguf" in said:
            break
        time.sleep(0.1)
        said += capfd.readouterr().err
    assert "broken.gguf" in said


def test_without_the_engine_its_installation_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    (tmp_path / "model.gguf").write_bytes(b"GGUF")

    with pytest.raises(ConfigError, match=r"pip install 'rashomon-events\[local\]'"):
        start(tmp_path / "model.gguf")
