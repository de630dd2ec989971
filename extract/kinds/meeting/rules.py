"""Meetings: one company on one occasion; a visit may hold several."""

from __future__ import annotations

from extract.kinds.meeting.is_event import is_known_meeting
from extract.kinds.meeting.second_look import check
from extract.kinds.meeting.title import title
from extract.kinds.rules import Rules
from extract.reconcile.fuse.fields import ANY_FORMAT
from extract.reconcile.fuse.links import link_visits
from extract.reconcile.kind_rules import KindRules
from extract.reconcile.match.cannot_link import (
    dates_apart,
    other_company,
    other_country,
    other_standing,
    told_before,
)

RULES = Rules(
    check=check,
    reconciling=KindRules(
        vetoes=(dates_apart, told_before, other_country, other_company, other_standing),
        is_event=is_known_meeting,
        title=title,
        claimed=("format", "place", "outcome"),
        fields={"format": ANY_FORMAT},
        links=(link_visits,),
    ),
)
