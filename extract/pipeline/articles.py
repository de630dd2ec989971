"""Articles cut into windows before a model is asked about them, and records made of its answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.ask.profile import Profile
from extract.ask.window import windows
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
from extract.pipeline.gathered import Gathered, kind_order
from schemas import KINDS, AnyRecord, ArticleInfo, Failed, Rejected


@dataclass(frozen=True, slots=True)
class Cut:
    """Articles, the sentences of each by id, and what a model is asked about them, kind by kind.

    ``kinds`` are those whose records are wanted; ``doubted`` is one whose answers get a second look.
    """

    articles: Sequence[Article]
    sentences: Mapping[str, Sequence[Sentence]]
    windows: Sequence[Window]
    kinds: frozenset[str]
    doubted: bool


def cut_up(articles: Sequence[Article], profile: Profile | None, kinds: Collection[str], bugs: Bugs) -> Cut:
    """Articles cut into sentences and windows as a model is asked; without one there is nothing to ask."""
    sentences = _sentences(articles, bugs)
    windows = list(_windows(articles, sentences, profile, kinds, bugs)) if profile else []
    return Cut(articles, sentences, windows, frozenset(kinds), doubted=profile is not None and profile.doubted)


def found_in(cut: Cut, read: Iterable[tuple[Window, Answer]], bugs: Bugs, tables: Tables = NO_TABLES) -> Gathered:
    """The records that answers to the windows, or to parts of them, give of the articles by what the tables know."""
    looked = [(window, _looked(window, answer) if cut.doubted else answer) for window, answer in read]
    looked = [(window, _of_kinds(cut.kinds, answer)) for window, answer in looked]
    records = tuple(_records(cut, looked, bugs, tables))
    return Gathered(
        articles=tuple(_info(article, tables) for article in cut.articles),
        records=records,
        rejected=tuple(_rejected(looked)),
        failed=(*bugs.failed, *_failed(looked, cut.kinds)),
        texts={article.id: article.text for article in cut.articles},
    )


def _sentences(articles: Sequence[Article], bugs: Bugs) -> dict[str, Sequence[Sentence]]:
    found: dict[str, Sequence[Sentence]] = {}
    for article in articles:
        with bugs.caught(article):
            found[article.id] = segment(article)
    return found


def _windows(
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    profile: Profile,
    kinds: Collection[str],
    bugs: Bugs,
) -> Iterator[Window]:
    """All windows, question by question: calls that follow each other share their prompt, which servers then keep."""
    for asked in profile.kinds_of_questions(kinds, KINDS):
        for article in articles:
            known = read_language(article.language).triggers
            found: list[Window] = []
            with bugs.caught(article):
                found += windows(article, sentences.get(article.id, ()), *asked, size=profile.size, triggers=known)
            yield from found


def _looked(window: Window, answer: Answer) -> Answer:
    try:
        for kind in window.kinds:
            answer = look_again(window.of(kind), answer, rules_of(kind).check)
    except Exception as error:
        return replace(answer, error=bug_line(error, where=window.article.path))
    return answer


def _of_kinds(kinds: Collection[str], answer: Answer) -> Answer:
    """The answer without what it says of other kinds, which a recorded question asked for too."""
    return replace(
        answer,
        grounded=tuple(one for one in answer.grounded if one.kind in kinds),
        rejected=tuple(one for one in answer.rejected if one.kind in kinds),
    )


def _records(cut: Cut, read: Sequence[tuple[Window, Answer]], bugs: Bugs, tables: Tables) -> Iterator[AnyRecord]:
    grounded: dict[str, list[Grounded]] = {article.id: [] for article in cut.articles}
    for window, answer in read:
        grounded[window.article.id] += answer.grounded
    for article in cut.articles:
        records: list[AnyRecord] = []
        grounded[article.id].sort(key=lambda one: kind_order(one.kind))
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
    refused = [(window.article.id, one) for window, answer in read for one in answer.rejected]
    for article_id, one in sorted(refused, key=lambda each: kind_order(each[1].kind)):
        yield Rejected(article_id=article_id, kind=one.kind, reason=one.reason, draft=dict(one.draft))


def _failed(read: Iterable[tuple[Window, Answer]], kinds: Collection[str]) -> Iterator[Failed]:
    """What has no answer, once for each kind that it was asked for."""
    lost = [(kind, window, answer.error) for window, answer in read for kind in window.kinds if kind in kinds]
    for kind, window, error in sorted(lost, key=lambda each: kind_order(each[0])):
        if error is not None:
            yield Failed(article_id=window.article.id, kind=kind, window=window.numbers, error=error)
