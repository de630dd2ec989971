"""Sets apart the thoughts that a model writes into its answer: "<think>…</think>", or words of any kind."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

_MARKS = (
    *((f"<{name}>", f"</{name}>") for name in ("think", "thinking", "thought", "thoughts", "reasoning", "seed:think")),
    ("[think]", "[/think]"),
    ("<|begin_of_thought|>", "<|end_of_thought|>"),
    ("<|channel|>analysis", "<|channel|>final<|message|>"),
    ("\u25c1think\u25b7", "\u25c1/think\u25b7"),
)
"""What opens and closes the thoughts of the models that servers hand on as text, in small letters."""

_MOST_TRIES = 8
"""Braces in thoughts that open no whole object, before a text is taken to hold no answer: each is read to its end."""

_DECODER = json.JSONDecoder()

HOW_TO_STOP = (
    "the model thinks aloud (<think>) before it answers: switch that off at the server "
    "(llama.cpp: --reasoning-budget 0; vLLM: enable_thinking false; Ollama: a model without thinking)"
)


def without_thoughts(text: str, lists: Collection[str] = ("records",)) -> str:
    """The answer behind the thoughts; the text itself where none come first, or nothing behind them.

    Some servers keep back the mark that opens them, some models never close them, and some think without any mark:
    then the answer is the last whole object that has one of the ``lists`` that were asked for.
    """
    if text.lstrip().startswith("{"):
        return text
    small = text.lower()
    ends = [at + len(close) for _, close in _MARKS if (at := small.rfind(close)) >= 0]
    behind = text[max(ends, default=0) :]
    return _last_answer(behind, lists) or behind


def _last_answer(text: str, lists: Collection[str]) -> str | None:
    opening = re.compile(rf'\{{\s*"(?:{"|".join(map(re.escape, sorted(lists)))})"\s*:\s*\[')
    answer, at, tries = None, 0, 0
    while tries < _MOST_TRIES and (found := opening.search(text, at)):
        try:
            end = _DECODER.raw_decode(text, found.start())[1]
        except (ValueError, RecursionError):
            answer, at, tries = text[found.start() :], found.end(), tries + 1
        else:
            answer, at = text[found.start() : end], end
    return answer


def begins_with_thoughts(text: str) -> bool:
    """True of an answer that begins with thoughts, whether or not it comes to an end of them."""
    start = text.lstrip().lower()
    return any(start.startswith(mark) for mark, _ in _MARKS)
