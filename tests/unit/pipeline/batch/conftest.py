"""What tests of batches share: four articles, keys, and no time that passes."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.batch_runs import ARTICLES, KEY, patch_pauses

from extract.base.settings import MODEL_VARIABLE


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    patch_pauses(monkeypatch)
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"a{number}.txt").write_text(f"Rebels shelled the port of Tera{number} on Monday.\n")


@pytest.fixture(params=["openai", "anthropic"])
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)
