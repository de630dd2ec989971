"""A user relies on: day, title, outlet and address of a page are its own, whoever changed, kept or printed it."""

from __future__ import annotations

import io
import json

import pytest

from extract.load.document import Text, UnreadableError
from extract.load.html import read_html
from extract.load.pdf import read_pdf
from extract.page.addresses import original_address, publisher_of

BODY = (
    "<p>A shell hit a granary in Bahmanabad on Monday and burnt the seed for two valleys, the miller said.</p>"
    "<p>Carts had brought it in over the pass all week, and nothing of it had been weighed or written down.</p>"
    "<p>The miller's brother lost his mule, and with it the only way to fetch more before the snow.</p>"
)
TITLE = "Shell burns granary in Bahmanabad"


def page(head: str = "", *, body: str = BODY, title: str = TITLE) -> Text:
    article = f"<main><article><h1>{title}</h1>{body}</article></main>"
    html = f"<html><head><title>{title}</title>{head}</head><body>{article}</body></html>"
    [text] = read_html(html.encode())
    return text


def data(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


OWN = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-05-14T09:00:00+03:00"}
OTHER = {"@type": "NewsArticle", "headline": "An older story of a bridge", "datePublished": "2020-01-02"}


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(data(OWN | {"dateModified": "2024-05-24"}), id="changed later"),
        pytest.param('<meta name="last-modified" content="2024-05-24">' + data(OWN), id="last-modified"),
        pytest.param('<meta name="revised" content="2024-05-24">' + data(OWN), id="revised"),
        pytest.param('<meta http-equiv="date" content="2024-05-24">' + data(OWN), id="the server's clock"),
        pytest.param(data(OWN | {"datePublished": "Tue, 14 May 2024 09:00:00 +0300"}), id="as mail writes it"),
        pytest.param(data(OWN | {"datePublished": "14 May 2024"}), id="spelt out"),
        pytest.param(data([OTHER, OWN]), id="another before it"),
        pytest.param(data([OTHER | {"url": "https://news.example/bridge"}, OWN]), id="another with an address"),
        pytest.param(data({"@graph": [{"@type": "WebSite", "datePublished": "2019-01-01"}, OWN]}), id="a graph"),
        pytest.param(data(OWN | {"mentions": [OTHER], "isPartOf": {"datePublished": "2018-01-01"}}), id="mentions"),
        pytest.param(data({"@type": "WebPage", "mainEntity": OWN, "datePublished": "2019-02-01"}), id="in a page"),
        pytest.param(data({"@type": "ItemList", "itemListElement": [{"item": OTHER}]}) + data(OWN), id="a list"),
        pytest.param(
            '<meta property="article:published_time" content="2024-05-14T09:00:00Z">' + data(OTHER), id="meta"
        ),
    ],
)
def test_the_day_of_a_page_is_that_of_its_own_article(head: str) -> None:
    facts = page(head).facts
    assert (str(facts.published), facts.title) == ("2024-05-14", TITLE)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('<meta http-equiv="last-modified" content="2024-05-24">', id="last-modified"),
        pytest.param(data(OTHER), id="another story's"),
        pytest.param(data({"@type": "ItemList", "itemListElement": [OTHER]}), id="a list's"),
        pytest.param('<meta property="og:updated_time" content="2024-05-24">', id="updated"),
    ],
)
def test_no_other_day_is_taken_for_it(head: str) -> None:
    assert page(head).facts.published is None


@pytest.mark.parametrize(
    "box",
    [
        '<aside><time datetime="2020-01-02">2 Jan 2020</time> An older story</aside>',
        '<div class="related"><time datetime="2020-01-02">2 Jan 2020</time> An older story</div>',
        '<div class="read-more"><meta itemprop="datePublished" content="2020-01-02">An older story</div>',
    ],
)
def test_a_box_of_other_stories_tells_no_day(box: str) -> None:
    assert page(body=box + BODY).facts.published is None
    assert str(page(body=f'{box}<time datetime="2024-05-14">14 May</time>{BODY}').facts.published) == "2024-05-14"


def test_a_line_that_tells_of_a_change_is_no_day_of_publication() -> None:
    assert page(body=f'<time class="updated">24 May 2024</time>{BODY}').facts.published is None
    both = '<div class="date">Published 14 May 2024, last updated 24 May 2024</div>'
    assert str(page(body=both + BODY).facts.published) == "2024-05-14"


@pytest.mark.parametrize(
    "address",
    [
        "https://web.archive.org/web/20240601120000/https://mill.example/news/granary",
        "https://web.archive.org/web/20240601120000id_/https://mill.example/news/granary",
        "https://archive.ph/20240601120000/https://mill.example/news/granary",
        "https://archive.today/newest/https://mill.example/news/granary",
        "https://webcache.googleusercontent.com/search?q=cache:AbC123:https://mill.example/news/granary",
        "https://wayback.archive-it.org/1234/20240601120000/https://mill.example/news/granary",
        "https://www.google.com/amp/s/mill.example/news/granary",
        "https://12ft.io/https://mill.example/news/granary",
        "https://mill-example.cdn.ampproject.org/c/s/mill.example/news/granary",
        "https://translate.google.com/translate?sl=fa&u=https://mill.example/news/granary",
    ],
)
def test_an_archive_is_not_the_outlet(address: str) -> None:
    assert original_address(address) == "https://mill.example/news/granary"
    facts = page(
        f'<link rel="canonical" href="{address}"><meta property="og:site_name" content="Wayback Machine">'
    ).facts
    assert (facts.outlet, facts.url) == ("mill.example", "https://mill.example/news/granary")


