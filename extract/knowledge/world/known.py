"""The tables that normalising is handed, made elsewhere, so that it needs no I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, Protocol, TypeVar

from extract.knowledge.language.language import Language
from extract.knowledge.language.tokens import Token, WordForm, word_forms
from schemas.evidence import SourceKind

ActorKind = Literal["state", "institution", "armed_group", "military", "organisation", "person"]
PlaceKind = Literal["city", "district", "division", "region", "country"]
Value = TypeVar("Value")
Found_co = TypeVar("Found_co", covariant=True)

BUILT_IN = "built-in"
"""The table of what ships with the package."""


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of an alias table; ``shared_name`` where bodies of other countries have the same name.

    ``table`` is the table that has it; ``namesakes`` are others there with the name by which it was found.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    member_of: tuple[str, ...] = ()
    shared_name: bool = False
    table: str = BUILT_IN
    namesakes: tuple[KnownActor, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the gazetteer; ``main`` tells its own name from another spelling of it.

    ``spellings`` counts the names it has in all languages, and so how well it is known; ``picked`` marks what somebody
    put into a table by hand, and so expects to be met; ``table`` is the table that has it,
    and ``code`` its identifier there.
    """

    name: str
    kind: PlaceKind
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    timezone: str | None = None
    population: int = 0
    main: bool = True
    spellings: int = 0
    picked: bool = False
    table: str = BUILT_IN
    code: str | None = None


class Gazetteer(Protocol):
    """Places by name."""

    def find(self, name: str) -> Sequence[KnownPlace]:
        """Every place so called, however it is accented or hyphenated, in an order that is always the same."""

    def abbreviated(self, short: str) -> Sequence[KnownPlace]:
        """The first-level divisions that an address or a newspaper writes so: "PA", "Pa."."""

    def neighbours(self, country: str) -> frozenset[str]:
        """The countries that a country borders on."""

    def names_of_country(self, country: str) -> Sequence[str]:
        """The names of a country in all languages."""

    def beginning(self, stem: str, longest: int) -> Sequence[KnownPlace]:
        """Towns with a name that begins so and has at most so many letters."""

    def declined(self, name: str, endings: Sequence[str]) -> Sequence[KnownPlace]:
        """Towns whose name is the word with another of some endings."""

    def country_declined(self, name: str, endings: Sequence[str], others: Sequence[str]) -> Sequence[str]:
        """The countries whose name in some language is the word with one of some endings in place of others."""

    def country_called(self, name: str) -> Sequence[str]:
        """The countries that some language calls so."""

    def timezone(self, country: str) -> str | None:
        """The zone of a country where nearly everybody has the same, else None."""

    def country_name(self, country: str) -> str | None:
        """The common English name of a country."""

    def capital(self, country: str) -> str | None:
        """The capital of a country."""


Capitals = Literal["any", "first", "all"]

_LONGEST_ACRONYM = 5
"""Letters: longer words in capitals are as a rule headlines or emphasis."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of something; ``capitals`` says of each word how it must be written to be met."""

    keys: tuple[str, ...]
    capitals: tuple[Capitals, ...]

    @classmethod
    def of(cls, name: str) -> Alias:
        """The alias as the tables write it: "IS" is met in capitals only, "Amnesty" with a capital only."""
        words = word_forms(name)
        return cls(tuple(word.key for word in words), tuple(_capitals(word, at) for at, word in enumerate(words)))

    def met_by(self, words: Sequence[Token]) -> bool:
        """True if words of the same keys are written as this name is."""
        return all(
            wanted == "any" or (word.capital if wanted == "first" else word.acronym)
            for word, wanted in zip(words, self.capitals, strict=True)
        )


def _capitals(word: WordForm, at: int) -> Capitals:
    if word.acronym and len(word.key) <= _LONGEST_ACRONYM:
        return "all"
    return "first" if word.capital and at == 0 else "any"


class Phrases(Protocol[Found_co]):
    """Values by phrase."""

    def at(self, words: Sequence[Token], start: int) -> tuple[int, Found_co] | None:
        """How many words the longest phrase at ``start`` has, and its value."""

    def can_start(self, key: str) -> bool:
        """True if some phrase starts with a word of that key."""


