"""Explains why a request has no recorded answer, and finds that explanation again inside an SDK's own error."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.base.errors import CassetteError, CassetteMiss
from extract.cassette.format import Exchange, ModelRequest

Parts = dict[str, Any]

_ABSENT = object()
_LONGEST_SHOWN = 60
"""Code points of a title or question that are shown: a line of a terminal less what stands before."""

_MEANING = {
    "system": "the prompt",
    "user": "the article's text or what is asked about it",
    "assistant": "an answer given before",
    "response_format": "the schema of the answer",
    "tools": "the schema of the answer",
}


def recorded_models(cassettes: Path) -> tuple[str, ...]:
    """Names of the models with at least one recorded article, sorted; empty where there is no such folder."""
    return tuple(sorted({file.parent.name for file in cassettes.glob("*/*.yaml")}))


def miss(
    file: Path, model_name: str, *, label: str, sought: ModelRequest, recorded: Collection[Exchange]
) -> CassetteMiss:
    """The error for a request that ``file`` has no answer to: where it was looked for, what differs, what to do."""
    cause = _difference(label, sought, recorded=recorded) if recorded else _absence(file)
    return CassetteMiss(
        f"article {file.stem}: no recorded answer of {model_name} to this request ({label}) in {file}: {cause}. "
        "To record it: python -m extract PATH --model PROVIDER/NAME --record-mode new_episodes"
    )


def find_miss(error: BaseException) -> CassetteError | None:
    """The cassette's own error, almost always a `CassetteMiss`, that an SDK's "Connection error." was raised from.

    Looks through causes, contexts and exception groups; None if no cassette had a part in it.
    """
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if isinstance(each, CassetteError):
            return each
        if id(each) not in seen:
            seen.add(id(each))
            waiting += _underlying(each)
    return None


def _underlying(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        yield from error.exceptions
    yield from (each for each in (error.__context__, error.__cause__) if each is not None)


def _absence(file: Path) -> str:
    models = [name for name in recorded_models(file.parent.parent) if name != file.parent.name]
    with_article = [name for name in models if (file.parent.parent / name / file.name).exists()]
    if with_article:
        return f"there is no such file, the article was recorded with {_listed(with_article)}"
    if models and not any(file.parent.glob("*.yaml")):
        return f"there is no such file, only recordings of {_listed(models)}"
    return "there is no such file"


def _difference(label: str, sought: ModelRequest, *, recorded: Collection[Exchange]) -> str:
    asked = _parts(sought)
    closest = max(recorded, key=lambda each: (_agreement(asked, _parts(each.request)), each.label == label))
    before = _parts(closest.request)
    changes = [
        _change(name, before.get(name, _ABSENT), now=asked.get(name, _ABSENT))
        for name in {**before, **asked}
        if before.get(name, _ABSENT) != asked.get(name, _ABSENT)
    ]
    return f"of the {len(recorded)} recorded the closest ({closest.label}) differs in {_listed(changes)}"


def _parts(request: ModelRequest) -> Parts:
    parts: Parts = {"endpoint": request.endpoint}
    for name, value in request.body.items():
        if name == "messages" and isinstance(value, list):
            parts |= {_message_name(place, message): message for place, message in enumerate(value)}
        else:
            parts[_named(name, name)] = value
    return parts


def _message_name(place: int, message: object) -> str:
    role = message.get("role") if isinstance(message, dict) else None
    return _named(str(role), f"messages[{place}]")


def _named(meaning: str, name: str) -> str:
    return f"{_MEANING[meaning]} ({name})" if meaning in _MEANING else name


def _agreement(one: Parts, other: Parts) -> int:
    same = sum(1 for name in one.keys() & other.keys() if one[name] == other[name])
    return 2 * same - len(one) - len(other)


def _change(name: str, before: object, *, now: object) -> str:
    if any(isinstance(value, dict | list) or len(str(value)) > _LONGEST_SHOWN for value in (before, now)):
        return name
    return f"{name} ({_shown(before)}, now {_shown(now)})"


def _shown(value: object) -> str:
    return "not set" if value is _ABSENT else json.dumps(value, ensure_ascii=False)


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
