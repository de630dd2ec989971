"""``python -m extract``."""

from __future__ import annotations

import gc
import sys

from extract.cli.main import main

if __name__ == "__main__":
    status = main()
    # The process ends here: searching what it made for garbage first would take a fifth of a replay's time.
    gc.freeze()
    sys.exit(status)
