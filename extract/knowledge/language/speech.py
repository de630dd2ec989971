"""Finds who stands beside a verb of saying as its subject, by word order alone; where it is not plain, nobody.

The order of an English sentence mostly says who speaks: "…, said the mayor", "Reuters reported",
"according to a diplomat".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from extract.base.types import Window
from extract.knowledge.language.triggers import Triggers
from schemas import Span

_TOKEN = re.compile(r"\w[\w'’.-]*\w|\w|[^\w\s]")
_ASIDE = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|^[^“\"]*”")
_INVERTIBLE = re.compile(r"[,”\"’'?!—–-]\s*$")
"""What stands before a verb whose subject follows it."""

_PARTICIPLE = re.compile(r"\w+ing\b", re.IGNORECASE)
_ED = re.compile(r"(?:ed|said|told|quoted|known|thought|seen)$", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|but|or)(?: (?:\w+ly|also|then|later|again))?,?\s*$", re.IGNORECASE)
_ACCORDING = re.compile(r"according\s+to|in\s+the\s+words\s+of|per\b", re.IGNORECASE)
_ON_AN_OCCASION = re.compile(r"(?:in|at|during) an?\b|(?:press|news) conference", re.IGNORECASE)
_CITING = re.compile(r"citing|quoting", re.IGNORECASE)
_IN_NAMES = frozenset("'’.-&$")
_QUOTE_OR_BREAK = frozenset('“”";:—–')

_RELATIVE = frozenset({"who", "which"})
"""Behind them a clause tells more of who speaks: "a mother who lived in Lima told"."""
_JOINS = frozenset({"and", "but", "or"})
_BEFORE_DAY = frozenset({"on", "late", "early", "last", "this"})

_SHORT_NAME = 4
"""Words that may stand before "and" at the head of a clause without a verb among them."""


WordOrder: TypeAlias = Mapping[str, frozenset[str]]
"""Small words of a language by what they tell of a sentence: ``auxiliaries``, ``subordinators``,
``prepositions``, ``pronouns``, ``ends_a_name``, ``passive``, ``days``."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    lists: frozenset[str]

    @property
    def key(self) -> str:
        return _key(self.text)

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class SpeechContext:
    """A sentence in which something is said, where it starts, and the verbs of saying outside its quotations.

    ``order`` are the small words of its language.
    """

    text: str
    start: int
    verbs: Sequence[tuple[int, int]]
    order: WordOrder

    def holds(self, span: Span) -> bool:
        """True if a span of the article is inside the sentence."""
        return self.start <= span.start and span.end <= self.start + len(self.text)

    def is_verb(self, span: Span) -> bool:
        """True if a span of the article begins with one of the verbs, or ends with one."""
        return any(
            start + self.start == span.start or (span.start <= start + self.start and end + self.start == span.end)
            for start, end in self.verbs
        )

    def is_quoted(self, span: Span) -> bool:
        """True if a span of the article begins between quotation marks."""
        at = span.start - self.start
        return any(mark.start() <= at < mark.end() for mark in _QUOTED.finditer(self.text))

    def inside(self, span: Span) -> Span:
        """A span of the article as one of the sentence."""
        return Span(start=span.start - self.start, end=span.end - self.start)

    def outside(self, start: int, end: int) -> Span:
        """A span of the sentence as one of the article."""
        return Span(start=start + self.start, end=end + self.start)

    def words(self, span: Span) -> str:
        """The words at a span of the article."""
        return self.text[span.start - self.start : span.end - self.start]


def setting_of(window: Window, place: Span | None, triggers: Triggers, order: WordOrder) -> SpeechContext | None:
    """The sentence of a window that holds a place of its article; None if none does."""
    text = window.article.text
    for sentence in (s.content for s in (*window.targets, *window.context)):
        if place and sentence.start <= place.start and place.end <= sentence.end:
            told = text[sentence.start : sentence.end]
            quoted = [mark.span() for mark in _QUOTED.finditer(told)]
            said = [p for p in triggers.places(told) if not any(start <= p[0] < end for start, end in quoted)]
            return SpeechContext(told, sentence.start, sorted(said), order)
    return None


