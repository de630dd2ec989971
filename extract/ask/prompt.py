"""Turns a window into the messages of one call, by the prompts in ``prompts/`` and those that kinds bring.

Article text is data here: it is joined into messages, never formatted or evaluated, and nothing in it
can end the line it stands in or the message.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from extract.ask.profile import Scale
from extract.base.errors import ConfigError
from extract.base.hidden import HIDDEN, without_tags
from extract.base.types import Window
from extract.knowledge.kind_files import files_of
from extract.knowledge.language.read import read_language
from extract.knowledge.language.triggers import Triggers
from schemas import KINDS, Draft
from schemas.values import WEEKDAYS

_LINE_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
# What some chat templates are written in ([INST]), and how we number sentences.
_BRACKET = re.compile(r"\[(?=/?[A-Z_]{2,40}\]|gMASK\]|\d+\])")


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: numbered lines, the numbers asked about, and the right answer."""

    lines: Sequence[str]
    asked: Sequence[int]
    answer: Sequence[Draft]


@dataclass(frozen=True, slots=True)
class Prompt:
    """The instructions of a question for some kinds of record; ``version`` changes with every edit a model can see.

    ``own`` is what it says of its kind alone, and of the fields; empty where others have written it to stand alone.
    ``untold`` are kinds whose fields it does not tell of.  ``language`` is that of its examples.
    """

    version: str
    kinds: tuple[str, ...]
    instructions: str
    examples: Sequence[Example]
    own: str = ""
    untold: frozenset[str] = frozenset()
    language: str = "en"
    _systems: dict[bool, str] = field(default_factory=dict, compare=False)

    def messages(self, window: Window, *, told: bool = False) -> list[dict[str, str]]:
        """Chat messages for one window: the part all windows share first, so that servers can cache it.

        ``told`` puts before the sentences what is known of the article: a reader needs it to read "Friday".
        """
        question = _question(_numbered(window), [s.number for s in window.targets], self.kinds, window.triggers)
        return [
            {"role": "system", "content": self.system(hinted=bool(window.triggers))},
            {"role": "user", "content": _heading(window) + question if told else question},
        ]

    def system(self, *, hinted: bool) -> str:
        """Instructions and worked examples; with the words to look at in each where the windows have them too."""
        if hinted not in self._systems:
            kind = self.kinds[0]
            known = read_language(self.language).triggers.get(kind) if hinted else None
            examples = [_worked(n, example, kind, known) for n, example in enumerate(self.examples, start=1)]
            self._systems[hinted] = "\n\n".join([self.instructions, *examples])
        return self._systems[hinted]


EVERY_KIND = "every-kind"
"""The name of the prompts that hold what large models are told whatever they are asked for."""


@cache
def load_question(kinds: tuple[str, ...], scale: Scale, language: str | None = None) -> Prompt:
    """The prompt of one question for some kinds: of several, what is told of each, under the name of its list.

    Raises:
        ConfigError: as `load_prompt`.
    """
    each = [load_prompt(kind, scale, language) for kind in kinds]
    if len(each) == 1:
        return each[0]
    sections = [part for prompt in each for part in _section(prompt)]
    parts = [_shared(scale) + _fields(_file(EVERY_KIND, scale)[1]), *sections]
    untold = frozenset(prompt.kinds[0] for prompt in each if not prompt.own)
    return Prompt("+".join(prompt.version for prompt in each), kinds, "\n\n".join(parts), (), untold=untold)


def _section(prompt: Prompt) -> Iterator[str]:
    (kind,) = prompt.kinds
    yield f"{kind}s\n{prompt.own or prompt.instructions}"
    for number, example in enumerate(prompt.examples, start=1):
        yield _worked(number, example, kind, None, named=f"{kind}s")


@cache
def load_prompt(kind: str, scale: Scale = "small", language: str | None = None) -> Prompt:
    """The newest prompt of a kind for models of a scale; the one for small models where there is no other.

    A small model that sees English examples beside an article in another language translates what it should copy:
    it gets examples in the article's language, where there are some, with the same instructions.

    Raises:
        ConfigError: there is none, or it is not well formed.
    """
    name, content = _file(kind, scale)
    ours = ".large." in name and (resources.files("prompts") / name).is_file()
    try:
        prompt = _prompt(name.removesuffix(".toml"), kind, content, _shared(scale) if ours else "")
        if scale == "small" and language in prompt_languages(kind):
            name, content = _file(f"{kind}.{language}", scale, of=kind)
            return _in_language(prompt, name.removesuffix(".toml"), language, content)
    except (KeyError, ValueError) as error:
        raise ConfigError(f"{name} is not well formed: {error}") from error
    return prompt


@cache
def prompt_languages(kind: str) -> tuple[str, ...]:
    """The codes of the languages other than English that there are worked examples of a kind in."""
    pattern = re.compile(rf"{re.escape(kind)}\.([a-z]{{2}})\.v\d+\.toml")
    return tuple(sorted({found[1] for name in _files(kind) if (found := pattern.fullmatch(name))}))


def _in_language(prompt: Prompt, version: str, language: str, content: Mapping[str, Any]) -> Prompt:
    """A prompt with a note and the examples of a language, of both of whose files its version tells."""
    kind, own = prompt.kinds[0], {**content, "instructions": content["note"]}
    examples = _prompt(version, kind, {name: own[name] for name in ("instructions", "example")}, "")
    instructions = f"{prompt.instructions}\n{examples.instructions}"
    return Prompt(f"{prompt.version}/{version}", (kind,), instructions, examples.examples, language=language)


