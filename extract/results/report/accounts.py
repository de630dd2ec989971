"""Where the accounts of one event differ: each version, who tells it, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extract.results.report.library import Library, tellers
from extract.results.report.passages import words_behind
from extract.results.report.wording import CONFLICT_KINDS, label, listed, value_text
from schemas import Actor, AnyEvent, AnyRecord, Claim, Conflict, Toll

BOTH = "killed_or_injured"
_UNIT_ORDER = ("killed", "injured", BOTH)


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence as cited: text in pieces, of which some are the words at issue."""

    outlet: str
    pieces: tuple[tuple[str, bool], ...]
    language: str | None = None


@dataclass(slots=True)
class Account:
    """One version: what it says, whose words it is, who prints it, and its first passage in each outlet."""

    says: str
    superseded: bool
    origins: list[str] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    passages: list[CitedSentence] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Difference:
    """The versions of one field side by side, the most widely printed first."""

    field: str
    why: str
    open: bool
    accounts: tuple[Account, ...]
    counts: bool = False


def differences(event: AnyEvent, library: Library) -> list[Difference]:
    """The fields on which the accounts of an event differ: open ones first, counts before others, then in its order."""
    fields = dict.fromkeys(conflict.field for conflict in event.conflicts)
    found = [_difference(name, event, library) for name in fields]
    return sorted(found, key=lambda difference: (not difference.open, not difference.counts))


def _difference(name: str, event: AnyEvent, library: Library) -> Difference:
    conflicts = [conflict for conflict in event.conflicts if conflict.field == name]
    claims = [claim for claim in event.claims if claim.field == name]
    counts = any(isinstance(claim.value, Toll) for claim in claims)
    accounts = _by_teller(claims, library) if counts else _by_value(conflicts, event, library)
    kinds = dict.fromkeys(CONFLICT_KINDS[conflict.kind] for conflict in conflicts)
    return Difference(
        field=label(name),
        why=listed(list(kinds)),
        open=any(conflict.status == "open" for conflict in conflicts),
        accounts=tuple(sorted(accounts, key=lambda one: (one.superseded, -len(one.outlets)))),
        counts=counts,
    )


def _by_value(conflicts: Sequence[Conflict], event: AnyEvent, library: Library) -> Iterable[Account]:
    accounts: dict[str, Account] = {}
    for conflict in conflicts:
        sides = {value.role for value in conflict.values if isinstance(value, Actor)}
        for value in conflict.values:
            side = value.role if isinstance(value, Actor) and len(sides) > 1 and value.role else None
            # One party on both sides: its name alone would say nothing of what contradicts.
            says = f"{value_text(value)} as {label(side)}" if side else value_text(value)
            for claim in event.claims:
                if claim.field == (side or conflict.field) and value_text(claim.value) == value_text(value):
                    account = accounts.setdefault(says, Account(says, superseded=claim.rank == "deprecated"))
                    _add(account, [claim], library.records_of(claim.records), library)
            accounts.setdefault(says, Account(says, superseded=False))
    return accounts.values()


def _by_teller(claims: Sequence[Claim], library: Library) -> Iterable[Account]:
    """One account for each toll that a source gives as a whole: "1 killed, 4 injured" is one, not two."""
    told: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
    records: dict[tuple[str, tuple[str, ...]], list[AnyRecord]] = {}
    for claim in claims:
        for record in library.records_of(claim.records):
            teller = (record.article_id, tuple(tellers(record)))
            if claim not in told.setdefault(teller, []):
                told[teller].append(claim)
            if record not in records.setdefault(teller, []):
                records[teller].append(record)
    accounts: dict[str, Account] = {}
    for teller, mine in told.items():
        for group in _figures_together(mine):
            says = ", ".join(value_text(claim.value) for claim in group)
            superseded = all(claim.rank == "deprecated" for claim in group)
            _add(accounts.setdefault(says, Account(says, superseded)), group, records[teller], library)
    return accounts.values()


def _figures_together(claims: Sequence[Claim]) -> Iterable[list[Claim]]:
    """A teller's killed and injured as one account; a figure for both at once is another way of counting.

    Where it gives two figures of one unit, each stands alone.
    """
    both = [[claim] for claim in claims if _unit(claim) >= _UNIT_ORDER.index(BOTH)]
    apart = sorted((claim for claim in claims if [claim] not in both), key=_unit)
    one_each = len({_unit(claim) for claim in apart}) == len(apart)
    return [*([apart] if apart and one_each else [[claim] for claim in apart]), *both]


def _unit(claim: Claim) -> int:
    unit = claim.value.unit if isinstance(claim.value, Toll) else None
    return _UNIT_ORDER.index(unit) if unit in _UNIT_ORDER else len(_UNIT_ORDER)


def _add(account: Account, claims: Sequence[Claim], records: Sequence[AnyRecord], library: Library) -> None:
    asserted = {record_id for claim in claims for record_id in claim.records}
    for record in records:
        if record.id not in asserted or record.id in account.records:
            continue
        account.records.append(record.id)
        account.origins += [teller for teller in tellers(record) if teller not in account.origins]
        outlet = library.outlet(record.article_id)
        if outlet not in account.outlets:
            account.outlets.append(outlet)
            language = library.articles[record.article_id].language if record.article_id in library.articles else None
            account.passages.append(replace(_passage(claims, record, outlet), language=language))


def _passage(claims: Sequence[Claim], record: AnyRecord, outlet: str) -> CitedSentence:
    """The sentence of a record that holds the words at issue, else its first."""
    spans = sorted({span for claim in claims for span in words_behind(claim, record)})
    for evidence in record.evidence:
        inside = [(start, end) for start, end in spans if evidence.start <= start and end <= evidence.end]
        if inside:
            return CitedSentence(outlet, tuple(_pieces(evidence.quote, evidence.start, inside)))
    return CitedSentence(outlet, ((record.evidence[0].quote, False),))


def _pieces(quote: str, offset: int, spans: Sequence[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    position = offset
    for start, end in spans:
        if start >= position:
            yield quote[position - offset : start - offset], False
            yield quote[start - offset : end - offset], True
            position = end
    yield quote[position - offset :], False
