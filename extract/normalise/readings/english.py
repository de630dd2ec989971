"""The English of the words that a model copied from an article in another language."""

from __future__ import annotations

from collections.abc import Mapping

from extract.knowledge.language.tokens import clean
from schemas import Draft
from schemas.values import Value


def english_of(draft: Draft) -> Mapping[str, str]:
    """English by the words of the article, as far as the model gave any that is not the same."""
    pairs = ((clean(one.words), one.english.strip()) for one in draft.english)
    return {words: english for words, english in pairs if english and english != words}


def in_english(value: Value, english: Mapping[str, str]) -> Value:
    """A value with the English of its words, where there is one."""
    told = english.get(clean(value.raw))
    return value.model_copy(update={"english": told}) if told else value
