"""Judging in the page: said by mouse or keyboard, kept, saved or written by a server, obeyed by the next run."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.reports import story_output

from extract.cli import main as cli
from extract.cli.review.serve import page_server
from extract.judgements import read_judgements
from extract.results.read import read_events
from extract.results.write.folder import write_folder
from schemas import StrikeEvent, Toll

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def say_who(page: Page) -> None:
    page.get_by_label("Name").fill("A. Reader")
    page.keyboard.press("Enter")


def open_disputed(page: Page) -> None:
    page.locator("article.card", has_text="accounts disagree").locator("details.more > summary").first.click()


def saved(page: Page, path: Path) -> list[dict[str, object]]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save judgements.jsonl").click()
    download.value.save_as(path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_what_is_judged_in_the_page_is_obeyed_by_the_next_run(browser: Browser, tmp_path: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "judgements.jsonl"
    write_folder(story_output(), out)
    page = browser.new_page()
    page.goto((out / "report.html").as_uri())
    open_disputed(page)
    row = page.locator("tr", has_text="22 killed")
    row.get_by_role("button", name="Wrong").click()
    page.get_by_label("From", exact=True).last.fill("20")
    page.get_by_label("To", exact=True).last.fill("21")
    page.keyboard.press("Enter")
    say_who(page)
    row = page.locator("tr", has_text="4 injured")
    row.get_by_role("button", name="Not said").click()
    assert "casualties" in row.locator(".verdict").inner_text()
    page.get_by_role("button", name="Undo").click()
    row.get_by_role("button", name="Not said").click()
    page.reload()
    assert page.locator("#judged-count").inner_text().startswith("3 judgements")
    lines = saved(page, file)
    page.close()
    assert [line["judgement"] for line in lines] == ["correct", "correct", "correct"]
    assert {line["who"] for line in lines} == {"A. Reader"}
    # 1: a part of the story failed to be read before.
    assert cli.main(["--add-to", str(out), "--judgements", str(file), "--quiet"]) == 1
    events = read_events(out)
    assert [one.outcome for one in events.judgements] == ["obeyed"] * 3
    tolls = {
        (claim.value.unit, claim.value.low, claim.value.high)
        for event in events.events
        if isinstance(event, StrikeEvent)
        for claim in event.claims
        if isinstance(claim.value, Toll) and claim.rank != "deprecated"
    }
    assert ("killed", 20, 21) in tolls
    assert {unit for unit, _, _ in tolls} == {"killed", "killed_or_injured"}


def test_the_queue_is_gone_through_by_keyboard_into_the_file(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    write_folder(story_output(), tmp_path)
    with page_server(tmp_path, file) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        page = browser.new_page()
        page.goto(server.address)
        page.locator("#start").press("Enter")
        while not page.locator("#queue-title").inner_text().startswith("Do these"):
            page.keyboard.press("k")
        page.keyboard.press("d")
        say_who(page)
        page.locator("#written", has_text="Written").wait_for(state="attached")
        assert [line.judgement.judgement for line in read_judgements(file)] == ["different"]
        page.keyboard.press("b")
        page.wait_for_function("() => written.lines.length === 0")
        assert read_judgements(file) == ()
        page.close()
        server.shutdown()
