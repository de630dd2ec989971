"""``python tools/number_words.py``: writes the words for numbers that CLDR has, by language.

Needs `unicode-rbnf` (MIT; the rules are CLDR's, Unicode licence): ``pip install unicode-rbnf``.  Not part of the
installed program: what it writes is kept in the tree.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from unicode_rbnf import RbnfEngine  # type: ignore[import-not-found]

from extract.knowledge.language.letters import folded

FILE = Path(__file__).parent.parent / "extract/knowledge/language/number_words.json"
NUMBERS = (*range(101), *range(200, 1000, 100), 1000, 10**6)
"""What other numbers are put together of, in languages that part their words."""

LEFT_OUT = ("financial", "days", "year", "ordinal")


def main() -> None:
    """Write the file, one line a language."""
    languages = sorted(name for name in RbnfEngine.get_supported_languages() if len(name) in (2, 3) and name != "fi")
    lines = [f"{json.dumps(name)}: {json.dumps(dict(spelt(name)), ensure_ascii=False)}" for name in languages]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def spelt(language: str) -> Iterator[tuple[str, int]]:
    """Words, folded, with their number; the smallest where they have several."""
    engine, seen = RbnfEngine.for_language(language), set()
    for number in NUMBERS:
        for rules, text in engine.format_number(number).text_by_ruleset.items():
            words = folded(text.replace("\xad", "").replace("\u200b", "")).replace("-", " ")
            if "spellout" in rules and not any(part in rules for part in LEFT_OUT) and not _figures(words):
                if words not in seen:
                    yield words, number
                seen.add(words)


def _figures(words: str) -> bool:
    return any(character.isdigit() for character in words)


if __name__ == "__main__":
    main()