def speaker_of(setting: SpeechContext, cue: Span) -> Span | None:
    """Where the one who says stands, None where word order does not tell; spans are of the article.

    A verb that goes on from another one's clause ("…, adding that", "and said") has its subject.
    """
    place = setting.inside(cue)
    if _CITING.match(setting.text[place.start : place.end]):
        return None  # of "the paper wrote, citing an engineer" either may be asked for
    found = _subject(setting.text, place, setting.order) or next(_shared_subjects(setting, place), None)
    return setting.outside(found.start, found.end) if found else None


def sufferer_of(setting: SpeechContext, verb: Span) -> Span | None:
    """Where the subject of a verb in the passive stands ("the mayor was shot"), None of any other verb."""
    before = _words(setting.text[: setting.inside(verb).start], setting.order)
    found = _name_before(before) if _passive(before) else None
    return setting.outside(found.start, found.end) if found else None


def is_passive(setting: SpeechContext, cue: Span) -> bool:
    """True if what stands before the verb is spoken of and does not speak: "he was accused", "it is believed"."""
    place = setting.inside(cue)
    words = _words(setting.text[: place.start], setting.order)
    return _ED.search(setting.text[place.start : place.end]) is not None and _passive(words)


def _words(text: str, order: WordOrder) -> list[_Word]:
    return [_Word(match.group(), *match.span(), _lists(match.group(), order)) for match in _TOKEN.finditer(text)]


def _lists(word: str, order: WordOrder) -> frozenset[str]:
    return frozenset(name for name, words in order.items() if _key(word) in words)


def _key(word: str) -> str:
    return word.lower().replace("’", "'")


def _subject(sentence: str, cue: Span, order: WordOrder) -> Span | None:
    """The subject of the verb at ``cue`` in its own clause; offsets are into the sentence."""
    told = _ASIDE.sub(lambda a: " " * len(a.group()) if a.end() <= cue.start else a.group(), sentence)
    words, verb = _words(told, order), told[cue.start : cue.end]
    before = [word for word in words if word.end <= cue.start]
    after = [word for word in words if word.start >= cue.end]
    if _ACCORDING.match(verb):
        return _name_at_head(after)
    if _ED.search(verb) and _passive(before):
        return _name_at_head(after[1:]) if after and after[0].key == "by" else None
    if _ON_AN_OCCASION.match(verb) or (_PARTICIPLE.match(verb) and not (before and _is("auxiliaries", before[-1]))):
        return None
    inverted = _INVERTIBLE.search(told[: cue.start]) or not before
    return _name_before(before) or (_name_at_head(after) if inverted else None)


def _shared_subjects(setting: SpeechContext, cue: Span) -> Iterator[Span]:
    """Subjects of the other verbs of the sentence that the verb at ``cue`` may share, the likeliest first."""
    before, verb = setting.text[: cue.start], setting.text[cue.start : cue.end]
    occasion = _ON_AN_OCCASION.match(verb)
    if not (occasion or _PARTICIPLE.match(verb) or _AND.search(before)):
        return
    earlier = [place for place in setting.verbs if place[1] <= cue.start]
    later = [place for place in setting.verbs if place[0] >= cue.end and (occasion or not before.strip())]
    for start, end in (*reversed(earlier), *later):
        subject = _subject(setting.text, Span(start=start, end=end), setting.order)
        if subject:
            yield subject


def _passive(before: Sequence[_Word]) -> bool:
    rest = list(before)
    while rest and not _is("passive", rest[-1]) and _goes_with_the_verb(rest[-1]):
        rest.pop()
    if len(rest) > 1 and rest[-1].key == "and" and _ED.search(rest[-2].text):
        return _passive(rest[:-2])  # "was arrested and charged"
    return bool(rest) and (_is("passive", rest[-1]) or rest[-1].key.endswith(("'re", "'m")))


def _goes_with_the_verb(word: _Word) -> bool:
    """An auxiliary or an adverb; "May" and "Will" inside a sentence are names."""
    named = word.start > 0 and word.text.istitle()
    return not named and (_is("auxiliaries", word) or (word.key.endswith("ly") and word.text.islower()))


def _name_before(before: Sequence[_Word]) -> Span | None:
    """Who stands right before a verb, its auxiliaries and adverbs aside."""
    rest = list(before)
    while rest and _goes_with_the_verb(rest[-1]):
        rest.pop()
    rest = _without_day(rest)
    if not rest or rest[-1].key == "to":
        return None
    if rest[-1].key.endswith(("'s", "s'")) and rest[-1].text[0].isupper():
        return _owner(rest)
    if rest[-1].text == ",":
        return _before_apposition(rest[:-1])
    return _phrase_at_end(rest)


