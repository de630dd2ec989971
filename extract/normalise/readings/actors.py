"""A name that a model read, held against the words of who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.knowledge.language.tokens import tokens
from extract.normalise.actors import ActorContext, read_actor
from extract.normalise.readings.checked import Checked
from schemas import Actor


def check_actors(words: Sequence[Actor], name: str | None, context: ActorContext) -> Checked[tuple[Actor, ...]]:
    """Actors, of their words and of the name that a model read for them.

    One name may be that of one of several.  An actor whom no table knows is called as the model calls it.

    Args:
        words: what the program makes of the words; at least one.
        name: the usual English name, as the model has it; None where it gave none.
        context: what names are looked up in.
    """
    if not name or not name.strip() or not words:
        return Checked(tuple(words))
    read = read_actor(name.strip(), replace(context, position=0))
    same = [at for at, actor in enumerate(words) if _same(actor, read)]
    if same:
        return Checked(tuple(_agreed(actor) if at in same else actor for at, actor in enumerate(words)))
    if len(words) > 1 or words[0].id is not None:
        return Checked(tuple(words), "; ".join(actor.name for actor in words))
    return Checked((_called(words[0], read),))


def _same(actor: Actor, read: Actor) -> bool:
    if actor.id is not None and read.id is not None:
        return actor.id == read.id or actor.id in read.member_of or read.id in actor.member_of
    if actor.id is not None:
        return False
    ours, theirs = _folded(actor.name), _folded(read.name)
    return bool(ours and theirs) and (f" {ours} " in f" {theirs} " or f" {theirs} " in f" {ours} ")


def _agreed(actor: Actor) -> Actor:
    return actor.model_copy(update={"via": "both"})


def _called(actor: Actor, read: Actor) -> Actor:
    """What was read, under the words."""
    return read.model_copy(update={"raw": actor.raw, "span": actor.span, "role": actor.role, "via": "model"})


def _folded(words: str) -> str:
    return " ".join(token.key for token in tokens(words))
