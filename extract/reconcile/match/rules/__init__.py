"""The comparison rules, by the name under which a table weighs them: a new rule is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

from extract.reconcile.match.comparison import Rule
from extract.reconcile.match.rules.actors import (
    addressee,
    attacker,
    participants,
    same_company,
    same_side,
    speaker,
    target,
)
from extract.reconcile.match.rules.apart import day, extent, headline, hour, item, other_hour, sequel, several, tolls
from extract.reconcile.match.rules.assertion import assertion
from extract.reconcile.match.rules.casualties import casualties
from extract.reconcile.match.rules.crowding import crowding
from extract.reconcile.match.rules.date import date
from extract.reconcile.match.rules.labels import act, method
from extract.reconcile.match.rules.order import order
from extract.reconcile.match.rules.pinned import pinned
from extract.reconcile.match.rules.place import elsewhere, named, place
from extract.reconcile.match.rules.position import nearness, one_passage, one_sentence
from extract.reconcile.match.rules.publication import publication
from extract.reconcile.match.rules.reference import ahead, definite, echo, previous, prominence, recency
from extract.reconcile.match.rules.remark import alone, deed, occasion, other_numbers, voice
from extract.reconcile.match.rules.site import other_site, site
from extract.reconcile.match.rules.story import ages, names, outlet, story
from extract.reconcile.match.rules.wording import numbers, quoted, retelling, wording
from schemas import KINDS

RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        act,
        ages,
        ahead,
        alone,
        addressee,
        assertion,
        attacker,
        casualties,
        crowding,
        date,
        day,
        deed,
        definite,
        echo,
        elsewhere,
        extent,
        headline,
        hour,
        item,
        method,
        named,
        names,
        nearness,
        numbers,
        occasion,
        one_passage,
        one_sentence,
        order,
        other_hour,
        other_numbers,
        other_site,
        outlet,
        participants,
        pinned,
        place,
        previous,
        prominence,
        publication,
        quoted,
        recency,
        retelling,
        sequel,
        several,
        site,
        speaker,
        story,
        target,
        tolls,
        voice,
        wording,
    )
}

ONLY_AGAINST = frozenset(
    {
        "ahead",
        "crowding",
        "elsewhere",
        "extent",
        "item",
        "other_hour",
        "other_site",
        "sequel",
        "several",
        "tolls",
    }
)
"""Rules whose score is never above zero, which columns do not have: what judges many pairs at once need not wait for
what they say."""


@cache
def rules_for(kind: str) -> dict[str, Rule]:
    """The rules that weights of a kind may name: those above, and one for each field of actors that the kind has."""
    companies = KINDS[kind].companies()
    own: dict[str, Rule] = {
        field.name: partial(same_company if field.name in companies else same_side, field=field.name)
        for field in KINDS[kind].fields("actor")
        if field.name not in RULES
    }
    return {**RULES, **own}
