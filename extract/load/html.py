"""Reads web pages: trafilatura finds the report and its facts, htmldate the day its metadata declare."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.knowledge.language.detect import detect_language
from extract.knowledge.language.written_dates import find_dates
from extract.load.decoding import decode_page
from extract.load.document import Facts, Text, UnreadableError
from extract.load.page_data import Story, own_story
from extract.load.story_list import lists_stories
from extract.page.addresses import is_keeper, original_address, publisher_of
from schemas import PublishedFrom

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

# Left to themselves, htmldate and trafilatura take days after today for errors, and one page is read in two ways.
_LATEST = "2100-01-01"
_NOT_PUBLICATION = re.compile(
    r"modif|mod(?![a-z])|updat|revis|chang|copyright|expir|accessed|crawl|og:url", re.IGNORECASE
)
_CHANGED = re.compile(r"\b(?:last[ -])?(?:updated|modified|edited|revised|changed)\b|modif|updat", re.IGNORECASE)
_OTHER_STORIES = re.compile(
    r"\b(?:related|recommend\w*|read-?(?:more|also|next)|see-?also|more-?(?:stories|news|from)|trending|popular|sidebar"
    r"|latest|teasers?|promos?|widget|newsletter|comments?)\b",
    re.IGNORECASE,
)
_OF_ARCHIVE = re.compile(r"^wm-ipp|^wayback|^HEADER$|^donato$")
_DATE_LINE = re.compile(r"pub|date|time|byline|posted|meta|stamp", re.IGNORECASE)
_SAVED_FROM = re.compile(
    r"<!--\s{0,9}(?:saved from url=\(\d+\)|Page saved with SingleFile\s{1,9}url:\s{0,9})(https?://[^\s>]+)"
)
"""A comment of the browser, or of SingleFile, at the top of a page that it saved."""
_TELEGRAM = re.compile(r'class="message default clearfix')
_ASIDE = frozenset({"nav", "aside", "footer"})
_LONGEST_DATE_LINE = 120
_TOP = 4096
"""Code points: a line with a day of publication has besides it an outlet and a name."""

_SHORTEST_REPORT = 40
"""Code points: what is shorter is a label of the page and no report."""

# What libxml2 calls it when it leaves out what is nested too deep: 256, or 2,048 where that is allowed.
_TOO_DEEP = "RESOURCE_LIMIT"


def read_html(data: bytes) -> Iterator[Text]:
    """The report of a page, its headline as the first line, and what the page says of it.

    The day is one that the page's metadata (or else its address) declare, or that a date line at the
    headline shows; never one told in the report.

    Raises:
        UnreadableError: it is no HTML, holds no report, or its encoding cannot be told.
    """
    yield read_web_page(data)


def read_web_page(data: bytes, *, address: str | None = None, encoding: str | None = None) -> Text:
    """As `read_html`; with the address it was fetched from and the encoding its server named, where they are known."""
    # Imported here: they take most of a second, and are of an extra.
    from trafilatura.utils import load_html  # noqa: PLC0415

    decoded = decode_page(data, encoding)
    if _TELEGRAM.search(decoded):
        raise UnreadableError(
            "a Telegram chat exported as HTML; export it as JSON, which tells each message's channel and day"
        )
    page = _whole(decoded)
    tree = load_html(copy.deepcopy(page)) if page is not None else None
    if tree is None:
        raise UnreadableError("no HTML in it")
    _drop_archive_bar(tree)
    stated = _stated(tree)
    given = stated.url or address or _saved_from(decoded)
    url = original_address(given) if given else None
    title = _headline(tree, stated.title)
    report = _report(page)
    if not report.strip():
        raise UnreadableError("no article in this page: it may be a list of links, or be filled in by a script")
    story = own_story(tree, [title or "", stated.title or ""], url)
    if story is None and lists_stories(tree, report):
        raise UnreadableError("a page that lists several stories, not an article: give the page of each story")
    day, source = _day(tree, url, story)
    facts = Facts(
        title=title,
        outlet=_outlet(stated.sitename, url),
        published=day,
        url=url,
    )
    first, _, rest = report.lstrip().partition("\n")
    below = rest if title and _fold(first) == _fold(title) else report
    text = f"{title}\n\n{below}" if title else report
    language = detect_language(text) or _language(tree)
    doubts = [f"a copy kept by {_host(given)}"] if given and url != given else []
    return Text(
        f"{text}\n", facts.model_copy(update={"language": language}), source, doubts=(*doubts, *_days(tree, day))
    )


def _saved_from(page: str) -> str | None:
    match = _SAVED_FROM.search(page[:_TOP])
    return match[1] if match else None


def _days(tree: HtmlElement, day: dt.date | None) -> list[str]:
    shown = _shown_day(tree)
    differ = day is not None and shown is not None and abs((shown - day).days) > 1
    return [f"its metadata say {day}, its date line {shown}"] if differ else []


def _stated(tree: HtmlElement) -> Document:
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    return extract_metadata(tree, date_config={"extensive_search": False, "max_date": _LATEST})


def _whole(page: str) -> HtmlElement | str | None:
    """The page to read; parsed already where it is nested deeper than its readers would follow, None if it is blank.

    Raises:
        UnreadableError: it is nested so deep that no parser reads all of it; the rest would be missing in silence.
    """
    from lxml import etree, html  # noqa: PLC0415

    if not page.strip():
        return None
    for huge in (False, True):
        parser = html.HTMLParser(huge_tree=huge, remove_comments=True, remove_pis=True, encoding="utf-8")
        try:
            tree = html.document_fromstring(page.encode(), parser=parser, ensure_head_body=True)
        except etree.ParserError:
            return page
        if not any(_TOO_DEEP in entry.type_name for entry in parser.error_log):
            return tree if huge else page
    raise UnreadableError("its elements are nested more than 2,000 deep; save the page's text instead")


def _report(page: HtmlElement | str) -> str:
    from trafilatura import extract  # noqa: PLC0415
    from trafilatura.settings import Extractor  # noqa: PLC0415

    options = Extractor(output_format="txt", comments=False, tables=True)
    # Of less than 250 characters, its default, it would give all the page's words in one line; briefs are shorter.
    options.min_extracted_size = _SHORTEST_REPORT
    return extract(copy.deepcopy(page), options=options) or ""


def _headline(tree: HtmlElement, stated: str | None) -> str | None:
    """The stated title; the page's own headline where the title is that and more ("… - The Daily"), or another's."""
    window = tree.findtext(".//title") or ""
    for words in filter(None, map(_words, tree.iter("h1"))):
        if stated is None or words in stated or (words in window and stated not in window):
            return words
    return stated


def _outlet(stated: str | None, url: str | None) -> str | None:
    """Who published the page; never who keeps a copy of it."""
    return publisher_of(url) if not stated or is_keeper(stated) or stated == _host(url) else stated


def _drop_archive_bar(tree: HtmlElement) -> None:
    """Take off what an archive put above a page: it has days of its own."""
    for element in list(tree.iter("div")):
        if _OF_ARCHIVE.search(element.get("id") or "") and element.getparent() is not None:
            element.drop_tree()


def _day(tree: HtmlElement, url: str | None, story: Story | None) -> tuple[dt.date | None, PublishedFrom | None]:
    declared = (story.published if story else None) or _declared_day(tree, url)
    if declared:
        return declared, "metadata"
    shown = _shown_day(tree)
    return shown, "page" if shown else None


def _declared_day(tree: HtmlElement, url: str | None) -> dt.date | None:
    """The day of publication in the page's other metadata, read from these alone.

    Given the whole page, htmldate goes on to search it for any day: one told in the report, too.
    """
    from htmldate import find_date  # noqa: PLC0415
    from lxml.html import document_fromstring  # noqa: PLC0415

    metadata = document_fromstring("<html><head></head><body></body></html>")
    for element in tree.iter("meta"):
        named = _attributes(element, "name", "property", "itemprop")
        if named.strip() and not _is_beside(element) and not _NOT_PUBLICATION.search(named):
            metadata.head.append(_without_tail(element))
    found = find_date(
        metadata, extensive_search=False, original_date=True, url=url, max_date=_LATEST, deferred_url_extractor=True
    )
    return dt.date.fromisoformat(found) if found else None


def _shown_day(tree: HtmlElement) -> dt.date | None:
    """The day in the first date line below the headline; a day at the top of a page may be the day it was saved."""
    below = False
    for element in tree.iter():
        if element.tag == "h1":
            below = True
        if below and _is_date_line(element):
            words = _CHANGED.split(f"{element.get('datetime', '')[:10]} {_words(element)}")[0]
            if len(words) <= _LONGEST_DATE_LINE and (days := find_dates(words)):
                return days[0].day
    return None


def _is_date_line(element: HtmlElement) -> bool:
    # A comment's tag is a function.
    if not isinstance(element.tag, str) or element.tag == "p":
        return False
    named = _attributes(element, "class", "id", "itemprop")
    if _CHANGED.search(named):
        return False
    marked = element.tag == "time" or _DATE_LINE.search(named)
    return bool(marked) and not _is_beside(element)


def _is_beside(element: HtmlElement) -> bool:
    """True of what stands beside an article: navigation, boxes of other stories."""
    return any(
        above.tag in _ASIDE or _OTHER_STORIES.search(_attributes(above, "class", "id"))
        for above in element.iterancestors()
        if above.tag not in {"html", "body", "main"}
    )


def _language(tree: HtmlElement) -> str | None:
    """The two-letter code that the page declares."""
    declared = str(tree.get("lang", "")).strip().lower()[:2]
    return declared if re.fullmatch("[a-z]{2}", declared) else None


def _host(url: str | None) -> str | None:
    match = re.match(r"https?://(?:www\.)?([^/:?#]+)", url or "")
    return match[1].lower() if match else None


def _attributes(element: HtmlElement, *names: str) -> str:
    return " ".join(element.get(name, "") for name in names)


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _fold(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


def _without_tail(element: HtmlElement) -> HtmlElement:
    alone = copy.deepcopy(element)
    alone.tail = None
    return alone