@pytest.mark.parametrize("address", ["https://archive.ph/AbC12", "https://perma.cc/AB12-CD34"])
def test_of_a_copy_without_the_address_no_outlet_is_known(address: str) -> None:
    assert publisher_of(address) is None


@pytest.mark.parametrize(
    "address", ["https://mill.example/news/2024/05/14/granary", "https://mill.example/go?to=https://other.example/x"]
)
def test_an_address_of_its_own_stays(address: str) -> None:
    assert original_address(address) == address


CARDS = "".join(
    f'<div><h2><a href="/{at}">{headline}</a></h2><p>{text}</p><time>{at} May 2024</time></div>'
    for at, (headline, text) in enumerate(
        [
            (
                "Two drown in the flood at Sarband",
                "Two herders drowned on Thursday when the river rose over the ford, elders said.",
            ),
            (
                "Bridge of Kamar gives way again",
                "The bridge that was mended in spring fell on Friday under a cart of bricks.",
            ),
            (
                "Bakers strike over the price of flour",
                "Bakers in the old town kept their shops shut for a third day and burnt no wood.",
            ),
            (
                "Envoys to talk of wells next week",
                "Envoys of four villages are to meet at the shrine and talk of who may dig where.",
            ),
        ],
        start=1,
    )
)


def test_a_page_that_lists_stories_is_refused() -> None:
    html = f"<html><head><title>World</title></head><body><main><h1>World</h1>{CARDS}</main></body></html>"
    with pytest.raises(UnreadableError, match="lists several stories"):
        list(read_html(html.encode()))


def test_a_list_of_links_in_another_language_is_refused() -> None:
    stories = [
        (
            "Два человека погибли при обстреле Сарбанда",
            "Двое пастухов погибли в четверг, когда река вышла из берегов у брода.",
        ),
        ("Мост через Камар снова обрушился", "Мост, который чинили весной, рухнул в пятницу под телегой с кирпичом."),
        ("Пекари бастуют из-за цен на муку", "Пекари старого города третий день не открывали лавки и не жгли дров."),
        (
            "Послы обсудят колодцы на следующей неделе",
            "Послы четырёх сёл встретятся у мечети и решат, кому где копать.",
        ),
    ]
    rows = "".join(f'<li><a href="/{at}">{head}</a><p>{text}</p></li>' for at, (head, text) in enumerate(stories))
    html = f"<html><head><title>Мир</title></head><body><main><h1>Мир</h1><ul>{rows}</ul></main></body></html>"
    with pytest.raises(UnreadableError, match="lists several stories"):
        list(read_html(html.encode()))


def test_an_article_with_headings_or_other_stories_below_it_is_read() -> None:
    parts = "".join(f"<h2>What the miller saw, part {at}</h2>{BODY}" for at in range(4))
    assert TITLE in page(body=parts).text
    assert TITLE in page(data(OWN), body=BODY * 3 + CARDS).text


def pdf(pages: list[list[str]]) -> Text:
    from fpdf import FPDF  # noqa: PLC0415

    document = FPDF()
    document.set_font("helvetica", size=9)
    for lines in pages:
        document.add_page()
        for line in lines:
            document.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    [text] = read_pdf(io.BytesIO(bytes(document.output())).getvalue())
    return text


HEADER = f"5/30/24, 9:03 AM {TITLE} - Mill Herald"
FIRST = [
    HEADER,
    TITLE,
    "14 May 2024",
    "A shell hit a granary in Bahmanabad on Monday and burnt the seed, the miller said.",
]


def test_a_printed_page_has_its_title_outlet_and_address_and_not_the_day_of_printing() -> None:
    text = pdf(
        [
            [*FIRST, "https://mill.example/news/granary 1/2"],
            [HEADER, "He saw it.", "https://mill.example/news/granary 2/2"],
        ]
    )
    assert (text.facts.title, text.facts.outlet, text.facts.url) == (
        TITLE,
        "mill.example",
        "https://mill.example/news/granary",
    )
    assert text.facts.published is None
    assert "9:03" not in text.text
    assert "mill.example" not in text.text
    assert "14 May 2024" in text.text


def test_a_pdf_of_another_make_is_left_as_it_is() -> None:
    text = pdf([[TITLE, "14 May 2024", "A shell hit a granary in Bahmanabad on Monday."]])
    assert (text.facts.title, text.facts.outlet) == (None, None)
    assert text.text.startswith(TITLE)