def _without_day(words: list[_Word]) -> list[_Word]:
    """The words without a day right before the verb: "the opposition on Thursday called for it"."""
    if len(words) > 2 and _is("days", words[-1]) and words[-2].key in _BEFORE_DAY:  # noqa: PLR2004 (on, the day, a name)
        return words[:-2]
    return words


def _owner(rest: Sequence[_Word]) -> Span:
    """ "A check of Donald Trump's claim": the name that owns it."""
    first = len(rest) - 1
    while first and rest[first - 1].text[0].isupper() and rest[first - 1].end + 1 == rest[first].start:
        first -= 1
    return Span(start=rest[first].start, end=rest[-1].end - (2 if rest[-1].key.endswith("'s") else 1))


def _phrase_at_end(rest: Sequence[_Word]) -> Span | None:
    """The noun phrase that the words end with, back to where its clause begins."""
    if not rest or not rest[-1].is_word or rest[-1].key in {"who", "that", "which"}:
        return None
    if _is("pronouns", rest[-1]):
        return Span(start=rest[-1].start, end=rest[-1].end)
    first = len(rest)
    while first and not _begins_clause(rest, first - 1):
        first -= 1
    if first and rest[first - 1].key in _RELATIVE and first > 1:
        return _before_apposition(rest[: first - 1]) or _phrase_at_end(rest[: first - 1])
    opening, phrase = first, list(rest[first:])
    if phrase and _is("prepositions", phrase[0]):
        return None
    while phrase and (phrase[0].key in _JOINS or _is("auxiliaries", phrase[0]) or not phrase[0].is_word):
        phrase.pop(0)
    if opening and rest[opening - 1].text == "," and _is_office(phrase):
        return _phrase_at_end(rest[: opening - 1]) or _span(phrase)
    return _span(phrase)


def _begins_clause(rest: Sequence[_Word], at: int) -> bool:
    word = rest[at]
    if not word.is_word:
        return word.text not in _IN_NAMES
    return _is("subordinators", word) and not (word.key == "and" and _joins_names(rest, at))


def _joins_names(rest: Sequence[_Word], at: int) -> bool:
    """True if "and" joins two names rather than two clauses: few words stand before it, or names beside it."""
    if at + 1 >= len(rest) or not at:
        return False
    opening = next((n for n in range(at - 1, -1, -1) if not rest[n].is_word), -1)
    return at - opening - 1 <= _SHORT_NAME or (rest[at - 1].text[0].isupper() and rest[at + 1].text[0].isupper())


def _is_office(phrase: Sequence[_Word]) -> bool:
    """ "X, head of Y said": the comma behind it forgotten, an office without an article stands beside its bearer."""
    return len(phrase) > 1 and phrase[0].text.islower() and phrase[1].key in {"of", "for", "at"}


def _before_apposition(rest: Sequence[_Word]) -> Span | None:
    """ "X, leader of Y, said": what stands before the first comma of the clause."""
    start = max((at + 1 for at, word in enumerate(rest) if word.text in _QUOTE_OR_BREAK), default=0)
    piece: list[_Word] = []
    for word in rest[start:]:
        if word.text != ",":
            piece.append(word)
        elif piece and not (_is("prepositions", piece[0]) or _is("subordinators", piece[0])):
            return _phrase_at_end(piece)
        else:
            piece = []
    return None


def _name_at_head(after: Sequence[_Word]) -> Span | None:
    """The noun phrase that the words begin with."""
    phrase: list[_Word] = []
    for word in after:
        if (not word.is_word and word.text not in _IN_NAMES) or (phrase and _is("ends_a_name", word)):
            break
        phrase.append(word)
    while phrase and not phrase[-1].is_word:
        phrase.pop()
    return None if phrase and _is("subordinators", phrase[0]) else _span(phrase)


def _span(phrase: Sequence[_Word]) -> Span | None:
    return Span(start=phrase[0].start, end=phrase[-1].end) if phrase else None


def _is(name: str, word: _Word) -> bool:
    return name in word.lists
