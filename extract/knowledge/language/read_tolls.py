"""Makes what is known of a language's number words from CLDR's numerals and the table of its folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from extract.knowledge.language.letters import folded
from extract.knowledge.language.tables import table
from extract.knowledge.language.toll_words import NEVER, TollWords


@cache
def read_toll_words(code: str) -> TollWords:
    """The toll words of an ISO 639-1 code: CLDR's numerals, and the words of the language's folder."""
    own, numbers = table(code, "tolls"), table(code, "numbers")
    forms = {folded(words): number for words, number in own.get("words", {}).items()}
    spelt = {**_numerals().get(code, {}), **_listed(numbers.get("words", {})), **forms}
    scales = {
        **_listed(numbers.get("scales", {})),
        **{folded(one): size for one, size in own.get("scales", {}).items()},
    }
    vague = _listed(numbers.get("vague", {}))
    several = [*own.get("several", ()), *(word for word, least in vague.items() if least < _LEAST_OF_MANY)]
    many = {word: least for word, least in vague.items() if least >= _LEAST_OF_MANY}
    patterns = {
        **own,
        "several": several,
        "joins": [*own.get("joins", ()), *numbers.get("joins", ())],
        "connects": [*own.get("connects", ()), *numbers.get("joins", ())],
        "ranges": [*own.get("ranges", ()), *numbers.get("to", ())],
    }
    return TollWords(
        spelt={tuple(words.replace("-", " ").split()): number for words, number in spelt.items()},
        scales=scales,
        least=tuple((_either([words]), number) for words, number in {**many, **own.get("least", {})}.items()),
        bounds=tuple(_bound(name, own[name]) for name in ("up_to", "at_least", "about") if name in own),
        **{name: _either(patterns.get(name, ())) for name in _PATTERNS},
        glued=tuple(map(folded, (*own.get("glued", ()), *table(code, "words").get("glued", ())))),
        fates={name: _either(words) for name, words in own.get("fates", {}).items()},
        other_figures=_other_figures(own.get("other_figures", {})),
        ordinal=_whole(own.get("ordinals", ())),
        fraction=_whole(own.get("fractions", ())),
        known=bool(own),
    )


def _listed(forms: Mapping[str, str]) -> dict[str, int]:
    """Numbers by their words, of a table that lists the words by number."""
    return {folded(word.replace("_", " ")): int(number) for number, words in forms.items() for word in words.split()}


_LEAST_OF_MANY = 10
"""A vague word that may mean fewer ("several") is no figure."""

_PATTERNS = (
    *("none", "one", "several", "between", "ranges", "joins", "connects", "owners", "openings"),
    *("parts", "among", "of_those", "clauses", "more_than", "periods", "not_persons"),
)


@cache
def _numerals() -> Mapping[str, Mapping[str, int]]:
    """Source: Unicode CLDR, rule-based number formats; made by tools/number_words.py."""
    file = files("extract.knowledge.language") / "number_words.json"
    return json.loads(file.read_text(encoding="utf-8"))  # type: ignore[no-any-return]  # as the tool wrote it


def _other_figures(own: Mapping[str, Any]) -> re.Pattern[str]:
    """Matches figures before a measure, behind a name for what is numbered, and in the forms of ages and dates."""
    measures, named = _alternatives(own.get("measures", ())), _alternatives(own.get("named", ()))
    figure = r"\d+(?:[.,' ]\d{3})*(?:[.,]\d+)?"
    forms = list(own.get("forms", ()))
    forms += [rf"(?<![\w.,]){figure}(?: [^\W\d_]+)?[- ]?(?:{measures})(?!\w)"] if measures else []
    forms += [rf"(?<!\w)(?:{named})\.? ?(?:[^\W\d_]{{1,3}}[- ]?)?\d+(?!\w)"] if named else []
    return _whole(forms)


def _whole(forms: Iterable[str]) -> re.Pattern[str]:
    """Matches what any of the expressions of a table describes."""
    either = "|".join(f"(?:{form})" for form in forms)
    return re.compile(either) if either else NEVER


def _bound(name: str, words: Mapping[str, Any]) -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    """The bound with what matches it at the end of the words before a number, and at the start of those behind."""
    before, behind = _alternatives(words.get("before", ())), _alternatives(words.get("behind", ()))
    linked = _alternatives(words.get("links", ()))
    link = rf"(?:(?:{linked})\s+)*" if linked else ""
    return (
        name,
        re.compile(rf"(?<!\w)(?:{before})\s*{link}$") if before else NEVER,
        re.compile(rf"^\W*(?:\w+\s+)??(?:{behind})(?!\w)|^\s*(?:{behind})(?!\w)") if behind else NEVER,
    )


def _either(words: Iterable[str]) -> re.Pattern[str]:
    either = _alternatives(words)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else NEVER


def _alternatives(words: Iterable[str]) -> str:
    """The longest first; a star in a word stands for any ending."""
    ordered = sorted(map(folded, words), key=lambda one: (-len(one), one))
    return "|".join(re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in ordered)
