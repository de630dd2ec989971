"""The rule for whom an article has something from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.evaluate.assessment import Assessment, credit_of
from extract.evaluate.gold import GoldFacts
from extract.evaluate.wording import stands_in
from schemas import AnyEvent, AnyRecord, SourceChain


def according_to(facts: GoldFacts, told: AnyEvent | AnyRecord) -> Iterator[Assessment]:
    """Exact: some chain has gold's sources in gold's order and no other; partial: some chain has one of them."""
    wanted = facts.according_to
    if wanted is None:
        return
    chains: Sequence[SourceChain] = getattr(told, "according_to", ())
    exact = any(_is_chain(wanted, chain) for chain in chains) if wanted else not any(chains)
    partial = any(stands_in(accepted, _names(chain)) for accepted in wanted for chain in chains)
    yield Assessment(
        credit_of(exact=exact, partial=partial),
        " ← ".join(accepted[0] for accepted in wanted) or "the article itself",
        "; ".join(" ← ".join(_names(chain)) for chain in chains if chain) or "the article itself",
    )


def _is_chain(wanted: Sequence[tuple[str, ...]], chain: SourceChain) -> bool:
    names = _names(chain)
    return len(wanted) == len(names) and all(
        stands_in(accepted, [name]) for accepted, name in zip(wanted, names, strict=True)
    )


def _names(chain: SourceChain) -> list[str]:
    return [source.name for source in chain]
