"""Makes a small file of every format that tells the same report."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from email.message import EmailMessage

TITLE = "Envoys meet in Vienna"
FIRST = "The envoys of two states met in Vienna on Thursday, the ministry said in a statement in the evening."
SECOND = "They agreed to meet again within a month, and left without a word to the reporters who had waited for hours."
ADDRESS = "https://www.example.org/2021/03/04/envoys"
DAY = "2021-03-04"


def page(title: str = TITLE, first: str = FIRST) -> bytes:
    """A web page with the report."""
    head = f'<meta property="article:published_time" content="{DAY}T23:30:00Z"><title>{title}</title>'
    body = f"<article><h1>{title}</h1><p>{first}</p><p>{SECOND}</p></article>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def warc(*pages: tuple[str, bytes], moved: tuple[tuple[str, str], ...] = (), packed: bool = True) -> bytes:
    """A web archive of the pages, by address, of addresses that lead elsewhere, and of a picture."""
    records = [
        *(_kept(address, b"", "301 Moved", f"Content-Type: text/html\r\nLocation: {to}") for address, to in moved),
        *(_kept(address, body, "200 OK", "Content-Type: text/html; charset=utf-8") for address, body in pages),
        _kept("https://www.example.org/a.png", b"\x89PNG", "200 OK", "Content-Type: image/png"),
    ]
    return b"".join(map(gzip.compress, records) if packed else records)


def _kept(address: str, body: bytes, status: str, headers: str) -> bytes:
    answer = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-03-05T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:1b2c>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def zipped(**files: bytes | str) -> bytes:
    """A zip archive; "__" in a name is a slash."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def wacz(archive: bytes, *listed: dict[str, str]) -> bytes:
    """A WACZ with a WARC and the list of its pages."""
    lines = [json.dumps({"format": "json-pages-1.0", "id": "pages"}), *map(json.dumps, listed)]
    files = {"archive__data.warc.gz": archive, "datapackage.json": b"{}"}
    return zipped(**files, **({"pages__pages.jsonl": "\n".join(lines)} if listed else {}))


def mail(subject: str = TITLE, *, html: bool = False, attached: bool = False) -> EmailMessage:
    """A mail that tells the report."""
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "Example Wire <desk@example.org>"
    message["Date"] = "Thu, 04 Mar 2021 23:30:00 -0500"
    message.set_content(
        f"<p>{FIRST}</p><p>{SECOND}</p>" if html else f"{FIRST}\n\n{SECOND}\n", "html" if html else "plain"
    )
    if attached:
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="map.pdf")
    return message


def saved_page() -> bytes:
    """A page as browsers save it in one file."""
    message = EmailMessage()
    message["From"], message["Snapshot-Content-Location"] = "<Saved by Blink>", ADDRESS
    message["Date"] = "Mon, 1 Jan 2024 10:00:00 -0000"
    message.set_content(page().decode(), "html", cte="quoted-printable")
    message["Content-Location"] = ADDRESS
    return message.as_bytes()


def rss(items: int = 1, *, whole: bool = True) -> bytes:
    """A feed; its items are whole articles or summaries."""
    text = f"<p>{FIRST}</p><p>{SECOND}</p>"
    content = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if whole else ""
    item = (
        f"<item><title>{TITLE}</title><link>{ADDRESS}</link><pubDate>Thu, 04 Mar 2021 23:30:00 -0500</pubDate>"
        f"<description>{FIRST}</description>{content}</item>"
    )
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f"<?xml version='1.0'?>{head}<channel><title>Example Wire</title>{item * items}</channel></rss>".encode()


def telegram(*messages: dict[str, object], name: str = "Border Watch") -> dict[str, object]:
    """A chat as Telegram's desktop program exports it."""
    listed = [
        {"id": 10 + at, "type": "message", "date": f"{DAY}T23:30:00", "from": name, **message}
        for at, message in enumerate(messages)
    ]
    return {"name": name, "type": "public_channel", "id": 77, "messages": listed}


def odt() -> bytes:
    """An OpenDocument text with a comment, a tab and a list."""
    names = "".join(f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "text"))
    body = (
        f"<text:h>{TITLE}</text:h><text:p>{FIRST}<office:annotation><text:p>Check this.</text:p></office:annotation>"
        f"</text:p><text:list><text:list-item><text:p>They<text:s/>{SECOND[5:]}</text:p></text:list-item></text:list>"
    )
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content{names}>{text}</office:document-content>"
    return zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": content})


