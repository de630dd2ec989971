"""Turns two passages into the messages of one call: is it one thing that they tell?"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extract.ask.pair import Pair, Passage
from extract.ask.prompt import harmless, told_day
from extract.base.errors import ConfigError


@dataclass(frozen=True, slots=True)
class PairPrompt:
    """Instructions and worked examples; ``version`` changes with every edit that a model can see."""

    version: str
    system: str

    def messages(self, pair: Pair) -> list[dict[str, str]]:
        """Chat messages for one pair: the part that all pairs share first, so that servers can cache it."""
        return [{"role": "system", "content": self.system}, {"role": "user", "content": _question(pair)}]


@cache
def load_pair_prompt() -> PairPrompt:
    """The newest question about two passages.

    Raises:
        ConfigError: there is none, or it is not well formed.
    """
    files = {entry.name: entry for entry in resources.files("prompts").iterdir()}
    versions = sorted((int(found[1]), name) for name in files if (found := re.fullmatch(r"settle\.v(\d+)\.toml", name)))
    if not versions:
        raise ConfigError("prompts/ has no file settle.v1.toml: reinstall the package")
    name = versions[-1][1]
    try:
        content = tomllib.loads(files[name].read_text(encoding="utf-8"))
        examples = [_worked(number, one) for number, one in enumerate(content["example"], start=1)]
        return PairPrompt(name.removesuffix(".toml"), "\n\n".join([content["instructions"].strip(), *examples]))
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{name} is not well formed: {error}") from error


def _worked(number: int, example: Mapping[str, str]) -> str:
    answer = json.dumps({"reason": example["reason"], "answer": example["answer"]}, ensure_ascii=False)
    return f"Example {number}\n{example['text'].strip()}\n{answer}"


def _question(pair: Pair) -> str:
    sides = ("\n".join([f"Passage {name}", *_lines(side)]) for name, side in zip("AB", pair.passages, strict=True))
    return "\n\n".join([*sides, f"Do A and B tell the same {pair.kind}?"])


def _lines(side: Passage) -> Iterator[str]:
    """What is known of a passage, a line each; nothing in it can end its line."""
    told = {
        "Outlet": side.outlet,
        "Published": told_day(side.published) if side.published else None,
        "Title": side.title,
        "Told": side.text,
        "Around it": side.around,
        "In English": "; ".join(f"{words} = {english}" for words, english in side.english.items()),
        "Worked out": "; ".join(side.read_as),
    }
    return (f"{name}: {harmless(words)}" for name, words in told.items() if words)
