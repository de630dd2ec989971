"""Tells statements that nobody makes: a noun taken for a verb of saying, an occasion taken for what is said."""

from __future__ import annotations

import re

from extract.base.types import Grounded
from extract.knowledge.language.clause import is_nothing_said
from extract.knowledge.language.speech import SpeechContext, is_passive, speaker_of
from schemas import Span

_OWNER = re.compile(r"(?:\b(?:the|a|an|its|their|his|her|our|this|these|those)|['’]s?)\s+$", re.IGNORECASE)
_RANKED = re.compile(
    r"\b(?:the|its|their|his|her|['’]s)\s+(?:first|second|third|last|latest|only|most|widely|previously|recently|officially)\s+$",
    re.IGNORECASE,
)
"""Before a participle that goes with a noun: "the first reported death"."""
_NOUN = re.compile(r"\s+(?!(?:that|by|to|in|on|of|for|as|at|and|or|it|he|she|they|the|an?|his|her|its|their)\b)[a-z]")
_SPEAKS = re.compile(r"(?:was |is )?(?:sp(?:ea|o)k\w*|(?:respond|repl|answer|testif|argu|talk)\w*)", re.IGNORECASE)
_OCCASION = re.compile(
    r"(?:(?:\w+day|yesterday|today|earlier|later) )?(?:at|in|to|with|during|before|after|from|on)\b", re.IGNORECASE
)
_PARTICIPLE = re.compile(r"\w+ed|said|told|thought|known", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"(?:believed|thought|suspected|said|reported|known|expected|alleged|estimated) to (?:be|have)\b", re.IGNORECASE
)
_AGENT = re.compile(r"by (?!\w+ing\b)", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:of|without|beyond|no|any)\s+$", re.IGNORECASE)
_CALL = re.compile(r"call(?:s|ed|ing)?", re.IGNORECASE)
_IN_WHAT = re.compile(r"\bwhat\s+(?:\S+\s+){1,6}$", re.IGNORECASE)
_MARK = re.compile(r"[“”„«»\"]")
_TURN = re.compile(r"\W*[A-Z][\w.’' -]{1,40}:")


def not_said(item: Grounded, setting: SpeechContext) -> str | None:
    """Why the words of a statement say that nobody says it; None if they do not."""
    content, cue = item.spans.get("content"), item.spans.get("cue")
    if not (setting.verbs or _is_told_as_speech(content, setting)):
        return "record: the sentence has no verb of saying and no quotation"
    if cue is None or not setting.holds(cue):
        return None
    if content and cue.start < content.end and content.end <= cue.end:
        return f"content: “{setting.words(content)}” only says that something is said"
    if content and setting.holds(content) and (why := _no_content(item, content, cue, setting)):
        return why
    return _no_verb(setting, cue) if setting.is_verb(cue) else None


def _no_content(item: Grounded, content: Span, cue: Span, setting: SpeechContext) -> str | None:
    words = setting.words(content)
    if _is_occasion(setting.words(cue), words):
        return f"content: “{words}” tells where or to whom, not what is said"
    if content == item.spans.get("speaker") or _AGENT.match(words):
        return f"content: “{words}” is who speaks, not what is said"
    if not _MARK.search(setting.text) and is_nothing_said(words, setting.words(cue)) and not _calls(setting, cue):
        return f"content: “{words}” is a thing, and neither a clause nor a quotation"
    return None


def _calls(setting: SpeechContext, cue: Span) -> bool:
    """True of "called for a vote" and "called it a farce", not of what somebody called a response."""
    before = setting.text[: setting.inside(cue).start]
    return _CALL.fullmatch(setting.words(cue)) is not None and _IN_WHAT.search(before) is None


def _after_a_noun(words: str, before: str, behind: str) -> bool:
    """True of a participle that goes with a noun ("a man believed to be") and of a noun itself ("of doubt")."""
    if _PARTICIPLE.fullmatch(words):
        return _SPOKEN_OF.match(words + behind) is not None
    return words.isalpha() and _PREPOSITION.search(before) is not None and not words.endswith("ing")


def _is_occasion(cue: str, content: str) -> bool:
    return _SPEAKS.fullmatch(cue) is not None and _OCCASION.match(content) is not None


def _is_told_as_speech(content: Span | None, setting: SpeechContext) -> bool:
    """True where something is quoted, printed behind its speaker ("RUIZ: …"), or told in another sentence."""
    elsewhere = content is None or not setting.holds(content)
    return elsewhere or _MARK.search(setting.text) is not None or _TURN.match(setting.text) is not None


def _no_verb(setting: SpeechContext, cue: Span) -> str | None:
    words, place = setting.words(cue), setting.inside(cue)
    before = setting.text[: place.start]
    owned = _OWNER.search(before) or _RANKED.search(before)
    if " " not in words and owned and _NOUN.match(setting.text, place.end):
        return f"cue: “{words}” is no verb there"
    if _after_a_noun(words, before, setting.text[place.end :]):
        return f"cue: “{words}” does not tell there who says it"
    subject = speaker_of(setting, cue)
    if subject and setting.words(subject).lower().split()[0] == "there":
        return "speaker: the sentence names nobody who says it"
    if subject is None and is_passive(setting, cue):
        return f"cue: “{words}” does not tell there who says it"
    return None
