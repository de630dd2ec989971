from __future__ import annotations

import pytest

from extract.base import settings


def test_the_environment_can_name_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACT_MODEL", " ollama/any ")
    assert settings.default_model() == "ollama/any"


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_variable_names_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("EXTRACT_MODEL", value)
    monkeypatch.setenv("OPENAI_API_KEY", value)
    assert settings.default_model() is None
    assert settings.api_key("openai") is None


def test_a_key_is_found_under_its_providers_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "one")
    monkeypatch.setenv("OPEN_ROUTER_API_KEY", "two")
    assert (settings.api_key("openai"), settings.api_key("open-router")) == ("one", "two")


def test_there_are_three_ways_to_get_a_model() -> None:
    assert all(way in settings.WAYS_TO_GET_A_MODEL for way in ("gguf/", "ollama/", "openai/", "[local]", "API_KEY"))
