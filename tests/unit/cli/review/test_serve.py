"""The served page: what it answers whom, and what stands in the file afterwards."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.reports import story_output

from extract.base.errors import InputError
from extract.cli.review.serve import page_server
from extract.judgements import read_judgements
from extract.results.write.folder import write_folder

LINE = {
    "judgement": "reject",
    "record": {"article": "a" * 64, "kind": "strike", "spans": [{"start": 1, "end": 9}]},
    "who": "A. Reader",
    "when": "2026-11-21",
    "why": "not said",
}


class Served:
    """A server that answers, and the file it writes to."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "judgements.jsonl"
        self.server = page_server(folder, self.file)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=5)
        origin = {"Origin": f"http://{self.server.host}", "Content-Type": "application/json"} if body else {}
        sent = json.dumps(body) if body else None
        connection.request(method, path, sent, {**origin, **{k.replace("_", "-"): v for k, v in headers.items()}})
        answer = connection.getresponse()
        told = answer.status, answer.read().decode()
        connection.close()
        return told

    def write(self, *, add: tuple[object, ...] = (), remove: tuple[object, ...] = (), **headers: str) -> int:
        body = {"add": [json.dumps(one) for one in add], "remove": [json.dumps(one) for one in remove]}
        return self.ask("POST", f"/{self.server.token}/judgements", body, **headers)[0]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    write_folder(story_output(), tmp_path)
    one = Served(tmp_path)
    yield one
    one.server.shutdown()
    one.server.server_close()


def test_the_page_holds_what_stands_in_the_file(served: Served) -> None:
    served.file.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    status, page = served.ask("GET", f"/{served.server.token}/")
    assert status == 200
    assert '<script type="application/json" id="file">[{"who":"A. Reader"' in page
    assert "connect-src 'self'" in page


def test_what_is_said_is_in_the_file_and_what_is_taken_back_is_not(served: Served) -> None:
    other = {**LINE, "who": "B. Reader"}
    assert served.write(add=(LINE, other)) == 200
    assert [line.judgement.who for line in read_judgements(served.file)] == ["A. Reader", "B. Reader"]
    assert served.write(remove=(LINE,)) == 200
    assert [line.judgement.who for line in read_judgements(served.file)] == ["B. Reader"]


def test_nobody_else_is_answered(served: Served) -> None:
    assert served.ask("GET", "/")[0] == 404
    assert served.ask("GET", "/guess/")[0] == 404
    assert served.ask("GET", f"/{served.server.token}/", Host="evil.example")[0] == 404
    assert served.write(add=(LINE,), Origin="http://evil.example") == 403
    assert served.write(add=(LINE,), Content_Type="text/plain") == 403
    assert served.write(add=({"judgement": "maybe"},)) == 400
    assert not served.file.exists()


def test_a_folder_without_a_page_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        page_server(tmp_path, tmp_path / "judgements.jsonl")
