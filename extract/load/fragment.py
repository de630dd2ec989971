"""Makes plain text of a piece of HTML, as feeds, mails and tables hold it: all its words, a paragraph a line."""

from __future__ import annotations

import html
import re

# Each part is bounded, so that a text of "<" alone is looked through once.
_TAG = re.compile(r"(<!--|-->|</?[a-zA-Z][^<>]{0,5000}>)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_BREAKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section"}
    | {"article", "header", "footer", "figure", "figcaption", "hr", "pre", "dt", "dd", "title", "center"}
)
_APART = frozenset({"td", "th"})
_UNREAD = frozenset({"script", "style", "head", "template", "svg"})
_MARKED = re.compile(r"</(?:p|div|a|b|i|em|strong|span|li|h[1-6])>|<br ?/?>|<p>", re.IGNORECASE)
_FEWEST_MARKS = 2


def is_html(text: str) -> bool:
    """True of a text that is marked up, not one that has a "<" or names a tag."""
    return sum(1 for _, _ in zip(_MARKED.finditer(text), range(_FEWEST_MARKS), strict=False)) >= _FEWEST_MARKS


def plain_text(fragment: str) -> str:
    """The words of the fragment, without those of scripts, styles and comments."""
    parts: list[str] = []
    unread: str | None = None
    for part in _TAG.split(fragment):
        if unread:
            unread = None if part.lower().startswith(unread) else unread
        elif part == "<!--":
            unread = "-->"
        elif part.startswith("<") and (name := _NAME.match(part)):
            tag = name[1].lower()
            if tag in _UNREAD and not part.startswith("</") and not part.endswith("/>"):
                unread = f"</{tag}"
            parts.append("\n" if tag in _BREAKS else " " if tag in _APART else "")
        elif part != "-->":
            parts.append(" ".join(part.split("\n")))
    lines = (" ".join(line.split()) for line in html.unescape("".join(parts)).replace("\0", "").splitlines())
    return "\n\n".join(line for line in lines if line)
