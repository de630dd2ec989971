"""Judgements and cannot-links of pairs, each worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extract.reconcile.match.cannot_link import cannot_link
from extract.reconcile.match.comparison import Corpus, PairScore, Rule, judge
from extract.reconcile.match.rules import rules_for
from extract.reconcile.match.rules.order import order
from extract.reconcile.mention import Telling, in_two_languages
from extract.reconcile.settings import RuleTable


class Pairwise:
    """The comparisons of any two of a set of tellings of one kind, each worked out when first asked for.

    ``singles`` are the tellings of single records: a cannot-link between any two of them holds
    between the tellings that contain them.  ``attaching`` judges vague mentions against full tellings.
    """

    def __init__(
        self, tellings: Iterable[Telling], singles: Iterable[Telling], corpus: Corpus, *, attaching: bool = False
    ) -> None:
        """Nothing is compared yet."""
        self._tellings = {telling.key: telling for telling in tellings}
        self._singles = {single.key: single for single in singles}
        self._corpus = corpus
        self._attaching = attaching
        self._main = main_table(corpus, {telling.kind for telling in self._tellings.values()})
        self._earlier: Pairwise | None = None
        self._judged: dict[tuple[str, str], PairScore] = {}
        self._vetoed: dict[tuple[str, str], str | None] = {}

    def in_order(self, corpus: Corpus) -> Pairwise:
        """The same pairs judged again where ``corpus`` tells more of the order of telling; the rest stands."""
        again = Pairwise(self._tellings.values(), self._singles.values(), corpus)
        again._vetoed = self._vetoed
        again._earlier = self
        return again

    def judgement(self, a: str, b: str) -> PairScore:
        """The verdict on two tellings, by the table for one article or for two."""
        pair = (min(a, b), max(a, b))
        if pair not in self._judged:
            first, second = self._tellings[pair[0]], self._tellings[pair[1]]
            if self._earlier is not None and order(first, second, self._corpus) is None:
                return self._earlier.judgement(*pair)
            self._judged[pair] = judge(
                first, second, table=self._table(first, second), corpus=self._corpus, rules=self._rules(first.kind)
            )
        return self._judged[pair]

    def _rules(self, kind: str) -> Mapping[str, Rule]:
        return rules_for(kind) | dict(self._corpus.settings.kinds[kind].comparison_rules)

    def _table(self, a: Telling, b: Telling) -> RuleTable:
        settings = self._corpus.settings
        if a.setting.id != b.setting.id:
            by_texts = {a.key, b.key} <= self._corpus.main and not in_two_languages(a.setting, b.setting)
            return self._main if self._main and by_texts else settings.across[a.kind]
        return (settings.attach if self._attaching else settings.within)[a.kind]

    def score(self, a: str, b: str) -> float:
        """The score of two tellings."""
        return self.judgement(a, b).score

    def veto(self, a: str, b: str) -> str | None:
        """Why two tellings can never be one, None if nothing forbids it."""
        pair = (min(a, b), max(a, b))
        if pair not in self._vetoed:
            self._vetoed[pair] = self._find_veto(*pair)
        return self._vetoed[pair]

    def _find_veto(self, a: str, b: str) -> str | None:
        ours, theirs = ([record.id for record in self._tellings[key].records] for key in (a, b))
        return self._corpus.word.veto(ours, theirs, self._cannot_link)

    def _cannot_link(self, ours: str, theirs: str) -> str | None:
        return cannot_link(self._single(ours), self._single(theirs), self._corpus.settings)

    def _single(self, record: str) -> Telling:
        return self._singles[record] if record in self._singles else self._corpus.word.singles[record]


def main_table(corpus: Corpus, kinds: Iterable[str]) -> RuleTable | None:
    """The table for main tellings; None for a kind without one.

    The fewer articles there are, the less tells what is rare in them, and the more it is the table for any tellings.
    """
    settings = corpus.settings
    tables = [(settings.across[kind], settings.main[kind]) for kind in kinds if kind in settings.main]
    return tables[0][0].toward(tables[0][1], share=corpus.stories.trust(settings.few)) if tables else None
