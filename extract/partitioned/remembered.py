"""What a process remembers of a run between two pieces of work."""

from __future__ import annotations

from extract.partitioned import corpus, linked, partners, tellings
from extract.partitioned.store import close_all


def forget_all() -> None:
    """Let go of it: after a pass, most of it is of no use to the next."""
    for part in (corpus, tellings, partners, linked):
        part.forget()
    close_all()
