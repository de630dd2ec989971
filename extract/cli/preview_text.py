"""Prints what a run is given: each article, what is doubtful about it, and what is not read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from extract.base.printable import printable

if TYPE_CHECKING:
    from extract.pipeline import Preview, Previewed, RunPlan

FORMAT = "rashomon.look/1"
_MOST_SKIPPED = 20
_LONGEST_TITLE = 100
_TOLD_BY = {
    "record": "field of the file",
    "sidecar": "metadata file",
    "metadata": "the page's metadata",
    "page": "date line of the page",
    "text": "head of the text",
}


def preview_lines(preview: Preview) -> Iterator[str]:
    """Each article in two lines and one for each doubt, then what is left out, what cannot be read, and the sums."""
    for article in sorted(preview.articles, key=lambda one: one.path):
        yield from _article(article)
    if preview.skipped:
        yield f"Skipped, {len(preview.skipped):,}:"
        yield from (f"  {printable(one)}" for one in _first(preview.skipped))
    if preview.failed:
        yield f"Cannot be read, {len(preview.failed):,}:"
        yield from (f"  {printable(one.error)}" for one in preview.failed)
    for package, count in preview.needs.items():
        yield f"pip install '{package}' would read {_many(count, 'file')} more."
    yield from _sums(preview.articles)


def preview_json(preview: Preview, plan: RunPlan | None) -> str:
    """The same as indented JSON; costs are texts, as they are exact."""
    told = {
        "format": FORMAT,
        "articles": [asdict(article) for article in preview.articles],
        "failed": [{"article_id": one.article_id, "error": one.error} for one in preview.failed],
        "skipped": list(preview.skipped),
        "needs": dict(preview.needs),
        "plan": asdict(plan) if plan else None,
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def _article(article: Previewed) -> Iterator[str]:
    title = article.title or article.opening
    short = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
    day = f"{article.published} ({_TOLD_BY.get(article.published_from or '', '?')})" if article.published else "no day"
    yield printable(f"{article.path}: {short}")
    facts = (
        article.outlet or "no outlet",
        day,
        article.language or "language unclear",
        _many(article.words, "word"),
        _many(article.questions, "question"),
    )
    yield f"    {printable(' · '.join(facts))}"
    yield from (f"    ! {printable(doubt)}" for doubt in article.doubts)
    if article.also_at:
        yield f"    = the same text: {printable(', '.join(article.also_at))}"


def _sums(articles: Sequence[Previewed]) -> Iterator[str]:
    questions = sum(article.questions for article in articles)
    lacking = (
        (sum(bool(one.doubts) for one in articles), "doubtful"),
        (sum(one.published is None for one in articles), "without a day"),
        (sum(one.outlet is None for one in articles), "without an outlet"),
    )
    told = "".join(f", {count:,} {what}" for count, what in lacking if count)
    yield f"{_many(len(articles), 'article')}{told}; {_many(questions, 'question')}."


def _first(skipped: Sequence[str]) -> Sequence[str]:
    more = len(skipped) - _MOST_SKIPPED
    return [*skipped[:_MOST_SKIPPED], f"and {more:,} more"] if more > 0 else skipped


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
