"""Gives a draft the labels that its words bear out: what a model says of manner, certainty and act is no copy."""

from __future__ import annotations

import re

from extract.knowledge.language.attack_or_remark import answer_starts
from extract.knowledge.language.labels import Labels
from schemas import Casualty, Draft, Statement, Strike
from schemas.values import CountUnit

_COUNTED = re.compile(
    r"((?:(?:at least|up to|about|some|around|more than|nearly|over) )?(?P<number>\S+)) (?P<who>.+)", re.I
)

_BEFORE = 40
"""Code points before a count in which the verb for it stands: "killed and injured 30 people"."""


def labelled(record: Draft, evidence: str, known: Labels) -> Draft:
    """The record without labels that no word of its evidence bears out.

    An assertion falls back to "asserted", a method to "other"; the verb of a statement tells its
    act, and a target that is a number of casualties is counted.
    """
    labels: dict[str, object] = {}
    if not known.borne_out("assertion", record.assertion, evidence):
        labels["assertion"] = "asserted"
    if isinstance(record, Strike):
        if not known.borne_out("method", record.method, evidence[: answer_starts(evidence)]):
            labels["method"] = "other"
        labels["casualties"] = record.casualties or _counted_target(record.target or "", evidence, known)
    if isinstance(record, Statement) and (act := known.label_of("act", record.cue or "")):
        labels["act"] = act
    return record.model_copy(update=labels)


def _counted_target(target: str, evidence: str, known: Labels) -> list[Casualty]:
    """The casualties that a target is: "killed or injured 30 people" names no other target than its toll."""
    counted = _COUNTED.fullmatch(target)
    at = evidence.find(target)
    if not counted or at < 0 or not known:
        return []
    if not (counted["number"][0].isdigit() or known.borne_out("number", "number", counted["number"])):
        return []
    before = evidence[max(0, at - _BEFORE) : at]
    killed, injured = (known.borne_out("unit", unit, before) for unit in ("killed", "injured"))
    unit: CountUnit = "killed_or_injured" if killed and injured else "killed" if killed else "injured"
    return [Casualty(number=counted[1], unit=unit, who=counted["who"])] if killed or injured else []
