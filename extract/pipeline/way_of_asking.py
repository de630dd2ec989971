"""How a run asks where its user, or what is recorded, wants it otherwise than the model's provider has it."""

from __future__ import annotations

from dataclasses import replace

from extract.ask.profile import PROFILES, Questions, Scale
from extract.ask.service.models import Manner
from extract.ask.window import SENTENCE_BY_SENTENCE
from extract.knowledge.user_tables.tables import Tables
from extract.pipeline.setup import Setup


def asked_otherwise(
    setup: Setup,
    *,
    concurrency: int | None,
    window: int | None,
    timeout: float | None,
    profile: Scale | None,
    questions: Questions | None,
    tables: Tables,
) -> Setup:
    """The set-up with what is given in place of its defaults."""
    asked = PROFILES[profile] if profile else setup.profile
    asked = replace(asked, questions=questions) if questions else asked
    size = replace(SENTENCE_BY_SENTENCE, sentences=window) if window else asked.size
    return replace(
        setup,
        concurrency=concurrency or setup.concurrency,
        profile=replace(asked, size=size),
        manner=_loosened(setup.manner) if asked.questions == "one" else setup.manner,
        timeout_s=timeout or setup.timeout_s,
        tables=tables,
    )


def as_recorded(setup: Setup, together: tuple[str, ...], questions: Questions | None) -> Setup:
    """The set-up of a replay of questions that ask for some kinds together."""
    return replace(setup, profile=replace(setup.profile, together=together, questions=questions or "one"))


def _loosened(manner: Manner) -> Manner:
    """How a model is spoken to that is trusted to leave fields out: a strict schema has it write each, null or not."""
    if manner.settled or manner.dialect.constraint != "strict json_schema":
        return manner
    return replace(manner, dialect=replace(manner.dialect, constraint="json_schema"))
