"""Which words make a sentence worth asking a small model about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.knowledge.language.letters import folded, folded_evenly

_WORD = re.compile(r"[^\W\d_]+")
_QUOTATION = re.compile(r"[“”„«»\"]")
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")

_POINTS = "[\u064b-\u065f]*"
_TEXTS_KNOWN = 4_096
"""Sentences whose triggers are kept: those of the articles under way."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Triggers:
    """The triggers of one kind of record in one language.

    ``words`` are single lower-case forms, ``phrases`` run over several words and come with what finds
    them; ``agents`` are those of both that name who does a thing rather than the thing.  ``stems`` finds
    words by how they begin, in languages whose words have many endings.
    """

    words: frozenset[str]
    phrases: tuple[tuple[str, re.Pattern[str]], ...]
    agents: frozenset[str]
    quotation_marks: bool
    stems: re.Pattern[str] | None = None
    _known: dict[str, Sequence[Place]] = field(default_factory=dict, compare=False)

    def find(self, text: str) -> tuple[str, ...]:
        """Triggers that stand in a text, lower-case, in the order of the text, each once.

        A quotation mark counts as one where the kind says so.
        """
        found = {start: text[start:end].lower() for start, end in self.places(text)}
        if self.quotation_marks and (mark := _QUOTATION.search(text)):
            found.setdefault(mark.start(), mark.group())
        return tuple(dict.fromkeys(found[position] for position in sorted(found)))

    def places(self, text: str) -> Sequence[Place]:
        """Start and end of each word and phrase in a text, in no order."""
        # A sentence is looked through for each field of each record that cites it.
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _TEXTS_KNOWN:
                self._known.clear()
            found = self._known[text] = self._search(text)
        return found

    def _search(self, text: str) -> list[Place]:
        # Lower-casing a character at a time keeps the offsets: "İ" alone becomes two.
        lowered = text.lower() if text.isascii() else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        lowered = lowered.replace("’", "'")
        words = [match.span() for match in _WORD.finditer(lowered) if match.group() in self.words]
        found = (finding for phrase, finding in self.phrases if phrase in lowered)
        stems = self.stems.finditer(folded_evenly(text)) if self.stems else ()
        phrases = (match for finding in found for match in finding.finditer(lowered))
        return words + [match.span() for match in (*phrases, *stems)]


def triggers_of(entry: Mapping[str, object], glued: Sequence[str] = ()) -> Triggers:
    """The triggers of a kind as its table has them: forms, stems, phrases, and the verbs and nouns of English."""
    words = set(str(entry.get("forms", "")).split())
    for verb in str(entry.get("verbs", "")).split():
        words |= _verb_forms(verb)
    agents = {form for noun in str(entry.get("agents", "")).split() for form in _noun_forms(noun)}
    words |= agents
    for noun in str(entry.get("nouns", "")).split():
        words |= _noun_forms(noun)
    phrases = [line.strip() for line in str(entry.get("phrases", "")).splitlines() if line.strip()]
    hyphenated = sorted(word for word in words if "-" in word)
    spaced = {*phrases, *hyphenated, *(word.replace("-", " ") for word in hyphenated)}
    return Triggers(
        words=frozenset(words) - set(hyphenated),
        phrases=tuple((phrase, re.compile(rf"\b{re.escape(phrase)}\b")) for phrase in sorted(spaced)),
        agents=frozenset(agent.replace("-", " ") for agent in agents),
        quotation_marks=bool(entry.get("quotation_marks", False)),
        stems=_stems(str(entry.get("stems", "")).split(), glued),
    )


def _stems(stems: Sequence[str], glued: Sequence[str]) -> re.Pattern[str] | None:
    """Finds words that begin with one of the stems, or with a particle and one of them."""
    if not stems:
        return None
    before = f"(?:{'|'.join(glued)})?" if glued else ""
    return re.compile(rf"\b{before}(?:{'|'.join(_with_points(folded(stem)) for stem in stems)})\w*")


def _with_points(stem: str) -> str:
    """A pattern for a stem, with the vowel signs that an Arabic text may put between its letters."""
    return "".join(re.escape(letter) + (_POINTS if letter >= "\u0600" else "") for letter in stem)


def _verb_forms(verb: str) -> set[str]:
    forms = {verb, f"{verb}s", f"{verb}ing", f"{verb}ed"}
    if verb.endswith("e"):
        forms |= {f"{verb}d", f"{verb[:-1]}ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        forms.add(f"{verb}es")
    if _DOUBLED.search(verb):
        forms |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return forms


def _noun_forms(noun: str) -> set[str]:
    forms = {noun, f"{noun}s"}
    if noun.endswith("y"):
        forms.add(f"{noun[:-1]}ies")
    if noun.endswith("man"):
        forms.add(f"{noun[:-3]}men")
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        forms.add(f"{noun}es")
    return forms
