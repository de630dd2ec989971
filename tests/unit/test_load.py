"""Loading: which files become articles, under which ids, and what a person is told of the others."""

from __future__ import annotations

import hashlib
import os
import random
from pathlib import Path

import pytest

from extract.errors import InputError
from extract.load import load

REPORT = "Envoys met in Vienna\n\nThe envoys met on Tuesday. They will meet again, an official said.\n"


def write(path: Path, text: str = REPORT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


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
    first, second = load([plain, marked]).articles
    assert first.text == second.text
    assert first.sha256 == second.sha256


def test_folders_are_searched_through_and_other_files_are_listed(tmp_path: Path) -> None:
    write(tmp_path / "one.txt")
    write(tmp_path / "deep" / "er" / "two.MD")
    other = write(tmp_path / "deep" / "notes.docx")
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["one", "two"]
    assert loaded.skipped == (other.as_posix(),)
    assert loaded.failed == ()


def test_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    paths = [write(tmp_path / folder / name) for folder in ("x", "y") for name in ("a.txt", "b.txt", "c.txt")]
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


def test_the_same_text_under_two_names_is_two_articles(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    assert len(load([tmp_path]).articles) == 2


def test_one_stem_in_two_folders_takes_the_folders_names(tmp_path: Path) -> None:
    for folder in ("afp", "efe"):
        write(tmp_path / folder / "story.txt")
    write(tmp_path / "afp" / "other.txt")
    assert [article.id for article in load([tmp_path]).articles] == ["afp-story", "efe-story", "other"]


def test_ids_differ_even_where_case_and_suffix_do_not_count(tmp_path: Path) -> None:
    write(tmp_path / "story.txt")
    write(tmp_path / "story.md")
    write(tmp_path / "b" / "STORY.txt")
    ids = [article.id.casefold() for article in load([tmp_path]).articles]
    assert len(set(ids)) == 3


def test_every_missing_path_is_named(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt")
    with pytest.raises(InputError, match=r"no such file or folder: \S*gone1\S* \S*gone2") as caught:
        load([tmp_path / "gone2", good, tmp_path / "gone1"])
    assert "a.txt" not in str(caught.value)


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.pdf")
    with pytest.raises(InputError, match=r"no \.txt or \.md file in the folder .*in"):
        load([tmp_path / "in"])


def test_no_path_at_all_is_an_error() -> None:
    with pytest.raises(InputError, match="no file or folder was given"):
        load([])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t ", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"%PDF\x00\x01\x02binary", "it may be a binary file"),
        ("Les émissaires se sont réunis à Genève, où ils ont négocié. ".encode("cp1252") * 9, "iconv -f"),
        ("The envoys met in Geneva on Tuesday and left. ".encode("utf-16") * 9, "UTF-16"),
    ],
    ids=["empty", "blank", "mark alone", "binary", "cp1252", "utf-16"],
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
    good, other = write(tmp_path / "a.txt"), write(tmp_path / "b.html")
    loaded = load([good, other])
    assert [article.id for article in loaded.articles] == ["a"]
    assert [failure.article_id for failure in loaded.failed] == ["b"]
    assert "rename it to .txt or .md" in loaded.failed[0].error


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_fails_alone(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    locked = write(tmp_path / "locked.txt")
    locked.chmod(0)
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["good"]
    assert "cannot be read" in loaded.failed[0].error


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
    assert loaded.skipped == ((tmp_path / "out").as_posix(),)
