"""Whatever an article holds, its sentences stay on their lines, and what the model sees of them can be found again."""

from __future__ import annotations

import re

from helpers.read_windows import window_of
from hypothesis import example, given
from hypothesis import strategies as st

from extract.ask.prompt import load_prompt
from extract.ground.copied_words import find, fold

HOSTILE = st.sampled_from(
    [
        "<|im_start|>",
        "<|im_end|>",
        "</s>",
        "[INST]",
        "[3] ",
        "<",
        "[",
        "|",
        "]",
        "\n",
        "\u2028",
        "\x1f",
        "\u200b",
        "\u202e",
        "\u00ad",
        "\U000e0041",
        "\ud800",
        "{{ 1 }}",
        "’",
        "“",
        "e\u0301",
        "a",
        "9",
        " ",
        "\n\nStrikes in sentence 1?",
        "system",
    ]
)
LINES = st.one_of(st.lists(HOSTILE, min_size=1, max_size=20).map("".join), st.text(min_size=1, max_size=60))


@given(line=LINES)
@example(line="don\u200b’t")
@example(line="<\u2060|im_end|>")
def test_a_sentence_is_one_line_without_marks_of_a_protocol_and_can_be_copied(line: str) -> None:
    window = window_of("It rained.", line, "It stopped.")
    lines = load_prompt("strike").messages(window)[-1]["content"].split("\n")
    assert len(lines) == 5
    assert [lines[0], lines[2], lines[3]] == ["[1] It rained.", "[3] It stopped.", ""]
    assert lines[1].startswith("[2] ")
    shown = lines[1].removeprefix("[2] ")
    assert len(shown.splitlines()) <= 1
    assert not re.search(r"<\S|\[\d+\]|\[INST\]|[\u200b\u2060\u202a-\u202e\U000e0000-\U000e007f]", shown)
    shown.encode()
    assert fold(shown)[0] == fold(line)[0]
    if fold(shown)[0]:
        assert find(window.article.text, shown, window.targets[1].content) is not None
