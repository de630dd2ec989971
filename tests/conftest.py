"""What all tests share: no test reaches beyond this machine; a local server stands in for a model's service."""

from __future__ import annotations

import contextlib
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.local_server import StartServer, serving
from hypothesis import settings

# Last, so that what is tested stays the installed package: only benchmarks/ is found there.
sys.path.append(str(Path(__file__).parents[1]))

# How long an example takes says how busy the machine is; the first one also loads tables.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", b"localhost", None, ""})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option for the tests that need a model."""
    parser.addoption("--local-model", metavar="PATH", help="GGUF file of a model for the tests that run one")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """The whole suite runs on all processors, unless told otherwise or pytest-xdist is not there."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    if whole and config.pluginmanager.hasplugin("xdist") and not hasattr(config, "workerinput"):
        given = config.option
        if given.numprocesses is None and not (given.collectonly or given.tx):
            given.numprocesses, given.dist = "auto", "worksteal"


@pytest.fixture(scope="session")
def local_model(request: pytest.FixtureRequest) -> Path:
    """The model file given on the command line; without one the test is skipped."""
    path = request.config.getoption("--local-model")
    if path is None:
        pytest.skip("runs a real model: give one with --local-model PATH (a GGUF file)")
    return Path(path)


class SocketBlockedError(RuntimeError):
    """A test tried to open a connection that it must not open."""


@pytest.fixture(scope="session", autouse=True)
def only_loopback() -> Iterator[None]:
    """No test connects to another machine, or looks one up."""
    with pytest.MonkeyPatch.context() as patch:
        _guard(patch, lambda host: host in LOOPBACK)
        yield


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """Programs that tests start hear Ctrl-C, also where a script runs the tests in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No connection of any kind is opened; the test fails even if the attempt was caught by the code under test."""
    attempts = _guard(monkeypatch, lambda _host: False)
    yield
    assert attempts == []


def _guard(patch: pytest.MonkeyPatch, allowed: Callable[[Any], bool]) -> list[object]:
    attempts: list[object] = []

    def check(host: object) -> None:
        if not allowed(host):
            attempts.append(host)
            raise SocketBlockedError(f"connection to {host!r}")

    def guarded(name: str) -> Callable[..., Any]:
        real = getattr(socket.socket, name)

        def connect(self: socket.socket, address: Any) -> Any:
            check(address[0] if isinstance(address, tuple) else "localhost")
            return real(self, address)

        return connect

    real_lookup = socket.getaddrinfo

    def lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        check(host)
        return real_lookup(host, *args, **kwargs)

    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, guarded(name))
    patch.setattr(socket, "getaddrinfo", lookup)
    return attempts


@pytest.fixture
def http_server() -> Iterator[StartServer]:
    """Starts servers on loopback, each answering as the given function says, and stops them after the test."""
    with contextlib.ExitStack() as running:
        yield lambda answer: running.enter_context(serving(answer))
