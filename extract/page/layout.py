"""Says what each paragraph of a news page is for: title, header, body, furniture and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.base.types import Block, SentenceRole
from extract.knowledge.language.written_dates import find_dates
from extract.page.datelines import find_dateline
from extract.page.furniture import (
    is_captioned,
    is_counter,
    is_furniture,
    is_header,
    is_section_label,
    may_end_text,
    precedes_headline,
)
from extract.page.paragraphs import Paragraph, paragraphs

_STOP_INSIDE = re.compile(r"[^\W\d_]{2}[.!?…؟]['\"”’»)\]]*\s+['\"“‘«(\[]?[^\W_]|[。\uff01\uff1f]")
_BULLET = re.compile(r"[-*•–—·▪]\s|\d{1,2}[.)]\s")

# In words.  What nothing tells apart stays body: losing a report's words is worse than keeping a label.
SHORTEST_PROSE = 4
"""A sentence of fewer with a full stop is as often a label ("Read more.")."""
LONGEST_HEADLINE = 24
"""A line of more words is running text, even without a full stop."""
LONGEST_HEADING = 14
"""A heading between paragraphs is shorter than a headline."""
LONGEST_CAPTION = 50
"""Two sentences under a picture at most."""
LONGEST_TEASER = 25
"""Below a tail's label other stories are told in one sentence; what is longer is the report going on."""
SHORTEST_TITLE = 3
"""One or two words above a report are as often a section as a title."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A paragraph and its role."""

    paragraph: Paragraph
    role: SentenceRole


def layout(text: str) -> tuple[LaidOut, ...]:
    """Paragraphs with their roles, in text order.

    A line is called furniture only by the words of `page.toml` in the folders of languages: by its own words, as the
    headline after "Next Article", or as part of a tail ("Related Posts", "Leave a Reply") that no
    paragraph of several sentences, nor one of over 25 words, follows.  What nothing tells apart is body.
    """
    found = paragraphs(text)
    body = _body_start(text, found)
    roles: list[SentenceRole] = [*_head_roles(text, found[:body]), *_body_roles(text, found[body:])]
    return tuple(LaidOut(paragraph, role) for paragraph, role in zip(found, roles, strict=True))


def blocks_of(parts: Sequence[LaidOut]) -> tuple[Block, ...]:
    """The kept part of a layout: where each paragraph stands, and its role."""
    return tuple(Block(part.paragraph.start, part.paragraph.end, part.role) for part in parts)


def is_prose(paragraph: Paragraph) -> bool:
    """Whether a paragraph reads as running text rather than as a headline or label."""
    if is_furniture(paragraph) or precedes_headline(paragraph) or may_end_text(paragraph):
        return False
    if paragraph.count <= LONGEST_HEADING and re.search(r"[?!؟]['\"”’]?$", paragraph.words):
        return False
    return (paragraph.ends_a_sentence and paragraph.count >= SHORTEST_PROSE) or paragraph.count > LONGEST_HEADLINE


def _is_body_like(paragraph: Paragraph) -> bool:
    """Whether running text below a tail's label shows that the report goes on."""
    several = bool(_STOP_INSIDE.search(paragraph.words)) and paragraph.ends_a_sentence
    return several or (paragraph.count > LONGEST_TEASER and paragraph.ends_a_sentence)


def _body_start(text: str, found: Sequence[Paragraph]) -> int:
    """Index of the first paragraph of the report itself; 0 where nothing looks like one."""
    prose = next((i for i, p in enumerate(found) if is_prose(p) and not is_header(p) and not is_captioned(p)), None)
    if prose is None:
        return 0
    for i in range(prose, min(prose + 4, len(found))):
        if find_dateline(_raw(text, found[i])):
            return i
        if found[i].count > LONGEST_CAPTION or _STOP_INSIDE.search(found[i].words):
            break
    after = prose + 1
    if after < len(found) and _is_dated_caption(found[prose]) and is_prose(found[after]) and _is_set_off(found[prose]):
        return after
    return prose


def _is_dated_caption(paragraph: Paragraph) -> bool:
    """Whether one sentence ends with the day a picture was taken."""
    if paragraph.count > LONGEST_CAPTION or _STOP_INSIDE.search(paragraph.words):
        return False
    dates = find_dates(paragraph.words)
    if not dates:
        return False
    return not re.search(r"\w", re.sub(r"[(\[][^)\]]*[)\]]", "", paragraph.words[dates[-1].end :]))


