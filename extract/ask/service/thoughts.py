"""What a model thinks before it answers, where it says so in the answer itself: "<think>…</think>"."""

from __future__ import annotations

_NAMES = ("think", "thinking", "thought", "reasoning")

HOW_TO_STOP = (
    "the model thinks aloud (<think>) before it answers: switch that off at the server "
    "(llama.cpp: --reasoning-budget 0; vLLM: enable_thinking false; Ollama: a model without thinking)"
)


def without_thoughts(text: str) -> str:
    """The answer behind the thoughts; the text itself where none come first or they do not end.

    Some servers keep back the tag that opens them.
    """
    if text.lstrip().startswith("{"):
        return text
    ends = [at + len(tag) for tag in (f"</{name}>" for name in _NAMES) if (at := text.rfind(tag)) >= 0]
    return text[max(ends) :] if ends else text


def only_thinks(text: str) -> bool:
    """True of an answer that begins with thoughts and never comes to an end of them."""
    start = text.lstrip()
    return any(start.startswith(f"<{name}>") and f"</{name}>" not in start for name in _NAMES)
