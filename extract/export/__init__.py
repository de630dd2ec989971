"""Event sets as the files that the tools of this field open, and as data frames.

`export` writes files; `to_pandas` gives frames.  What each format holds and what it cannot hold is in
docs/exports.md.
"""

from extract.export.frames import Frames, to_pandas
from extract.export.registry import FORMATS, Format, export

__all__ = ["FORMATS", "Format", "Frames", "export", "to_pandas"]
