"""The report as people use it: in a browser, with a mouse, a keyboard, a screen reader, a phone and a printer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers.reports import HOSTILE, hostile_output, large_output, story_output

from extract.base.settings import MODEL_VARIABLE
from extract.cli import main as cli
from schemas import AnyEvent

if TYPE_CHECKING:
    from browser.conftest import OpenReport
    from playwright.sync_api import Browser, Locator, Page

ROOT = Path(__file__).parents[2]

PHONE = {"viewport": {"width": 390, "height": 800}, "is_mobile": True, "has_touch": True}


def shown(page: Page) -> Locator:
    return page.locator("article.card:visible")


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.wait_for_timeout(100)


def status(page: Page, text: str) -> None:
    page.locator("#status", has_text=text).wait_for(timeout=2000)


def first_event() -> AnyEvent:
    return max(story_output().events.events, key=lambda event: event.sources.outlets)


def test_the_page_opens_without_a_complaint_or_a_request(open_report: OpenReport) -> None:
    page = open_report(story_output())
    assert shown(page).count() == len(story_output().events.events)
    assert page.locator("svg.timeline").is_visible()
    assert page.locator("svg.atlas").is_visible()


def test_each_filter_leaves_what_fits_and_says_how_many(open_report: OpenReport) -> None:
    page = open_report(story_output())
    page.get_by_label("Statements").uncheck()
    status(page, "4 of 6 events")
    page.get_by_label("Only where accounts differ").check()
    status(page, "1 of 6 events")
    page.get_by_role("button", name="Clear filters").click()
    status(page, "6 events")
    page.get_by_label("Outlet").select_option("Courier")
    status(page, "1 of 6 events")
    page.get_by_label("Outlet").select_option("")
    page.get_by_label("Actor").select_option("Lina Aziz")
    status(page, "2 of 6 events")
    page.get_by_label("Actor").select_option("")
    page.get_by_label("From").fill("2021-02-27")
    status(page, "1 of 6 events")


def test_words_are_found_in_the_sentences_behind_a_claim(open_report: OpenReport) -> None:
    page = open_report(story_output())
    page.get_by_label("Words").fill("THIRTY were")
    status(page, "1 of 6 events")
    page.get_by_label("Words").fill("no such word")
    page.get_by_role("button", name="Clear them").click()
    status(page, "6 events")


def test_what_is_chosen_searched_and_open_stands_in_the_address(open_report: OpenReport) -> None:
    page = open_report(story_output())
    page.get_by_label("Words").fill("“were killed or injured” strike")
    page.get_by_label("Statements").uncheck()
    status(page, "1 of 6 events")
    assert page.locator("[data-of=strike]").inner_text() == "1"
    assert page.locator("[data-of=statement]").inner_text() == "0"
    page.locator("article.card:visible details.more summary").click()
    page.get_by_role("button", name="Evidence, casualties: 22 killed").click()
    page = open_report(story_output(), address="#" + page.url.split("#")[1])
    assert page.locator("#evidence mark.words").all_inner_texts() == ["killed 22"]
    page.keyboard.press("Escape")
    assert page.locator("#status").inner_text() == "1 of 6 events"
    page.get_by_label("Words").fill("“killed were injured”")
    status(page, "0 of 6 events")


def test_a_title_leads_to_its_article(open_report: OpenReport) -> None:
    page = open_report(story_output())
    page.locator("#read button.link").first.click()
    assert "In 2014 the city of Mosul fell" in page.locator("#evidence .text").inner_text()


def test_events_can_be_put_in_order_of_time(open_report: OpenReport) -> None:
    page = open_report(story_output())
    page.get_by_label("Order", exact=True).select_option("date")
    dates = [text.split()[-1] for text in page.locator("article.card .date").all_inner_texts()]
    assert dates[0] == "2014"
    assert dates[-1] == "unknown"


def test_a_claim_opens_the_articles_with_its_sentences_and_words_marked(open_report: OpenReport) -> None:
    page = open_report(story_output())
    card = page.locator(f"[id='{first_event().id}']")
    card.locator("details.more summary").click()
    card.get_by_role("button", name="Evidence, casualties: 4 injured").click()
    columns = page.locator("#evidence .column")
    assert columns.locator("h3").all_inner_texts() == ["The Gazette", "Herald"]
    assert columns.locator("mark.words").all_inner_texts() == ["four were wounded", "wounding four"]
    assert "In 2014 the city of Mosul fell" in columns.first.locator(".text").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#evidence").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Evidence, casualties: 4 injured"


def test_a_version_of_a_disputed_figure_opens_its_articles(open_report: OpenReport) -> None:
    page = open_report(story_output())
    page.locator(".account", has_text="22 killed").first.get_by_role("button").click()
    assert page.locator("#evidence h2").inner_text() == "Casualties: 22 killed"
    assert page.locator("#evidence mark.words").all_inner_texts() == ["killed 22"]


def test_marks_stand_where_they_should_behind_wide_characters(open_report: OpenReport) -> None:
    page = open_report(hostile_output())
    page.locator("details.merge summary").last.click()
    page.locator("article.card").last.locator("details.merge button.open").first.click()
    (marked,) = page.locator("#evidence mark").all()
    assert marked.text_content() == f"He said {HOSTILE}."


def test_why_records_are_one_event_can_be_read(open_report: OpenReport) -> None:
    page = open_report(story_output())
    card = page.locator(f"[id='{first_event().id}']")
    card.locator("details.merge summary").click()
    card.locator("ol.records").wait_for()
    assert card.locator("ol.records > li").count() == len(first_event().records)
    card.locator("details.merge details summary").click()
    assert "attacker" in card.locator("details.merge ul.rows").inner_text()


def test_the_address_of_an_event_leads_to_it_even_if_it_is_filtered_out(open_report: OpenReport) -> None:
    last = story_output().events.events[-1]
    page = open_report(story_output(), address=f"#{last.id}")
    assert page.evaluate("document.activeElement.id") == last.id
    page.get_by_label("Words").fill("no such word")
    status(page, "0 of 6 events")
    page.evaluate(f"location.hash = '#{first_event().id}'")
    status(page, "6 events")
    assert page.evaluate("document.activeElement.id") == first_event().id


def test_a_mark_on_the_timeline_leads_to_its_event(open_report: OpenReport) -> None:
    page = open_report(story_output())
    page.locator("svg.timeline a.disputed").click()
    assert page.url.endswith(f"#{first_event().id}")
    assert page.locator(f"[id='{first_event().id}']").is_visible()


def test_everything_can_be_reached_with_the_keyboard_alone(open_report: OpenReport) -> None:
    page = open_report(story_output())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "search"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('details.more > summary')"):
            break
    page.keyboard.press("Enter")
    page.locator("details.more[open] button").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#evidence").is_visible()
    assert page.evaluate("document.activeElement.id") == "close"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_report: OpenReport, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe: pip install '.[browser]'")
    page = open_report(story_output(), color_scheme=scheme)
    open_all(page)
    found = axe.Axe().run(page).response["violations"]
    page.locator("#start").click()
    found += axe.Axe().run(page).response["violations"]
    page.keyboard.press("Escape")
    page.locator("button.open").first.click()
    found += axe.Axe().run(page).response["violations"]
    assert [
        (v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found if v["impact"] in ("serious", "critical")
    ] == []


def test_a_phone_shows_it_without_sideways_scrolling(open_report: OpenReport) -> None:
    page = open_report(story_output(), **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("article.card button.open").first.click()
    assert page.locator("#evidence .column").first.is_visible()


def test_print_opens_what_is_folded_and_closes_it_again(open_report: OpenReport) -> None:
    page = open_report(story_output())
    page.get_by_label("Outlet").select_option("Courier")
    status(page, "1 of 6 events")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("details.more[open] tbody tr:visible").count() == len(first_event().claims)
    assert not page.locator("form").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.more[open]").count() == 0


def test_without_scripts_every_event_and_difference_is_there(open_report: OpenReport) -> None:
    page = open_report(story_output(), java_script_enabled=False)
    assert shown(page).count() == 6
    assert page.locator(".account", has_text="22 killed").first.is_visible()
    assert page.get_by_text("need JavaScript").is_visible()
    assert not page.locator("form").is_visible()


def test_a_hostile_article_stays_inert_wherever_it_is_opened(open_report: OpenReport) -> None:
    page = open_report(hostile_output())
    open_all(page)
    for button in page.locator("article.card button.open").all():
        button.click()
        assert page.locator("#evidence img, dialog a, dialog script").count() == 0
        page.keyboard.press("Escape")
    page.get_by_label("Words").fill("<script>")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0


def test_two_thousand_events_open_and_are_filtered(open_report: OpenReport) -> None:
    page = open_report(large_output(2000))
    assert page.locator("#status").inner_text() == "2,000 events"
    page.get_by_label("Words").fill("town 33")
    page.locator("#status", has_text=" of 2,000 events").wait_for()
    assert 0 < int(page.locator("#status").inner_text().split(" of ")[0]) < 2000
    assert 0 < shown(page).count() < 2000
    page.get_by_label("Words").fill("")
    page.locator("#status", has_text=re.compile("^2,000 events$")).wait_for()


def test_the_report_of_the_seeds_opens_and_is_small(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    arguments = [str(ROOT / "seeds"), "--cassettes", str(ROOT / "cassettes"), "--out", str(tmp_path), "--quiet"]
    assert cli.main(arguments) == 0
    report = tmp_path / "report.html"
    assert report.stat().st_size < 1_500_000
    page = browser.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(report.as_uri())
    assert shown(page).count() > 0
    page.locator("details.more summary").first.click()
    page.locator("details.more button").first.click()
    assert page.locator("#evidence mark").count() > 0
    page.close()
    assert (complaints, requests) == ([], [report.as_uri()])


def test_a_screenshot_can_be_looked_at(open_report: OpenReport, tmp_path: Path) -> None:
    page = open_report(story_output())
    page.screenshot(path=tmp_path / "report.png", full_page=True)
    assert (tmp_path / "report.png").stat().st_size > 20_000
