"""A user relies on: proxies and certificates that the environment names are used, and loopback stays here."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx2
import pytest
from helpers.local_server import LocalServer, Reply, StartServer

from extract.ask.service.connection import Connection
from extract.base.settings import proxy_for

PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
OWN_CERTIFICATE = Path(__file__).parents[2] / "helpers" / "loopback.pem"


@pytest.fixture(autouse=True)
def no_proxy_but_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in (*PROXY_VARIABLES, "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)


def post(url: str) -> httpx2.Response:
    async def main() -> httpx2.Response:
        async with httpx2.AsyncClient(transport=Connection()) as client:
            return await client.post(url, content=b"{}")

    return asyncio.run(main())


@pytest.fixture
def proxy(http_server: StartServer) -> LocalServer:
    return http_server(lambda _: Reply(b"by proxy"))


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_a_request_goes_through_the_proxy(monkeypatch: pytest.MonkeyPatch, proxy: LocalServer, variable: str) -> None:
    monkeypatch.setenv(variable, proxy.url)
    assert post("http://model.invalid/v1/chat/completions").content == b"by proxy"
    [request] = proxy.received
    assert request.path == "http://model.invalid/v1/chat/completions"


def test_a_server_on_this_machine_is_asked_directly(
    monkeypatch: pytest.MonkeyPatch, proxy: LocalServer, http_server: StartServer
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    assert post(http_server(lambda _: Reply(b"itself")).url).content == b"itself"
    assert proxy.received == []


@pytest.mark.parametrize(
    ("variables", "url", "expected"),
    [
        ({}, "https://api.openai.com/v1", None),
        ({"HTTPS_PROXY": "http://p:1"}, "https://api.openai.com/v1", "http://p:1"),
        ({"HTTPS_PROXY": "p:1"}, "https://api.openai.com/v1", "http://p:1"),
        ({"HTTP_PROXY": "http://p:1"}, "https://api.openai.com/v1", None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "openai.com"}, "https://api.openai.com/v1", None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, "https://api.openai.com/v1", None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "other.com"}, "https://api.openai.com/v1", "http://p:1"),
        ({"HTTPS_PROXY": "http://p:1"}, "https://localhost:8443/v1", None),
        ({"HTTP_PROXY": "http://p:1"}, "http://[::1]:8080/v1", None),
    ],
)
def test_the_proxy_is_the_one_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], url: str, expected: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(url) == expected


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-length", "6")
        self.end_headers()
        self.wfile.write(b"secure")

    def log_message(self, *_: object) -> None:
        pass


class _Server(HTTPServer):
    def handle_error(self, *_: object) -> None:
        # A client that trusts nobody hangs up, as it should.
        pass


@pytest.fixture
def https_server() -> Iterator[str]:
    """A server whose certificate nobody but the test vouches for."""
    server = _Server(("127.0.0.1", 0), _Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(OWN_CERTIFICATE)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"https://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_certificate_of_ones_own_is_trusted_where_it_is_named(
    https_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(httpx2.ConnectError):
        post(https_server)
    monkeypatch.setenv("SSL_CERT_FILE", str(OWN_CERTIFICATE))
    assert post(https_server).content == b"secure"
