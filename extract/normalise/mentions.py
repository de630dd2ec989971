"""Finds known actors in words, and tells whether each is meant itself or only says whose, where or against whom."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.knowledge.language.tokens import Token
from extract.knowledge.world.known import ActorTables, Institution, Knowledge, KnownActor, RoleWords, StateName
from extract.normalise.attached import is_attached, is_of

Use = Literal["itself", "its_member", "modifier", "place", "allies", "against", "attached"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A known actor named by ``words[start:end]``; ``form`` is how."""

    start: int
    end: int
    actor: KnownActor
    form: Literal["group", "institution", "name", "adjective", "metonym"]
    use: Use = "itself"

    @property
    def is_state(self) -> bool:
        """True for a state by its name, its adjective or the seat of its government."""
        return self.form in {"name", "adjective", "metonym"}


def countries_of(words: Sequence[Token], tables: ActorTables) -> Iterator[tuple[str, str | None]]:
    """The country of each state that words name, as often as they name it, with its seat where that stands for it."""
    for at in range(len(words)):
        state = tables.states.at(words, at)
        if state and state[1].state.country:
            seat = " ".join(word.key for word in words[at : at + state[0]]) if state[1].form == "metonym" else None
            yield state[1].state.country, seat


def find_mentions(words: Sequence[Token], knowledge: Knowledge, countries: Container[str]) -> list[Mention]:
    """Known actors in the order of the words, the longest name first, none inside another.

    ``countries`` are those the article names: a name that bodies of several countries share is
    met only where its own is among them.
    """
    tables, roles = knowledge.actors, knowledge.roles
    found: list[Mention] = []
    start = 0
    while start < len(words):
        mention = _at(words, start, tables, roles, countries) if tables.can_start(words[start].key) else None
        mention = _one_of_namesakes(mention, countries) if mention and mention.actor.namesakes else mention
        if mention and mention.actor.shared_name and mention.actor.country not in countries:
            mention = None
        if mention is None or _inside_a_longer_name(words, mention, found, roles):
            start += 1
            continue
        found.append(mention)
        start = mention.end
    return [replace(m, use=_use(words, m, roles)) for m in found]


def _one_of_namesakes(mention: Mention, countries: Container[str]) -> Mention | None:
    """The one of several actors of a name whose country the article names; None where that leaves none or several."""
    actors = (mention.actor, *mention.actor.namesakes)
    meant = [actor for actor in actors if actor.country in countries]
    return replace(mention, actor=meant[0]) if len({actor.id for actor in meant}) == 1 else None


def _at(
    words: Sequence[Token], start: int, tables: ActorTables, roles: RoleWords, countries: Container[str]
) -> Mention | None:
    group = tables.groups.at(words, start)
    state = tables.states.at(words, start) or _shared_state(words, start, tables, countries)
    if _is_common_word(words[start], roles):
        group = group if group and group[0] > 1 else None
        state = state if state and state[0] > 1 else None
    if state and (group is None or state[0] >= group[0] or _institution_after(words, start + state[0], tables)):
        named = _with_institution(words, start, state, tables)
        if group is None or named.end - start > group[0]:
            return named
    if group:
        return Mention(start, start + group[0], group[1], "group")
    return _institution_of(words, start, tables)


def _shared_state(
    words: Sequence[Token], start: int, tables: ActorTables, countries: Container[str]
) -> tuple[int, StateName] | None:
    """The state that a name of several means: the one of them that the article names otherwise."""
    found = tables.shared.at(words, start)
    named = [name for name in found[1] if name.state.country in countries] if found else []
    return (found[0], named[0]) if found and len(named) == 1 else None


def _is_common_word(word: Token, roles: RoleWords) -> bool:
    """True for "us" and "is" in small letters, which are names only where capitals tell so."""
    return roles.has("not_in_small", word.key) and word.text.islower()


def _institution_after(words: Sequence[Token], at: int, tables: ActorTables) -> tuple[int, Institution] | None:
    if at >= len(words) or words[at - 1].gap.strip():
        return None
    return tables.institutions.at(words, at)


def _with_institution(words: Sequence[Token], start: int, state: tuple[int, StateName], tables: ActorTables) -> Mention:
    length, name = state
    institution = _institution_after(words, start + length, tables)
    if institution is None or name.form == "metonym":
        return Mention(start, start + length, name.state, name.form)
    return Mention(
        start, start + length + institution[0], institution_of(name.state, institution[1], tables), "institution"
    )


def _institution_of(words: Sequence[Token], start: int, tables: ActorTables) -> Mention | None:
    """ "The Ministry of Defence of Iraq", "the government of El Salvador"."""
    institution = tables.institutions.at(words, start)
    if institution is None:
        return None
    at = start + institution[0]
    if at >= len(words) or words[at].key != "of":
        return None
    at += 2 if at + 1 < len(words) and words[at + 1].key == "the" else 1
    state = tables.states.at(words, at) if at < len(words) else None
    if state is None or state[1].form != "name":
        return None
    return Mention(start, at + state[0], institution_of(state[1].state, institution[1], tables), "institution")


