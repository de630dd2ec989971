"""Sets apart the thoughts that a model writes into its answer: "<think>…</think>"."""

from __future__ import annotations

import re

_MARKS = (
    *((f"<{name}>", f"</{name}>") for name in ("think", "thinking", "thought", "thoughts", "reasoning", "seed:think")),
    ("[think]", "[/think]"),
    ("<|begin_of_thought|>", "<|end_of_thought|>"),
    ("<|channel|>analysis", "<|channel|>final<|message|>"),
    ("\u25c1think\u25b7", "\u25c1/think\u25b7"),
)
"""What opens and closes the thoughts of the models that servers hand on as text, in small letters."""

_ANSWER = re.compile(r'\{\s*"records"\s*:\s*\[')

HOW_TO_STOP = (
    "the model thinks aloud (<think>) before it answers: switch that off at the server "
    "(llama.cpp: --reasoning-budget 0; vLLM: enable_thinking false; Ollama: a model without thinking)"
)


def without_thoughts(text: str) -> str:
    """The answer behind the thoughts; the text itself where none come first, or nothing behind them.

    Some servers keep back the mark that opens them; some models never close them.
    """
    if text.lstrip().startswith("{"):
        return text
    small = text.lower()
    ends = [at + len(close) for _, close in _MARKS if (at := small.rfind(close)) >= 0]
    if ends:
        return text[max(ends) :]
    answers = [found.start() for found in _ANSWER.finditer(text)] if begins_with_thoughts(text) else []
    return text[answers[-1] :] if answers else text


def begins_with_thoughts(text: str) -> bool:
    """True of an answer that begins with thoughts, whether or not it comes to an end of them."""
    start = text.lstrip().lower()
    return any(start.startswith(mark) for mark, _ in _MARKS)
