"""Rules on how an article refers: back to what it told, or to what was long before."""

from __future__ import annotations

from extract.reconcile.compare.days import months_named
from extract.reconcile.match.comparison import Comparison, Corpus
from extract.reconcile.match.rules.casualties import figures
from extract.reconcile.mention import OPENING, Telling, is_thin
from extract.reconcile.series import provoked_only

NOTHING: frozenset[str] = frozenset()
RECENT_DAYS = 10
"""News is told within days; a day further back than this before publication is background."""


def definite(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 if the vaguer telling speaks of "the attack" as known, 0.5 if it tells a toll alone, else -1.0.

    News brings an attack in with its time or place; a toll that comes with neither is of one already told.
    """
    vague = [telling for telling in (a, b) if is_thin(telling)]
    if not vague:
        return _recalled(a, b, corpus)
    pattern = corpus.settings.vocabulary.definite
    found = [pattern.search(evidence.quote) for one in vague[0].records for evidence in one.evidence]
    cue = next((match.group() for match in found if match), None)
    if cue:
        return Comparison(1.0, f"speaks of “{cue}”")
    toll = figures(vague[0]) and not (vague[0].series or vague[0].dates or vague[0].places)
    return Comparison(0.5, "tells a toll alone") if toll else Comparison(-1.0, "speaks of no attack as known")


def _recalled(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 0.5 if the later of two full tellings speaks of "Tuesday's attack" as known."""
    later = max((a, b), key=lambda telling: (telling.start, telling.key))
    cue = corpus.settings.vocabulary.definite.search(later.records[0].evidence[0].quote)
    return Comparison(0.5, f"speaks of “{cue.group()}”") if cue else None


def previous(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 for the telling spoken of last in the same paragraph, and -0.5 for any other; 0.5 in the one before."""
    for vague, told in ((a, b), (b, a)):
        if vague.key in corpus.spoken_of:
            last, paragraphs = corpus.spoken_of[vague.key]
            if last == told.key:
                return Comparison(1.0 / (1 + paragraphs), "spoken of last before it")
            return Comparison(-0.5, "another was spoken of in between") if paragraphs == 0 else None
    return None


def ahead(a: Telling, b: Telling, _corpus: Corpus) -> Comparison | None:
    """Score -1.0 where a vague mention would be of what its article tells only later; else None.

    "The bomb" points back.  Only an opening speaks of what is told below it.
    """
    for vague, told in ((a, b), (b, a)):
        if is_thin(vague) and not is_thin(told) and OPENING < vague.start < told.start:
            return Comparison(-1.0, "first told after it")
    return None


def echo(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score 1.0 where a vague mention and one telling alone speak of one target, victim or place; less for several.

    "The hotel lost its front wall" is of the bomb at the hotel, not of the one at the academy.
    """
    shared = corpus.subjects.get(a.key, NOTHING) & corpus.subjects.get(b.key, NOTHING)
    if not shared:
        return None
    used = {word: sum(word in words for words in corpus.subjects.values()) - 2 for word in sorted(shared)}
    rarest = min(used, key=lambda word: (used[word], word))
    return Comparison(1 / (1 + used[rarest]), f"both speak of “{rarest}”, as {used[rarest] or 'no'} others do")


def prominence(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score up to 1.0 for the telling its article opens with and returns to most; -0.5 for a series or provocation.

    None unless one of the two is a vague mention and the other is not.
    """
    full = [telling for telling in (a, b) if not is_thin(telling)]
    if len(full) != 1:
        return None
    told = full[0]
    if told.series:
        return Comparison(-0.5, "a series of attacks")
    if all(provoked_only(record, corpus.settings.vocabulary) for record in told.records):
        return Comparison(-0.5, "told only as what another attack answers")
    opening = told.start <= OPENING
    score = (1 - 1 / len(told.records) + opening) / 2
    return Comparison(score, f"told in {len(told.records)} places{', the opening among them' if opening else ''}")


def recency(a: Telling, b: Telling, corpus: Corpus) -> Comparison | None:
    """Score -1.0 if one is dated to a month or a day well before the news and the other to a weekday or not at all."""
    for past, news in ((a, b), (b, a)):
        words = _remote_words(past, corpus)
        if words and not any(date.earliest or date.latest for date in news.dates):
            if _remote_words(news, corpus):
                return None
            return Comparison(-1.0, f"“{words}” is background, the other is told as news")
    return None


def _remote_words(telling: Telling, corpus: Corpus) -> str | None:
    """Words that put a telling well before the news; those of its sentences where it has no date of its own."""
    published = telling.setting.published
    for date in telling.dates:
        if not date.latest and months_named(date, corpus.settings.vocabulary):
            return date.raw
        if date.latest and published is None and date.precision in ("month", "year"):
            return date.raw
        if date.latest and published and (published - date.latest).days > RECENT_DAYS:
            return date.raw
    return None if telling.dates else _past_words(telling, corpus)


def _past_words(telling: Telling, corpus: Corpus) -> str | None:
    """A month or year that the sentences name and that is not the one of publication."""
    published, vocabulary = telling.setting.published, corpus.settings.vocabulary
    for record in telling.records:
        for evidence in record.evidence:
            for cue in vocabulary.past.finditer(evidence.quote):
                year, month = cue["year"] or cue["alone"], vocabulary.months.get((cue["month"] or "").lower())
                if published is None or (year and int(year) != published.year) or (month and month != published.month):
                    return cue.group()
    return None
