"""Reads one file, packed or not, into the texts and facts in it, or says why it cannot be read."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from extract.load.confined import ConfinedReader
from extract.load.document import Facts, Flaw, Sidecar, Text, UnreadableError, check_facts
from extract.load.find import STANDARD_INPUT, reason
from extract.load.formats import BY_SUFFIX, GZIP, MOST_ZIP_BYTES, SIDECAR, ZIP, FileFormat, sniff, split_name, unread
from extract.load.unpack import Archive, gunzip, too_large

MOST_SIDECAR_BYTES = 1_000_000
"""A sidecar holds a title, an outlet and a day: a thousandth of this."""

MOST_FLAWS = 100
"""Entries of one file that are listed as no articles one by one: a small packed file can hold millions."""

_GZIP_MARK = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class InputText:
    """One article's text, or why there is none; and its name and place."""

    stem: str
    folder: str
    origin: str
    found: Text | str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of an archive that is no article."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class _File:
    """A file, wherever it is: ``read`` gives its bytes, at most so many, and ``facts`` those of its metadata file."""

    name: str
    folder: str
    origin: str
    read: Callable[[int], bytes]
    facts: Callable[[], Facts]


def read_file(given: str, path: Path | None, confined: ConfinedReader) -> Iterator[InputText | Skipped]:
    """Everything in a file, or in standard input (path None), in the file's order."""
    if path is None:
        yield from _standard_input(confined)
        return
    folder = Path(os.path.abspath(path)).parent.name  # noqa: PTH100 - resolve() would follow a link to another name
    read = _reader(path)
    stem, ending = split_name(path.name)
    if ending == ZIP:
        try:
            archive = Archive(read(MOST_ZIP_BYTES))
        except UnreadableError as error:
            yield InputText(stem, folder, given, str(error))
            return
        yield from _archived(archive, given, stem, confined)
        return
    beside = [path.with_name(name) for name in _sidecar_names(path.name)]
    facts = {one.name: _reader(one, follow=False) for one in beside if os.path.lexists(one)}
    yield from _items(_File(path.name, folder, given, read, lambda: _facts(facts)), confined)


def _standard_input(confined: ConfinedReader) -> Iterator[InputText | Skipped]:
    most = max(format_.most_bytes for format_ in BY_SUFFIX.values())
    try:
        data = sys.stdin.buffer.read(most + 1)
        if len(data) > most:
            raise UnreadableError(too_large(most))
        if data.startswith(_GZIP_MARK):
            data = gunzip(data, most_bytes=most)
        ending = sniff(data)
        if ending == ZIP:
            yield from _archived(Archive(data), STANDARD_INPUT, "stdin", confined)
            return
    except (UnreadableError, OSError) as error:
        yield InputText("stdin", "", STANDARD_INPUT, reason(error) if isinstance(error, OSError) else str(error))
        return
    file = _File(f"stdin{ending}", "", STANDARD_INPUT, lambda most: _bounded(data, most), Facts)
    yield from _items(file, confined)


def _archived(archive: Archive, origin: str, stem: str, confined: ConfinedReader) -> Iterator[InputText | Skipped]:
    names = dict(archive.names())
    if not names:
        yield InputText(stem, "", origin, "there is no file in this archive")
    positions = {name: position for position, name in names.items()}
    for position, name in sorted(names.items(), key=lambda item: (item[1], item[0])):
        path = PurePosixPath(name.replace("\\", "/"))
        again = "" if positions[name] == position else f" ({position})"
        where = f"{origin}/{name}{again}"
        if path.name.lower().endswith(SIDECAR):
            continue
        ending = split_name(path.name)[1]
        if any(part == "__MACOSX" or part.strip(".") != part.rstrip(".") for part in path.parts):
            yield Skipped(where, "hidden")
        elif ending == ZIP:
            yield InputText(
                path.stem, stem, where, "an archive in an archive; unpack the outer one and give the folder"
            )
        elif not ending:
            yield Skipped(where, unread(path.name))
        else:
            beside = {
                one: _member(archive, positions[one])
                for one in (path.with_name(side).as_posix() for side in _sidecar_names(path.name))
                if one in positions
            }
            file = _File(path.name, path.parent.name or stem, where, _member(archive, position), _lazily(beside))
            yield from _items(file, confined)


def _member(archive: Archive, position: int) -> Callable[[int], bytes]:
    return lambda most: archive.read(position, most_bytes=most)


def _lazily(beside: Mapping[str, Callable[[int], bytes]]) -> Callable[[], Facts]:
    return lambda: _facts(beside)


