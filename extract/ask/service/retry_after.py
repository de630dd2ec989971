"""How long a service asks to wait."""

from __future__ import annotations

import math
import time
from email.utils import parsedate_to_datetime


def retry_after(value: str) -> float | None:
    """Seconds to wait for the value of a Retry-After header; None if it names no time.

    Source: RFC 9110, section 10.2.3: a number of seconds or an HTTP date.
    """
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except ValueError:
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
