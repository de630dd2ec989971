"""Keeps what a process needs again from one piece of a run's work to the next."""

from __future__ import annotations

from extract.large import blocking as partners
from extract.large import corpus, linked, tellings
from extract.large.store import close_all


def forget_all() -> None:
    """Let go of it: after a pass, most of it is of no use to the next."""
    for part in (corpus, tellings, partners, linked):
        part.forget()
    close_all()
