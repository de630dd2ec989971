"""Rules on what two remarks do, and whether one voice makes them."""

from __future__ import annotations

from extract.reconcile.compare.kinship import DIFFERENT, SAME_NAME, kinship
from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.mention import Telling
from schemas import Actor

ACTS = frozenset({"claim", "condemn", "condole", "decline", "deny", "praise", "support"})
"""Acts that take a side: one speaker does such an act on one matter once, however often it is told."""

OCCASION = 3
"""Days between two articles within which they may tell of one occasion: news of what was said is old after that."""

SHARED = 2
"""Words in common of two remarks that are all that their speaker says, so that they may be one in two wordings."""


def deed(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 where both do one act that takes a side, at one time, and say no more ("denied responsibility").

    0.7 where one of them says more; but what is claimed is told with the claim.  Else None.
    """
    shared = sorted(a.acts & b.acts & ACTS)
    if not shared or (a.words and b.words) or not _at_one_time(a, b):
        return None
    if not a.words and not b.words:
        return Comparison(1.0, f"both {shared[0]} and say no more")
    return None if shared == ["claim"] else Comparison(0.7, f"both {shared[0]}, and one says no more")


def alone(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 where each is all that its speaker says in its article, by one act, in some of the same words."""
    shared = sorted(a.acts & b.acts)
    if not (a.alone and b.alone and shared and len(a.words & b.words) >= SHARED and _at_one_time(a, b)):
        return None
    return Comparison(1.0, f"each is all that the speaker says: {shared[0]}")


def other_numbers(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 where both tell figures and none is told by both; else None."""
    if not a.numbers or not b.numbers or a.numbers & b.numbers:
        return None
    return Comparison(-1.0, f"one says {', '.join(sorted(a.numbers))}, one {', '.join(sorted(b.numbers))}")


def voice(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 where nothing shows that one speaker, or one who speaks for the other, makes both; else None."""
    ours, theirs = a.parties["speaker"], b.parties["speaker"]
    if not ours or not theirs or any(_one_voice(mine, other) for mine in ours for other in theirs):
        return None
    return Comparison(-1.0, f"{ours[0].name} and {theirs[0].name} are not known to be one voice")


def _one_voice(a: Actor, b: Actor) -> bool:
    """True of one actor, and of one that a table has as a part of the other."""
    within = bool(a.id and b.id) and (a.id in b.member_of or b.id in a.member_of)
    return within or (kinship(a, b) or DIFFERENT) >= SAME_NAME


def occasion(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score 1.0 where both articles tell of strikes on one town within a day, -1.0 where none of theirs come near.

    None where they came out at other times: who speaks of it weeks later speaks again.
    """
    ours, theirs = a.setting.scenes, b.setting.scenes
    if not ours or not theirs:
        return None
    both = _common_scene(a, b)
    if both and not _at_one_time(a, b):
        return None
    return (
        Comparison(1.0, f"both articles tell of {both}")
        if both
        else Comparison(-1.0, "the articles tell of other attacks")
    )


def _at_one_time(a: Telling, b: Telling) -> bool:
    ours, theirs = a.setting.published, b.setting.published
    if ours is None or theirs is None:
        return _common_scene(a, b) is not None
    return abs((ours - theirs).days) <= OCCASION


def _common_scene(a: Telling, b: Telling) -> str | None:
    """A town that both articles tell was attacked, on one day or the next."""
    days = [
        (town, day)
        for town, day in a.setting.scenes
        for other, then in b.setting.scenes
        if town == other and abs((day - then).days) <= 1
    ]
    return min(days)[0] if days else None
