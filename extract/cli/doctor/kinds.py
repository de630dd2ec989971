"""Whether every kind that is installed has what it needs."""

from __future__ import annotations

from extract.ask.prompt import load_prompt
from extract.base.errors import ConfigError
from extract.cli.doctor.finding import Finding
from extract.pipeline.reconcile_settings import load_reconcile_settings
from schemas import KINDS, KindError


def check_kinds() -> Finding:
    """The kinds there are, or what is wrong with one: its package, prompt, rules or weights."""
    try:
        for kind in KINDS:
            load_prompt(kind)
        load_reconcile_settings()
    except (KindError, ConfigError) as error:
        return Finding("problem", str(error), "mend its package (docs/kinds.md), or uninstall it")
    return Finding("ok", f"kinds: {', '.join(KINDS)}")
