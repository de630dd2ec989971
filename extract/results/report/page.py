"""The page: a filled template with its style, script and data inside it, and a policy that allows no more."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from extract.results.report.atlas import draw_atlas
from extract.results.report.cards import actor_names, cards
from extract.results.report.glyphs import signs
from extract.results.report.library import Library
from extract.results.report.payload import payload
from extract.results.report.reading import leftovers, reading
from extract.results.report.telling import first_told, speakers, toll_trail
from extract.results.report.timeline import draw_timeline
from extract.results.report.wording import label, many
from schemas import KINDS

if TYPE_CHECKING:
    from extract.results.write.output import Output

MOST_DISPUTES = 8
"""Events whose differences are listed ahead of all events."""

SCRIPTS = ("report.js", "address.js", "evidence.js", "judge.js", "queue.js")

MOST_LAID_OUT = 200
"""Events of a page that is laid out at once; of more, the browser lays out those in sight."""

_TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
"""Marks that turn the writing around: in an article's words they would turn the page's own with them."""

_OMITTED = dict.fromkeys(_TURNING)
_ESCAPED = {**{mark: f"\\u{mark:04x}" for mark in _TURNING}, ord("<"): "\\u003c"}


def report_html(output: Output) -> Iterator[str]:
    """The report as one HTML document that asks for nothing from anywhere; the same output gives the same page.

    All text of articles and models is escaped; styles and scripts other than the page's own do not
    run, whatever stands in an article.
    """
    library = Library.of(output.events)
    shown = cards(output.events, library)
    style, scripts = packed("report.css"), [packed(name) for name in SCRIPTS]
    disputed = [card for card in shown if card.disputed]
    held = payload(shown, library, output)
    page = _template().render(
        policy=_policy(style, scripts),
        style=style,
        scripts=scripts,
        data=escaped_json(held),
        cards=shown,
        lazy=MOST_LAID_OUT,
        disputed=disputed[:MOST_DISPUTES],
        disputed_in_all=len(disputed),
        kinds=[(kind, sum(card.kind == kind for card in shown)) for kind in KINDS],
        actors=_by_name(name for event in output.events.events for name in actor_names(event)),
        outlets=_by_name(outlet for card in shown for outlet in card.outlets),
        questions=len(held["judging"]["queue"]),
        speakers=speakers(shown, library),
        tellings={
            card.id: {
                "first": first_told(library.events[card.id], library),
                "trail": toll_trail(library.events[card.id], library),
            }
            for card in shown
        },
        signs=signs(),
        timeline=draw_timeline(output.events.events, frozenset(card.id for card in disputed)),
        atlas=draw_atlas(output.events.events),
        reading=reading(output.events, output.report, library),
        leftovers=leftovers(output.events, library),
    )
    yield page.translate(_OMITTED)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"label": label}
    environment.globals |= {"many": many}
    return environment.from_string(packed("report.html.jinja"))


@cache
def packed(name: str) -> Markup:
    """A file of this package, with LF line ends: its hash must be that of what the browser reads."""
    return Markup((files("extract.results.report") / name).read_text(encoding="utf-8"))


def _policy(style: str, scripts: Sequence[str]) -> str:
    """Nothing is allowed but this very style sheet and these very scripts.

    Source: W3C, Content Security Policy Level 3.
    """
    allowed = " ".join(f"'{hash_of(script)}'" for script in scripts)
    return (
        f"default-src 'none'; style-src '{hash_of(style)}'; script-src {allowed}; base-uri 'none'; form-action 'none'"
    )


def hash_of(text: str) -> str:
    """What a policy names a style or script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def escaped_json(data: object) -> Markup:
    """JSON that cannot end the element it stands in, every text as it is once it is parsed."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED))


def _by_name(names: Iterator[str]) -> Sequence[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda one: (one[0].casefold(), one[0]))
