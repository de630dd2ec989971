"""The rules for counts: figures kept, figures made up, and words that must not become figures."""

from __future__ import annotations

from collections.abc import Iterator

from extract.evaluate.assessment import NOTHING, Assessment, credit_of
from extract.evaluate.gold import GoldEvent, GoldToll
from schemas import AnyEvent, Toll


def tolls_of(event: AnyEvent) -> list[Toll]:
    """The tolls that an event's claims give, in their order."""
    return [claim.value for claim in event.claims if isinstance(claim.value, Toll)]


def counts(gold: GoldEvent, event: AnyEvent) -> Iterator[Assessment]:
    """For each number of gold: exact if a claim gives it alone, partial if it is one end of what a claim gives."""
    tolls = tolls_of(event)
    found = ", ".join(map(_toll_text, tolls)) or "nothing"
    for wanted in gold.tolls:
        if wanted.value is not None:
            yield Assessment(max((_credit(wanted, toll) for toll in tolls), default=NOTHING), _gold_text(wanted), found)


def counts_given(gold: GoldEvent, event: AnyEvent) -> Iterator[Assessment]:
    """For each number that a claim gives, if gold has any: exact if gold has it alone, partial if it is one end."""
    if gold.tolls:
        wanted = ", ".join(map(_gold_text, gold.tolls))
        for toll in tolls_of(event):
            if _figures(toll):
                credit = max(_credit(one, toll) for one in gold.tolls)
                yield Assessment(credit, wanted, _toll_text(toll))


def vague_counts(gold: GoldEvent, event: AnyEvent) -> Iterator[Assessment]:
    """For each toll without a number in gold: exact if a claim has its unit and none makes up a number of it."""
    for wanted in gold.tolls:
        if wanted.vague:
            known = {toll.value for toll in gold.tolls if toll.unit == wanted.unit}
            tolls = [toll for toll in tolls_of(event) if toll.unit == wanted.unit]
            made_up = any(toll.low == toll.high and toll.low is not None and toll.low not in known for toll in tolls)
            found = ", ".join(map(_toll_text, tolls)) or "nothing"
            yield Assessment(credit_of(exact=bool(tolls) and not made_up, partial=False), _gold_text(wanted), found)


def _figures(toll: Toll) -> set[int]:
    return {figure for figure in (toll.low, toll.high, toll.best) if figure is not None}


def _credit(wanted: GoldToll, toll: Toll) -> float:
    if wanted.unit != toll.unit or wanted.value is None:
        return NOTHING
    figures = _figures(toll)
    return credit_of(exact=toll.best == wanted.value or figures == {wanted.value}, partial=wanted.value in figures)


def _gold_text(toll: GoldToll) -> str:
    return f"{'some' if toll.value is None else toll.value} {toll.unit}"


def _toll_text(toll: Toll) -> str:
    low, high = ("?" if figure is None else str(figure) for figure in (toll.low, toll.high))
    return f"{low if low == high else f'{low} to {high}'} {toll.unit}"
