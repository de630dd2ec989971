"""Reads mails (``.eml``), mailboxes (``.mbox``) and the pages that browsers save as one file (``.mhtml``)."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr

from extract.load.days import day_of
from extract.load.document import Facts, Flaw, Text, UnreadableError
from extract.load.fragment import plain_text
from extract.load.html import read_web_page

_START = re.compile(rb"^From [^\r\n]{0,1000}\r?\n", re.MULTILINE)
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LONGEST_FACT = 500


def read_mail(data: bytes) -> Iterator[Text | Flaw]:
    """The text of a mail, its subject as the first line; whoever sent it is its outlet.

    Raises:
        UnreadableError: it has no header or no text.
    """
    yield _article(_parsed(data))


def read_mailbox(data: bytes) -> Iterator[Text | Flaw]:
    """The mails of a mailbox, numbered in its order.

    Raises:
        UnreadableError: it is no mailbox.
    """
    if not _START.match(data):
        raise UnreadableError('not a mailbox: it does not begin with a line "From ..."')
    for number, part in enumerate(_START.split(data)[1:], start=1):
        try:
            yield _article(_parsed(_ESCAPED.sub(b"", part))).with_number(number)
        except UnreadableError as error:
            yield Flaw(str(error), number)


def read_saved_page(data: bytes) -> Iterator[Text]:
    """The report of a page that was saved with its pictures in one file; the day of saving is not its day.

    Raises:
        UnreadableError: there is no page in it, or no report in the page.
    """
    message = _parsed(data)
    page = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
    if page is None:
        raise UnreadableError("no page in it")
    body = page.get_payload(decode=True)
    if not isinstance(body, bytes):
        raise UnreadableError("no page in it")
    address = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
    yield read_web_page(body, address=address or None, encoding=page.get_content_charset())


_KINDS = {"message/rfc822": "a mail"}
_PAGES = ("text/html", "application/xhtml+xml")


def _parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    if not message.keys():
        raise UnreadableError("not a mail: it does not begin with a header")
    return message


def _article(message: EmailMessage) -> Text:
    body = message.get_body(preferencelist=("plain", "html"))
    words = _words(body) if body is not None else ""
    subject = _header(message, "Subject")
    if not words.strip():
        raise UnreadableError(f"a mail without text{f': {subject[:100]!r}' if subject else ''}")
    name, address = parseaddr(_header(message, "From") or "")
    day = day_of(_header(message, "Date"))
    files = [
        part.get_filename() or _KINDS.get(part.get_content_type(), part.get_content_type())
        for part in message.iter_attachments()
    ]
    doubts = (f"not read: its attachments {', '.join(files)[:200]}; save them beside it",) if files else ()
    facts = {"title": subject, "outlet": name or address.rpartition("@")[2] or None, "published": day}
    text = f"{subject}\n\n{words}" if subject else words
    return Text(text, Facts.model_validate(facts), "record" if day else None, doubts=doubts)


def _words(body: MIMEPart) -> str:
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        text = content.decode(body.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = content.decode("utf-8", "replace")
    text = plain_text(text) if body.get_content_type() == "text/html" else text
    return text.replace("\r\n", "\n").replace("\0", "\ufffd")


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    # The parser of headers raises what it likes on a hostile one.
    except Exception:
        return None
    words = " ".join(str(value).encode("utf-8", "replace").decode().split()) if value is not None else ""
    return words[:_LONGEST_FACT] or None
