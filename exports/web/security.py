"""What every answer carries and every request must show: security headers, and a Host we serve."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

_GRIPS = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
"""The one constant style element that YASGUI's table adds (handles between columns), allowed by its hash."""

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": f"'self' {_GRIPS}",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def content_policy() -> str:
    """The content security policy: everything from here, nothing inline, nothing from elsewhere.

    >>> content_policy().split("; ")[:2]
    ["default-src 'none'", "script-src 'self'"]
    """
    return "; ".join(f"{name} {value}" for name, value in _POLICY.items())


HEADERS = {
    "content-security-policy": content_policy(),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def hosts_for(bind: str) -> frozenset[str]:
    """The Host names a server bound to this address answers to. An unspecified address (0.0.0.0, ::)
    is reached under names only its owner knows, so there any literal address is taken (see `allowed`)."""
    literal = f"[{bind}]" if ":" in bind else bind
    return LOOPBACK | {literal.lower()}


def host_of(header: str) -> str:
    """The host without its port, in lower case.

    >>> host_of("[::1]:8000"), host_of("LocalHost:80")
    ('[::1]', 'localhost')
    """
    host = header.strip().lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def allowed(host: str, hosts: Collection[str]) -> bool:
    """True for a named host, or for any literal address where the server is bound to all of them.
    A DNS-rebinding page arrives under its own name, never under a literal address."""
    if host in hosts:
        return True
    return bool({"0.0.0.0", "[::]"} & set(hosts)) and _is_address(host.strip("[]"))  # noqa: S104 - compared, not bound


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


_OTHER_HOST = (
    "This server does not answer to that host name. Open it by its address, or start it with --host.\n"
)


class Guard:
    """Refuses requests for other hosts and adds the security headers to every answer."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an allowed request through."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif allowed(host_of(Headers(scope=scope).get("host", "")), self.hosts):
            await self.app(scope, receive, _with_headers(send))
        else:
            await PlainTextResponse(_OTHER_HOST, status_code=421)(scope, receive, _with_headers(send))


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return wrapped
