"""A user relies on: a small model is asked what it can do wherever it runs, a large one for its own reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.local_server import StartServer
from helpers.model_server import records

from extract.ask.profile import Scale
from extract.pipeline import run_paths

TEXT = "Rebels shelled the port of Tera on Monday.\nThe mayor said it was quiet.\nRebels shelled Kale too.\n"


@pytest.mark.parametrize(
    ("model", "profile", "asked_as"),
    [
        ("openai/test", None, "large"),
        ("openai/test", "small", "small"),
        ("ollama/test", None, "small"),
        ("ollama/test", "large", "large"),
    ],
)
def test_what_a_model_is_asked_goes_by_its_provider_unless_it_is_said(
    http_server: StartServer, tmp_path: Path, model: str, profile: Scale | None, asked_as: Scale
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    server = http_server(lambda _: records())
    result = run_paths(
        [tmp_path], model=model, base_url=f"{server.url}/v1", record_mode="off", profile=profile, questions="each"
    )
    assert result.report.profile
    assert result.report.profile.name == asked_as
    bodies: list[dict[str, Any]] = [json.loads(request.body) for request in server.received]
    strikes = [body for body in bodies if "Strike" in json.dumps(body["response_format"])]
    assert len(strikes) == {"small": 2, "large": 1}[asked_as]
    assert all(("attacker_name" in json.dumps(body["response_format"])) == (asked_as == "large") for body in strikes)
