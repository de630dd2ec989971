from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console

from extract.base.terminal import message_console, progress_bar
from extract.pipeline import Progress


def terminal(**options: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=100, **options)  # type: ignore[arg-type]


def test_the_bar_shows_how_far_the_run_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    console = terminal()
    with progress_bar(console) as advance:
        assert advance is not None
        advance(Progress(done=3, total=7, label="an [article]\x1b[2J"))
    drawn = console.file.getvalue()  # type: ignore[attr-defined]
    assert "3/7" in drawn
    assert "an [article][2J" in drawn


@pytest.mark.parametrize("console", [Console(file=io.StringIO()), terminal(quiet=True)], ids=["piped", "quiet"])
def test_no_bar_is_drawn_where_nobody_sees_it(console: Console) -> None:
    with progress_bar(console) as advance:
        assert advance is None
    assert console.file.getvalue() == ""  # type: ignore[attr-defined]


def test_piped_messages_keep_their_lines_whole(capsys: pytest.CaptureFixture[str]) -> None:
    line = "word " * 100
    message_console().print(line)
    printed = capsys.readouterr()
    assert printed.err.strip() == line.strip()
    assert printed.out == ""
    assert not sys.stderr.isatty()
