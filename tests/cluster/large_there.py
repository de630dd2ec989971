"""``python large_there.py ARGUMENTS``: the command, to which more than five articles are very many."""

from __future__ import annotations

import sys
from importlib import import_module

from extract.cli.main import main

if __name__ == "__main__":
    for module in ("extract.load.corpus", "extract.pipeline.run"):
        import_module(module).LARGE = 5  # type: ignore[attr-defined]
    sys.exit(main(sys.argv[1:]))