def versions_of(kinds: Iterable[str], scale: Scale) -> dict[str, str]:
    """The version of each prompt that models of a scale get, by kind; `EVERY_KIND` for what they share."""
    shared = {EVERY_KIND: _file(EVERY_KIND, scale)[0].removesuffix(".toml")} if scale == "large" else {}
    return shared | {kind: load_prompt(kind, scale).version for kind in kinds}


def _shared(scale: Scale) -> str:
    return str(_file(EVERY_KIND, scale)[1]["instructions"]).strip()


def _fields(content: Mapping[str, Any]) -> str:
    """What a prompt tells of the fields, where no schema does."""
    return f"\n{str(content['fields']).strip()}" if "fields" in content else ""


@cache
def _file(stem: str, scale: Scale, of: str | None = None) -> tuple[str, Mapping[str, Any]]:
    """Name and content of the newest file of a kind for models of a scale, or of the one for small models."""
    kind = of or stem
    files = _files(kind)
    versions = sorted(
        (match[1] == f".{scale}", int(match[2]), name)
        for name in files
        if (match := re.fullmatch(rf"{re.escape(stem)}(\.large)?\.v(\d+)\.toml", name))
        and match[1] in (None, f".{scale}")
    )
    if not versions:
        raise ConfigError(f"neither prompts/ nor {KINDS[kind].folder} has a file {kind}.v1.toml: reinstall its package")
    name = versions[-1][2]
    return name, tomllib.loads(files[name].read_text(encoding="utf-8"))


def _files(kind: str) -> Mapping[str, Traversable]:
    """The files of ``prompts/``, and those that a kind brings."""
    files = {entry.name: entry for entry in resources.files("prompts").iterdir()}
    return files if kind == EVERY_KIND else files | dict(files_of(kind))


def _prompt(version: str, kind: str, content: Mapping[str, object], shared: str) -> Prompt:
    unknown = set(content) - {"instructions", "fields", "example"}
    if unknown:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    examples = content.get("example", [])
    if not isinstance(examples, list):
        raise ValueError("'example' must be a list of tables")
    said = str(content["instructions"]).strip()
    told = f"{shared}\n{said}" if shared else said
    own = said + _fields(content) if shared else ""
    return Prompt(version, (kind,), told, [_example(kind, e) for e in examples], own)


def _example(kind: str, entry: Mapping[str, object]) -> Example:
    answer = entry.get("record", [])
    if not isinstance(answer, list) or not isinstance(entry["asked"], list):
        raise ValueError("an example needs 'asked' and, if it is not empty, a list of 'record'")
    return Example(
        lines=str(entry["text"]).strip().splitlines(),
        asked=entry["asked"],
        answer=[KINDS[kind].draft.model_validate(record) for record in answer],
    )


def _worked(number: int, example: Example, kind: str, known: Triggers | None, named: str = "records") -> str:
    asked = [line for line in example.lines if int(line[1 : line.index("]")]) in example.asked]
    words = known.find("\n".join(asked)) if known else ()
    return f"Example {number}\n{_question(example.lines, example.asked, (kind,), words)}\n{_answer(example, named)}"


def _answer(example: Example, named: str) -> str:
    records = [_in_schema_order(draft) for draft in example.answer]
    return json.dumps({named: records}, ensure_ascii=False)


def _in_schema_order(draft: Draft) -> dict[str, object]:
    """The fields that the draft sets, in the order in which its JSON Schema makes a model write them."""
    filled = draft.model_dump(exclude_unset=True)
    return {name: filled[name] for name in _schema_order(type(draft)) if name in filled}


@cache
def _schema_order(draft: type[Draft]) -> tuple[str, ...]:
    return tuple(draft.model_json_schema()["properties"])


def _heading(window: Window) -> str:
    """The known facts of the article, a line each, and an empty line; the title only where no sentence shown has it."""
    article = window.article
    shown = any(sentence.role == "title" for sentence in (*window.context, *window.targets))
    day = article.published
    known = {
        "Outlet": article.outlet,
        "Published": told_day(day) if day else None,
        "Title": None if shown else article.title,
    }
    lines = [f"{name}: {harmless(value)}\n" for name, value in known.items() if value]
    return "".join([*lines, "\n"]) if lines else ""


def told_day(day: dt.date) -> str:
    """A day as a model is told it: "Monday, 2024-04-01"."""
    return f"{WEEKDAYS[day.weekday()]}, {day.isoformat()}"


def _numbered(window: Window) -> list[str]:
    text = window.article.text
    return [
        f"[{s.number}] {harmless(text[s.content.start : s.content.end])}" for s in (*window.context, *window.targets)
    ]


def harmless(text: str) -> str:
    """The text on one line, without what a reader does not see, and with a space inside what looks like markup.

    Grounding is blind to all of these, so that words copied from here are found in the article.
    """
    # All that shows, in ASCII, on one line: looking through a table for each character takes long.
    if not (text.isascii() and text.isprintable()):
        text = _LINE_BREAKS.sub(" ", text.translate(HIDDEN))
    return _BRACKET.sub("[ ", without_tags(text))


def _question(lines: Sequence[str], asked: Sequence[int], kinds: Sequence[str], triggers: Sequence[str]) -> str:
    words = [trigger for trigger in triggers if trigger[0].isalpha()]
    hint = f" Look at: {', '.join(words)}." if words else ""
    *others, last = (f"{kind}s" for kind in kinds)
    wanted = f"{', '.join(others)} and {last}" if others else last
    return "\n".join(lines) + f"\n\n{wanted.capitalize()} in {_numbers(asked)}?{hint}"


def _numbers(asked: Sequence[int]) -> str:
    if len(asked) == 1:
        return f"sentence {asked[0]}"
    return f"sentences {asked[0]} to {asked[-1]}"
