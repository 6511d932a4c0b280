# SPDX-License-Identifier: Apache-2.0
"""From what a library raised to one of a few causes that an officer can do something about.

dns          the address leads nowhere: spelling
no-network   nothing is reachable, or the server's machine refuses; work goes on offline
proxy        something between blocks or wants a sign-in of its own
timeout      it answers, but not in time
certificate  the server cannot prove who it is; `detail` says what is wrong
not-ours     something answers that is not our server
too-old      our server, but the versions do not fit
clock        this machine's clock is far off
server       our server says no or cannot; its problem is attached
"""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions as u3

from workspace.sync.engine import Failure

KINDS = ("dns", "no-network", "proxy", "timeout", "certificate", "not-ours", "too-old", "clock", "server")
# Which of the five named checks a failure belongs to.
CHECK_OF = {
    "dns": "address",
    "no-network": "network",
    "proxy": "network",
    "timeout": "network",
    "certificate": "secure",
    "not-ours": "server",
    "server": "server",
    "too-old": "version",
    "clock": "version",
}
# OpenSSL's verification codes (x509_vfy.h).
CERTIFICATE = {
    9: "not-yet-valid", 10: "expired", 18: "self-signed", 19: "unknown-issuer", 20: "unknown-issuer",
    21: "unknown-issuer", 23: "revoked", 62: "wrong-host", 64: "wrong-host",
}  # fmt: skip
UNREACHABLE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
ANYWHERE = ("192.0.2.1", 9)  # an address for documentation (RFC 5737): only the route to it is looked up


def of(error: BaseException, *, proxied: bool = False) -> Failure:
    """The failure an exception of requests, urllib3 or the socket stands for."""
    chain = list(_chain(error))
    for one in chain:
        if isinstance(one, ssl.SSLCertVerificationError):
            return Failure("certificate", detail=CERTIFICATE.get(one.verify_code, "other"))
    if any(isinstance(one, requests.exceptions.ProxyError | u3.ProxyError) for one in chain):
        return Failure("proxy")
    if any(isinstance(one, ssl.SSLError) for one in chain):
        return Failure("certificate", detail="tls")
    if any(isinstance(one, u3.NameResolutionError | socket.gaierror) for one in chain):
        return Failure("proxy" if proxied else "dns" if has_route() else "no-network")
    numbers = {one.errno for one in chain if isinstance(one, OSError)}
    if UNREACHABLE & numbers:
        return Failure("no-network", detail="unreachable")
    if errno.ECONNREFUSED in numbers:
        return Failure("proxy" if proxied else "no-network", detail="refused")
    if any(isinstance(one, requests.Timeout | u3.TimeoutError | TimeoutError) for one in chain):
        return Failure("timeout")
    if any(isinstance(one, u3.ProtocolError | requests.ConnectionError | OSError) for one in chain):
        return Failure("no-network", detail="cut")
    return Failure("not-ours", detail=type(error).__name__)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and everything it was made of."""
    seen: set[int] = set()
    ahead: list[BaseException] = [error]
    while ahead:
        one = ahead.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        linked = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        ahead += [other for other in linked if isinstance(other, BaseException)]


def has_route() -> bool:
    """Whether this machine has any way out. No packet is sent: connecting UDP only chooses a route."""
    for family, address in ((socket.AF_INET, ANYWHERE), (socket.AF_INET6, ("2001:db8::1", 9))):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect(address)
                return True
        except OSError:
            continue
    return False
