"""Names of the files that the passes leave for each other, in the folder of one run."""

from __future__ import annotations

import pickle
from functools import lru_cache
from pathlib import Path

from extract.reconcile import ReconcileSettings

COUNTS, TELLINGS, BUCKETS, PAIRS, JUDGED, PAIRED, EVENTS, LINKS, ASKED = (
    f"{name}.db" for name in ("counts", "tellings", "buckets", "pairs", "judged", "paired", "events", "links", "asked")
)
_SETTINGS = "settings.pickle"


def keep_settings(folder: Path, settings: ReconcileSettings) -> None:
    """Leave the settings for the workers."""
    (folder / _SETTINGS).write_bytes(pickle.dumps(settings))


@lru_cache(maxsize=2)
def settings_in(folder: Path) -> ReconcileSettings:
    """The settings of the run in a folder."""
    settings: ReconcileSettings = pickle.loads((folder / _SETTINGS).read_bytes())
    return settings
