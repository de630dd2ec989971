"""``report.html``: one page to read a result by, without a server, a network or anything beside it."""

from extract.results.report.page import report_html

__all__ = ["report_html"]
