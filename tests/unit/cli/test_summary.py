from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from helpers.event_sets import day, full_event_set, statement_event, strike_event
from rich.console import Console

from extract.base.printable import printable
from extract.cli.events_text import MOST_EVENTS
from extract.cli.summary import AS_IT_COMES, MOST_LINES, Wanted, print_summary
from extract.results.report.date_text import date_text
from schemas import Claim, DateValue, EventSet, Failed, Rejected, Source, SourceCounts, Toll

OUT = Path("out")


def summary(
    events: EventSet, *, width: int = 10_000, notices: tuple[str, ...] = (), wanted: Wanted = AS_IT_COMES
) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    print_summary(console, events, out=OUT, notices=notices, wanted=wanted)
    return console.file.getvalue()  # type: ignore[attr-defined]


def interval(first: str | None, last: str | None, precision: str = "day", weekday: str | None = None) -> DateValue:
    parse = dt.date.fromisoformat
    return DateValue(
        raw="then",
        earliest=parse(first) if first else None,
        latest=parse(last) if last else None,
        precision=precision,  # type: ignore[arg-type]
        weekday=weekday,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (interval("2021-02-27", "2021-02-27"), "27 Feb 2021"),
        (interval("2021-02-25", "2021-02-26"), "25–26 Feb 2021"),
        (interval("2021-02-28", "2021-03-01"), "28 Feb – 1 Mar 2021"),
        (interval("2020-12-31", "2021-01-01"), "31 Dec 2020 – 1 Jan 2021"),
        (interval("2020-01-01", "2020-01-31", "month"), "Jan 2020"),
        (interval("2020-01-01", "2020-12-31", "year"), "2020"),
        (interval("2021-02-22", "2021-02-28", "week"), "22–28 Feb 2021"),
        (interval("2021-02-22", None, "none"), "from 22 Feb 2021"),
        (interval(None, "2021-02-22", "none"), "until 22 Feb 2021"),
        (interval(None, None, "none", "Sunday"), "Sunday, date unknown"),
        (interval(None, None, "none"), "date unknown"),
        (None, "date unknown"),
    ],
)
def test_a_date_is_as_short_as_its_precision(date: DateValue | None, text: str) -> None:
    assert date_text(date) == text


def test_a_row_says_what_when_and_how_well_it_is_told() -> None:
    row = next(line for line in summary(full_event_set()).splitlines() if "Tartus" in line)
    assert row.split("  ")[0] == "27 Feb 2021"
    assert "Air strike on the harbour of Tartus" in row
    assert row.split()[-3:] == ["1", "1–2", "1"]


def titles_in_order(written: str, *titles: str) -> list[str]:
    return [title for line in written.splitlines() for title in titles if title in line]


def test_the_newest_event_is_first_and_the_undated_last() -> None:
    events = EventSet(
        events=(
            strike_event(id="b", title="Undated", date=None),
            strike_event(id="c", title="Oldest", date=interval("2020-01-01", "2020-01-31", "month")),
            strike_event(id="a", title="Newest", date=day(2021, 6, 28)),
        )
    )
    assert titles_in_order(summary(events), "Undated", "Oldest", "Newest") == ["Newest", "Oldest", "Undated"]


def test_the_most_disputed_event_is_first_where_that_is_asked_for() -> None:
    disputed = full_event_set().events[0]
    events = EventSet(events=(strike_event(id="a", title="Newest", date=day(2031, 6, 28), conflicts=()), disputed))
    written = summary(events, wanted=Wanted(order="disputed"))
    assert titles_in_order(written, "Newest", disputed.title) == [disputed.title, "Newest"]


def test_statements_are_counted_by_speaker_and_listed_on_demand() -> None:
    statements = tuple(statement_event(id=f"s{number}", title=f"Saying {number}") for number in range(3))
    name = statements[0].speaker.name if statements[0].speaker else "nobody named"
    events = EventSet(events=(*statements, strike_event(title="An attack")))
    assert f"3 statements, by {name} 3 (--show statements lists them)" in summary(events)
    assert "Saying" not in summary(events)
    assert "Saying 2" in summary(events, wanted=Wanted(show="statements"))


def toll(low: int, unit: str, name: str | None) -> Claim:
    chain = ((Source(name=name),),) if name else ()
    value = Toll(unit=unit, low=low, high=low, best=low)  # type: ignore[arg-type]
    return Claim(
        field="casualties",
        value=value,
        records=("r",),
        according_to=chain,
        sources=SourceCounts(outlets=1, origins_min=1, origins_max=1),
        rule="casualties.only_figure",
    )


