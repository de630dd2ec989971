"""The output folder: staged beside the old results, then put in their place file by file.

The folder itself stays (people stand in it, mount it, keep their own files in it).  A run that
dies while it writes leaves the old results as they were; what is left after that is renames.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath

from extract.errors import ConfigError
from extract.write.output import Output
from extract.write.registry import WRITERS

ARTICLES = "articles"
_RESULT = "events.json"
_FORMAT_PREFIX = "rashomon.events/"


def check_folder(folder: Path) -> None:
    """Return if results may be written here: what has the name of one of our files is ours.

    Raises:
        ConfigError: the folder is no folder, or holds somebody else's file under one of our names.
    """
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder} is not a folder; give another with --out")
    owned = _owned_names(folder)
    _refuse_foreign(folder, [writer.file for writer in WRITERS if writer.file not in owned])
    if not owned and _holds_anything(folder / ARTICLES):
        _refuse_foreign(folder, [ARTICLES])


def write_folder(output: Output, folder: Path) -> None:
    """Replace the results in a folder by these; make it and its parents if need be.

    Files of an earlier result that this one does not have are removed; all other files stay.

    Raises:
        ConfigError: one of the files to write is there and not ours, or the folder cannot be written to.
    """
    owned = _owned_names(folder)
    # The event set goes first: by it the next run knows the other files as ours, should this one be cut off.
    new = [*(w.file for w in WRITERS), *(f"{ARTICLES}/{article_id}.txt" for article_id in sorted(output.texts))]
    _refuse_foreign(folder, [name for name in new if name not in owned])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Inside the folder, so that a rename never has to cross a file system.
        with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder) as staging:
            _stage(output, Path(staging))
            _swap(Path(staging), folder, new=new, stale=sorted(owned - set(new)))
    except OSError as error:
        raise ConfigError(f"cannot write to {folder}: {error.strerror or error}; give another with --out") from error


def _stage(output: Output, staging: Path) -> None:
    (staging / ARTICLES).mkdir()
    for article_id, text in output.texts.items():
        _write(staging / ARTICLES / f"{article_id}.txt", [text])
    for writer in WRITERS:
        _write(staging / writer.file, writer.render(output))


def _write(path: Path, chunks: Iterable[str]) -> None:
    # newline="" writes line ends as they are: offsets count them.
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(chunks)


def _swap(staging: Path, folder: Path, *, new: Iterable[str], stale: Iterable[str]) -> None:
    (folder / ARTICLES).mkdir(exist_ok=True)
    for name in new:
        (staging / name).replace(folder / name)
    for name in stale:
        (folder / name).unlink(missing_ok=True)


def _owned_names(folder: Path) -> set[str]:
    """Names in a folder that belong to an earlier run's results; none where there are no such results."""
    try:
        earlier = json.loads((folder / _RESULT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    if not isinstance(earlier, dict) or not str(earlier.get("format", "")).startswith(_FORMAT_PREFIX):
        return set()
    articles = earlier.get("articles")
    ids = [str(entry.get("id")) for entry in articles if isinstance(entry, dict)] if isinstance(articles, list) else []
    # An id is a file's stem: one with a path in it did not come from us.
    texts = {f"{ARTICLES}/{article_id}.txt" for article_id in ids if PurePath(article_id).name == article_id}
    return texts | {writer.file for writer in WRITERS}


def _holds_anything(path: Path) -> bool:
    return path.is_file() or (path.is_dir() and next(path.iterdir(), None) is not None)


def _refuse_foreign(folder: Path, names: Iterable[str]) -> None:
    foreign = [name for name in names if (folder / name).exists()]
    if foreign:
        raise ConfigError(
            f"{folder} holds {', '.join(foreign[:3])}, which no earlier run wrote: move it away or give another "
            "folder with --out"
        )
