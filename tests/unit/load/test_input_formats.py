"""A user relies on: a report is read in whatever form it comes, with its facts; one bad part spoils no other."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from helpers.input_files import (
    ADDRESS,
    FIRST,
    SECOND,
    TITLE,
    every_format,
    mail,
    page,
    rss,
    telegram,
    wacz,
    warc,
    wiki_export,
    zipped,
)

from extract.base.types import Article
from extract.load import load
from extract.load.corpus import Loaded
from extract.load.formats import FORMATS, sniff

FRAME = b"<html><body><p>Buy</p></body></html>"
THAT_DAY = dt.date(2021, 3, 4)


def read(folder: Path, **files: bytes) -> Loaded:
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return load([folder])


def only(loaded: Loaded) -> Article:
    assert loaded.failed == ()
    (article,) = loaded.articles
    return article


def reasons(loaded: Loaded) -> str:
    return "\n".join(failure.error for failure in loaded.failed)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("in")
    for name, data in every_format().items():
        (folder / name).write_bytes(data)
    return load([folder])


def test_every_format_tells_the_same_words(everything: Loaded) -> None:
    at = {
        place.rpartition("/")[2]: article
        for article in everything.articles
        for place in (article.path, *article.also_at)
    }
    assert {name.partition("#")[0] for name in at} == set(every_format())
    for name, article in at.items():
        if name != "a.csv#3":
            assert FIRST in article.text, name
            assert SECOND in article.text, name
    assert everything.failed == ()


@pytest.mark.parametrize(
    "name", ["a.wacz#1", "a.mhtml", "a.eml", "a.xml#1", "result.json#10", "a.epub#2", "a.xlsx#3", "a.csv#2"]
)
def test_the_day_that_a_file_states_is_known(everything: Loaded, name: str) -> None:
    (article,) = (one for one in everything.articles if any(p.endswith(f"/{name}") for p in (one.path, *one.also_at)))
    assert (article.published, article.published_from is not None) == (THAT_DAY, True)


def test_what_comes_without_a_name_is_taken_for_what_it_is() -> None:
    guessed = {
        name: sniff(data) for name, data in every_format().items() if not name.endswith((".gz", ".csv", ".mhtml"))
    }
    assert {name: ending for name, ending in guessed.items() if not name.endswith(ending)} == {}


# --- web archives


def test_of_a_wacz_the_pages_it_lists_are_read_where_they_moved_to(tmp_path: Path) -> None:
    archive = warc(
        (ADDRESS, page()),
        ("https://ads.example.org/frame", FRAME),
        moved=(("https://t.co/x", ADDRESS),),
    )
    article = only(read(tmp_path, a__wacz=wacz(archive, {"url": "https://t.co/x", "title": "x"})))
    assert (article.title, article.outlet, article.url) == (TITLE, "example.org", ADDRESS)


def test_a_page_that_a_script_filled_in_is_read_as_the_archiver_saw_it(tmp_path: Path) -> None:
    archive = warc((ADDRESS, b"<html><body><script>x()</script></body></html>"))
    listed = ({"url": ADDRESS, "title": TITLE, "text": FIRST}, {"url": "https://example.org/gone"})
    loaded = read(tmp_path, a__wacz=wacz(archive, *listed))
    (article,) = loaded.articles
    assert (article.text, article.published) == (f"{TITLE}\n\n{FIRST}", None)
    assert "as the archiver's browser saw it" in article.doubts[0]
    assert "https://example.org/gone: no page of this address is kept" in reasons(loaded)


def test_frames_in_a_warc_are_left_and_named(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        a__warc=warc((ADDRESS, page()), ("https://ads.example.org/frame", FRAME), packed=False),
    )
    assert only(loaded).title == TITLE
    assert loaded.skipped[0].startswith(f"{tmp_path.as_posix()}/a.warc#2 (https://ads.example.org/frame: ")


# --- messages, mails, feeds


def test_a_forwarded_message_is_of_the_channel_it_is_from(tmp_path: Path) -> None:
    parts = ["Shelling in ", {"type": "bold", "text": "Tera"}, " killed three, the mayor said."]
    chat = telegram(
        {"text": parts, "forwarded_from": "Tera News", "edited": "2021-03-05T08:00:00"},
        {"text": "", "photo": "a.jpg"},
        {"text": "x", "type": "service"},
        {"text": "Two more were found.", "forwarded_from": None},
    )
    loaded = read(tmp_path, result__json=json.dumps(chat).encode())
    first, second = loaded.articles
    assert (first.text, first.outlet) == ("Shelling in Tera killed three, the mayor said.", "Tera News")
    assert first.doubts == ("forwarded from Tera News: its day is that of the forwarding", "edited 2021-03-05")
    assert second.outlet is None
    assert loaded.skipped == (f"{tmp_path.as_posix()}/result.json (1 message without words: pictures, videos, files)",)


def test_messages_of_several_chats_do_not_replace_each_other(tmp_path: Path) -> None:
    chats = {"chats": {"list": [telegram({"text": "One."}), telegram({"text": "Two."}, name="Other")]}}
    loaded = read(tmp_path, result__json=json.dumps(chats).encode())
    assert [(one.text, one.outlet) for one in loaded.articles] == [("One.", "Border Watch"), ("Two.", "Other")]


def test_a_mailbox_gives_each_mail_and_names_what_is_attached(tmp_path: Path) -> None:
    box = b"".join(
        b"From x Thu Mar  4 23:30:00 2021\n" + one.as_bytes() + b"\n"
        for one in (mail(html=True), mail("B", attached=True))
    )
    first, second = read(tmp_path, a__mbox=box).articles
    assert (first.text, first.outlet) == (f"{TITLE}\n\n{FIRST}\n\n{SECOND}", "Example Wire")
    assert second.doubts == ("not read: its attachments map.pdf; save them beside it",)


def test_a_summary_and_a_feed_that_breaks_off_are_told(tmp_path: Path) -> None:
    loaded = read(tmp_path, a__rss=rss(2, whole=False)[:-60])
    assert loaded.articles[0].doubts[0].startswith("perhaps a summary")
    assert "the feed is damaged or breaks off" in reasons(loaded)


def test_a_wikis_day_of_change_is_no_day_of_publication(tmp_path: Path) -> None:
    loaded = read(tmp_path, a__xml=wiki_export())
    article = only(loaded)
    assert (article.published, article.outlet, "[[" in article.text) == (None, "Wikinews", False)
    assert "last changed 2021-03-05" in article.doubts[0]
    assert "2 of its pages are no articles" in loaded.skipped[0]


# --- tables and fields of others


@pytest.mark.parametrize(
    ("record", "outlet"),
    [
        ({"maintext": FIRST, "date_publish": "2021-03-04 23:30:00", "source_domain": "bbc.co.uk"}, "bbc.co.uk"),
        (
            {"content": f"<p>{FIRST}</p><p>x</p>", "publishedAt": "2021-03-04T23:30Z", "source": {"name": "BBC"}},
            "BBC",
        ),
        ({"body": FIRST, "pubDate": "Thu, 04 Mar 2021 23:30:00 GMT"}, None),
        ({"_id": "7", "_source": {"content_text": FIRST, "date_published": "2021-03-04T23:30:00+01:00"}}, None),
        ({"text": FIRST, "seendate": "20210304T233000Z"}, None),
        ({"text": FIRST, "timestamp": 1614900600}, None),
        ({"description": FIRST, "date": "4 March 2021"}, None),
    ],
)
def test_fields_are_known_by_the_names_that_others_give_them(
    tmp_path: Path, record: dict[str, object], outlet: str
) -> None:
    article = only(read(tmp_path, a__json=json.dumps({"articles": [record]}).encode()))
    assert article.text.startswith(FIRST)
    assert (article.published, article.outlet) == (THAT_DAY, outlet)


def test_a_day_that_cannot_be_read_is_unknown_and_told(tmp_path: Path) -> None:
    article = only(read(tmp_path, a__json=b'{"text": "Words.", "published": "03/04/2021", "language": "English"}'))
    assert (article.published, article.published_from) == (None, None)
    assert article.doubts[:2] == (
        "its day '03/04/2021' cannot be read; write it as 2021-03-04",
        "its \"language\" 'English' cannot be read",
    )


def test_columns_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"n,what,when,text\n1,{FIRST.replace(',', '')},2021-03-04,no\n2,a,b,c,d\n")
    loaded = load([tmp_path], columns={"text": "what", "published": "when"})
    assert [(one.text[:10], one.published) for one in loaded.articles] == [("The envoys", THAT_DAY)]
    assert "a.csv#3: a row of 5 cells under 4 names" in reasons(loaded)
    assert "no column 'gone'; it has 'n', 'what'" in reasons(load([tmp_path], columns={"text": "gone"}))


# --- broken files


BROKEN = {
    "a.wacz": b"PK\x03\x04nothing",
    "b.warc.gz": warc((ADDRESS, page()))[:200],
    "c.docx": zipped(**{"word__document.xml": "<w"}),
    "d.odt": zipped(**{"content.xml": "<a/>"}),
    "e.epub": zipped(**{"META-INF__container.xml": "<a/>"}),
    "f.xlsx": zipped(x="y"),
    "g.rtf": b"no rtf",
    "h.eml": b"\n\nno header",
    "i.mbox": b"no mailbox",
    "j.mhtml": b"From: x\n\nno page",
    "k.xml": b"<svg/>",
    "l.rss": b"<rss><channel></channel></rss>",
    "m.csv": b"a,b\n1,2\n",
    "n.csv": b"\n",
    "o.json": b'{"query": {"pages": {"1": {"title": "X"}}}}',
    "p.ods": b"",
}


def test_broken_files_fail_alone_and_say_why(tmp_path: Path) -> None:
    for name, data in {**BROKEN, "z.txt": b"Good."}.items():
        (tmp_path / name).write_bytes(data)
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["z"]
    failed = {
        failure.error.removeprefix(f"{tmp_path.as_posix()}/").partition(":")[0].partition("#")[0]
        for failure in loaded.failed
    }
    assert failed == set(BROKEN)
    assert "crashed" not in reasons(loaded)
    assert "name it: --columns text=NAME; it has 'a', 'b'" in reasons(loaded)


def test_a_document_that_is_packed_too_small_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zipped(**{"word__document.xml": b" " * 30_000_000})
    assert "as in a file made to fill the memory" in reasons(read(tmp_path, a__docx=bomb))


def test_a_text_too_long_for_an_article_is_read_in_parts(tmp_path: Path) -> None:
    text = "".join(f"Envoy {number} met envoy {number + 1}.\n\n" for number in range(40_000))
    loaded = read(tmp_path, log__txt=text.encode())
    assert "".join(article.text for article in loaded.articles) == text
    assert [article.id for article in loaded.articles] == ["log-1", "log-2", "log-3"]
    assert f"part 1 of 3 of a text of {len(text):,} characters" in loaded.articles[0].doubts


def test_what_needs_an_extra_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.load.formats.find_spec", lambda _: None)
    for format_ in FORMATS:
        if format_.extra:
            (tmp_path / f"a{format_.suffixes[0]}").write_bytes(b"x")
    loaded = load([tmp_path])
    assert len(loaded.failed) == sum(format_.extra is not None for format_ in FORMATS)
    assert all("needs: pip install 'rashomon-events[" in failure.error for failure in loaded.failed)


@pytest.mark.parametrize("packed", [True, False])
def test_of_an_archive_that_breaks_off_what_is_whole_is_read(tmp_path: Path, packed: bool) -> None:
    whole = warc((ADDRESS, page()), packed=packed)
    second = warc((f"{ADDRESS}/2", page("Second")), packed=packed)
    loaded = read(tmp_path, **{f"a__warc{'__gz' if packed else ''}": whole + second[: len(second) // 2]})
    assert [article.title for article in loaded.articles] == [TITLE]
    assert "what stands before is read" in reasons(loaded)


def test_a_file_with_another_formats_name_says_so(tmp_path: Path) -> None:
    loaded = read(tmp_path, a__docx=b"%PDF-1.7", b__xlsx=bytes.fromhex("d0cf11e0a1b11ae1"), c__txt=page())
    assert "by its content it is PDF: name it .pdf" in reasons(loaded)
    assert "locked by a password" in reasons(loaded)
    assert "marked up as a web page is: name its file .html" in only(load([tmp_path / "c.txt"])).doubts


def test_a_telegram_chat_as_a_page_is_refused_with_advice(tmp_path: Path) -> None:
    message = f'<div class="message default clearfix"><div class="text">{FIRST}</div></div>'
    assert "export it as JSON" in reasons(
        read(tmp_path, messages__html=f"<html><body>{message}</body></html>".encode())
    )


def test_what_is_not_read_is_left_with_advice(tmp_path: Path) -> None:
    loaded = read(tmp_path, a__doc=b"x", b__jpg=b"x", c__tar__gz=b"x", d__txt=b"Words.")
    assert [skipped.partition(": ")[2] for skipped in loaded.skipped] == [
        "save it as .docx or .pdf)",
        "a picture; recognise its text first, as ocrmypdf does)",
        "unpack it, and give the folder)",
    ]


def test_of_a_wacz_that_breaks_off_what_is_whole_is_read(tmp_path: Path) -> None:
    second = warc((f"{ADDRESS}/2", page("Second")))
    archive = warc((ADDRESS, page())) + second[: len(second) // 2]
    loaded = read(tmp_path, a__wacz=wacz(archive, {"url": ADDRESS}, {"url": f"{ADDRESS}/2"}))
    assert [article.title for article in loaded.articles] == [TITLE]
    assert "archive/data.warc.gz: the archive breaks off; what stands before is read" in reasons(loaded)
    assert f"{ADDRESS}/2: no page of this address is kept" in reasons(loaded)
