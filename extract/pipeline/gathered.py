"""Records of some articles before anybody judges or joins them; those of two runs put together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from extract.base.errors import InputError
from extract.judgements import unheard
from extract.load import Loaded
from extract.results.read import Results
from schemas import KINDS, AnyRecord, ArticleInfo, Failed, Rejected


def kind_order(kind: str) -> int:
    """The place of a kind among all."""
    return list(KINDS).index(kind)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Articles by id, their records in the same order, and what was rejected and failed, kind by kind."""

    articles: tuple[ArticleInfo, ...] = ()
    records: tuple[AnyRecord, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    failed: tuple[Failed, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, results: Results) -> Gathered:
        """The records of an earlier run, without what people judged of them."""
        records, rejected = unheard(results.events)
        return cls(results.events.articles, records, rejected, results.events.failed, results.texts)

    def without(self, articles: Collection[str]) -> Gathered:
        """All but what belongs to some articles, or to files that would have had these ids."""
        return Gathered(
            tuple(one for one in self.articles if one.id not in articles),
            tuple(one for one in self.records if one.article_id not in articles),
            tuple(one for one in self.rejected if one.article_id not in articles),
            tuple(one for one in self.failed if one.article_id not in articles),
            {name: text for name, text in self.texts.items() if name not in articles},
        )

    def and_also(self, *others: Gathered) -> Gathered:
        """All together, in the order that one run over all articles gives; they share no article."""
        every = (self, *others)
        rejected = (one for each in every for one in each.rejected)
        return Gathered(
            tuple(sorted((one for each in every for one in each.articles), key=lambda one: one.id)),
            tuple(sorted((one for each in every for one in each.records), key=lambda one: one.article_id)),
            tuple(sorted(rejected, key=lambda one: (kind_order(one.kind), one.article_id))),
            tuple(sorted((one for each in every for one in each.failed), key=_failed_order)),
            {name: text for each in every for name, text in each.texts.items()},
        )


def still_to_read(loaded: Loaded, earlier: Results) -> Loaded:
    """Of the articles given those that an earlier run does not hold, or holds with something failed.

    Raises:
        InputError: an article has the id of another one.
    """
    failed = {one.article_id for one in earlier.events.failed}
    known = {one.id.casefold(): one for one in earlier.events.articles}
    unread = []
    for article in loaded.articles:
        held = known.get(article.id.casefold())
        if held is not None and (held.id, held.sha256) != (article.id, article.sha256):
            raise InputError(
                f"{article.path}: {earlier.file} holds another text as {held.id} (from {held.path}); if the article "
                "changed, run over all files without --add-to; if it is another one, rename its file"
            )
        if held is None or article.id in failed:
            unread.append(article)
    return Loaded(tuple(unread), loaded.failed, loaded.skipped)


def _failed_order(failed: Failed) -> tuple[object, ...]:
    """Files first, by article and error; then windows, kind by kind, as they were asked."""
    if failed.kind is None:
        return 0, failed.article_id, failed.error
    return 1, kind_order(failed.kind), failed.article_id
