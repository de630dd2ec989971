"""Web pages as publishers write them: which text, title, outlet and day come out, and which must not."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys

import pytest

from extract.load.document import Text, UnreadableError
from extract.load.html import read_html

FIRST = "GENEVA (Reuters) - Envoys met in Geneva on Tuesday to discuss a truce, officials of both sides said."
SECOND = "They will meet again next week, a spokesman told reporters. A first truce of 5 April 2019 had not held."
REPORT = f"<p>{FIRST}</p>\n<p>{SECOND}</p>"
TEXT = f"Envoys meet in Geneva\n\n{FIRST}\n{SECOND}\n"


def page(head: str = "", *, before: str = "", report: str = REPORT) -> bytes:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">{head}</head><body>'
        '<header><div class="date">Saturday, 21 November 2026</div>'
        '<nav><a href="/">Home</a> <a href="/w">World</a></nav></header>'
        f"<main><article><h1>Envoys meet in Geneva</h1>{before}{report}</article>"
        '<aside><h2>Related</h2><time datetime="2018-01-01">1 January 2018</time><a href="/o">Other story</a></aside>'
        "</main><footer>© 2024 The Daily</footer></body></html>"
    ).encode()


def read(data: bytes) -> Text:
    (found,) = read_html(data)
    assert isinstance(found, Text)
    return found


LINKED_DATA = json.dumps(
    {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Envoys meet in Geneva",
        "datePublished": "2021-03-03T22:15:00Z",
        "dateModified": "2021-03-09T08:00:00Z",
        "publisher": {"@type": "Organization", "name": "The Daily"},
    }
)


@pytest.mark.parametrize(
    "head",
    [
        f'<title>Envoys meet in Geneva - The Daily</title><script type="application/ld+json">{LINKED_DATA}</script>',
        '<title>Envoys meet in Geneva | The Daily</title><meta property="og:title" content="Envoys meet in Geneva">'
        '<meta property="og:site_name" content="The Daily">'
        '<meta property="article:modified_time" content="2021-03-09T08:00:00+00:00">'
        '<meta property="article:published_time" content="2021-03-03T22:15:00+00:00">',
        '<title>Envoys meet in Geneva</title><meta name="application-name" content="The Daily">'
        '<meta name="date" content="2021-03-03">',
    ],
    ids=["json-ld", "opengraph", "meta"],
)
def test_text_title_outlet_and_day_come_from_the_page(head: str) -> None:
    found = read(page(head))
    assert found.text == TEXT
    assert (found.facts.title, found.facts.outlet) == ("Envoys meet in Geneva", "The Daily")
    assert (found.facts.published, found.published_from) == (dt.date(2021, 3, 3), "metadata")
    assert found.facts.language == "en"


def test_an_address_gives_day_and_outlet_where_nothing_else_does() -> None:
    found = read(page('<link rel="canonical" href="https://www.daily.example/world/2021/03/03/envoys.html">'))
    assert (found.facts.published, found.published_from) == (dt.date(2021, 3, 3), "metadata")
    assert found.facts.url == "https://www.daily.example/world/2021/03/03/envoys.html"
    assert found.facts.outlet == "daily.example"


@pytest.mark.parametrize(
    "line",
    [
        '<div class="byline">By A. Writer | Published: 3 March 2021, 10:15 GMT</div>',
        '<time datetime="2021-03-03T10:15">Wednesday</time>',
        '<span itemprop="datePublished">March 3, 2021</span>',
    ],
)
def test_a_date_line_at_the_headline_is_the_day_of_a_plain_page(line: str) -> None:
    found = read(page("<title>Envoys meet in Geneva</title>", before=line))
    assert (found.facts.published, found.published_from) == (dt.date(2021, 3, 3), "page")


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta property="article:modified_time" content="2024-01-01">',
        '<meta itemprop="copyrightYear" content="2020">',
    ],
    ids=["nothing", "modified", "copyright"],
)
def test_no_other_day_of_a_page_is_taken_for_that_of_publication(head: str) -> None:
    found = read(page(f"<title>Envoys meet in Geneva</title>{head}"))
    assert (found.facts.published, found.published_from) == (None, None)


def test_a_short_report_keeps_its_paragraphs() -> None:
    found = read(page(report="<p>Envoys met in Geneva on Tuesday.</p><p>They left without a word.</p>"))
    assert found.text == "Envoys meet in Geneva\n\nEnvoys met in Geneva on Tuesday.\nThey left without a word.\n"


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("windows-1251", "cp1251", "Послы встретились в Женеве во вторник и обсудили перемирие между сторонами."),
        ("iso-8859-1", "cp1252", "Les émissaires se sont réunis à Genève – où ils ont négocié une trêve."),
        ("iso-8859-1", "utf-8", "Les émissaires se sont réunis à Genève – où ils ont négocié une trêve."),
        ("iso-2022-jp", "iso2022_jp", "特使らは火曜日にジュネーブで会談し、停戦について話し合った。" * 2),
        ("no-such-code", "utf-8", "Les émissaires se sont réunis à Genève – où ils ont négocié une trêve."),
    ],
)
def test_a_page_is_decoded_as_it_declares_unless_it_is_utf_8(declared: str, encoding: str, words: str) -> None:
    source = f'<html><head><meta charset="{declared}"></head><body><article><p>{words}</p></article></body></html>'
    assert words in read(source.encode(encoding)).text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no HTML in it"),
        (b"\0" * 100, "no HTML in it"),
        (b"just words", "no HTML in it"),
        (b"<html><body><script>load()</script></body></html>", "no article in this page"),
        (b"<html><body>" + b"<div>" * 100_000 + b"words", "nested more than 2,000 deep"),
        ("<html><body><p>Les émissaires se sont réunis à Genève</p>".encode("cp1252") * 5, "not in UTF-8 but"),
    ],
    ids=["empty", "nuls", "text", "script", "deep", "undeclared"],
)
def test_what_is_no_article_says_why(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read(data)


def test_the_same_page_gives_the_same_bytes_in_every_process() -> None:
    source = page(f'<title>Envoys meet</title><script type="application/ld+json">{LINKED_DATA}</script>').decode()
    code = f"from extract.load.html import read_html; print(list(read_html({source!r}.encode())))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert b"Envoys met in Geneva" in runs.pop()


@pytest.mark.parametrize("depth", [300, 1_500])
def test_a_report_nested_deep_is_read_whole(depth: int) -> None:
    deep = f"{'<div>' * depth}{REPORT}{'</div>' * depth}"
    assert read(page(report=deep)).text == TEXT


def test_a_page_nested_deeper_than_any_parser_follows_is_told_not_cut() -> None:
    with pytest.raises(UnreadableError, match="nested more than 2,000 deep"):
        read(page(report=f"{'<div>' * 3_000}{REPORT}{'</div>' * 3_000}"))