class PhraseTable(Generic[Value]):
    """Finds the longest known phrase that starts at a word.

    Values given for one phrase keep the order in which they came; the first that fits is found.
    """

    def __init__(self, phrases: Iterable[tuple[Alias, Value]]) -> None:
        """Index the phrases by their keys."""
        self._phrases: dict[tuple[str, ...], list[tuple[Alias, Value]]] = {}
        for alias, value in phrases:
            if alias.keys:
                self._phrases.setdefault(alias.keys, []).append((alias, value))
        self._longest: dict[str, int] = {}
        for keys in self._phrases:
            self._longest[keys[0]] = max(len(keys), self._longest.get(keys[0], 0))

    def at(self, words: Sequence[Token], start: int) -> tuple[int, Value] | None:
        """How many words the longest phrase at ``start`` has, and its value."""
        longest = self._longest.get(words[start].key)
        if longest is None:
            return None
        for length in range(min(longest, len(words) - start), 0, -1):
            span = words[start : start + length]
            for alias, value in self._phrases.get(tuple(word.key for word in span), ()):
                if alias.met_by(span):
                    return length, value
        return None

    def can_start(self, key: str) -> bool:
        """True if some phrase starts with a word of that key."""
        return key in self._longest

    def phrases(self) -> Iterator[tuple[Alias, Value]]:
        """All phrases with their values, in the order in which they came."""
        return (phrase for phrases in self._phrases.values() for phrase in phrases)

    def within(self, words: Sequence[Token]) -> bool:
        """True if any known phrase stands among the words."""
        return any(self.at(words, start) for start in range(len(words)))


@dataclass(frozen=True, slots=True)
class StateName:
    """A way to name a state: its own name, its adjective or the seat of its government."""

    state: KnownActor
    form: Literal["name", "adjective", "metonym"]


@dataclass(frozen=True, slots=True)
class Institution:
    """A part of a state; with ``is_the_state`` the state itself is meant ("the Iraqi government")."""

    slug: str
    name: str
    is_the_state: bool = False


@dataclass(frozen=True, slots=True)
class ActorTables:
    """Who is known by name."""

    groups: Phrases[KnownActor]
    states: PhraseTable[StateName]
    institutions: PhraseTable[Institution]
    adjectives: Mapping[str, str]
    proper_names: Mapping[str, str] = field(default_factory=dict)
    """What the table of actors calls a part of a state, by its identifier."""
    shared: PhraseTable[tuple[StateName, ...]] = field(default_factory=lambda: PhraseTable(()))
    """Names and adjectives that several states have, with all of them ("Congo")."""

    def can_start(self, key: str) -> bool:
        """True if some name starts with a word of that key."""
        tables = (self.groups, self.states, self.shared, self.institutions)
        return any(table.can_start(key) for table in tables)


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Words that tell what a person or body is, by the name of their list."""

    lists: Mapping[str, frozenset[str]]
    same_role: Mapping[str, tuple[str, ...]]
    neutral: Mapping[str, str]

    def has(self, name: str, word: str) -> bool:
        """True if a list holds a word."""
        return word in self.lists[name]


@dataclass(frozen=True, slots=True)
class SourceTables:
    """Tells the kind of a source by its name or by the words that describe it."""

    names: Phrases[SourceKind]
    descriptions: tuple[tuple[SourceKind, PhraseTable[None]], ...]
    anonymous: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceTables:
    """The gazetteer, and the words that stand beside a place and change what it means."""

    gazetteer: Gazetteer
    words: Mapping[str, PhraseTable[None]]
    not_places: frozenset[str] = field(default_factory=frozenset)


Words = Callable[[str], tuple[str, str | None, str | None] | None]
"""What a table says of words, behind its name: the first and last day, or the low and high figure; None of others."""


def no_words(_: str) -> None:
    """Nothing is said of any words."""
    return None  # noqa: RET501 (it is an answer)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything normalising looks up; ``language`` is that of the article.

    ``home`` is the country of its outlet, where a table says so; ``days`` and ``numbers`` are what the user's
    tables say of words.
    """

    actors: ActorTables
    roles: RoleWords
    sources: SourceTables
    places: PlaceTables
    language: Language = field(default_factory=Language)
    english: Language = field(default_factory=Language)
    home: str | None = None
    days: Words = no_words
    numbers: Words = no_words
