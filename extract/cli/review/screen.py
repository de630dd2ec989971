"""A pair as a person sees it: both texts with their evidence, and the reasons for and against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from extract.base.passage import passage
from extract.base.printable import printable
from extract.cli.review.keys import KEYS
from extract.results.read import Results
from extract.results.report.wording import chain_text, label
from schemas import AnyRecord, Unsure

_WEIGHED = re.compile(r"(?P<rule>\w+) (?P<added>[+-]\d+\.\d+): (?P<detail>.*)", re.DOTALL)


def show(console: Console, results: Results, pair: Unsure, records: Sequence[AnyRecord], *, place: str) -> None:
    """Show a pair: ``place`` is where it stands ("3 of 12"); what an article holds cannot command the terminal."""
    console.rule(Text(f"{place}: do these tell one {records[0].kind}?", style="bold"))
    for record in records:
        console.print(_panel(record, results))
    console.print(Group(*_reasons(pair)))
    console.print(Text(KEYS, style="bold"))


def _panel(record: AnyRecord, results: Results) -> Panel:
    (article,) = [one for one in results.events.articles if one.id == record.article_id]
    told = [article.outlet or article.id, article.published or "date unknown"]
    told += [f"“{article.title}”"] if article.title else []
    body = Text()
    for piece in passage(results.texts[record.article_id], record.evidence):
        # Line by line: the breaks of the article stay, and nothing else that moves a cursor.
        body.append(_lines(piece.text), style="bold reverse" if piece.evidence else "dim")
    source = "; ".join(chain_text(chain) for chain in record.according_to)
    said = f"{record.id}, {label(record.assertion)}" + (f", according to {source}" if source else "")
    return Panel(body, title=Text(printable(", ".join(told))), subtitle=Text(printable(said)), title_align="left")


def _lines(text: str) -> str:
    """The text without control characters; white space at its ends stays, for it parts evidence from what follows."""
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    inner = "\n".join(printable(line) for line in text.strip().splitlines() if line.strip())
    return f"{_space(lead)}{inner}{_space(tail) if inner else ''}"


def _space(white: str) -> str:
    return "" if not white else "\n" if "\n" in white else " "


def _reasons(pair: Unsure) -> Iterator[RenderableType]:
    weighed = [(reason, _WEIGHED.fullmatch(reason)) for reason in pair.reasons]
    yield Text(f"Score {pair.score:+.2f}", style="bold")
    for heading, sign in (("For", "+"), ("Against", "-")):
        found = [match for _, match in weighed if match and match["added"].startswith(sign) and float(match["added"])]
        lines = [f"{match['added']} {label(match['rule'])}: {match['detail']}" for match in found]
        if heading == "Against":
            lines = [*(reason for reason, match in weighed if not match), *lines]
        if lines:
            yield Text(f"{heading}:")
            yield from (Text(f"  {printable(line)}") for line in lines)
