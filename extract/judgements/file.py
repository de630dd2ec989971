"""The file of judgements: one JSON object a line, written at its end only."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from extract.base.durable import replace
from extract.base.errors import ConfigError
from schemas import AnyJudgement

_JUDGEMENT: TypeAdapter[AnyJudgement] = TypeAdapter(AnyJudgement)


class JudgementLine(NamedTuple):
    """A judgement and where it stands in its file, from 1."""

    number: int
    judgement: AnyJudgement


def read_judgements(path: Path) -> tuple[JudgementLine, ...]:
    """The judgements of a file in its order; blank lines are passed over.

    Raises:
        ConfigError: the file cannot be read, or a line of it is no judgement.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot read the judgements {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"the judgements {path} are not in UTF-8") from error
    # Split at line feeds alone: JSON may hold other line breaks inside a string.
    numbered = enumerate(text.split("\n"), start=1)
    return tuple(JudgementLine(number, _parse(line, number, path)) for number, line in numbered if line.strip())


def append_line(path: Path, judgement: AnyJudgement) -> None:
    """Add a judgement at the end of the file, on disk before this returns; an unfinished last line is closed first.

    Raises:
        ConfigError: the file cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - 1))
            gap = b"\n" if end and file.read(1) != b"\n" else b""
            # One write of a whole line: another reviewer of the same file cannot end up inside it.
            file.write(gap + _render(judgement))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error


def remove_last_line(path: Path, judgement: AnyJudgement) -> bool:
    """Take a judgement back if it is still the last line of the file; False, and nothing done, if it is not.

    Raises:
        ConfigError: the file cannot be written to.
    """
    try:
        held, line = path.read_bytes(), _render(judgement)
        if not held.endswith(line):
            return False
        replace(path, held.removesuffix(line))
    except OSError as error:
        raise _unwritable(path, error) from error
    return True


def remove_line(path: Path, judgement: AnyJudgement) -> bool:
    """Take the last line that says this out of the file, wherever it stands; False if there is none.

    Raises:
        ConfigError: the file cannot be read or written to, or holds a line that is no judgement.
    """
    numbers = [line.number for line in read_judgements(path) if line.judgement == judgement] if path.exists() else []
    if not numbers:
        return False
    try:
        lines = path.read_bytes().split(b"\n")
        del lines[numbers[-1] - 1]
        replace(path, b"\n".join(lines))
    except OSError as error:
        raise _unwritable(path, error) from error
    return True


def parse_judgement(text: str) -> AnyJudgement:
    """The judgement that a line holds.

    Raises:
        ValueError: it is none.
    """
    return _JUDGEMENT.validate_json(text)


def _parse(line: str, number: int, path: Path) -> AnyJudgement:
    try:
        return parse_judgement(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        what = f"{where}: {first['msg']}" if where else first["msg"]
        raise ConfigError(f"{path}, line {number} is no judgement: {what} (docs/judgements.md has the form)") from error


def _render(judgement: AnyJudgement) -> bytes:
    held = _JUDGEMENT.dump_python(judgement, mode="json", exclude_none=True)
    # What is said comes first, for people who read the file.
    return json.dumps({"judgement": held.pop("judgement"), **held}, ensure_ascii=False).encode() + b"\n"


def _unwritable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(f"cannot write the judgements {path}: {error.strerror or error}")
