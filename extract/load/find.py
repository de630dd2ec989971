"""Finds the files to read: paths, folders, patterns and standard input in, files and what is left out, out."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from extract.base.errors import InputError
from extract.load.formats import SIDECAR, SUFFIXES, split_name, unread

STANDARD_INPUT = "-"

RESULTS = (frozenset({"events.json", "run.json"}), frozenset({"articles", "events", "records", "run.json"}))
"""A folder that holds all of one of these is the output of a run: its texts are copies of articles, not articles."""

_PATTERN = re.compile(r"[*?\[]")
# What browsers call the folder with a saved page's pictures and frames, by language.
_PAGE_PARTS = re.compile(
    r"(.+)(?:[_.]files|-Dateien|_fichiers|_archivos|_ficheros|_arquivos|_file|-filer|_bestanden|_pliki|_soubory|_dosyalar)"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Files to read by path as given (None: standard input), files left out, and paths that failed, with reasons."""

    files: dict[str, Path | None] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def find_files(paths: Sequence[str | os.PathLike[str]]) -> Listing:
    """Every file that the paths mean, each once, whatever the order of the paths.

    Folders are searched through; hidden folders, results of runs and the parts of saved pages are
    left.  A path with ``*``, ``?`` or ``[`` that is not there by that name is a pattern.  A link
    that leads out of a folder given is not followed.

    Raises:
        InputError: a path does not exist, or a folder holds no file that is read.
    """
    named = sorted({os.fspath(path) for path in paths})
    missing = [shown(Path(name)) for name in named if not _expand(name)]
    if not named or missing:
        what = f"no such file or folder: {', '.join(missing)}" if missing else "no file or folder was given"
        raise InputError(f"{what}; give articles ({', '.join(SUFFIXES)}), folders or quoted patterns of them, or -")
    listing = Listing()
    for name in named:
        for path in _expand(name):
            _add(path, into=listing)
    return Listing(_each_once(listing.files), listing.skipped, listing.failed)


def shown(path: PurePath) -> str:
    """A path as it is printed and written: bytes of its name that are no text become ``\\\\x..``."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _expand(name: str) -> list[Path | None]:
    """The files that a path stands for; none where nothing is there."""
    if name == STANDARD_INPUT:
        return [None]
    if os.path.lexists(name):
        return [Path(name)]
    if not _PATTERN.search(name):
        return []
    # Path.glob() takes no absolute pattern and finds hidden files.
    return [Path(found) for found in sorted(glob.glob(name, recursive=True))]  # noqa: PTH207


def _add(path: Path | None, *, into: Listing) -> None:
    if path is None:
        into.files[STANDARD_INPUT] = None
    elif path.is_dir():
        _add_folder(path, into=into)
    elif split_name(path.name)[1]:
        into.files[shown(path)] = path
    elif path.name.lower().endswith(SIDECAR):
        into.skipped[shown(path)] = "metadata of another file"
    else:
        into.failed[shown(path)] = f"{unread(path.name)}; its name does not end in one of {', '.join(SUFFIXES)}"


def _add_folder(folder: Path, *, into: Listing) -> None:
    inside = _real(folder)
    seen = 0

    def unreadable(error: OSError) -> None:
        into.failed[shown(PurePath(error.filename or folder))] = reason(error)

    for root, folders, names in os.walk(folder, onerror=unreadable):
        if any({*names, *folders} >= results for results in RESULTS):
            into.skipped[shown(Path(root))] = "results of a run"
            folders.clear()
            continue
        folders[:] = [name for name in folders if _is_searched(Path(root, name), inside, names, into)]
        for name in names:
            seen += _add_found(Path(root, name), inside, into)
    if not seen and not any(name.startswith(shown(folder)) for name in into.failed):
        raise InputError(f"no article in the folder {shown(folder)}: no file whose name ends in {', '.join(SUFFIXES)}")


def _real(path: Path) -> Path:
    """Where a path leads; a link that leads to itself stays as it is, where Path.resolve() would raise."""
    return Path(os.path.realpath(path))


def _is_searched(path: Path, inside: Path, beside: Sequence[str], into: Listing) -> bool:
    if path.name.startswith("."):
        return False
    if path.is_symlink():
        # One that leads elsewhere in the folder is found there.
        if not _real(path).is_relative_to(inside):
            into.failed[shown(path)] = "a link out of the folder; give what it leads to, if that is to be read"
        return False
    part = _PAGE_PARTS.fullmatch(path.name)
    if part and {f"{part[1]}.html", f"{part[1]}.htm", f"{part[1]}.xhtml"} & set(beside):
        into.skipped[shown(path)] = "parts of a saved page"
        return False
    return True


def _add_found(path: Path, inside: Path, into: Listing) -> int:
    """1 for a file that is read or fails, 0 for one that is left."""
    if path.name.lower().endswith(SIDECAR):
        return 0
    if path.name.startswith(".") or not split_name(path.name)[1]:
        into.skipped[shown(path)] = "hidden" if path.name.startswith(".") else unread(path.name)
        return 0
    if path.is_symlink() and not _real(path).is_relative_to(inside):
        into.failed[shown(path)] = "a link out of the folder; give what it leads to, if that is to be read"
    else:
        into.files[shown(path)] = path
    return 1


def _each_once(files: dict[str, Path | None]) -> dict[str, Path | None]:
    """Each file under one path, the first of those it was given by; a link is a name of its own."""
    first: dict[object, str] = {}
    for given in sorted(files):
        path = files[given]
        first.setdefault(path and _real(path.parent) / path.name, given)
    return {given: files[given] for given in sorted(first.values())}


def reason(error: OSError) -> str:
    """The reason why a file that the system does not let us read is left out."""
    return f"cannot be read ({error.strerror or error}); check that it is there and that you may read it"