def epub() -> bytes:
    """A book with a cover and a chapter."""
    container = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>A year</dc:title>'
        f"<dc:publisher>Example Press</dc:publisher><dc:date>{DAY}</dc:date><dc:language>en-GB</dc:language>"
        "</metadata><manifest>"
        '<item id="a" href="cover.xhtml"/><item id="b" href="chapter%201.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    chapter = f"<html><head><title>x</title></head><body><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    return zipped(
        META__INF="", **{"META-INF__container.xml": container, "OEBPS__book.opf": package},
        **{"OEBPS__cover.xhtml": "<html><body>A year</body></html>", "OEBPS__chapter 1.xhtml": chapter},
    )  # fmt: skip


def rtf() -> bytes:
    """An RTF document with a letter outside ASCII."""
    return rb"{\rtf1\ansi\ansicpg1252 " + f"{TITLE}\\par {FIRST}\\par {SECOND} Caf".encode() + rb"\'e9.\par}"


def wiki_export() -> bytes:
    """A wiki's export: an article, a talk page, a redirect."""
    pages = (
        f"<page><title>{TITLE}</title><ns>0</ns><revision><timestamp>2021-03-05T10:00:00Z</timestamp>"
        f"<text>'''The envoys''' of [[state|two states]]{FIRST[24:]}&lt;ref&gt;x&lt;/ref&gt;\n\n{SECOND}"
        "</text></revision></page>"
        "<page><title>Talk:X</title><ns>1</ns><revision><text>Talk.</text></revision></page>"
        '<page><title>Y</title><ns>0</ns><redirect title="X"/><revision><text>#REDIRECT</text></revision></page>'
    )
    head = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><siteinfo><sitename>Wikinews</sitename></siteinfo>'
    return f"{head}{pages}</mediawiki>".encode()


def docx() -> bytes:
    """A Word document with a table."""
    from docx import Document  # noqa: PLC0415 - takes a while

    document = Document()
    document.add_heading(TITLE)
    for line in (FIRST, SECOND):
        document.add_paragraph(line)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Vienna", "4 March"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def workbook() -> bytes:
    """An Excel workbook of one article and an empty row, and a sheet of something else."""
    names, row = ("Headline", "Body", "Source", "Date"), (TITLE, f"{FIRST} {SECOND}", "Example Wire")
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in names)
    cells = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in (1, 2))
    relations = "".join(f'<Relationship Id="r{n}" Type="{of}/worksheet" Target="worksheets/s{n}.xml"/>' for n in (1, 2))
    rows = f'<row r="1">{head}</row><row r="3">{cells}<c s="1"><v>44259</v></c></row>'
    styles = f'<styleSheet xmlns="{main}"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'
    notes = '<row r="1"><c t="inlineStr"><is><t>Notes</t></is></c></row>'
    package = "http://schemas.openxmlformats.org/package/2006"

    def related(parts: str) -> str:
        return f'<Relationships xmlns="{package}/relationships">{parts}</Relationships>'

    return zipped(
        **{
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "_rels__.rels": related(f'<Relationship Id="r1" Type="{of}/officeDocument" Target="xl/workbook.xml"/>'),
            "xl__workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{of}"><sheets>{sheets}</sheets></workbook>',
            "xl___rels__workbook.xml.rels": related(
                f'{relations}<Relationship Id="st" Type="{of}/styles" Target="styles.xml"/>'
            ),
            "xl__styles.xml": styles,
            "xl__worksheets__s1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
            "xl__worksheets__s2.xml": f'<worksheet xmlns="{main}"><sheetData>{notes}</sheetData></worksheet>',
        }
    )


def table() -> bytes:
    """A table with a semicolon between cells, as spreadsheets in half of Europe write it."""
    return f'titre;Body;Source;pubDate\n{TITLE};"{FIRST}\n\n{SECOND}";Wire;04/03/2021\nx;"y";z;13/03/2021\n'.encode()


def every_format() -> dict[str, bytes]:
    """A file of each format, by its name."""
    return {
        "a.warc": warc((ADDRESS, page()), packed=False),
        "a.warc.gz": warc((ADDRESS, page())),
        "a.wacz": wacz(warc((ADDRESS, page())), {"url": ADDRESS}),
        "a.mhtml": saved_page(),
        "a.eml": mail().as_bytes(),
        "a.mbox": b"From x Thu Mar  4 23:30:00 2021\n" + mail().as_bytes(),
        "a.xml": rss(),
        "a.rss.gz": gzip.compress(rss()),
        "wiki.xml": wiki_export(),
        "result.json": json.dumps(telegram({"text": f"{TITLE}\n\n{FIRST}\n\n{SECOND}"})).encode(),
        "a.odt": odt(),
        "a.docx": docx(),
        "a.rtf": rtf(),
        "a.epub": epub(),
        "a.xlsx": workbook(),
        "a.csv": table(),
    }
