"""Reads pages of a wiki: MediaWiki's XML export, and the JSON that its interface answers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from extract.load.document import Facts, Flaw, Text, UnreadableError
from extract.load.fragment import plain_text

_ARTICLES = "0"
"""The namespace of articles; others are talk, users, files."""


def is_wiki_answer(document: Mapping[str, Any]) -> bool:
    """True for an answer with pages, or one parsed page."""
    query, parsed = document.get("query"), document.get("parse")
    return (isinstance(query, dict) and "pages" in query) or (isinstance(parsed, dict) and "title" in parsed)


def wiki_answer_pages(document: Mapping[str, Any]) -> Iterator[Text | Flaw]:
    """The pages of an answer of MediaWiki, numbered where they are several."""
    if isinstance(parsed := document.get("parse"), dict):
        pages: list[Any] = [parsed]
    else:
        found = document["query"]["pages"]
        pages = list(found.values()) if isinstance(found, dict) else found if isinstance(found, list) else []
    for number, page in enumerate(pages, start=1):
        text, day = _of_answer(page) if isinstance(page, dict) else ("", None)
        title = page.get("title") if isinstance(page, dict) else None
        if text.strip():
            yield _page(title, text, day, number if len(pages) > 1 else None)
        else:
            yield Flaw("a page without text: ask for it with prop=extracts or rvprop=content|timestamp", number)


def read_wiki_export(data: bytes) -> Iterator[Text | Flaw]:
    """The articles of an XML export, numbered in its order, each in the revision that stands last in it."""
    outlet: str | None = None
    number = others = 0
    page: ET.Element | None = None
    try:
        for event, element in ET.iterparse(io.BytesIO(data), events=("start", "end")):
            name = element.tag.rpartition("}")[2]
            if event == "start":
                page = element if name == "page" else page
                continue
            if name == "sitename" and page is None:
                outlet = (element.text or "").strip() or None
            if name == "page":
                number += 1
                found = _exported(element, outlet, number)
                others += found is None
                if found is not None:
                    yield found
                element.clear()
    except ET.ParseError as error:
        yield Flaw(f"the export breaks off or is damaged ({error}); what stands before it is read", number + 1)
    if others:
        yield Flaw(f"{others:,} of its pages are no articles: talk, users, files, redirects", left=True)


def _exported(page: ET.Element, outlet: str | None, number: int) -> Text | Flaw | None:
    parts = {one.tag.rpartition("}")[2]: one for one in page}
    if _words(parts.get("ns")) not in ("", _ARTICLES) or "redirect" in parts:
        return None
    revision = {one.tag.rpartition("}")[2]: one for one in parts.get("revision", ())}
    text = _stripped(_words(revision.get("text")))
    title = _words(parts.get("title"))
    if not text.strip():
        return Flaw(f"the page {title!r} has no text", number)
    return _page(title, text, _words(revision.get("timestamp")), number, outlet)


def _words(element: ET.Element | None) -> str:
    return (element.text or "") if element is not None else ""


def _of_answer(page: Mapping[str, Any]) -> tuple[str, str | None]:
    """Text and last change of a page."""
    revisions = page.get("revisions")
    revision = revisions[0] if isinstance(revisions, list) and revisions and isinstance(revisions[0], dict) else {}
    slots = revision.get("slots")
    slot = slots.get("main") if isinstance(slots, dict) else revision
    source = next((slot[name] for name in ("content", "*") if isinstance(slot.get(name), str)), None) if slot else None
    marked = page.get("extract") or page.get("text")
    marked = marked.get("*") if isinstance(marked, dict) else marked
    source = source or page.get("wikitext")
    source = source.get("*") if isinstance(source, dict) else source
    day = str(revision.get("timestamp") or "") or None
    if isinstance(marked, str) and marked.strip():
        return plain_text(marked), day
    return (_stripped(source) if isinstance(source, str) else ""), day


def _stripped(source: str) -> str:
    """The words of wikitext.

    Raises:
        UnreadableError: what reads it is not installed.
    """
    try:
        import mwparserfromhell  # noqa: PLC0415
    except ImportError:
        raise UnreadableError("reading wikitext needs: pip install 'rashomon-events[inputs]'") from None
    code = mwparserfromhell.parse(source)
    for note in code.filter_tags(matches=lambda tag: str(tag.tag).strip().lower() == "ref"):
        code.remove(note)
    words: str = code.strip_code()
    return "\n\n".join(line for line in (" ".join(line.split()) for line in words.splitlines()) if line)


def _page(title: object, text: str, changed: str | None, number: int | None, outlet: str | None = None) -> Text:
    doubts = (f"a page of a wiki, last changed {changed[:10]}: it has no day of publication",) if changed else ()
    name = " ".join(title.split()) if isinstance(title, str) else ""
    return Text(f"{name}\n\n{text}\n" if name else text, Facts(title=name or None, outlet=outlet), None, number, doubts)
