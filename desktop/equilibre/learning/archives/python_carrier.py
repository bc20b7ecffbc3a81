"""How bytes come from an address where there is no curl: by Python itself.

Imported only then: what Python needs of the network takes longer to read than the first tab.
"""

import http.client
import urllib.error
import urllib.request
from contextlib import suppress

from equilibre.learning.archives.carriers import (
    AGENT,
    SILENCE_SECONDS,
    CarrierFailed,
    Trouble,
    trouble_of_status,
)


class Python:
    """Python itself, where it can encrypt."""

    def __init__(self, address: str, offset: int, protocol: str) -> None:
        request = urllib.request.Request(address, headers={"User-Agent": AGENT})
        if offset:
            request.add_header("Range", f"bytes={offset}-")
        if request.type != protocol:
            raise CarrierFailed(Trouble.OTHER, f"not {protocol}")
        opener = urllib.request.build_opener(_SameProtocol(protocol))
        try:
            self._answer = opener.open(request, timeout=SILENCE_SECONDS)
        except urllib.error.HTTPError as problem:
            problem.close()
            raise CarrierFailed(trouble_of_status(problem.code), str(problem)) from problem
        except (OSError, http.client.HTTPException) as problem:
            raise CarrierFailed(_trouble_of_python(problem), str(problem)) from problem
        if offset and self._answer.status != http.HTTPStatus.PARTIAL_CONTENT:
            self.close()
            raise CarrierFailed(Trouble.RANGE, "the whole file came instead of its rest")

    def read(self, most: int) -> bytes:
        try:
            content: bytes = self._answer.read1(most)
        except (OSError, ValueError, http.client.HTTPException) as problem:
            raise CarrierFailed(Trouble.NETWORK, str(problem)) from problem
        left = self._answer.length  # read1 says nothing of an answer that broke off
        if not content and left:
            raise CarrierFailed(Trouble.NETWORK, f"{left} bytes did not come")
        return content

    def end(self) -> None:
        """Do nothing: closing would wait for the one who reads, who waits half a minute at most."""

    def close(self) -> None:
        with suppress(OSError):
            self._answer.close()


def _trouble_of_python(problem: Exception) -> Trouble:
    reason = getattr(problem, "reason", problem)
    return Trouble.SECURITY if type(reason).__name__.startswith("SSL") else Trouble.NETWORK


class _SameProtocol(urllib.request.HTTPRedirectHandler):
    """Follows the site to another address, never to an open one."""

    def __init__(self, protocol: str) -> None:
        self._protocol = protocol

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not newurl.startswith(f"{self._protocol}:"):
            fp.close()
            raise urllib.error.URLError("sent on to an address that is not encrypted")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
