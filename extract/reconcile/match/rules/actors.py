"""Rules on who takes part: attacker, target, speaker, addressee, participants."""

from __future__ import annotations

from extract.reconcile.compare.kinship import MEMBER, kin, kinship
from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling
from schemas import Actor


def attacker(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 for one attacker, -1.0 for two known to differ or for a side that is the target in the other."""
    return _side(a, b, own="attacker", other="target")


def target(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 for one target, -1.0 for two known to differ or for a side that is the attacker in the other."""
    return _side(a, b, own="target", other="attacker")


def speaker(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 for one speaker, -1.0 for two known to differ."""
    return _compare(a.parties["speaker"], b.parties["speaker"])


def addressee(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 for one addressee, -1.0 for two known to differ."""
    return _compare(a.parties["addressee"], b.parties["addressee"])


def participants(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score by the share of the smaller company that the other has too: 1.0 for all of two or more, -1.0 for none.

    Of two of one size that counts of which more are among the other.
    """
    return same_company(a, b, _corpus, field="participants")


def same_company(a: Telling, b: Telling, _corpus: Corpus, *, field: str) -> Comparison | None:
    """Score by the share of the smaller company in a field of actors, as `participants`."""
    ours, theirs = sorted((a.parties[field], b.parties[field]), key=len)
    if not ours:
        return None
    found = _among(ours, theirs)
    if len(ours) == len(theirs) and (turned := _among(theirs, ours)) > found:
        found, ours, theirs = turned, theirs, ours
    alone = 0.5 if len(ours) == 1 else 1.0
    score = alone * (2 * found / len(ours) - 1)
    return Comparison(score, f"{found} of {_names(ours)} among {_names(theirs)}")


def same_side(a: Telling, b: Telling, _corpus: Corpus, *, field: str) -> Comparison | None:
    """Score 1.0 for one actor in a field of actors, -1.0 for two known to differ."""
    return _compare(a.parties[field], b.parties[field])


def _among(ours: tuple[Actor, ...], theirs: tuple[Actor, ...]) -> int:
    """How many of ours are, or belong to, somebody among the others."""
    return sum(1 for mine in ours if (kin((mine,), theirs) or 0.0) >= MEMBER)


def _side(a: Telling, b: Telling, *, own: str, other: str) -> Comparison | None:
    said = _compare(a.parties[own], b.parties[own])
    if said is not None and said.score >= MEMBER:
        return said
    turned = _turned(a, b, own=own, other=other)
    return said if turned is None else Comparison(-1.0, f"{turned.name} is {own} in one and {other} in the other")


def _turned(a: Telling, b: Telling, *, own: str, other: str) -> Actor | None:
    """An actor on one side in one telling and on the other side in the other."""
    return opposed(a.parties[own], b.parties[other]) or opposed(b.parties[own], a.parties[other])


def opposed(ours: tuple[Actor, ...], theirs: tuple[Actor, ...]) -> Actor | None:
    """An actor a table knows that is, or is part of, one of the others."""
    return next((a for a in ours if a.id and any((kinship(a, b) or 0.0) >= MEMBER for b in theirs if b.id)), None)


def _compare(ours: tuple[Actor, ...], theirs: tuple[Actor, ...]) -> Comparison | None:
    score = kin(ours, theirs)
    return None if score is None else Comparison(score, f"{_names(ours)} and {_names(theirs)}")


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(dict.fromkeys(actor.name for actor in actors))