def _items(file: _File, confined: ConfinedReader) -> Iterator[InputText | Skipped]:
    stem, ending = split_name(file.name)
    format_ = BY_SUFFIX[ending.removesuffix(GZIP)]
    data = b""
    try:
        format_.check_installed()
        sidecar = file.facts()
        data = file.read(format_.most_bytes)
        if ending.endswith(GZIP) and not format_.unpacks:
            data = gunzip(data, most_bytes=format_.most_bytes)
        if not data:
            raise UnreadableError("the file is empty")
        foreign = format_.is_foreign(data)
        left: list[str] = []
        count = 0
        for found in _listed(confined.read(format_, data) if foreign else format_.reader(confined.columns)(data)):
            if isinstance(found, Flaw) and found.left:
                left.append(found.reason)
                yield Skipped(file.origin + (f"#{found.number}" if found.number else ""), found.reason)
            else:
                count += 1
                yield _item(file, stem, _with(sidecar, found, format_))
        if not count:
            raise UnreadableError(f"there is no article in it{f': {left[0]}' if left else ''}")
    except UnreadableError as error:
        yield InputText(stem, file.folder, file.origin, f"{error}{_looks_like(data, format_)}")


def _looks_like(data: bytes, format_: FileFormat) -> str:
    """What a file that could not be read is by its content, where that is another format."""
    found = BY_SUFFIX.get(sniff(data)) if data else None
    other = found is not None and found is not format_ and found.name != "text"
    return f"; by its content it is {found.name}: name it {found.suffixes[0]}" if found and other else ""


def _listed(found: Iterable[Text | Flaw]) -> Iterator[Text | Flaw]:
    """The finds of a reader, no number twice; of many flaws the first, and one that says how many others there were."""
    flaws = 0
    numbers: set[int] = set()
    for each in found:
        one = each
        if one.number is not None:
            one = replace(one, number=max(numbers) + 1) if one.number in numbers else one
            numbers.add(one.number or 0)
        flaws += isinstance(one, Flaw)
        if not isinstance(one, Flaw) or flaws <= MOST_FLAWS:
            yield one
    if flaws > MOST_FLAWS:
        yield Flaw(f"{flaws - MOST_FLAWS:,} more entries in this file are no articles", flaws)


def _item(file: _File, stem: str, found: Text | Flaw) -> InputText:
    origin = file.origin
    if found.number is not None:
        stem, origin = f"{stem}-{found.number}", f"{origin}#{found.number}"
    if isinstance(found, Flaw):
        return InputText(stem, file.folder, origin, found.reason)
    return InputText(found.facts.id or stem, file.folder, origin, found)


def _with(sidecar: Facts, found: Text | Flaw, format_: FileFormat) -> Text | Flaw:
    """A find with the facts of its metadata file."""
    if isinstance(found, Flaw):
        return found
    facts = found.facts.over(sidecar) if format_.has_fields else sidecar.over(found.facts)
    told_by_file = found.facts.published if format_.has_fields else None
    source = "sidecar" if sidecar.published and not told_by_file else found.published_from
    return replace(found, facts=facts, published_from=source)


def _sidecar_names(name: str) -> list[str]:
    """Names of the metadata file of a file, the one that is looked for first first."""
    stem, _ = split_name(name)
    unpacked = name[: -len(GZIP)] if name.lower().endswith(GZIP) else name
    return [f"{base}{SIDECAR}" for base in dict.fromkeys((name, unpacked, stem))]


def _facts(beside: Mapping[str, Callable[[int], bytes]]) -> Facts:
    for name, read in beside.items():
        try:
            return check_facts(json.loads(read(MOST_SIDECAR_BYTES).decode("utf-8-sig")), Sidecar)
        except UnreadableError as error:
            raise UnreadableError(f"its metadata file {name}: {error}") from None
        except (ValueError, RecursionError) as error:
            raise UnreadableError(f"its metadata file {name} is not JSON: {error}") from None
    return Facts()


def _reader(path: Path, *, follow: bool = True) -> Callable[[int], bytes]:
    """Gives a file's bytes, so many at most; whatever the path leads to, opening it does not wait."""

    def read(most: int) -> bytes:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(path, flags | (0 if follow else getattr(os, "O_NOFOLLOW", 0)))
            with os.fdopen(descriptor, "rb") as file:
                return _regular(file, most)
        except OSError as error:
            raise UnreadableError(reason(error)) from None

    return read


def _regular(file: IO[bytes], most: int) -> bytes:
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        raise UnreadableError("not a regular file; what comes from a pipe is read from standard input (-)")
    return _bounded(file.read(most + 1), most)


def _bounded(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise UnreadableError(too_large(most))
    return data
