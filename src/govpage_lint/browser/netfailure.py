"""What a failed navigation means to a person: a browser's error code as one plain sentence."""

import re
from urllib.parse import urlsplit

from govpage_lint.browser.errors import PageLoadError

# Kind, what the browser's code has in it, sentence. The first that matches decides. Chromium says
# ERR_NAME_NOT_RESOLVED, Firefox dnsNotFound.
_FAILURES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("unresolved", ("NAME_NOT_RESOLVED", "NAME_RESOLUTION", "dnsNotFound"), "The host {host} is unknown."),
    ("refused", ("CONNECTION_REFUSED", "connectionFailure"), "{host} refused the connection."),
    ("redirects", ("TOO_MANY_REDIRECTS", "redirectLoop"), "{url} redirects for ever."),
    (
        "tls",
        ("CERT", "SSL", "TLS", "nssFailure", "nssBadCert", "SEC_ERROR"),
        "The connection to {host} is not secure ({code}).",
    ),
    ("no-answer", ("TIMED_OUT", "netTimeout"), "{host} did not answer in time."),
    (
        "broken-connection",
        (
            "CONNECTION_RESET", "CONNECTION_CLOSED", "CONNECTION_ABORTED", "EMPTY_RESPONSE",
            "NETWORK_CHANGED", "CONTENT_LENGTH_MISMATCH", "INCOMPLETE_CHUNKED", "HTTP2_",
            "netReset", "netInterrupt",
        ),
        "{host} broke the connection off.",
    ),
    (
        "no-connection",
        ("UNREACHABLE", "INTERNET_DISCONNECTED", "PROXY", "netOffline", "proxy"),
        "{host} cannot be reached from here ({code}).",
    ),
    (
        "no-address",
        ("INVALID_URL", "UNSAFE_PORT", "UNKNOWN_URL_SCHEME", "malformedURI", "deniedPortAccess",
         "invalid argument"),
        "{url} is no address that a browser opens.",
    ),
    ("missing-target", ("FILE_NOT_FOUND", "fileNotFound"), "There is no file {url}."),
)  # fmt: skip

# Failures that may be gone at the next try.
TRANSIENT = frozenset({"broken-connection", "no-answer"})


def failure(url: str, told: str) -> PageLoadError:
    """The error for an address whose opening failed with the browser's own code or words."""
    host = urlsplit(url).netloc.rpartition("@")[2] or url
    found = re.search(r"ERR_[A-Z0-9_]+", told)
    code = found.group() if found else told
    for kind, marks, sentence in _FAILURES:
        if any(mark in told for mark in marks):
            message = sentence.format(host=host, url=url, code=code)
            return PageLoadError(kind, message, url=url, host=host, reason=code)
    message = f"{url} could not be opened ({code or 'no reason given'})."
    return PageLoadError("failed", message, url=url, host=host, reason=code)


def http_failure(url: str, status: int) -> PageLoadError:
    """The error for an address that answered with an HTTP error status."""
    return PageLoadError("http-status", f"{url} answered {status}.", status=status, url=url)
