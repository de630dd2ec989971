"""Statements: one remark of one speaker; what somebody said was said, wherever and whenever it was."""

from __future__ import annotations

from extract.kinds.rules import Rules
from extract.kinds.statement.second_look import check
from extract.kinds.statement.title import title
from extract.reconcile.fuse.fields import CONTENT
from extract.reconcile.fuse.is_event import is_always_one
from extract.reconcile.kind_rules import KindRules
from extract.reconcile.match.cannot_link import dates_apart, other_speaker

RULES = Rules(
    check=check,
    reconciling=KindRules(
        vetoes=(dates_apart, other_speaker),
        is_event=is_always_one,
        title=title,
        claimed=("speaker", "content", "act", "addressee", "about", "channel", "place"),
        fields={"content": CONTENT},
    ),
)
