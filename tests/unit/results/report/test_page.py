from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from helpers.event_sets import full_event_set
from helpers.reports import HOSTILE, hostile_output, story_output

from extract.results.report import report_html
from extract.results.write import WRITERS, Output
from schemas import EventSet


class Page(HTMLParser):
    """Elements of a page with their attributes, and the raw text of styles and scripts, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.text = ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, _tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style"):
            self.raw.append((self._inside, data))
        else:
            self.text += data

    def of(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.elements if name == tag)

    @property
    def data(self) -> dict[str, dict[str, dict[str, object]]]:
        found: dict[str, dict[str, dict[str, object]]] = json.loads(self.raw[1][1])
        return found


def html(output: Output) -> str:
    return "".join(report_html(output))


@pytest.fixture(scope="module")
def story() -> Page:
    return Page(html(story_output()))


@pytest.fixture(scope="module")
def hostile() -> Page:
    return Page(html(hostile_output()))


def test_every_run_writes_it() -> None:
    (render,) = (writer.render for writer in WRITERS if writer.file == "report.html")
    assert "".join(render(story_output())) == html(story_output())


def test_the_same_output_gives_the_same_page() -> None:
    assert html(story_output()) == html(story_output())


def test_what_varies_with_the_hour_is_not_on_the_page() -> None:
    output = story_output()
    timed = Output(output.events, output.texts, {**output.report, "seconds": 1234.5, "calls": 98765}, output.joined)
    assert html(timed) == html(output)


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(story: Page) -> None:
    (policy,) = (m["content"] or "" for m in story.of("meta") if m.get("http-equiv") == "Content-Security-Policy")
    style, _, *scripts = (text for _, text in story.raw)
    allowed = {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest(style)}'",
        "script-src": " ".join(f"'sha256-{digest(script)}'" for script in scripts),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert dict(part.strip().split(" ", 1) for part in policy.split(";")) == allowed


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_nothing_is_asked_of_anywhere(story: Page, hostile: Page) -> None:
    for page in (story, hostile):
        assert {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "embed", "base", "form"} == {
            "form"
        }
        assert all((a.get("href") or "#").startswith("#") for _, a in page.elements)
        assert not any("src" in a or "style" in a for _, a in page.elements)


def test_no_word_of_an_article_becomes_markup(hostile: Page) -> None:
    assert [tag for tag, _ in hostile.raw] == ["style", *["script"] * 6]
    assert not any(name.startswith("on") for _, attributes in hostile.elements for name in attributes)
    assert "window.hacked" in hostile.text
    assert "{{ 7 * 7 }}" in hostile.text


def test_the_embedded_texts_are_verbatim(hostile: Page) -> None:
    output = hostile_output()
    articles = hostile.data["articles"]
    assert {name: article["text"] for name, article in articles.items()} == output.texts
    assert HOSTILE in str(articles["hostile"]["title"])


def test_marks_that_turn_the_writing_around_stay_out_of_the_page_s_own_words(hostile: Page) -> None:
    assert "\u202e" not in hostile.text


def test_every_event_is_a_card_with_its_own_address(story: Page) -> None:
    events = story_output().events.events
    assert {a["id"] for a in story.of("article")} == {event.id for event in events}
    assert all(event.title in story.text for event in events)
    assert set(story.data["events"]) == {event.id for event in events}


def test_every_link_on_the_page_leads_somewhere(story: Page) -> None:
    ids = [a["id"] for _, a in story.elements if a.get("id")]
    assert len(ids) == len(set(ids))
    assert {(a["href"] or "")[1:] for tag, a in story.elements if tag == "a"} - set(ids) == set()


def test_the_most_widely_reported_event_comes_first(story: Page) -> None:
    first = next(story.of("article"))["id"]
    events = story_output().events.events
    assert first == max(events, key=lambda event: event.sources.outlets).id


def test_versions_of_a_toll_stand_side_by_side_with_who_says_so(story: Page) -> None:
    words = " ".join(story.text.split())
    assert "1 killed, 4 injured an Iraqi militia official (unnamed), via Reuters, in The Gazette, Herald" in words
    assert "22 killed Ahmed Salem, a medic, in Monitor" in words
    assert "30 killed or injured medics, in Courier" in words


def test_what_failed_was_refused_or_skipped_is_told(story: Page) -> None:
    words = " ".join(story.text.split())
    assert "1 failed" in words
    assert "Monitor, meetings in sentences 1–2: no JSON <i>at all</i>" in words
    assert "'ten' is not there" in words
    assert "photo.jpg" in words


def test_an_output_with_nothing_found_is_a_page_that_says_so() -> None:
    page = Page(html(Output(EventSet(), {}, {})))
    assert "0 events in 0 articles" in page.text
    assert "No event was found." in page.text


def test_records_that_are_not_in_the_set_do_not_break_the_page() -> None:
    page = Page(html(Output(full_event_set(), {}, {})))
    assert page.data["articles"]["harbour"]["text"] is None
    assert "Air strike on the harbour of Tartus" in page.text


def test_reasons_for_a_merge_are_kept_with_the_event(story: Page) -> None:
    output = story_output()
    told = {event: data["reasons"] for event, data in story.data["events"].items() if data["reasons"]}
    merged = {event.id for event in output.events.events if len(event.records) > 1}
    assert set(told) == merged


def test_the_style_sheet_and_script_refer_to_nothing_outside(story: Page) -> None:
    style, _, *scripts = (text for _, text in story.raw)
    script = "".join(scripts)
    assert not re.search(r"url\(|@import|https?:", style)
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|innerHTML|outerHTML|insertAdjacent|eval\(|https?:", script)