def institution_of(state: KnownActor, institution: Institution, tables: ActorTables) -> KnownActor:
    """A part of a state as an actor of its own, or the state where it stands for it."""
    if institution.is_the_state:
        return state
    adjective = tables.adjectives.get(state.country or "", state.name)
    identifier = f"{state.id}-{institution.slug}"
    name = tables.proper_names.get(identifier, f"{adjective} {institution.name}")
    return KnownActor(identifier, name, "institution", state.country, (state.id,))


def _inside_a_longer_name(words: Sequence[Token], mention: Mention, found: Sequence[Mention], roles: RoleWords) -> bool:
    """ "Biden" in "Jill Biden", "Israel" in "Israel Katz", "Hezbollah" of another country's adjective."""
    before = words[mention.start - 1] if mention.start else None
    last = found[-1] if found and found[-1].end == mention.start else None
    if last and last.form == "adjective" and mention.form == "group" and not words[last.end - 1].gap.strip():
        return mention.actor.country not in {None, last.actor.country}
    if mention.end - mention.start > 1 or words[mention.start].acronym or mention.form in {"adjective", "institution"}:
        return False
    personal = mention.actor.kind in {"person", "state"} or mention.actor.shared_name
    if (
        before
        and personal
        and before.gap == " "
        and last is None
        and not before.possessive
        and _part_of_a_name(before, roles)
    ):
        return True
    after = words[mention.end] if mention.end < len(words) else None
    here = words[mention.start]
    return bool(
        mention.form in {"name", "metonym"}
        and after
        and here.gap == " "
        and not here.possessive
        and _part_of_a_name(after, roles)
        and mention.end == len(words) - 1
    )


def _part_of_a_name(word: Token, roles: RoleWords) -> bool:
    known = ("titles", "modifiers", "words", "function_words", "places", "belongings", "backing", "cues")
    return word.capital and not word.acronym and not any(roles.has(name, word.key) for name in known)


def _use(words: Sequence[Token], mention: Mention, roles: RoleWords) -> Use:
    before = list(_before(words, mention.start))
    after = words[mention.end] if mention.end < len(words) and _adjacent(words[mention.end - 1]) else None
    if before and before[0].hyphenated and roles.has("against", before[0].key):
        return "against"
    if after and roles.has("backing", after.key):
        return "allies" if roles.has("allies", after.key) else "modifier"
    if is_attached(words, mention.start, roles, person=False):
        backed = len(before) > 1 and before[0].key == "by" and roles.has("backed_before", before[1].key)
        return "allies" if backed and mention.is_state else "attached"
    if mention.form not in {"group", "institution"}:
        return _use_of_state(words[mention.end - 1], before, after, roles)
    return _use_of_body(words, mention, before, after, roles)


def _use_of_body(
    words: Sequence[Token], mention: Mention, before: Sequence[Token], after: Token | None, roles: RoleWords
) -> Use:
    if mention.form == "group" and is_of(words, mention.end, roles):
        return "attached"
    if after and (_bears_a_title(words[mention.end :], roles) or (words[mention.end - 1].possessive and after.capital)):
        return "its_member"
    return "its_member" if _of_whom(before, roles) else "itself"


def _use_of_state(last: Token, before: Sequence[Token], after: Token | None, roles: RoleWords) -> Use:
    nearest = next((word for word in before if word.key not in {"the", "both", "between"}), None)
    if nearest and roles.has("places", nearest.key):
        return "place"
    if nearest and nearest.key in {"of", "by"} and len(before) > 1 and roles.has("backed_before", before[1].key):
        return "allies"
    if nearest and not roles.has("coordinators", nearest.key):
        return "modifier"
    if after and (last.possessive or last.hyphenated or not roles.has("function_words", after.key)):
        return "modifier"
    return "itself"


def _before(words: Sequence[Token], start: int) -> Iterator[Token]:
    """The words before, nearest first, as far as no punctuation parts them."""
    for at in range(start - 1, -1, -1):
        if not _adjacent(words[at]):
            return
        yield words[at]


def _adjacent(word: Token) -> bool:
    return word.hyphenated or not word.gap.strip()


def _bears_a_title(after: Sequence[Token], roles: RoleWords) -> bool:
    """ "Hezbollah senior commander" is one of its members; "Hezbollah fighters" are Hezbollah."""
    for word in after:
        if roles.has("belongings", word.key):
            return False
        if _is_title(word, roles):
            return True
        if not roles.has("modifiers", word.key) or not _adjacent(word):
            return False
    return False


def _of_whom(before: Sequence[Token], roles: RoleWords) -> bool:
    """ "A spokesman for", "the leader of Iraq's", "a member of the"."""
    for at, word in enumerate(before):
        if word.key in {"of", "for", "from", "with", "in"}:
            rest = [w for w in before[at + 1 :] if w.key not in {"s", "the"}]
            return bool(rest) and _is_title(rest[0], roles)
        if not (word.key == "the" or word.possessive or word.capital):
            return False
    return False


def _is_title(word: Token, roles: RoleWords) -> bool:
    """True for a title, one or many; "members" and "fighters" are the group itself."""
    titled = roles.has("titles", word.key) or roles.has("titles", word.key.removesuffix("s"))
    return titled and not roles.has("belongings", word.key)
