"""Reads what Telegram's desktop program exports (``result.json``): each message with words is a short article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extract.load.days import day_of
from extract.load.document import Facts, Flaw, Text, text_fault

_LONGEST_NAME = 200


def is_telegram(document: Mapping[str, Any]) -> bool:
    """True for the export of a chat, or of several."""
    return any(_messages(chat) is not None for chat in _chats(document))


def telegram_messages(document: Mapping[str, Any]) -> Iterator[Text | Flaw]:
    """The messages, by their number in the chat, or counted through where there are several chats.

    Its outlet is the channel; of a forwarded message the one it is forwarded from, so that both have one origin.
    """
    chats = list(_chats(document))
    count = without_words = 0
    for chat in chats:
        for message in _messages(chat) or ():
            count += 1
            if not isinstance(message, dict) or message.get("type", "message") != "message":
                continue
            text = _words(message.get("text")).strip()
            if not text:
                without_words += 1
                continue
            own = message.get("id") if isinstance(message.get("id"), int) else None
            number = count if len(chats) > 1 or own is None else own
            yield _article(chat, message, text, number)
    if without_words:
        many = "1 message" if without_words == 1 else f"{without_words:,} messages"
        yield Flaw(f"{many} without words: pictures, videos, files", left=True)


def _article(chat: Mapping[str, Any], message: Mapping[str, Any], text: str, number: int) -> Text | Flaw:
    if fault := text_fault(text):
        return Flaw(f"its text {fault}", number)
    doubts = []
    forwarded = "forwarded_from" in message or "saved_from" in message
    origin = _name(message.get("forwarded_from") or message.get("saved_from"))
    if forwarded:
        by = origin or "somebody whose name is hidden"
        doubts.append(f"forwarded from {by}: its day is that of the forwarding")
    if message.get("edited"):
        doubts.append(f"edited {str(message['edited'])[:10]}")
    published = day_of(message.get("date")) or day_of(message.get("date_unixtime"))
    outlet = origin if forwarded else _name(chat.get("name")) or _name(message.get("from"))
    facts = Facts(outlet=outlet, published=published)
    return Text(text, facts, "record" if published else None, number, tuple(doubts))


def _chats(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "messages" in document:
        yield document
    for group in ("chats", "left_chats"):
        listed = document.get(group)
        chats = listed.get("list") if isinstance(listed, dict) else None
        yield from (chat for chat in chats or () if isinstance(chat, dict))


def _messages(chat: Mapping[str, Any]) -> list[Any] | None:
    """The messages of a chat; None where these are no messages of Telegram."""
    messages = chat.get("messages")
    if not isinstance(messages, list):
        return None
    known = [
        one for one in messages[:50] if isinstance(one, dict) and "date" in one and ("text" in one or "type" in one)
    ]
    return messages if known or (not messages and "type" in chat) else None


def _words(text: object) -> str:
    """The text of a message; one with links or bold words is a list of parts."""
    if isinstance(text, str):
        return text
    if isinstance(text, dict):
        return _words(text.get("text"))
    return "".join(map(_words, text)) if isinstance(text, list) else ""


def _name(value: object) -> str | None:
    if not isinstance(value, str) or text_fault(value):
        return None
    return " ".join(value.split())[:_LONGEST_NAME] or None
