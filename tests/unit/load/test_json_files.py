"""JSON and JSON Lines: which fields are read, and how one bad article leaves the others alone."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from extract.load.document import Flaw, Text, UnreadableError
from extract.load.json_files import read_json, read_json_lines

FULL = {
    "id": "vienna-1",
    "text": "The envoys met.\r\nThey left.",
    "title": "Envoys meet",
    "outlet": "Tasnim",
    "published": "2021-03-04T23:30:00-05:00",
    "url": "https://example.org/1",
    "language": "en",
    "tags": ["not", "read"],
}


def test_an_object_is_one_article_with_the_documented_fields() -> None:
    (found,) = read_json(json.dumps(FULL).encode())
    assert isinstance(found, Text)
    assert (found.text, found.number, found.published_from) == ("The envoys met.\r\nThey left.", None, "record")
    assert found.facts.model_dump() == {
        **{name: FULL[name] for name in ("id", "title", "outlet", "url", "language")},
        "published": dt.date(2021, 3, 4),
    }


def test_a_number_may_be_an_id_and_empty_is_unknown() -> None:
    (found,) = read_json(b'{"text": "Words.", "id": 7, "outlet": " ", "published": null}')
    assert isinstance(found, Text)
    assert (found.facts.id, found.facts.outlet, found.published_from) == ("7", None, None)


def test_of_a_list_each_good_article_is_kept_and_each_bad_one_named_by_its_number() -> None:
    found = list(read_json(json.dumps([FULL, {"note": "x", "date": "y"}, 3, {"text": 5}, FULL]).encode()))
    assert [(type(one), one.number) for one in found] == [(Text, 1), (Flaw, 2), (Flaw, 3), (Flaw, 4), (Text, 5)]
    assert found[1] == Flaw(
        'no "text" that is a string; it has "note", "date"; if one of them is the text, name it: --columns text=NAME', 2
    )


def test_lines_are_numbered_as_an_editor_numbers_them() -> None:
    line = json.dumps(FULL).encode()
    found = list(read_json_lines(b"\xef\xbb\xbf" + line + b"\r\n\r\n{\n" + line))
    assert [(type(one), one.number) for one in found] == [(Text, 1), (Flaw, 3), (Text, 4)]
    assert isinstance(found[1], Flaw)
    assert found[1].reason.startswith("not JSON: ")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not JSON"),
        (b"3", "not a JSON object"),
        (b"[" * 200_000, "nested too deep"),
        (b"[" + b"{}," * 2_000_000 + b"{}]", "more than 4,000,000 values"),
        (b'{"text": ' + b"1" * 5000 + b"}", "not JSON that can be read"),
        ('{"text": "é"}'.encode("cp1252"), "not a text in UTF-8|not in UTF-8"),
    ],
)
def test_what_is_no_article_says_why(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        list(read_json(data))
