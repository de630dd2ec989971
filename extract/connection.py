"""Plain HTTP to a model's service: through the proxy and with the certificates that the environment names."""

from __future__ import annotations

import httpx2

from extract.settings import proxy_for


class Connection(httpx2.AsyncBaseTransport):
    """Sends each request directly or through the proxy for its host, with connections kept open in between.

    Certificates are checked against the system's, or those of SSL_CERT_FILE and SSL_CERT_DIR.
    """

    def __init__(self) -> None:
        """Make one without any connection yet."""
        self._routes: dict[tuple[str, str | None], httpx2.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response; its body is yet to be read."""
        proxy = proxy_for(str(request.url))
        key = (request.url.scheme, proxy)
        if key not in self._routes:
            # Without TLS there is nothing to verify, and loading certificates takes longer than a replayed answer.
            secure = request.url.scheme == "https" or (proxy or "").startswith("https")
            self._routes[key] = httpx2.AsyncHTTPTransport(verify=secure, proxy=proxy, limits=_LIMITS)
        return await self._routes[key].handle_async_request(request)

    async def aclose(self) -> None:
        """Close the connections."""
        for route in self._routes.values():
            await route.aclose()


# How many calls are in flight is for the pipeline to say.
_LIMITS = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
