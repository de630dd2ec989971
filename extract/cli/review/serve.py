"""The page on loopback: judged in a browser, written to the file as it is said, seen by nobody else."""

from __future__ import annotations

import json
import secrets
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from rich.console import Console

from extract.base.errors import ConfigError, InputError
from extract.judgements import append_line, parse_judgement, read_judgements, remove_line
from extract.results.report import served_page

LOOPBACK = "127.0.0.1"

LARGEST_BODY = 4_000_000
"""Bytes of one request: what one press of a button says is a few thousand."""

REPORT = "report.html"


def serve(out: Path, judgements: Path, *, opens: Callable[[str], object] = webbrowser.open) -> None:
    """Serve a result's page until the person interrupts it.

    Args:
        out: The folder of the result.
        judgements: The file to write to; it need not be there.
        opens: Called with the address once the page can be asked for.

    Raises:
        ConfigError: the file cannot be read.
        InputError: there is no page of this version.
    """
    console = Console(highlight=False, soft_wrap=True)
    with page_server(out, judgements) as server:
        console.print(f"Judging in {server.address}", markup=False)
        console.print(f"Written to {judgements} as you go; Ctrl-C ends it.", markup=False)
        opens(server.address)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    console.print(f"Obey {judgements}: python -m extract --add-to {out} --judgements {judgements}", markup=False)


def page_server(out: Path, judgements: Path) -> _Server:
    """A server of the page that is not answering yet.

    Raises:
        ConfigError: the file cannot be read.
        InputError: there is no page of this version.
    """
    server = _Server((LOOPBACK, 0), _Handler)
    server.report, server.judgements = out / REPORT, judgements
    try:
        server.page()
    except BaseException:
        server.server_close()
        raise
    return server


class _Server(HTTPServer):
    """Whoever does not know the token in the path gets nothing: another page in the same browser, another user."""

    report: Path
    judgements: Path

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.token = secrets.token_urlsafe(24)

    @property
    def host(self) -> str:
        return f"{LOOPBACK}:{self.server_port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}/{self.token}/"

    def page(self) -> str:
        lines = read_judgements(self.judgements) if self.judgements.exists() else ()
        given = [line.judgement.model_dump(mode="json", exclude_none=True) for line in lines]
        try:
            return served_page(self.report.read_text(encoding="utf-8"), given)
        except OSError as error:
            raise InputError(f"cannot read {self.report}: {error.strerror or error}") from error

    def write(self, body: bytes) -> None:
        """Take lines out of the file and put others at its end.

        Raises:
            ConfigError: the file cannot be written to.
            ValueError: the body is not what the page sends.
        """
        told = json.loads(body)
        add, remove = (list(map(parse_judgement, told[name])) for name in ("add", "remove"))
        for judgement in remove:
            remove_line(self.judgements, judgement)
        for judgement in add:
            append_line(self.judgements, judgement)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 20

    def do_GET(self) -> None:
        if self._is_ours(""):
            self._answer(HTTPStatus.OK, self.server.page(), "text/html")

    def do_POST(self) -> None:
        if not self._is_ours("judgements"):
            return
        length = self.headers.get("Content-Length", "")
        json_sent = self.headers.get_content_type() == "application/json"
        # A page of another site cannot send JSON with its own origin hidden.
        if self.headers.get("Origin") != f"http://{self.server.host}" or not json_sent:
            self._answer(HTTPStatus.FORBIDDEN, "not from this page")
        elif not length.isdecimal() or int(length) > LARGEST_BODY:
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too long")
        else:
            self._write(self.rfile.read(int(length)))

    def _write(self, body: bytes) -> None:
        try:
            self.server.write(body)
        except ConfigError as error:
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
        except (ValueError, TypeError, KeyError, RecursionError):
            self._answer(HTTPStatus.BAD_REQUEST, "no judgements")
        else:
            self._answer(HTTPStatus.OK, "written")

    def _is_ours(self, name: str) -> bool:
        """True for the page's own address, by its own host: a name that is made to lead here is not it."""
        known = self.headers.get("Host") == self.server.host
        if known and secrets.compare_digest(self.path.encode(), f"/{self.server.token}/{name}".encode()):
            return True
        self._answer(HTTPStatus.NOT_FOUND, "nothing here")
        return False

    def _answer(self, status: HTTPStatus, text: str, content_type: str = "text/plain") -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: the terminal is for the person."""
