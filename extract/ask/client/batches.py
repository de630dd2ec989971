"""The batches of the service that a model is asked at."""

from __future__ import annotations

from collections.abc import Callable

import httpx2

from extract.ask.batch import BatchService
from extract.ask.client.file_batches import FileBatches
from extract.ask.client.message_batches import MessageBatches
from extract.ask.client.patience import FileTransport
from extract.ask.service.connection import Connection
from extract.ask.service.models import Api
from extract.ask.service.redaction import Redact

_SERVICES: dict[Api, Callable[..., BatchService]] = {"chat": FileBatches, "messages": MessageBatches}


def batch_service(api: Api, *, base_url: str | None, api_key: str, redact: Redact, timeout_s: float) -> BatchService:
    """The batches of a service; to be closed after use.

    Raises:
        ConfigError: the provider's SDK is not installed.
    """
    transport = FileTransport(Connection(), redact)
    http = httpx2.AsyncClient(transport=transport, timeout=httpx2.Timeout(timeout_s, connect=20))
    return _SERVICES[api](base_url=base_url, api_key=api_key, http=http)
