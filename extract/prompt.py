"""The only reader of ``prompts/``: turns a window into the messages of one call.

Article text is data here: it is joined into messages, never formatted or evaluated.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extract.errors import ConfigError
from extract.types import Window
from schemas import KINDS, Draft

_LINE_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: numbered lines, the numbers asked about, and the right answer."""

    lines: Sequence[str]
    asked: Sequence[int]
    answer: Sequence[Draft]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told about one kind of record; ``version`` changes with every edit that it can see."""

    version: str
    kind: str
    system: str
    examples: Sequence[Example]

    def messages(self, window: Window) -> list[dict[str, str]]:
        """Chat messages for one window: the part all windows share first, so that servers can cache it."""
        return [
            {"role": "system", "content": self.system},
            {"role": "user", "content": _question(_numbered(window), [s.number for s in window.targets], self.kind)},
        ]


@cache
def load_prompt(kind: str) -> Prompt:
    """The newest prompt of a kind.

    Raises:
        ConfigError: there is none, or it is not well formed.
    """
    names = [entry.name for entry in resources.files("prompts").iterdir()]
    versions = sorted(
        (int(match[1]), name) for name in names if (match := re.fullmatch(rf"{kind}\.v(\d+)\.toml", name))
    )
    if not versions:
        raise ConfigError(f"prompts/ has no file {kind}.v1.toml: reinstall the package")
    name = versions[-1][1]
    content = tomllib.loads(resources.files("prompts").joinpath(name).read_text(encoding="utf-8"))
    try:
        return _prompt(name.removesuffix(".toml"), kind, content)
    except (KeyError, ValueError) as error:
        raise ConfigError(f"prompts/{name} is not well formed: {error}") from error


def _prompt(version: str, kind: str, content: Mapping[str, object]) -> Prompt:
    unknown = set(content) - {"instructions", "example"}
    if unknown:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    examples = content["example"]
    if not isinstance(examples, list):
        raise ValueError("'example' must be a list of tables")
    worked = [_example(kind, entry) for entry in examples]
    return Prompt(version, kind, _system(str(content["instructions"]).strip(), worked, kind), worked)


def _example(kind: str, entry: Mapping[str, object]) -> Example:
    answer = entry.get("record", [])
    if not isinstance(answer, list) or not isinstance(entry["asked"], list):
        raise ValueError("an example needs 'asked' and, if it is not empty, a list of 'record'")
    return Example(
        lines=str(entry["text"]).strip().splitlines(),
        asked=entry["asked"],
        answer=[KINDS[kind].draft.model_validate(record) for record in answer],
    )


def _system(instructions: str, examples: Sequence[Example], kind: str) -> str:
    worked = [
        f"Example {number}\n{_question(example.lines, example.asked, kind)}\n{_answer(example)}"
        for number, example in enumerate(examples, start=1)
    ]
    return "\n\n".join([instructions, *worked])


def _answer(example: Example) -> str:
    records = [draft.model_dump(exclude_unset=True) for draft in example.answer]
    return json.dumps({"records": records}, ensure_ascii=False)


def _numbered(window: Window) -> list[str]:
    text = window.article.text
    return [
        f"[{s.number}] {_LINE_BREAKS.sub(' ', text[s.content.start : s.content.end])}"
        for s in (*window.context, *window.targets)
    ]


def _question(lines: Sequence[str], asked: Sequence[int], kind: str) -> str:
    return "\n".join(lines) + f"\n\n{kind.capitalize()}s in {_numbers(asked)}?"


def _numbers(asked: Sequence[int]) -> str:
    if len(asked) == 1:
        return f"sentence {asked[0]}"
    return f"sentences {asked[0]} to {asked[-1]}"
