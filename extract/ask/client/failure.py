"""Tells three causes of a failed exchange apart: wrong set-up, a question that does not fit, a service that is ill."""

from __future__ import annotations

import httpx2

from extract.ask.client.dialect_fallback import Service
from extract.ask.service.protocol import is_out_of_credit, refusal_in
from extract.base.errors import ConfigError, ContentRefusedError, NotAskedError, ProviderError, TooLongError

_NO_KEY = frozenset({401, 403})
_NOT_FOUND = 404


def first_line(error: BaseException) -> str:
    """The first line of an error's text, or what kind it is."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def provider_error(cause: BaseException, service: Service, *, reached: bool) -> Exception:
    """Our own error for one of an SDK's; ``reached`` where the server has answered before."""
    if isinstance(cause.__cause__, NotAskedError):
        return NotAskedError(str(cause.__cause__))
    response = getattr(cause, "response", None)
    if response is not None and (refusal := refusal_in(response.status_code, response.content)):
        if refusal.reason == "too long":
            return TooLongError(f"too long for the model: {refusal.message}")
        return ContentRefusedError(f"the service refuses this content: {refusal.message}")
    if wrong := _set_up_wrong(cause, reached=reached):
        return ConfigError(wrong)
    if isinstance(cause, service.connection_error):
        cause = cause.__cause__ or cause
    what = f"{type(cause).__name__}: {first_line(cause)}"
    return ProviderError(what if isinstance(cause, service.sdk_error) else f"the server sent no answer ({what})")


def _set_up_wrong(cause: BaseException, *, reached: bool) -> str | None:
    # A connection that fails later, or in another way, is a fault of this call and not of the set-up.
    if isinstance(cause.__cause__, httpx2.ConnectError | httpx2.ConnectTimeout) and not reached:
        return f"no model server answers: {first_line(cause.__cause__)}"
    response = getattr(cause, "response", None)
    if response is not None and is_out_of_credit(response.status_code, response.content):
        return f"the account at the service has no credit left: {first_line(cause)}"
    status = getattr(cause, "status_code", None)
    if status in _NO_KEY:
        return f"the server refuses the key: {first_line(cause)}"
    return f"the server does not know the model: {first_line(cause)}" if status == _NOT_FOUND else None
