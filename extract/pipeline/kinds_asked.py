"""Which kinds a run asks a model for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from extract.base.errors import ConfigError
from extract.cassette.recorded_kinds import recorded_questions
from extract.pipeline.setup import Setup
from schemas import KINDS, KindError


class KindsAsked(NamedTuple):
    """The kinds to ask for, and what a user should know of those that are left out.

    ``together`` are those of the recorded questions that ask for them, where these ask for more.
    """

    kinds: frozenset[str]
    notices: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


def kinds_asked(given: Collection[str] | None, setup: Setup | None) -> KindsAsked:
    """The kinds that were named; else all, of which a mere replay asks for those that anything is recorded of.

    Raises:
        ConfigError: a kind that is named is not installed, or one that is installed cannot be used.
    """
    known = _installed()
    named = None if given is None else frozenset(_checked(given, known))
    if setup is None or setup.mode != "none":
        return KindsAsked(named or frozenset(known))
    questions = recorded_questions(setup.folder, named or known)
    recorded = {kind for question in questions for kind in question}.intersection(known)
    kinds = named or frozenset(recorded) or frozenset(known)
    missing = [kind for kind in known if kind not in kinds] if named is None else []
    notices = (f"Nothing is recorded of {', '.join(missing)}: not asked for",) if missing else ()
    return KindsAsked(kinds, notices, _together(kinds, questions))


def _together(kinds: frozenset[str], questions: Collection[tuple[str, ...]]) -> tuple[str, ...]:
    """The kinds of the recorded questions that ask for some kinds together with the fewest others."""
    wider = sorted((len(one), one) for one in questions if len(one) > 1 and kinds <= set(one))
    return wider[0][1] if wider else ()


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
