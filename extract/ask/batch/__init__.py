"""Questions that are sent together and answered within a day, for less: what is kept of them on disk."""

from extract.ask.batch.drafts import Drafts
from extract.ask.batch.entry import Entry
from extract.ask.batch.ledger import Ledger, LedgerInUseError, Standing
from extract.ask.batch.service import BatchService, BatchState, Outcome

__all__ = ["BatchService", "BatchState", "Drafts", "Entry", "Ledger", "LedgerInUseError", "Outcome", "Standing"]
