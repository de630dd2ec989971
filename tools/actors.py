"""``python tools/actors.py ucdp-actor-221.csv``: make the list of armed groups that the package ships.

Writes `extract/knowledge/world/ucdp_actors.tsv` (identifier, name, country, other names) from the UCDP Actor Dataset
as it is published at https://ucdp.uu.se/downloads/ (CSV, CC BY 4.0; version 22.1).  What is taken of it, so that no
name is met where another is meant:

- formally organised groups (``Org`` 1) that fought a government or killed civilians (``ConflictId`` or ``OSID``): not
  governments, clans, peoples, crowds or trade unions;
- groups with one country as ``Location``: a name is met in articles alone that name the country
  (`KnownActor.shared_name`);
- names that no other row, no actor of `actors.toml`, no state and no place has, and that do not begin as a description
  does ("Forces of", "Military faction"); abbreviations from four letters on, other single words from five that are
  no plural, translations of a name from three words on.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.knowledge.language.tokens import key, word_forms
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.ucdp import read_ucdp
from extract.knowledge.user_tables.rows import ActorRow
from extract.knowledge.world.gazetteer import WorldGazetteer
from extract.knowledge.world.known import PhraseTable
from extract.knowledge.world.tables import UCDP_ACTORS, load_knowledge

_DESCRIPTIONS = (
    "forces of", "military faction", "faction of", "supporters of", "republic of", "people's republic", "government",
    "parliamentary forces", "followers of", "military forces", "opposition", "rebels", "kingdom of",
)  # fmt: skip
_HEADS = (
    "front", "forces", "congress", "legion", "brotherhood", "party", "army", "movement", "union", "council", "group",
    "state",
)  # fmt: skip
_SHORTEST_ABBREVIATION, _SHORTEST_WORD, _MOST_WORDS = 4, 5, 9
_SHORTEST_TRANSLATION = 3


def main(arguments: list[str]) -> int:
    """Write the list; the exit status."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    content = Content(Path(arguments[0]))
    groups = {line: row for line, row in content.rows() if isinstance(row, dict) and _is_armed_group(row)}
    rows = [row for row in read_ucdp(content) if isinstance(row, ActorRow)]
    told = Counter(keys for row in rows for keys in {key(name) for name in (row.name, *row.aliases)})
    lines = []
    for row in rows:
        translated = _translations(groups.get(row.line, {}))
        names = [name for name in dict.fromkeys((row.name, *row.aliases)) if _is_met(name) and told[key(name)] == 1]
        names = [name for name in names if name not in translated or len(key(name)) >= _SHORTEST_TRANSLATION]
        known = any(_taken(name) for name in (row.name, *row.aliases) if len(key(name)) > 1 or name.isupper())
        if row.line in groups and row.country and names and not known:
            best = next((name for name in names if not name.isupper()), names[0])
            lines.append("\t".join((row.id, best, row.country, "|".join(name for name in names if name != best))))
    target = Path(__file__).parents[1] / "extract" / "knowledge" / "world" / UCDP_ACTORS
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines):,} of {len(rows):,} actors: {target}")
    return 0


def _is_armed_group(row: Mapping[str, str]) -> bool:
    return row["org"] == "1" and bool(row["conflictid"].strip() or row["osid"].strip())


def _translations(row: Mapping[str, str]) -> set[str]:
    """Names in English that stand beside another in the group's own language."""
    pairs = (("nameorigfull", "nameorigfulleng"), ("newnamefullmothertongue", "newnamefulleng"))
    return {row[english].strip() for own, english in pairs if row and row[own].strip() not in {"n/a", "", row[english]}}


def _is_met(name: str) -> bool:
    """True of a name by which an article could mean nothing else."""
    words = word_forms(name)
    if not words or len(words) > _MOST_WORDS or name.casefold().startswith(_DESCRIPTIONS) or _taken(name):
        return False
    if len(words) == 1:
        shortest = _SHORTEST_ABBREVIATION if words[0].acronym else _SHORTEST_WORD
        plural = not words[0].acronym and name.endswith("s")
        return len(words[0].key) >= shortest and words[0].capital and not plural and not _is_place(name)
    many = len(words) > 2 or words[-1].key not in _HEADS  # noqa: PLR2004 ("National Front" is a name of many)
    return many and sum(word.capital for word in words) > 1 and not _is_place(name)


def _is_place(name: str) -> bool:
    return bool(_WORLD.find(name) or _WORLD.country_called(name))


def _taken(name: str) -> bool:
    """True if an actor of `actors.toml`, a state or a part of one is called so."""
    return " ".join(key(name)) in _OURS


def _ours() -> Iterator[str]:
    tables = load_knowledge().actors
    for table in (tables.groups, tables.states, tables.institutions):
        if isinstance(table, PhraseTable):
            yield from (" ".join(alias.keys) for alias, value in table.phrases() if not _of_ucdp(value))


def _of_ucdp(value: object) -> bool:
    return str(getattr(value, "id", "")).startswith("ucdp-")


_WORLD = WorldGazetteer()
_OURS = frozenset(_ours())

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
