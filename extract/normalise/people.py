"""Who appears in an article: each person by full name, with the offices and countries it is introduced by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.base.types import Article, Sentence
from extract.knowledge.language.letter_case import is_cased
from extract.knowledge.language.tokens import HYPHENS, Token, slice_of, tokens
from extract.knowledge.world.known import Knowledge, RoleWords
from extract.normalise.in_other_forms import country_of_adjective, country_of_word
from extract.normalise.mentions import Mention, countries_of, find_mentions
from extract.normalise.names import Name, find_names

_UNREAD = frozenset({"furniture", "header", "title", "heading"})
_LONGEST_INTRODUCTION = 12
"""Words: the longest titles of office with their country have about ten."""

_SHORTEST_COUNTRY = 4
"""Letters: shorter ones are found by their capitals (US, UAE)."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person as the words around the name say: "Iraqi Foreign Minister", ", leader of the Badr Organization"."""

    roles: frozenset[str] = frozenset()
    country: str | None = None
    member_of: tuple[str, ...] = ()

    def and_also(self, other: Introduction) -> Introduction:
        """Both together; the country told first holds."""
        members = (*self.member_of, *(body for body in other.member_of if body not in self.member_of))
        return Introduction(self.roles | other.roles, self.country or other.country, members)


@dataclass(frozen=True, slots=True)
class Person:
    """A person of an article; ``offsets`` are where the name, or its last part alone, stands in the text.

    ``table`` is the table that has the person, None where none does.
    """

    name: str
    keys: tuple[str, ...]
    id: str | None
    introduction: Introduction
    offsets: tuple[int, ...] = ()
    table: str | None = None


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of an article with its words (offsets into the article) and the known actors among them."""

    start: int
    end: int
    words: Sequence[Token]
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class People:
    """The persons of an article in the order of their first full name, and the sentences they stand in.

    ``countries`` tells how often each country is named, ``cased`` whether capitals mark names,
    ``language`` what the article is written in (ISO 639-1), ``written_in`` the country of its dateline,
    ``seats`` how often a capital counts for its country.
    """

    persons: tuple[Person, ...]
    sentences: tuple[ReadSentence, ...]
    countries: Mapping[str, int]
    cased: bool = True
    language: str | None = None
    written_in: str | None = None
    seats: Mapping[tuple[str, str], int] = field(default_factory=dict)


def find_people(article: Article, sentences: Sequence[Sentence], knowledge: Knowledge) -> People:
    """Persons whom the running text names in full."""
    readable = [(s.content.start, s.content.end) for s in sentences if s.role not in _UNREAD]
    cased = is_cased(article.text)
    worded = [(start, end, tokens(article.text[start:end], cased=cased)) for start, end in readable]
    whole = [
        tokens(article.text[s.content.start : s.content.end], cased=cased) for s in sentences if s.role != "furniture"
    ]
    named = [found for words in whole for found in countries_of(words, knowledge.actors)]
    countries = Counter(country for country, _ in named)
    seats = Counter((country, seat) for country, seat in named if seat)
    if article.language not in {None, "en"}:
        countries.update(code for words in whole for code in _called_so(words, knowledge))
    read = tuple(
        ReadSentence(start, end, words, find_mentions(words, knowledge, countries)) for start, end, words in worded
    )
    uncapitalised = {word.key for sentence in read for word in sentence.words if not word.capital}
    found: dict[tuple[str, ...], Person] = {}
    times: Counter[tuple[str, ...]] = Counter()
    for sentence in read:
        for name in find_names(sentence.words, sentence.mentions, knowledge.roles):
            if (
                name.parts > 1
                and (cased or name.titled)
                and not (name.start == 0 and sentence.words[0].key in uncapitalised)
            ):
                person = _person(article.text, sentence, name, knowledge)
                times[person.keys] += 1
                _add(found, person)
    persons = _without_short_forms(list(found.values()), times)
    return People(
        tuple(_with_offsets(person, persons, read) for person in persons),
        read,
        countries,
        cased,
        article.language,
        _written_in(article, knowledge),
        seats,
    )


def _written_in(article: Article, knowledge: Knowledge) -> str | None:
    """The country of the dateline, where its town is a capital or in one country only."""
    if article.dateline is None or article.dateline.place is None:
        return None
    gazetteer = knowledge.places.gazetteer
    places = gazetteer.find(article.dateline.place.title())
    capital = [p.country for p in places if p.country and p.name == gazetteer.capital(p.country)]
    return next(iter(capital or {p.country for p in places if len({q.country for q in places}) == 1}), None)


def _called_so(words: Sequence[Token], knowledge: Knowledge) -> Iterator[str]:
    """The countries that capitalised words name in another language than English."""
    forms, gazetteer = knowledge.language.forms, knowledge.places.gazetteer
    for word in words:
        short = len(word.key) < _SHORTEST_COUNTRY and word.text.isascii()
        named = word.capital and not short and not word.text.isupper()
        code = country_of_word(word.text, forms, gazetteer) if named else None
        if code := code or country_of_adjective(word.text, forms, gazetteer):
            yield code


def introduction(
    words: Sequence[Token], mentions: Sequence[Mention], span: tuple[int, int], roles: RoleWords
) -> Introduction:
    """The description of a person by the words before and after the name, ``words[span]``."""
    before = list(_leading(words, mentions, span, roles))
    after = list(_apposed(words, span[1], roles))
    return _described(words, mentions, before, roles).and_also(_described(words, mentions, after, roles))


def described(words: Sequence[Token], mentions: Sequence[Mention], roles: RoleWords) -> Introduction:
    """The description of a person without a name: "the top Iranian diplomat"."""
    return _described(words, mentions, list(range(len(words))), roles)


def _person(text: str, sentence: ReadSentence, name: Name, knowledge: Knowledge) -> Person:
    words = sentence.words[name.start : name.end]
    known = knowledge.actors.groups.at(words, 0)
    actor = known[1] if known and known[0] == len(words) and known[1].kind == "person" else None
    told = introduction(sentence.words, sentence.mentions, (name.start, name.end), knowledge.roles)
    if any(word.key == "counterpart" for word in sentence.words):
        told = told.and_also(Introduction(frozenset({"counterpart"})))  # whoever has a counterpart is one
    if actor:
        told = Introduction(frozenset(), actor.country, actor.member_of).and_also(told)
    shown = " ".join(slice_of(text[sentence.start : sentence.end], words).split())
    keys = tuple(w.key for w in words)
    return Person(actor.name, keys, actor.id, told, table=actor.table) if actor else Person(shown, keys, None, told)


def _add(found: dict[tuple[str, ...], Person], person: Person) -> None:
    known = found.get(person.keys)
    if known:
        person = replace(known, introduction=known.introduction.and_also(person.introduction))
    found[person.keys] = person


def _without_short_forms(persons: list[Person], times: Mapping[tuple[str, ...], int]) -> list[Person]:
    """ "John Kirby" and "John F. Kirby" are one: same first and last part, or one name within the other.

    ``times`` tells how often each form stands in the article.
    """
    kept: list[Person] = []
    for person in persons:
        at = next((i for i, other in enumerate(kept) if _same_name(person.keys, other.keys)), None)
        if at is None:
            kept.append(person)
            continue
        longer, shorter = sorted((kept[at], person), key=lambda p: -len(p.keys))
        told = kept[at].introduction.and_also(person.introduction)
        name = shorter.name if _is_epithet(longer.keys, shorter.keys, times) else longer.name
        known = longer if longer.id else shorter
        kept[at] = Person(name, longer.keys, known.id, told, table=known.table)
    return kept


def _is_epithet(longer: tuple[str, ...], shorter: tuple[str, ...], times: Mapping[tuple[str, ...], int]) -> bool:
    """True if most mentions do without what a form has before the name: "Sleepy John Kirby"."""
    return longer[-len(shorter) :] == shorter and times[shorter] > times[longer]


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return (a[0], a[-1]) == (b[0], b[-1]) or (a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a)))


def _with_offsets(person: Person, persons: Sequence[Person], read: Sequence[ReadSentence]) -> Person:
    last = person.keys[-1]
    shared = any(other is not person and last in other.keys for other in persons)
    offsets = tuple(
        sentence.start + word.start
        for sentence in read
        for at, word in enumerate(sentence.words)
        if word.capital and word.key == last and (not shared or _full_name_at(sentence.words, at, person.keys))
    )
    return replace(person, offsets=offsets)


def _full_name_at(words: Sequence[Token], last: int, keys: tuple[str, ...]) -> bool:
    return tuple(word.key for word in words[max(0, last + 1 - len(keys)) : last + 1]) == keys


def _leading(
    words: Sequence[Token], mentions: Sequence[Mention], span: tuple[int, int], roles: RoleWords
) -> Iterator[int]:
    """Words of office right before a name, nearest first, as long as they are such."""
    covered = {at for mention in mentions for at in range(mention.start, mention.end)}
    start, enclosed = span[0], _is_enclosed(words, span, roles)
    for at in range(start - 1, max(-1, start - 1 - _LONGEST_INTRODUCTION), -1):
        word = words[at]
        if word.gap.strip() not in {"", ".", *HYPHENS, "’", "'"} and not (enclosed and at == start - 1):
            return
        office = any(roles.has(name, word.key) for name in ("titles", "modifiers", "words"))
        if (
            word.key == "and"
            and at
            and not any(roles.has(n, words[at - 1].key) for n in ("titles", "modifiers", "words"))
        ):
            return  # "General X and deputy head Y": what comes before "and" is said of somebody else
        if not (
            office or at in covered or word.capital or word.key in {"of", "the", "for", "and", "a", "an", "his", "her"}
        ):
            return
        yield at


def _is_enclosed(words: Sequence[Token], span: tuple[int, int], roles: RoleWords) -> bool:
    """ "Kenya's foreign minister, X, met": a name between commas is that of whose title stands before."""
    start, end = span
    before = start > 0 and words[start - 1].gap.strip() == "," and roles.has("titles", words[start - 1].key)
    return before and (end == len(words) or words[end - 1].gap.strip()[:1] in {",", "."})


def _apposed(words: Sequence[Token], end: int, roles: RoleWords) -> Iterator[int]:
    """Words after ", " that say who the person is: only where a title is among the first of them."""
    if not words[end - 1].gap.lstrip().startswith(",") or end >= len(words):
        return
    stop = end
    while (
        stop < len(words)
        and stop - end < _LONGEST_INTRODUCTION
        and not (stop > end and words[stop - 1].gap.strip(f" {HYPHENS}’'"))
    ):
        stop += 1
    opening = [word.key for word in words[end : min(stop, end + 6)]]
    if any(roles.has("titles", key) for key in opening) and not any(roles.has("cues", key) for key in opening[:1]):
        yield from range(end, stop)


def _described(
    words: Sequence[Token], mentions: Sequence[Mention], at: Sequence[int], roles: RoleWords
) -> Introduction:
    told: set[str] = set()
    for position in at:
        word = words[position].key
        sexed = roles.has("female", word) or roles.has("male", word)
        if sexed or ((roles.has("titles", word) or roles.has("modifiers", word)) and not roles.has("vague", word)):
            told |= {word, *roles.same_role.get(word, ())}
    within = [m for m in mentions if m.start in set(at)]
    country = next((m.actor.country for m in within if m.actor.country and m.use != "against"), None)
    bodies = tuple(dict.fromkeys(m.actor.id for m in within if not m.is_state and m.actor.kind != "person"))
    return Introduction(frozenset(told), country, bodies)
