"""A command in a terminal of its own, and a person who reads the screen before pressing a key."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import termios
import time
from types import TracebackType

PATIENCE_S = 60
_STYLES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Person:
    """Reads and types at a running command; ``seen`` is all that the screen showed, without styles."""

    def __init__(self, *command: str) -> None:
        self._screen, terminal = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "50"}
        self.process = subprocess.Popen(
            command,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=environment,
            start_new_session=True,
        )
        os.close(terminal)
        self.seen = ""
        self._read = 0

    def __enter__(self) -> Person:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._screen)

    def waits_for(self, text: str) -> str:
        """What came up to and with some text on the screen, since the last time."""
        while (found := self.seen.find(text, self._read)) < 0:
            assert self._more(), f"the command ended without showing {text!r}:\n{self.seen[self._read :]}"
        part = self.seen[self._read : found + len(text)]
        self._read = found + len(text)
        return part

    def presses(self, key: str) -> None:
        """Press a key once the command listens for one: keys before are thrown away."""
        self._until_listening(for_lines=False)
        os.write(self._screen, key.encode())

    def types(self, line: str) -> None:
        """Type a line."""
        self._until_listening(for_lines=True)
        os.write(self._screen, f"{line}\n".encode())

    def status(self) -> int:
        """The exit status, once the command has ended."""
        while self._more():
            pass
        return self.process.wait(PATIENCE_S)

    def _until_listening(self, *, for_lines: bool) -> None:
        until = time.monotonic() + PATIENCE_S
        while bool(termios.tcgetattr(self._screen)[3] & termios.ICANON) is not for_lines:
            assert time.monotonic() < until, self.seen
            time.sleep(0.01)

    def _more(self) -> bool:
        """Read what is on the screen by now; False at the end."""
        ready, _, _ = select.select([self._screen], [], [], PATIENCE_S)
        assert ready, f"nothing more came:\n{self.seen[self._read :]}"
        try:
            shown = os.read(self._screen, 65536)
        except OSError:
            return False
        self.seen += _STYLES.sub("", shown.decode(errors="replace")).replace("\r\n", "\n")
        return bool(shown)
