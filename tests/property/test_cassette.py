"""A recording gives back every text to the last code point, however it was stored."""

from __future__ import annotations

import json

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.ask.service.protocol import Json
from extract.cassette.format import HEADER, Exchange, Recorded, Reply, dump, dump_line, parse, read_request

# What YAML readers are known to fold, trim, convert or take for markup.
_AWKWARD = "\n\r\t\x00\x7f\x85\xa0\u0301\u200b\u2028\u2029\ufeff\uffff“”é😀 :#-'\"|>&*!%@`{}[],?=<~\\1ax"
_texts = st.text(st.sampled_from(_AWKWARD) | st.characters(exclude_categories=["Cs"]), max_size=200)
_long_texts = _texts.map(lambda text: text * (1 + 130 // max(1, len(text))))
_names = st.text(max_size=20)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _texts | _long_texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3),
    max_leaves=6,
)


def _exchange(body: Json, content: object, label: str, order: int) -> Exchange:
    request = read_request("POST", "http://host/v1/chat/completions", json.dumps(body).encode())
    return Exchange(request, Reply({"choices": content}), label, order)


@st.composite
def _recordings(draw: st.DrawFn) -> list[Exchange]:
    """Exchanges of one article: different questions that share a prompt and a schema."""
    prompt, schema = draw(_long_texts), draw(_values)
    questions = draw(st.lists(_texts, max_size=4, unique=True))
    return [
        _exchange(
            {"messages": [{"role": "system", "content": prompt}, {"content": question}], "response_format": schema},
            draw(_values),
            draw(_texts),
            draw(st.integers(0, 99)),
        )
        for question in questions
    ]


@given(_recordings())
@settings(deadline=None)
def test_a_finished_file_gives_back_what_was_recorded_in_order(exchanges: list[Exchange]) -> None:
    content = dump(exchanges).encode()

    assert parse(content) == Recorded(sorted(exchanges, key=lambda each: each.rank))


@given(_recordings())
@settings(deadline=None)
def test_a_finished_file_is_the_same_whatever_the_order_and_however_often_it_is_written(
    exchanges: list[Exchange],
) -> None:
    content = dump(exchanges)

    assert dump(exchanges[::-1]) == content
    assert dump(parse(content.encode()).exchanges) == content


@given(_recordings())
@settings(deadline=None)
def test_lines_added_one_by_one_give_back_what_was_recorded(exchanges: list[Exchange]) -> None:
    lines = [dump_line(each) for each in exchanges]

    assert all(line.count("\n") == 1 for line in lines)
    assert parse((HEADER + "".join(lines)).encode()) == Recorded(exchanges, appended=len(exchanges))


@given(_recordings(), st.data())
@settings(deadline=None)
def test_a_file_cut_anywhere_in_its_lines_keeps_the_answers_before_the_cut(
    exchanges: list[Exchange], data: st.DataObject
) -> None:
    lines = [dump_line(each).encode() for each in exchanges]
    content = b"".join([HEADER.encode(), *lines])
    kept = data.draw(st.integers(0, len(content)))

    found = parse(content[:kept])

    whole = [sum(map(len, lines[:number])) + len(HEADER) - 1 <= kept for number in range(1, len(lines) + 1)]
    assert found.exchanges == exchanges[: sum(whole)]


@given(_recordings())
@settings(deadline=None, max_examples=30)
def test_every_yaml_reader_reads_the_same(exchanges: list[Exchange]) -> None:
    text = dump(exchanges)

    read = yaml.load(text, Loader=yaml.SafeLoader)["interactions"]

    assert [each["response"]["body"] for each in read] == [
        each.reply.body for each in sorted(exchanges, key=lambda each: each.rank)
    ]
