"""Which kinds a run asks a model for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from extract.base.errors import ConfigError
from extract.cassette.recorded_kinds import recorded_kinds
from extract.pipeline.setup import Setup
from schemas import KINDS, KindError


class KindsAsked(NamedTuple):
    """The kinds to ask for, and what a user should know of those that are left out."""

    kinds: frozenset[str]
    notices: tuple[str, ...] = ()


def kinds_asked(given: Collection[str] | None, setup: Setup | None) -> KindsAsked:
    """The kinds that were named; else all, of which a mere replay asks for those that anything is recorded of.

    Raises:
        ConfigError: a kind that is named is not installed, or one that is installed cannot be used.
    """
    known = _installed()
    if given is not None:
        return KindsAsked(frozenset(_checked(given, known)))
    if setup is None or setup.mode != "none":
        return KindsAsked(frozenset(known))
    recorded = recorded_kinds(setup.folder, known) or frozenset(known)
    missing = [kind for kind in known if kind not in recorded]
    return KindsAsked(recorded, (f"Nothing is recorded of {', '.join(missing)}: not asked for",) if missing else ())


def _installed() -> Sequence[str]:
    try:
        return list(KINDS)
    except KindError as error:
        raise ConfigError(f"{error}; mend or uninstall its package") from error


def _checked(given: Collection[str], known: Sequence[str]) -> Collection[str]:
    unknown = [kind for kind in given if kind not in known]
    if unknown:
        raise ConfigError(f"there is no kind {unknown[0]!r}; there are {', '.join(known)} (docs/kinds.md)")
    if not given:
        raise ConfigError(f"name at least one kind; there are {', '.join(known)}")
    return given
