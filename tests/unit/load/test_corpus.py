"""Loading: which files become articles, under which ids, and what a person is told of the others."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import random
from pathlib import Path

import pytest

from extract.base.errors import InputError
from extract.load import load

REPORT = "Envoys met in Vienna\n\nThe envoys met on Tuesday. They will meet again, an official said.\n"


def write(path: Path, text: str = REPORT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def report(number: int) -> str:
    """A report unlike all others: the same text is one article."""
    return REPORT.replace("Tuesday", f"the {number}th")


def test_an_article_is_the_stored_text_with_its_stem_path_and_hash(tmp_path: Path) -> None:
    path = write(tmp_path / "envoys.txt")
    (article,) = load([path]).articles
    assert (article.id, article.path, article.text) == ("envoys", path.as_posix(), REPORT)
    assert article.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()
    assert (article.title, article.language) == ("Envoys met in Vienna", "en")


def test_carriage_returns_and_outer_white_space_stay(tmp_path: Path) -> None:
    text = "\r\n  The envoys met.\r\n\r\nThey left.\r\n"
    (article,) = load([write(tmp_path / "a.txt", text)]).articles
    assert article.text == text


def test_only_the_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    plain, marked = write(tmp_path / "a.txt"), write(tmp_path / "b.txt", "\ufeff" + REPORT)
    (article,) = load([plain, marked]).articles
    assert article.text == REPORT
    assert article.also_at == (marked.as_posix(),)


def test_folders_are_searched_through_and_other_files_are_listed(tmp_path: Path) -> None:
    write(tmp_path / "one.txt", report(1))
    write(tmp_path / "deep" / "er" / "two.MD", report(2))
    other = write(tmp_path / "deep" / "notes.pptx")
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["one", "two"]
    assert loaded.skipped == (f"{other.as_posix()} (not of a format that is read: save it as .docx or .pdf)",)
    assert loaded.failed == ()


def test_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    names = ("x/a.txt", "x/b.txt", "x/c.txt", "y/a.txt", "y/b.txt", "y/c.txt")
    paths = [write(tmp_path / name, report(number // 2)) for number, name in enumerate(names)]
    paths.append(write(tmp_path / "x" / "empty.txt", " \n"))
    expected = load(paths)
    random.Random(7).shuffle(paths)
    assert load(paths) == expected


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    assert len(load([path, path, tmp_path]).articles) == 1


def test_a_file_and_its_folder_may_both_be_given(tmp_path: Path) -> None:
    path = write(tmp_path / "in" / "a.txt")
    assert [article.id for article in load([tmp_path, path, path.parent]).articles] == ["a"]


def test_the_same_text_under_two_names_is_read_once_and_both_are_listed(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt"), write(tmp_path / "b" / "a.txt")
    write(tmp_path / "near.txt", f"{REPORT}\n")
    article, near = load([tmp_path]).articles
    assert (article.id, article.path, article.also_at) == ("a", first.as_posix(), (second.as_posix(),))
    assert (near.id, near.also_at) == ("near", ())


def test_one_text_printed_by_two_outlets_is_two_articles(tmp_path: Path) -> None:
    for outlet in ("Tasnim", "Xinhua", "Xinhua"):
        number = len(list(tmp_path.glob("*.txt")))
        write(tmp_path / f"{number}.txt")
        write(tmp_path / f"{number}.meta.json", json.dumps({"outlet": outlet}))
    write(tmp_path / "unknown.txt")
    assert [(article.id, article.outlet, len(article.also_at)) for article in load([tmp_path]).articles] == [
        ("0", "Tasnim", 1),
        ("1", "Xinhua", 1),
    ]


def test_one_stem_in_two_folders_takes_the_folders_names(tmp_path: Path) -> None:
    for number, folder in enumerate(("afp", "efe")):
        write(tmp_path / folder / "story.txt", report(number))
    write(tmp_path / "afp" / "other.txt")
    assert [article.id for article in load([tmp_path]).articles] == ["afp-story", "efe-story", "other"]


def test_ids_differ_even_where_case_and_suffix_do_not_count(tmp_path: Path) -> None:
    write(tmp_path / "story.txt", report(1))
    write(tmp_path / "story.md", report(2))
    write(tmp_path / "b" / "STORY.txt", report(3))
    ids = [article.id.casefold() for article in load([tmp_path]).articles]
    assert len(set(ids)) == 3


def test_every_missing_path_is_named(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt")
    with pytest.raises(InputError, match=r"no such file or folder: \S*gone1\S* \S*gone2") as caught:
        load([tmp_path / "gone2", good, tmp_path / "gone1"])
    assert "a.txt" not in str(caught.value)


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.pptx")
    with pytest.raises(
        InputError, match=r"no article in the folder \S*in: no file whose name ends in \.txt, \.md, \.html"
    ):
        load([tmp_path / "in"])


def test_no_path_at_all_is_an_error() -> None:
    with pytest.raises(InputError, match="no file or folder was given"):
        load([])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t ", "there is no text in it"),
        (b"\xef\xbb\xbf", "there is no text in it"),
        (b"%PDF\x00\x01\x02binary", "it may be binary data"),
        ("Les émissaires se sont réunis à Genève, où ils ont négocié. ".encode("cp1252") * 9, "iconv -f"),
        (b"\xff\xfeT\x00h\x00\x00\xd8", "damaged: it begins as UTF-16-LE and goes on otherwise"),
    ],
    ids=["empty", "blank", "mark alone", "binary", "cp1252", "broken utf-16"],
)
def test_a_file_that_is_no_text_fails_alone_and_says_why(tmp_path: Path, data: bytes, says: str) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    write(tmp_path / "good.txt")
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["good"]
    (failure,) = loaded.failed
    assert (failure.article_id, failure.kind, failure.window) == ("bad", None, None)
    assert failure.error.startswith(f"{bad.as_posix()}: ")
    assert says in failure.error
    assert "\n" not in failure.error


def test_a_file_named_with_another_suffix_fails(tmp_path: Path) -> None:
    good, other = write(tmp_path / "a.txt"), write(tmp_path / "b.pptx")
    loaded = load([good, other])
    assert [article.id for article in loaded.articles] == ["a"]
    assert [failure.article_id for failure in loaded.failed] == ["b"]
    assert "its name does not end in one of .txt, .md, .html" in loaded.failed[0].error


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_fails_alone(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    locked = write(tmp_path / "locked.txt")
    locked.chmod(0)
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["good"]
    assert "cannot be read" in loaded.failed[0].error


def test_what_is_no_regular_file_fails_alone_and_holds_nothing_up(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path / "folder.txt" / "inside.txt", report(1))
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["good", "inside"]
    assert "not a regular file" in loaded.failed[0].error


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", report(1))
    write(tmp_path / "private" / "letter.txt", report(2))
    folder = write(tmp_path / "in" / "good.txt").parent
    (folder / "out.txt").symlink_to(secret)
    (folder / "outside").symlink_to(tmp_path / "private")
    (folder / "same.txt").symlink_to(folder / "good.txt")
    (folder / "loop").symlink_to(folder)
    loaded = load([folder])
    assert [(article.id, article.also_at) for article in loaded.articles] == [
        ("good", ((folder / "same.txt").as_posix(),))
    ]
    assert [failure.article_id for failure in loaded.failed] == ["out", "outside"]
    assert all("a link out of the folder" in failure.error for failure in loaded.failed)
    assert [article.id for article in load([folder / "out.txt"]).articles] == ["out"]


def test_a_name_that_is_no_text_is_listed_readably(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate((b"\xff\xfe.txt", b"new\nline.txt", b"a\\b?.txt", "ü".encode() * 100 + b".txt")):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(report(number), encoding="utf-8")
    articles = load([folder]).articles
    assert len(articles) == 4
    for article in articles:
        article.path.encode()
        assert len(article.id.encode()) < 170
        assert article.id.isprintable()
        assert not set(article.id) & set("/\\?")


def test_a_pattern_is_as_good_as_the_files_it_stands_for(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, report(n)) for n, name in enumerate(("a.txt", "b.txt", "deep/c.txt", "d[1].md"))]
    assert load([tmp_path / "*.txt"]) == load(paths[:2])
    assert load([tmp_path / "**" / "*.txt"]) == load(paths[:3])
    assert [article.id for article in load([tmp_path / "d[1].md"]).articles] == ["d[1]"]
    with pytest.raises(InputError, match=r"no such file or folder: \S*\*\.pdf"):
        load([tmp_path / "*.pdf"])


def test_parts_of_a_saved_page_and_hidden_files_are_left(tmp_path: Path) -> None:
    write(tmp_path / "page.htm", "<p>not read here")
    write(tmp_path / "page_files" / "frame.html", "<p>an advertisement")
    write(tmp_path / "other_files" / "a.txt")
    write(tmp_path / "._a.txt", "a resource fork")
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["a"]
    assert [path.removeprefix(f"{tmp_path.as_posix()}/") for path in loaded.skipped] == [
        "._a.txt (hidden)",
        "page_files (parts of a saved page)",
    ]


@pytest.mark.parametrize(
    ("data", "id_"),
    [
        (REPORT.encode(), "stdin"),
        (gzip.compress(REPORT.encode()), "stdin"),
        (json.dumps({"id": "x", "text": REPORT}).encode(), "x"),
        (b"\n".join(json.dumps({"text": report(n)}).encode() for n in range(2)), "stdin-1"),
        (f"<!DOCTYPE html><html><body><article><p>{REPORT * 3}</p></article></body></html>".encode(), "stdin"),
    ],
    ids=["text", "gzip", "json", "json lines", "html"],
)
def test_standard_input_is_read_as_what_it_looks_like(monkeypatch: pytest.MonkeyPatch, data: bytes, id_: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    loaded = load(["-", "-"])
    assert loaded.failed == ()
    assert loaded.articles[0].id == id_
    assert "The envoys met" in loaded.articles[0].text


def test_nothing_on_standard_input_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    (failure,) = load(["-"]).failed
    assert (failure.article_id, failure.error) == ("stdin", "-: the file is empty")


def test_a_metadata_file_goes_before_what_the_text_says(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", f"Published: 3 March 2021\n\n{REPORT}")
    (article,) = load([tmp_path]).articles
    assert (str(article.published), article.published_from) == ("2021-03-03", "text")
    facts = {"id": "vienna", "published": "2021-03-04T23:30:00-05:00", "outlet": "Tasnim", "language": "EN-gb"}
    write(tmp_path / "a.meta.json", json.dumps({**facts, "title": "Talks", "url": "https://example.org/a"}))
    (article,) = load([tmp_path]).articles
    assert (article.id, str(article.published), article.published_from) == ("vienna", "2021-03-04", "sidecar")
    assert (article.outlet, article.title, article.language) == ("Tasnim", "Talks", "en")
    assert article.url == "https://example.org/a"


@pytest.mark.parametrize(
    ("sidecar", "says"),
    [
        ('{"publised": "2021-03-04"}', 'no field "publised" is known; these are: id, title, outlet'),
        ('{"published": "4.3.2021"}', "\"published\" is not an ISO 8601 day such as 2021-03-04: '4.3.2021'"),
        ('{"outlet": ["A", "B"]}', '"outlet" is not a text'),
        ('{"language": "English"}', '"language" is not a two-letter code'),
        ("{", "is not JSON"),
        ("[]", "not a JSON object"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_metadata_file_with_a_mistake_is_not_read_past(tmp_path: Path, sidecar: str, says: str) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "a.txt.meta.json", sidecar)
    loaded = load([tmp_path])
    assert loaded.articles == ()
    assert "its metadata file a.txt.meta.json" in loaded.failed[0].error
    assert says in loaded.failed[0].error


def test_a_broken_link_in_a_folder_fails_alone(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["good"]
    assert [failure.article_id for failure in loaded.failed] == ["link"]


def test_the_results_of_an_earlier_run_are_not_read_as_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A ferry sank off Cebu.", encoding="utf-8")
    copies = tmp_path / "out" / "articles"
    copies.mkdir(parents=True)
    (copies / "a.txt").write_text("A ferry sank off Cebu.", encoding="utf-8")
    for name in ("events.json", "run.json"):
        (tmp_path / "out" / name).write_text("{}", encoding="utf-8")
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["a"]
    assert loaded.skipped == (f"{(tmp_path / 'out').as_posix()} (results of a run)",)
