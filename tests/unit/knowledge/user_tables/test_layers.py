"""A user relies on: what the tables say comes before what is built in, whatever the order in which they are given."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from extract.knowledge.language.tokens import tokens
from extract.knowledge.user_tables import index
from extract.knowledge.user_tables.tables import indexed, read_tables, report_on, table_notices
from extract.knowledge.world.known import KnownActor
from extract.knowledge.world.tables import load_knowledge

HEADER = "id,name,aliases,kind,country,member_of,from,until\n"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and a home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def write(name: str, *rows: str) -> Path:
    Path(name).write_text(HEADER + "".join(row + "\n" for row in rows))
    return Path(name)


def met(words: str, *files: Path, day: dt.date | None = None) -> KnownActor | None:
    found = load_knowledge(tables=read_tables(files), published=day).actors.groups.at(tokens(words), 0)
    return found[1] if found else None


def refused(file: Path) -> dict[int, str]:
    return dict(report_on(read_tables([file]).files[0]).refusals)


def test_an_actor_of_both_is_the_users_by_all_its_names() -> None:
    file = write("a.csv", "my-pmf,Popular Mobilization Forces,Hashd of mine,military,IQ,,,")
    actors = [met(words, file) for words in ("Hashd of mine", "PMU", "Hashd al-Shaabi")]
    assert {(one.id, one.kind, one.table) for one in actors if one} == {("my-pmf", "military", "a.csv")}
    member = met("Kataib Hezbollah", file)
    assert member
    assert (member.member_of, member.table) == (("my-pmf", "ir-backed-groups"), "built-in")


def test_a_name_can_be_added_to_a_built_in_actor() -> None:
    added = met("Blue Turbans", write("a.csv", "popular-mobilization-forces,,Blue Turbans,,,,,"))
    built_in = met("PMU", write("a.csv", "popular-mobilization-forces,,Blue Turbans,,,,,"))
    assert added
    assert built_in
    assert (added.id, added.name, added.table) == (built_in.id, built_in.name, "a.csv")


def test_what_one_row_leaves_open_another_of_the_same_identifier_says() -> None:
    file = write("a.csv", "zlf,,Zed Boys,,,,,", "zlf,Zed Front,,organisation,ML,,,")
    for words in ("Zed Boys", "Zed Front"):
        found = met(words, file)
        assert found
        assert (found.id, found.name, found.kind, found.country) == ("zlf", "Zed Front", "organisation", "ML")


def test_two_tables_of_one_actor_give_one_whatever_their_order() -> None:
    own = write("own.csv", "zlf,Zed Front,ZLF,militia,ML,,,")
    other = write("list.csv", "x9,Front Zed,Zed Front|Zeds,militia,ML,,,")
    found = [met("Zeds", *files) for files in ((own, other), (other, own))]
    assert found[0] == found[1]
    assert found[0] is not None
    assert (met("ZLF", own, other) or found[0]).id == found[0].id


def test_a_name_holds_for_its_time() -> None:
    file = write("a.csv", "old,Old Zed,Zed Guard,militia,ML,,,2014", "new,New Zed,Zed Guard,militia,ML,,2015,")
    for year, identifier in ((2013, "old"), (2020, "new")):
        found = met("Zed Guard", file, day=dt.date(year, 5, 5))
        assert found
        assert found.id == identifier


def test_what_contradicts_itself_is_refused_by_line_and_the_rest_is_used() -> None:
    file = write(
        "a.csv",
        "zlf,Zed Front,ZF,militia,ML,,,",
        "zlf,Zed Army,,militia,ML,,,",
        "bee,Bee Front,ZF,militia,ML,,,",
        "cee,Cee Front,CF,militia,ML,,,",
    )
    assert sorted(refused(file)) == [2, 3, 4]
    assert "another name in line 2" in refused(file)[3]
    assert "used for neither" in refused(file)[4]
    assert met("ZF", file) is None
    assert (met("CF", file) or KnownActor("", "", "state")).id == "cee"


def test_a_tenth_of_broken_rows_is_lost_alone_and_told_shortly() -> None:
    rows = [f"z{n},Zed Front {n},,{'rocket' if n % 10 == 0 else 'militia'},ML,,," for n in range(200)]
    tables = read_tables([write("a.csv", *rows)])
    report = report_on(tables.files[0])
    assert (report.rows, report.used, report.refused) == (200, 180, 20)
    notices = table_notices(tables)
    assert len(notices) == 5
    assert notices[1].startswith("  a.csv, line 2: 'rocket' is no kind of actor")
    assert "17 more" in notices[-1]


def test_broken_text_takes_no_other_row_with_it() -> None:
    rows = [f"z{n},Zed Front {n},Zedü {n},militia,ML,,,".encode() for n in range(40)]
    rows[3] = b'z3,"Zed Front 3,,militia,ML,,,'
    rows[4] = b'z4,"Zed Front 4,,militia,ML,,,'
    rows[12] = b"z12,Zed \xff\xfe 12,,militia,ML,,,"
    rows[20] = b'z20,"Zed ""the front""\n of 20",Z-20,militia,ML,,,'
    rows[30] = b'z30,Zed 5" Front 30,,militia,ML,,,'
    rows[35] = b"z35,too,many,cells,in,this,row,of,mine"
    Path("a.csv").write_bytes(HEADER.encode() + b"\n".join(rows) + b"\n")
    assert sorted(refused(Path("a.csv"))) == [5, 6, 14, 38]
    assert (met("Zedü 11", Path("a.csv")) or KnownActor("", "", "state")).id == "z11"
    assert (met("Z-20", Path("a.csv")) or KnownActor("", "", "state")).name == 'Zed "the front" of 20'


def test_the_index_of_a_large_table_is_kept_and_made_anew_when_the_table_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_LARGE", 1)
    file, kept = write("a.csv", "zlf,Zed Front,,,,,,"), tmp_path / f"a.csv{index.SUFFIX}"
    for name in ("Zed Front", "Bee Front"):
        write("a.csv", f"zlf,{name},,,,,,")
        assert met(name, file)
        made = kept.stat().st_mtime_ns
        indexed.cache_clear()
        assert met(name, file)
        assert kept.stat().st_mtime_ns == made
    kept.write_bytes(b"SQLite format 3\0 no more")
    indexed.cache_clear()
    assert report_on(read_tables([file]).files[0]).used == 1
    assert [path.name for path in tmp_path.glob("*.tmp")] == []


def test_beside_a_table_that_lies_where_nothing_can_be_written_the_home_folder_keeps_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_LARGE", 1)
    file = write("a.csv", "zlf,Zed Guard,,,,,,")
    Path(f"a.csv{index.SUFFIX}.{os.getpid()}.tmp").mkdir()
    assert met("Zed Guard", file)
    assert len(list((tmp_path / "home" / ".cache" / "rashomon").iterdir())) == 1