def _is_set_off(paragraph: Paragraph) -> bool:
    """Whether a comma parts the closing day from the sentence, as in captions and rarely in reports."""
    before = paragraph.words[: find_dates(paragraph.words)[-1].start].rstrip()
    return before.endswith(",") and not re.search(r"\b(?:said|told|announced|reported)\b", paragraph.words)


def _head_roles(text: str, head: Sequence[Paragraph]) -> list[SentenceRole]:
    roles: list[SentenceRole] = [_head_role(text, paragraph) for paragraph in head]
    for i, paragraph in enumerate(head):
        if i and precedes_headline(head[i - 1]) and roles[i] == "heading":
            roles[i] = "furniture"
        if precedes_headline(paragraph):
            roles[i] = "furniture"
    title = _title_words([p.words for p, role in zip(head, roles, strict=True) if role == "heading"])
    return [
        "title" if role == "heading" and _same_headline(paragraph.words, title) else role
        for paragraph, role in zip(head, roles, strict=True)
    ]


def _head_role(text: str, paragraph: Paragraph) -> SentenceRole:
    if is_header(paragraph):
        return "header"
    if is_captioned(paragraph) or (is_prose(paragraph) and _is_dated_caption(paragraph)):
        return "caption"
    if is_furniture(paragraph) or is_section_label(paragraph) or is_counter(paragraph) or may_end_text(paragraph):
        return "furniture"
    dateline = find_dateline(_raw(text, paragraph))
    if dateline and dateline.length >= paragraph.end - paragraph.start:
        return "dateline"
    return "heading" if paragraph.count <= LONGEST_HEADLINE else "body"


def _title_words(headlines: Sequence[str]) -> str | None:
    """The headline that is repeated, else the first of three words or more, else the first."""
    folded = [_fold(words) for words in headlines]
    repeated = next((words for words, key in zip(headlines, folded, strict=True) if folded.count(key) > 1), None)
    several = next((words for words in headlines if len(words.split()) >= SHORTEST_TITLE), None)
    return repeated or several or next(iter(headlines), None)


def _same_headline(words: str, title: str | None) -> bool:
    return title is not None and _fold(words) == _fold(title)


def _fold(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


def _body_roles(text: str, body: Sequence[Paragraph]) -> list[SentenceRole]:
    prose = [is_prose(paragraph) for paragraph in body]
    last_prose = max((i for i, flag in enumerate(prose) if flag), default=-1)
    last_body = next((i for i in reversed(range(len(body))) if prose[i] and _is_body_like(body[i])), -1)
    roles: list[SentenceRole] = []
    in_tail = False
    for i, paragraph in enumerate(body):
        opens_tail = i > 0 and may_end_text(paragraph)
        if (opens_tail and last_body < i) or (precedes_headline(paragraph) and last_prose < i):
            return roles + ["furniture"] * (len(body) - i)
        in_tail = opens_tail or (in_tail and not prose[i])
        announced = i > 0 and precedes_headline(body[i - 1]) and not prose[i]
        if in_tail or announced:
            roles.append("furniture")
        else:
            roles.append(_body_role(text, body, i, last_prose=last_prose))
    return roles


def _body_role(text: str, body: Sequence[Paragraph], i: int, *, last_prose: int) -> SentenceRole:
    paragraph = body[i]
    after_text = i > last_prose >= 0
    if is_furniture(paragraph) or precedes_headline(paragraph):
        return "furniture"
    if after_text and (is_section_label(paragraph) or is_counter(paragraph)):
        return "furniture"
    if is_captioned(paragraph):
        return "caption"
    if after_text and is_header(paragraph):
        return "header"
    dateline = find_dateline(_raw(text, paragraph))
    if dateline and dateline.length >= paragraph.end - paragraph.start:
        return "dateline"
    return "heading" if i and _is_heading(paragraph) and i < last_prose else "body"


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a short line closes with no mark that a sentence would have."""
    open_ended = not re.search(r"[.!?…:;,؟。]['\"”’»)\]]*$", paragraph.words)
    return paragraph.count <= LONGEST_HEADING and open_ended and not _BULLET.match(paragraph.words)


def _raw(text: str, paragraph: Paragraph) -> str:
    return text[paragraph.start : paragraph.end]
