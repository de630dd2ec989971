"""A reader's answers about one text, however it came by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Who or what fills a role, in every wording that the text gives it."""

    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One record, or all records of an event within one text.

    ``content`` is what a statement says, and the evidence where a reader does not set it apart. Readers that name no
    roles have none. ``verbatim`` is true if there is evidence and all of it stands in the text as it is quoted.
    """

    kind: str
    event: str
    evidence: Spans
    content: Spans
    verbatim: bool
    speakers: tuple[str, ...] = ()
    method: str | None = None
    roles: Mapping[str, tuple[Party, ...]] | None = None


def told_of(events: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, list[Told]]:
    """The tellings of each text, by its id, in the order of the records.

    A record that stands in no event is left out: its reader does not claim that it happened.

    Args:
        events: an events.json, of which a rival writes less.
        texts: the texts that were read, by id.
    """
    event_of = {record: event for event in events["events"] for record in event["records"]}
    told: dict[str, list[Told]] = {article: [] for article in texts}
    for record in events["records"]:
        if record["id"] in event_of:
            told[record["article_id"]].append(_told(record, event_of[record["id"]], texts[record["article_id"]]))
    return told


def _told(record: Mapping[str, Any], event: Mapping[str, Any], text: str) -> Told:
    evidence = tuple((part["start"], part["end"]) for part in record["evidence"])
    quotes = [part["quote"] for part in record["evidence"]]
    content = (record.get("content") or {}).get("span")
    roles = {role: _parties(record.get(role)) for role in ("attacker", "target", "weapon") if role in record}
    return Told(
        kind=record["kind"],
        event=event["id"],
        evidence=evidence,
        content=((content["start"], content["end"]),) if content else evidence,
        verbatim=bool(evidence) and all(text[s:e] == quote for (s, e), quote in zip(evidence, quotes, strict=True)),
        speakers=_names(record["speaker"] if "speaker" in record else event.get("speaker")),
        method=record.get("method"),
        roles=roles or None,
    )


def _parties(value: Any) -> tuple[Party, ...]:
    values = value if isinstance(value, list) else [value] if value else []
    return tuple(Party(_names(part)) for part in values)


def _names(value: Any) -> tuple[str, ...]:
    """The text's own words first."""
    given = (value.get("raw"), value.get("name")) if isinstance(value, Mapping) else (value,)
    return tuple(dict.fromkeys(name for name in given if name))


def joined(told: Iterable[Told]) -> list[Told]:
    """One of each event: all its evidence, its first method, each of its parties once."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        groups[one.event].append(one)
    return [_join(group) for group in groups.values()]


def _join(group: list[Told]) -> Told:
    first = group[0]
    named = [one.roles for one in group if one.roles is not None]
    return Told(
        kind=first.kind,
        event=first.event,
        evidence=tuple(dict.fromkeys(span for one in group for span in one.evidence)),
        content=tuple(dict.fromkeys(span for one in group for span in one.content)),
        verbatim=all(one.verbatim for one in group),
        speakers=tuple(dict.fromkeys(name for one in group for name in one.speakers)),
        method=next((one.method for one in group if one.method not in (None, "other")), first.method),
        roles={role: _distinct(party for roles in named for party in roles[role]) for role in named[0]}
        if named
        else None,
    )


def _distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Parties that share a wording are one."""
    distinct: list[set[str]] = []
    for party in parties:
        wordings = set(party.wordings)
        shared = [group for group in distinct if _folded(group) & _folded(wordings)]
        distinct = [group for group in distinct if group not in shared]
        distinct.append(wordings.union(*shared))
    return tuple(Party(tuple(sorted(group))) for group in distinct)


def _folded(wordings: set[str]) -> set[str]:
    return {wording.casefold() for wording in wordings}
