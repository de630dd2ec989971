"""``report.html``: one page to read a result by, without a server, a network or anything beside it."""

from extract.results.report.page import report_html
from extract.results.report.served import served_page

__all__ = ["report_html", "served_page"]
