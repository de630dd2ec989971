"""Loads articles: files and folders in, texts exactly as stored out."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from extract.errors import InputError
from extract.header import read_header
from extract.language import detect_language
from extract.types import Article
from schemas import Failed

SUFFIXES = (".txt", ".md")
RESULTS = frozenset({"events.json", "run.json"})
"""A folder that holds these is the output of a run: its texts are copies of articles, not articles."""

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Articles by id, files that could not be read, and files of folders that are no articles."""

    articles: tuple[Article, ...]
    failed: tuple[Failed, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Listing:
    """Files to read and to leave, by path as given; and what is wrong with some."""

    files: dict[str, Path]
    skipped: set[str]
    failed: list[Failed]


def load(paths: Sequence[str | os.PathLike[str]]) -> Loaded:
    """Every article of the files and folders given, by id; whatever their order, the same result.

    Folders are searched through for ``.txt`` and ``.md`` files; their other files, and folders that
    a run wrote, are listed as skipped; hidden folders are passed over.  A text is kept as stored, line
    ends too; only a leading byte order mark is dropped.
    An article's id is its file's stem; where files share one, each takes its folder's name before
    it.  A file that is empty, not UTF-8 or cannot be opened is a `Failed` with the reason.

    Raises:
        InputError: a path does not exist, or a folder holds no article.
    """
    listing = _list_files([Path(path) for path in paths])
    ids = _article_ids(listing.files)
    read = [_read(ids[given], given=given, path=path) for given, path in sorted(listing.files.items())]
    articles = [result for result in read if isinstance(result, Article)]
    failed = [*listing.failed, *(result for result in read if isinstance(result, Failed))]
    return Loaded(
        articles=tuple(sorted(articles, key=lambda article: article.id)),
        failed=tuple(sorted(failed, key=lambda failure: (failure.article_id, failure.error))),
        skipped=tuple(sorted(listing.skipped - set(listing.files))),
    )


def _list_files(paths: Sequence[Path]) -> _Listing:
    missing = sorted({path.as_posix() for path in paths if not path.exists()})
    if not paths or missing:
        what = f"no such file or folder: {', '.join(missing)}" if missing else "no file or folder was given"
        raise InputError(f"{what}; give text files (.txt, .md) or folders of them")
    listing = _Listing({}, set(), [])
    for path in sorted(paths, key=PurePath.as_posix):
        if path.is_dir():
            _list_folder(path, into=listing)
        elif path.suffix.lower() in SUFFIXES:
            listing.files[path.as_posix()] = path
        else:
            error = f"{path.as_posix()}: not a text file by its name; rename it to .txt or .md if it is one"
            listing.failed.append(Failed(article_id=path.stem, error=error))
    return _Listing(_each_once(listing.files), listing.skipped, list(dict.fromkeys(listing.failed)))


def _list_folder(folder: Path, *, into: _Listing) -> None:
    before = len(into.files), len(into.failed)

    def unreadable(error: OSError) -> None:
        path = PurePath(error.filename or folder)
        into.failed.append(Failed(article_id=path.stem, error=f"{path.as_posix()}: {_reason(error)}"))

    for root, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if set(names) >= RESULTS:
            into.skipped.add(Path(root).as_posix())
            folders.clear()
            continue
        for name in names:
            path = Path(root) / name
            if path.suffix.lower() in SUFFIXES:
                into.files[path.as_posix()] = path
            else:
                into.skipped.add(path.as_posix())
    inside = folder.resolve()
    if before == (len(into.files), len(into.failed)) and not any(
        path.resolve().is_relative_to(inside) for path in into.files.values()
    ):
        raise InputError(f"no .txt or .md file in the folder {folder.as_posix()}")


def _each_once(files: dict[str, Path]) -> dict[str, Path]:
    """Each file under one path, the first of those it was given by."""
    first: dict[Path, str] = {}
    for given in sorted(files):
        first.setdefault(files[given].resolve(), given)
    return {given: files[given] for given in sorted(first.values())}


def _article_ids(files: dict[str, Path]) -> dict[str, str]:
    """Ids by path, all different even where upper and lower case are one: they name files of the output."""
    ids = {given: path.stem for given, path in files.items()}
    folders = {given: f"{path.resolve().parent.name}-{path.stem}" for given, path in files.items()}
    hashed = {given: f"{path.stem}-{_sha256(given)[:12]}" for given, path in files.items()}
    for longer in (folders, hashed):
        taken = Counter(id_.casefold() for id_ in ids.values())
        ids = {given: longer[given] if taken[id_.casefold()] > 1 else id_ for given, id_ in ids.items()}
    return ids


def _read(article_id: str, *, given: str, path: Path) -> Article | Failed:
    try:
        data = path.read_bytes()
    except OSError as error:
        return Failed(article_id=article_id, error=f"{given}: {_reason(error)}")
    try:
        text = data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError:
        return Failed(article_id=article_id, error=_not_utf8(data, given=given))
    if "\0" in text:
        return Failed(article_id=article_id, error=_not_utf8(data, given=given))
    if not text.strip():
        return Failed(article_id=article_id, error=f"{given}: the file is empty")
    header = read_header(text)
    return Article(
        id=article_id,
        path=given,
        sha256=_sha256(text),
        text=text,
        title=header.title,
        outlet=header.outlet,
        published=header.published,
        dateline=header.dateline,
        language=detect_language(text),
    )


def _not_utf8(data: bytes, *, given: str) -> str:
    # Imported here: only a file in another encoding needs it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    guess = None
    if b"\0" not in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        guess = from_bytes(data[:100_000]).best()
    if guess is None or guess.encoding in ("utf_8", "ascii"):
        return f"{given}: not a text in UTF-8; it may be a binary file"
    name = guess.encoding.replace("_", "-").upper()
    convert = f"iconv -f {name} -t UTF-8 '{given}' > converted.txt"
    return f"{given}: not in UTF-8 but, by its looks, in {name}; convert it, for example with: {convert}"


def _reason(error: OSError) -> str:
    return f"cannot be read ({error.strerror or error}); check that it is there and that you may read it"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
