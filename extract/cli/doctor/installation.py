"""Which optional parts are installed."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib import metadata

from extract.base.command_line import version
from extract.cli.doctor.finding import Finding

DISTRIBUTION = "rashomon-events"

_FOR_DEVELOPERS = frozenset({"all", "test", "browser", "readers", "lint"})
_REQUIREMENT = re.compile(r"([\w.-]+).*;\s*extra\s*==\s*['\"]([\w-]+)['\"]")


def check_installation() -> Iterator[Finding]:
    """The version, and each extra that is not there with how to get it; the first word of a requirement names it."""
    yield Finding("ok", f"{DISTRIBUTION} {version()}, Python {platform.python_version()}")
    needs = _needs()
    missing = {extra: names for extra, wanted in needs.items() if (names := [n for n in wanted if not _installed(n)])}
    there = sorted(set(needs) - set(missing))
    if there:
        yield Finding("ok", f"extras installed: {', '.join(there)}")
    for extra, names in sorted(missing.items()):
        remedy = f"only if you need it: pip install '{DISTRIBUTION}[{extra}]'"
        yield Finding("note", f"extra {extra} is not installed ({', '.join(names)})", remedy)


def _needs() -> dict[str, list[str]]:
    """Distributions by the extra that wants them, as the installed package itself says."""
    needs: dict[str, list[str]] = {}
    try:
        requirements = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return {}
    for requirement in requirements:
        found = _REQUIREMENT.match(requirement)
        if found and found[2] not in _FOR_DEVELOPERS and found[1] != DISTRIBUTION:
            needs.setdefault(found[2], []).append(found[1])
    return needs


def _installed(distribution: str) -> bool:
    try:
        metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True
