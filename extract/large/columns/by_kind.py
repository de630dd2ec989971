"""The comparison rules for two articles in columns, by kind of record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from extract.large.columns.batch import Batch
from extract.large.columns.days import Dates
from extract.large.columns.likeness import Likeness, both_recalled, when
from extract.large.columns.pairs import EachLikeness
from extract.large.columns.published import Published
from extract.large.columns.remarks import Remarks
from extract.large.columns.rules import SILENT, Asked
from extract.large.columns.sides import Kin
from extract.large.columns.steps import Said, Step
from extract.large.columns.table import UNITS, Facet, Ints
from extract.large.columns.towns import PlaceScores
from extract.reconcile import ReconcileSettings
from extract.reconcile.match.rules.labels import act

Steps = Sequence[Step]


def steps_of(batch: Batch, settings: ReconcileSettings) -> Steps:
    """The rules for rows of a batch, those first that cost least; without crowding, order and whole articles."""
    return _STEPS[batch.kind](batch, settings)


def _strikes(batch: Batch, settings: ReconcileSettings) -> Steps:
    return Likeness(batch.strikes(), batch.wording(lambda row: row.words), settings).steps()


def _statements(batch: Batch, settings: ReconcileSettings) -> Steps:
    asked = Asked(settings)
    days, published = Dates(batch.field("dates"), settings, asked), Published(batch.published, asked)
    words, quoted = batch.wording(lambda row: row.words), batch.wording(lambda row: row.quoted)
    foreign = batch.in_two_languages(lambda row: row.of_words)
    numbers, _ = batch.members(lambda row: row.numbers)
    speakers, addressees = Kin(batch.field("speakers")), Kin(batch.field("addressees"))
    acts: Facet[frozenset[str]] = batch.field("acts")
    of_acts = EachLikeness(
        len(acts.values), lambda a, b: asked.of(act, {"acts": acts.values[a]}, {"acts": acts.values[b]})
    )

    def in_words(a: Ints, b: Ints, _: Said) -> Said:
        figures = np.bincount(numbers.of(a, b).pair, minlength=len(a))
        return {
            "wording": np.where(foreign(a, b), SILENT, words.wording(a, b, settings.same_words)),
            "quoted": quoted.quoted(a, b),
            "numbers": np.where(figures > 0, UNITS, SILENT),
        }

    return (
        in_words,
        Remarks(batch, asked).of,
        lambda a, b, _: {"act": of_acts.of(acts.codes[a], acts.codes[b])},
        lambda a, b, _: when(days, published, a, b),
        lambda a, b, _: {"speaker": speakers.of(a, b)},
        lambda a, b, _: {"addressee": addressees.of(a, b)},
    )


def _meetings(batch: Batch, settings: ReconcileSettings) -> Steps:
    asked = Asked(settings)
    days, published = Dates(batch.field("dates"), settings, asked), Published(batch.published, asked)
    places, words = PlaceScores(batch.field("places"), settings), batch.wording(lambda row: row.words)
    company, standing = Kin(batch.field("participants")), batch.field("standing")

    return (
        lambda a, b, _: {"retelling": words.retelling(a, b), "assertion": both_recalled(standing, a, b)},
        lambda a, b, _: when(days, published, a, b),
        lambda a, b, _: {"participants": company.company(a, b)},
        lambda a, b, _: {"place": places.of(a, b)},
    )


_STEPS: Mapping[str, Callable[[Batch, ReconcileSettings], Steps]] = {
    "strike": _strikes,
    "statement": _statements,
    "meeting": _meetings,
}
