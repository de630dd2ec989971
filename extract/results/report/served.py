"""The page as `review --page` serves it: the report that reads and writes a file of judgements."""

from __future__ import annotations

from collections.abc import Iterable

from extract.base.errors import InputError
from extract.results.report.page import escaped_json, hash_of, packed

_POLICY = "default-src &#39;none&#39;; "
_SCRIPTS = "script-src "
_DATA = '<script type="application/json" id="data">'
_END = "</body>"


def served_page(report: str, given: Iterable[object]) -> str:
    """A report as written by a run, which now reads and writes the judgements of a file.

    Args:
        report: The text of ``report.html``.
        given: The judgements in the file, ready for JSON.

    Raises:
        InputError: it is not the page of this version.
    """
    head, policy, rest = report.partition(_POLICY)
    before, scripts, after = rest.partition(_SCRIPTS)
    body, end, tail = after.rpartition(_END)
    if not (policy and scripts and end and '<section id="judge"' in body):
        raise InputError("report.html was written by another version: run again, with --add-to nothing is read again")
    script = packed("serve.js")
    held = f'<script type="application/json" id="file">{escaped_json(list(given))}</script>\n'
    # What it holds must stand ahead of the script that looks for it.
    body = body.replace(_DATA, f"{held}{_DATA}", 1)
    allowed = f"connect-src 'self'; {_SCRIPTS}'{hash_of(script)}' "
    return f"{head}{policy}{before}{allowed}{body}<script>{script}</script>\n{end}{tail}"
