"""Whatever files hold and are called: each is read once or listed with a reason, and no article replaces another."""

from __future__ import annotations

import gzip
import io
import json
import os
import tempfile
import unicodedata
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.load import Loaded, load
from extract.load.document import Facts, Text, UnreadableError
from extract.load.formats import FORMATS, sniff, split_name
from extract.load.html import read_html
from extract.load.pdf import read_pdf
from extract.load.unpack import Archive, gunzip
from extract.page.sentences import segment

OURS = tuple(suffix for format_ in FORMATS if not format_.extra for suffix in format_.suffixes)
WORDS = st.text(max_size=60) | st.sampled_from(["The envoys met.", "The envoys met.\n", "\ud800", "\0", "\ufeff", ""])
FIELDS = st.sampled_from(["text", "id", "title", "outlet", "published", "url", "language", "tags"])
VALUES = WORDS | st.none() | st.integers() | st.sampled_from(["2021-03-04", "en", "a", "A", [], {}, True, 1.5])
OBJECTS = st.dictionaries(FIELDS, VALUES, max_size=6)
TEXTS = WORDS.map(lambda text: text.encode("utf-8", "surrogatepass"))
JSON = st.recursive(OBJECTS | VALUES, lambda inner: st.lists(inner, max_size=4), max_leaves=8).map(
    lambda value: json.dumps(value).encode()
)
LINES = st.lists(OBJECTS, max_size=4).map(lambda values: "\n".join(map(json.dumps, values)).encode())
BYTES = st.binary(max_size=80) | TEXTS | JSON | LINES
STEMS = st.sampled_from(["a", "A", "á", "a\u0301", "b-a", "con", "a.meta", "a b", "x" * 120, "\\", "a\n", "_"])
ENDINGS = [*OURS, ".TXT", ".meta.json", ".zip", ".docx"]
NAMES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "b/", "c/"]), STEMS, st.sampled_from([*OURS, ".TXT", ".meta.json", ".zip", ".docx"])
    ),
)
FILES = st.dictionaries(NAMES, BYTES, min_size=1, max_size=6)


def packed(files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def loaded_from(files: Mapping[str, bytes]) -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kept.txt").write_text("Kept.", encoding="utf-8")
        for name, data in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        here = Path.cwd()
        os.chdir(folder)
        try:
            return load(["."])
        finally:
            os.chdir(here)


def check(loaded: Loaded) -> None:
    """What holds of everything that is loaded."""
    names = [unicodedata.normalize("NFC", article.id).casefold() for article in loaded.articles]
    assert len(set(names)) == len(names)
    assert not set(names) & {unicodedata.normalize("NFC", one.article_id).casefold() for one in loaded.failed}
    for article in loaded.articles:
        assert article.text.strip()
        assert Path(article.id).name == article.id
        assert article.id.isprintable()
        for words in (article.path, *article.also_at, article.title, article.outlet, article.url):
            (words or "").encode()
        assert (article.published is None) == (article.published_from is None)
        assert "".join(article.text[one.start : one.end] for one in segment(article)) == article.text
    for failure in loaded.failed:
        failure.error.encode()
        assert "\n" not in failure.error.split(": ", 1)[1]
    assert list(loaded.articles) == sorted(loaded.articles, key=lambda article: article.id)


@settings(deadline=None, max_examples=40)
@given(FILES)
def test_every_file_of_a_folder_is_accounted_for(files: Mapping[str, bytes]) -> None:
    loaded = loaded_from(files)
    check(loaded)
    told = [path for article in loaded.articles for path in (article.path, *article.also_at)]
    told += [failure.error.rsplit(": ", 1)[0] for failure in loaded.failed] + list(loaded.skipped)
    for name in files:
        if not name.lower().endswith(".meta.json"):
            # What holds no article at all (an empty list) has none to tell of.
            silent = split_name(Path(name).name)[1] in (".json", ".jsonl", ".ndjson")
            assert silent or any(name in one for one in told)


@settings(deadline=None, max_examples=40)
@given(FILES)
def test_an_archive_gives_the_articles_of_its_files(files: Mapping[str, bytes]) -> None:
    loaded = loaded_from({"news.zip": packed(files)})
    check(loaded)
    assert all(one.path.startswith(("news.zip/", "kept.txt")) for one in loaded.articles)


@given(st.binary(max_size=300), st.data())
def test_a_damaged_archive_says_so(noise: bytes, data: st.DataObject) -> None:
    whole = packed({"a.txt": b"The envoys met. " * 9, "b/c.json": b'{"text": "They left."}'})
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + noise + whole[at + data.draw(st.integers(0, 40)) :]
    try:
        archive = Archive(damaged)
    except UnreadableError:
        return
    for position, _ in archive.names():
        with suppress(UnreadableError):
            assert len(archive.read(position, most_bytes=1000)) <= 1000


@given(st.binary(max_size=200))
def test_a_damaged_gzip_file_says_so(noise: bytes) -> None:
    for data in (noise, gzip.compress(noise)[:-1] + noise[:2]):
        with suppress(UnreadableError):
            assert len(gunzip(data, most_bytes=100)) <= 100


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=date>",
        "</div>",
        "<h1>",
        "</h1>",
        "<time datetime='2021-03-04'>",
        "</time>",
        "<br>",
        "<!--",
        "-->",
        "<script type='application/ld+json'>",
        '{"datePublished": "2021-03-04", "headline": ["x"]}',
        "</script>",
        "<meta charset=utf-8>",
        "<meta name=date content='4/3/2021'>",
        "<meta property=og:title content=' '>",
        "<html lang=x>",
        "<table><tr><td>",
        "<![CDATA[",
        "&#xD800;",
        "&nbsp;",
        "<link rel=canonical href='http://[x/2021/03/04'>",
        "\0",
        "\u202e",
        "The envoys met in Geneva on Tuesday, officials said. ",
        "<article>",
        "<body>",
        "<head>",
        "<title>",
        "<svg>",
        "</body>",
    ]
)


@settings(deadline=None)
@given(st.lists(TAGS | st.text(max_size=10), max_size=40).map("".join))
def test_a_page_gives_a_text_or_says_why_not(page: str) -> None:
    try:
        found = list(read_html(f"<html><body>{page}".encode("utf-8", "surrogatepass")))
    except UnreadableError:
        return
    (text,) = found
    assert isinstance(text, Text)
    assert text.text.strip()
    assert (text.facts.published is None) == (text.published_from is None)
    assert Facts.model_validate(text.facts.model_dump(mode="json")) == text.facts


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_a_damaged_pdf_says_why_or_gives_a_text(noise: bytes, at: int) -> None:
    plain = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    plain += (
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1>>>>>>>>endobj "
    )
    plain += b"4 0 obj<</Length 34>>stream\nBT /F 12 Tf (The envoys met) Tj ET\nendstream endobj trailer<</Root 1 0 R>>"
    try:
        found = list(read_pdf(plain[:at] + noise + plain[at:]))
    except UnreadableError:
        return
    assert all(isinstance(one, Text) and one.text.strip() for one in found)


@given(st.binary(max_size=100))
def test_anything_may_come_without_a_name(data: bytes) -> None:
    assert split_name(f"stdin{sniff(data)}")[1]
