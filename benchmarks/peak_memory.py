"""The most memory that this process has held."""

from __future__ import annotations

import re
import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def peak_mb() -> int:
    """Megabytes since the program was started.

    On Linux what a large process starts has, by `resource`, the memory of its parent from the beginning.
    """
    if _STATUS.exists() and (told := _PEAK.search(_STATUS.read_text())):
        return int(told[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
