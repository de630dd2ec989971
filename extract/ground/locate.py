"""Looks up copied words where they may stand: in the cited sentences, and for some fields beyond them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.base.types import Sentence, Window
from extract.ground.copied_words import EDGES, find, find_first_and_last
from extract.ground.word_forms import find_in_another_form
from extract.knowledge.language.language import Language
from schemas import Span
from schemas.draft import Copied

_TOLD_BEFORE = frozenset({"actor", "date", "place"})


@dataclass(frozen=True, slots=True)
class Shown:
    """The sentences of a window that a record cites, in article order, and what is known of their language.

    With ``wide`` who, when and where may stand before them: in a heading, or where it was told first.
    """

    window: Window
    cited: Sequence[Sentence]
    known: Language
    wide: bool

    def locate(self, words: str, marker: Copied) -> Span | None:
        """Where words stand: as they were copied, or else in another form in the cited sentences."""
        text = self.window.article.text
        for span in self._places(marker):
            for variant in dict.fromkeys((words, words.strip(EDGES))):
                if variant and (found := find(text, variant, span) or find_first_and_last(text, variant, span)):
                    return found
        listed = self._listed(words) if marker.words_of == "actor" else None
        return listed or self._in_another_form(words)

    def _in_another_form(self, words: str) -> Span | None:
        forms, text = self.known.forms, self.window.article.text
        if not forms:
            return None
        numbers = self.known.numbers.words
        found = (find_in_another_form(text, words.strip(EDGES), s.content, forms, numbers) for s in self.cited)
        return next((span for span in found if span), None)

    def _listed(self, words: str) -> Span | None:
        """The stretch of one sentence that holds several parties, given as "a depot; a bridge"."""
        parts = [part for part in (part.strip(EDGES) for part in words.split(";")) if part]
        for sentence in self.cited if len(parts) > 1 else ():
            found = [span for part in parts if (span := find(self.window.article.text, part, sentence.content))]
            if len(found) == len(parts):
                return Span(start=min(one.start for one in found), end=max(one.end for one in found))
        return None

    def _places(self, marker: Copied) -> Iterator[Span]:
        """The cited sentences, each alone and then all as one stretch; then, for some fields, what is shown before.

        A name is looked for in all of the article: a person is introduced far from where he speaks.
        """
        first = self.cited[0].content
        shown = [sentence.content for sentence in reversed((*self.window.context, *self.window.targets))]
        yield from (sentence.content for sentence in self.cited)
        yield Span(start=first.start, end=self.cited[-1].content.end)
        if self.wide and marker.words_of in _TOLD_BEFORE:
            yield from (span for span in shown if span.end <= first.start)
        if marker.anywhere:
            yield from shown
        if marker.anywhere and marker.words_of == "actor":
            yield Span(start=0, end=len(self.window.article.text))
