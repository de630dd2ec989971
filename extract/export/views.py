"""The questions that people ask a database of events first, as views in the SQL that DuckDB and SQLite share."""

from __future__ import annotations

from typing import Final

VIEWS: Final = {
    "casualties": """
        SELECT e.id AS event_id, e.title, e.date_earliest, c.unit, c.low, c.high, c.best, c.rank, c.according_to,
               c.outlets, c.origins_min, c.origins_max
        FROM claims c JOIN events e ON e.id = c.event_id
        WHERE c.field = 'casualties' ORDER BY e.date_earliest, e.id, c.number""",
    "disputed": """
        SELECT e.id AS event_id, e.title, e.date_earliest, f.field, f.kind, f."values"
        FROM conflicts f JOIN events e ON e.id = f.event_id
        WHERE f.status = 'open' ORDER BY e.date_earliest, e.id, f.number""",
    "sentences": """
        SELECT c.event_id, c.field, c.value, c.rank, a.outlet, r.article_id, v.start, v."end", v.quote
        FROM claims c
        JOIN claim_records l ON l.event_id = c.event_id AND l.claim = c.number
        JOIN records r ON r.id = l.record_id
        JOIN articles a ON a.id = r.article_id
        JOIN evidence v ON v.record_id = r.id
        ORDER BY c.event_id, c.number, a.outlet, v.record_id, v.number""",
    "told_by": """
        SELECT r.event_id, a.outlet, a.id AS article_id, a.published, count(*) AS records
        FROM records r JOIN articles a ON a.id = r.article_id
        GROUP BY r.event_id, a.outlet, a.id, a.published ORDER BY r.event_id, a.published, a.id""",
}
"""The questions people ask first: figures, open differences, the sentences behind each claim, who reports what."""
