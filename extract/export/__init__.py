"""Event sets as the files that the tools of this field open, and as data frames.

`export` writes files; `to_pandas` gives frames.  What each format holds and what it cannot hold is in
docs/exports.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.export.registry import FORMATS, ExportFormat, export

if TYPE_CHECKING:
    from extract.export.frames import Frames, to_pandas

__all__ = ["FORMATS", "ExportFormat", "Frames", "export", "to_pandas"]


def __getattr__(name: str) -> object:
    # When first asked for: the command's help and wrong usage must not wait for them.
    if name not in ("Frames", "to_pandas"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from extract.export import frames  # noqa: PLC0415

    return getattr(frames, name)
