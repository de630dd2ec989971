"""Whether the service takes batches."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from extract.ask.batch import Ledger
from extract.ask.batch.ledger import FOLDER
from extract.ask.client import batch_error, batch_service
from extract.ask.service.redaction import redactor
from extract.base.errors import CassetteError
from extract.cli.doctor.finding import Finding
from extract.pipeline.setup import Setup

ANSWERED_WITHIN_S = 30.0


def check_batches(setup: Setup, *, wanted: bool) -> Finding:
    """Whether ``--batch`` would work; a problem only where it is ``wanted``."""
    if setup.choice.provider.local:
        return _without("a model of one's own is not asked in batches", wanted=wanted)
    why = asyncio.run(_offered(setup))
    if why is None:
        return Finding("ok", "the service takes batches: --batch asks for about half the price (docs/batch.md)")
    return _without(f"the service takes no batches, so --batch will not work: {why}", wanted=wanted)


def waiting_batches(setup: Setup) -> Iterator[Finding]:
    """What is in batches that nobody has fetched yet; nothing where nothing is."""
    try:
        waiting = len(Ledger(setup.folder / FOLDER))
    except CassetteError as error:
        yield Finding("problem", str(error), "restore it, or delete the folder to have all of it asked again")
        return
    if waiting:
        yield Finding("note", f"{waiting:,} questions are in batches: --batch fetches the answers")


def _without(text: str, *, wanted: bool) -> Finding:
    return Finding("problem", text, "leave --batch out") if wanted else Finding("note", text)


async def _offered(setup: Setup) -> str | None:
    service = batch_service(
        setup.manner.api,
        base_url=setup.base_url,
        api_key=setup.key or "none",
        redact=redactor(setup.key),
        timeout_s=ANSWERED_WITHIN_S,
    )
    try:
        return await service.offered()
    except service.sdk_error as error:
        return str(batch_error(error, "ask for its list of batches"))
    finally:
        await service.close()
