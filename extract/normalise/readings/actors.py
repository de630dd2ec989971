"""A name that a model read, held against the words of who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.knowledge.language.tokens import tokens
from extract.normalise.actors import ActorContext, read_actor
from extract.normalise.readings.checked import Checked
from extract.normalise.readings.spoken import is_name
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
    read = _read(name.strip(), context)
    same = [at for at, actor in enumerate(words) if _same(actor, read)]
    foreign = context.people.language not in {None, "en"}
    if same:
        told = (_agreed(actor, read, foreign=foreign) if at in same else actor for at, actor in enumerate(words))
        return Checked(tuple(told))
    if len(words) > 1 or words[0].id is not None:
        return Checked(tuple(words), "; ".join(actor.name for actor in words))
    return Checked((_called(words[0], read, "model"),))


def _read(name: str, context: ActorContext) -> Actor:
    """Who is meant by a name, called so unless a table knows him."""
    read = read_actor(name, replace(context, position=0))
    return read if read.id is not None or context.people.language in {None, "en"} else _named(read, name)


def _named(actor: Actor, name: str) -> Actor:
    return actor.model_copy(update={"name": name})


def _same(actor: Actor, read: Actor) -> bool:
    if actor.id is not None and read.id is not None:
        return actor.id == read.id or actor.id in read.member_of or read.id in actor.member_of
    if actor.id is not None:
        return False
    ours, theirs = _folded(actor.name), _folded(read.name)
    if ours and theirs and (f" {ours} " in f" {theirs} " or f" {theirs} " in f" {ours} "):
        return True
    return is_name(actor.name, read.name)


def _agreed(actor: Actor, read: Actor, *, foreign: bool) -> Actor:
    """The actor, by its usual English name; who belongs to what was read stays who it is."""
    if actor.id is None and (foreign or (read.id is not None and is_name(actor.name, read.name))):
        return _called(actor, read, "both")
    return actor.model_copy(update={"via": "both"})


def _called(actor: Actor, read: Actor, via: str) -> Actor:
    """The reading, under the words."""
    return read.model_copy(update={"raw": actor.raw, "span": actor.span, "role": actor.role, "via": via})


def _folded(words: str) -> str:
    return " ".join(token.key for token in tokens(words))
