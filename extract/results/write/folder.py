"""The output folder: staged beside the old results, then put in their place as a whole.

The folder itself stays: people stand in it, mount it, keep their own files in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path, PurePath, PurePosixPath

from extract.base.errors import ConfigError
from extract.results.shards import OWNED, shard_files
from extract.results.write import swap
from extract.results.write.output import Output
from extract.results.write.registry import WRITERS
from extract.results.write.run_json import FORMAT, LAYOUT, PAGE

ARTICLES = "articles"
_RESULT, _TABLE, _REPORT = "events.json", "events.csv", "run.json"
_SHARD = re.compile(r"part-\d{5,}\.jsonl")
_FORMAT_PREFIX = "rashomon.events/"


def check_folder(folder: Path) -> None:
    """Return if results may be written here; ends what a run that died had begun to put in place.

    Raises:
        ConfigError: the folder is no folder, or holds somebody else's file under one of our names.
    """
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder} is not a folder; give another with --out")
    try:
        swap.finish(folder, ours=may_be_ours)
    except OSError as error:
        raise ConfigError(f"cannot write to {folder}: {error.strerror or error}; give another with --out") from error
    refuse_links(folder)
    owned = owned_names(folder)
    _refuse_foreign(folder, [writer.file for writer in WRITERS if writer.file not in owned])
    if not owned and _holds_anything(folder / ARTICLES):
        _refuse_foreign(folder, [ARTICLES])


def write_folder(output: Output, folder: Path) -> None:
    """Replace the results in a folder by these; make it and its parents if need be.

    Files of an earlier result that this one does not have are removed; all other files stay.

    Raises:
        ConfigError: one of the files to write is there and not ours, or the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        refuse_links(folder)
        swap.finish(folder, ours=may_be_ours)
        owned = owned_names(folder)
        new = {writer.file for writer in WRITERS} | {_text_name(article_id) for article_id in output.texts}
        _refuse_foreign(folder, sorted(new - owned))
        with swap.staging(folder) as staged:
            _stage(output, staged, folder)
            swap.put_in_place(staged, folder, stale=sorted(owned - new), ours=may_be_ours)
    except OSError as error:
        raise ConfigError(f"cannot write to {folder}: {error.strerror or error}; give another with --out") from error


def _stage(output: Output, staged: Path, folder: Path) -> None:
    (staged / ARTICLES).mkdir()
    for article_id, text in output.texts.items():
        name, content = _text_name(article_id), text.encode()
        if not _holds(folder / name, content):
            (staged / name).write_bytes(content)
    for writer in WRITERS:
        # newline="" writes line ends as they are: offsets count them.
        with (staged / writer.file).open("w", encoding="utf-8", newline="") as file:
            file.writelines(writer.render(output))


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _text_name(article_id: str) -> str:
    return f"{ARTICLES}/{article_id}.txt"


def may_be_ours(name: str) -> bool:
    """True for the names that results are written under, small or large."""
    path = PurePosixPath(name)
    if str(path.parent) in OWNED and _SHARD.fullmatch(path.name):
        return True
    return name in {writer.file for writer in WRITERS} or (str(path.parent) == ARTICLES and path.suffix == ".txt")


def owned_names(folder: Path) -> set[str]:
    """Names in a folder that belong to an earlier run's results; none where there are no such results."""
    if _is_large(folder):
        shards = {f"{part}/{file.name}" for part in OWNED for file in shard_files(folder / part)}
        return shards | {_TABLE, _REPORT, *_page(folder)}
    try:
        earlier = json.loads((folder / _RESULT).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return set()
    if not isinstance(earlier, dict) or not str(earlier.get("format", "")).startswith(_FORMAT_PREFIX):
        return set()
    articles = earlier.get("articles")
    ids = [str(entry.get("id")) for entry in articles if isinstance(entry, dict)] if isinstance(articles, list) else []
    # An id is a file's stem: one with a path in it did not come from us.
    texts = {_text_name(article_id) for article_id in ids if PurePath(article_id).name == article_id}
    return texts | {writer.file for writer in WRITERS}


def _is_large(folder: Path) -> bool:
    report = _report_of(folder)
    return report.get("format") == FORMAT and report.get("layout") == LAYOUT


def _page(folder: Path) -> set[str]:
    """The page of a large result; an earlier version wrote none, so one that lies there may be somebody's own."""
    page = _report_of(folder).get(PAGE)
    return {page} & {writer.file for writer in WRITERS} if isinstance(page, str) else set()


def _report_of(folder: Path) -> dict[str, object]:
    try:
        report = json.loads((folder / _REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return report if isinstance(report, dict) else {}


def refuse_links(folder: Path) -> None:
    """Goes on only where no folder of a result is a link: what it leads to is not ours to write in or to clear.

    Raises:
        ConfigError: one is.
    """
    links = [part for part in sorted({ARTICLES, *OWNED}) if (folder / part).is_symlink()]
    if links:
        raise ConfigError(
            f"{folder / links[0]} is a link to another folder, whose files would be replaced or removed: remove the "
            "link or give another folder with --out"
        )


def _holds_anything(path: Path) -> bool:
    return path.is_file() or (path.is_dir() and next(path.iterdir(), None) is not None)


def _refuse_foreign(folder: Path, names: Iterable[str]) -> None:
    foreign = [name for name in names if (folder / name).exists()]
    if foreign:
        raise ConfigError(
            f"{folder} holds {', '.join(foreign[:3])}, which no earlier run wrote: move it away or give another "
            "folder with --out"
        )
