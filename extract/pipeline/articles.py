"""Articles cut into windows before a model is asked about them, and records made of its answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.ask.profile import Profile
from extract.ask.window import WindowSize, windows
from extract.base.types import Answer, Article, Grounded, Sentence, Window
from extract.ground.second_look import look_again
from extract.kinds import rules_of
from extract.knowledge.language.read import read_language
from extract.knowledge.user_tables.tables import NO_TABLES, Tables, outlet_in
from extract.knowledge.world.known import Knowledge
from extract.knowledge.world.tables import load_knowledge
from extract.normalise import normalise
from extract.page.sentences import segment
from extract.pipeline.bugs import Bugs, bug_line
from extract.pipeline.gathered import Gathered
from schemas import KINDS, AnyRecord, ArticleInfo, Failed, Rejected


@dataclass(frozen=True, slots=True)
class Cut:
    """Articles, the sentences of each by id, and what a model is asked about them, kind by kind.

    ``doubted`` is one whose answers get a second look.
    """

    articles: Sequence[Article]
    sentences: Mapping[str, Sequence[Sentence]]
    windows: Sequence[Window]
    doubted: bool


def cut_up(articles: Sequence[Article], profile: Profile | None, kinds: Collection[str], bugs: Bugs) -> Cut:
    """Articles cut into sentences and windows as a model is asked; without one there is nothing to ask."""
    sentences = _sentences(articles, bugs)
    cut = _windows(articles, sentences, profile.size, bugs) if profile else ()
    windows = [one for one in cut if one.kind in kinds]
    return Cut(articles, sentences, windows, doubted=profile is not None and profile.doubted)


def found_in(cut: Cut, read: Iterable[tuple[Window, Answer]], bugs: Bugs, tables: Tables = NO_TABLES) -> Gathered:
    """The records that answers to the windows, or to parts of them, give of the articles by what the tables know."""
    looked = [(window, _looked(window, answer) if cut.doubted else answer) for window, answer in read]
    records = tuple(_records(cut, looked, bugs, tables))
    return Gathered(
        articles=tuple(_info(article, tables) for article in cut.articles),
        records=records,
        rejected=tuple(_rejected(looked)),
        failed=(*bugs.failed, *_failed(looked)),
        texts={article.id: article.text for article in cut.articles},
    )


def _sentences(articles: Sequence[Article], bugs: Bugs) -> dict[str, Sequence[Sentence]]:
    found: dict[str, Sequence[Sentence]] = {}
    for article in articles:
        with bugs.caught(article):
            found[article.id] = segment(article)
    return found


def _windows(
    articles: Sequence[Article], sentences: Mapping[str, Sequence[Sentence]], size: WindowSize, bugs: Bugs
) -> Iterator[Window]:
    """All windows, kind by kind: calls that follow each other share their prompt, which servers then keep."""
    for kind in KINDS:
        for article in articles:
            known = read_language(article.language).triggers
            found: list[Window] = []
            with bugs.caught(article):
                found += windows(article, sentences.get(article.id, ()), kind, size=size, triggers=known)
            yield from found


def _looked(window: Window, answer: Answer) -> Answer:
    try:
        return look_again(window, answer, rules_of(window.kind).check)
    except Exception as error:
        return replace(answer, error=bug_line(error, where=window.article.path))


def _records(cut: Cut, read: Sequence[tuple[Window, Answer]], bugs: Bugs, tables: Tables) -> Iterator[AnyRecord]:
    grounded: dict[str, list[Grounded]] = {article.id: [] for article in cut.articles}
    for window, answer in read:
        grounded[window.article.id] += answer.grounded
    for article in cut.articles:
        records: list[AnyRecord] = []
        with bugs.caught(article):
            known = _known(article, tables)
            records += normalise(article, cut.sentences.get(article.id, ()), grounded[article.id], knowledge=known)
        yield from records


def _known(article: Article, tables: Tables) -> Knowledge:
    outlet = outlet_in(tables, article.outlet, article.url)
    language = article.language or (outlet.language if outlet else None)
    return load_knowledge(language, tables, published=article.published, home=outlet.country if outlet else None)


def _info(article: Article, tables: Tables) -> ArticleInfo:
    outlet = outlet_in(tables, article.outlet, article.url)
    return ArticleInfo(
        id=article.id,
        path=article.path,
        sha256=article.sha256,
        title=article.title,
        outlet=outlet.name if outlet else article.outlet,
        outlet_table=outlet.table if outlet else None,
        owner=outlet.owner if outlet and outlet.one_origin else None,
        published=article.published.isoformat() if article.published else None,
        published_from=article.published_from,
        language=article.language or (outlet.language if outlet else None),
        url=article.url,
        also_at=article.also_at,
    )


def _rejected(read: Iterable[tuple[Window, Answer]]) -> Iterator[Rejected]:
    for window, answer in read:
        for draft, reason in answer.rejected:
            yield Rejected(article_id=window.article.id, kind=window.kind, reason=reason, draft=dict(draft))


def _failed(read: Iterable[tuple[Window, Answer]]) -> Iterator[Failed]:
    for window, answer in read:
        if answer.error is not None:
            yield Failed(article_id=window.article.id, kind=window.kind, window=window.numbers, error=answer.error)
