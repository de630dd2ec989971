"""Judgements of people on records: read from a file, found in this reading, freed of contradictions, obeyed."""

from extract.judgements.agreement import Agreement, cohen_kappa, compare
from extract.judgements.file import (
    JudgementLine,
    append_line,
    parse_judgement,
    read_judgements,
    remove_last_line,
    remove_line,
)
from extract.judgements.obey import Heard, hear, judged_of, unheard
from extract.judgements.open import open_pairs, refs_to
from extract.judgements.originals import with_originals

__all__ = [
    "Agreement",
    "Heard",
    "JudgementLine",
    "append_line",
    "cohen_kappa",
    "compare",
    "hear",
    "judged_of",
    "open_pairs",
    "parse_judgement",
    "read_judgements",
    "refs_to",
    "remove_last_line",
    "remove_line",
    "unheard",
    "with_originals",
]