def test_disputed_figures_are_told_in_words_with_who_gives_them() -> None:
    told = toll(1, "killed", "an official"), toll(4, "injured", "an official"), toll(30, "killed_or_injured", "Asadi")
    written = summary(EventSet(events=(strike_event(title="An attack", claims=told),)))
    assert "1 killed, 4 injured (an official); 30 killed or injured (Asadi)" in written
    assert "(an official)" not in summary(EventSet(events=(strike_event(claims=told[:2]),)))


def test_the_table_can_go_elsewhere_than_the_messages() -> None:
    table = Console(file=io.StringIO(), width=10_000)
    written = summary(EventSet(events=(strike_event(title="An attack"),)), wanted=Wanted(table_on=table))
    assert "An attack" not in written
    assert "An attack" in table.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_fits_a_terminal_and_loses_no_word(width: int) -> None:
    title = "Air strike on a storage site of several groups near the border crossing at the river"
    table = summary(EventSet(events=(strike_event(title=title),)), width=width).split("\n0 articles")[0]
    assert max(len(line) for line in table.splitlines()) <= width
    assert all(word in table for word in title.split())


def test_piped_it_is_plain_text_with_a_row_on_one_line() -> None:
    title = "A long title " * 20
    written = summary(EventSet(events=(strike_event(title=title.strip()),)))
    assert title.strip() in written
    assert "\x1b" not in written


def test_many_events_show_the_newest_and_where_the_rest_is() -> None:
    first = dt.date(2021, 1, 1)
    events = tuple(
        strike_event(id=str(n), title=f"Event {n}.", date=day(d.year, d.month, d.day))
        for n in range(MOST_EVENTS + 3)
        if (d := first + dt.timedelta(days=n))
    )
    written = summary(EventSet(events=events))
    assert f"Event {MOST_EVENTS + 2}." in written
    assert "Event 2." not in written
    assert "… and 3 more events: out/events.csv" in written


def test_totals_say_where_the_results_are() -> None:
    assert "1 article, 2 records, 2 events: out/events.json" in summary(full_event_set())


def test_what_failed_was_rejected_or_is_unsure_has_a_line_each() -> None:
    lines = summary(full_event_set()).splitlines()
    assert "- harbour, strike, sentences 1-2: no JSON" in lines
    assert "- harbour, strike: 'ten' is not there" in lines
    assert any(line.startswith("- ") and "(explain strike-1 strike-2; review asks you" in line for line in lines)


def test_a_file_that_could_not_be_read_is_told_in_its_own_words() -> None:
    failed = (Failed(article_id="a", error="in/a.txt: the file is empty"),)
    assert "- in/a.txt: the file is empty" in summary(EventSet(failed=failed)).splitlines()


def test_a_long_list_is_cut_and_says_where_the_rest_is() -> None:
    rejected = tuple(
        Rejected(article_id=f"article-{n}", kind="strike", reason="why", draft={}) for n in range(MOST_LINES + 12)
    )
    lines = summary(EventSet(rejected=rejected)).splitlines()
    assert sum(line.startswith("- article-") for line in lines) == MOST_LINES
    assert f"Rejected: {MOST_LINES + 12} (answers that the article does not bear out)" in lines
    assert '- … and 12 more: "rejected" in out/events.json' in lines


def test_a_clean_run_says_nothing_of_problems() -> None:
    written = summary(EventSet(events=(statement_event(),)))
    assert not any(word in written for word in ("Failed", "Rejected", "Unsure"))


def test_notices_are_printed_as_they_are() -> None:
    assert "[bold]a notice[/bold]" in summary(EventSet(), notices=("[bold]a notice[/bold]",))


def test_an_article_cannot_send_the_terminal_commands() -> None:
    hostile = "\x1b[2J\x9b31mgone\u202e\nnext [red]line"
    events = EventSet(events=(strike_event(title=hostile),), failed=(Failed(article_id="a", error=hostile),))
    written = summary(events)
    assert not {"\x1b", "\x9b", "\u202e"} & set(written)
    assert printable(hostile) == "[2J31mgone next [red]line"
    assert written.count("[red]line") == 2


def test_sources_are_one_number_where_there_is_no_doubt() -> None:
    sources = SourceCounts(outlets=3, origins_min=2, origins_max=2)
    row = next(
        line for line in summary(EventSet(events=(strike_event(sources=sources),))).splitlines() if "Tartus" in line
    )
    assert row.split()[-2] == "2"
