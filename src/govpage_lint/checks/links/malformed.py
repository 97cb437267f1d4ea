"""Decides whether the address of a link is one that can lead where it is meant to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from govpage_lint.checks.icons.inside import is_template
from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.links.addresses import written_address
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import longest_first, regex

_HTTP = r"https?"
# What most addresses are like, and nothing is wrong with.
_PLAIN = regex(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#]|\Z)|/(?![\\])|\?|\.\.?/",
    re.IGNORECASE,
)
_SLASHES = regex(rf"{_HTTP}:(?!//[^/\s])(?!/*\Z)", re.IGNORECASE)
_NOTHING = regex(rf"{_HTTP}:/*\Z|mailto:\s*\Z|tel:[/\s]*\Z", re.IGNORECASE)
_NO_COLON = regex(rf"{_HTTP}[;,.]?//", re.IGNORECASE)
_TWICE = regex(rf"(?:{_HTTP}:?/{{0,2}}){{2}}", re.IGNORECASE)
_DRIVE = regex(r"(?:file:/*)?[a-z][:|][\\/]|\\\\[\w.-]+\\", re.IGNORECASE)
_LOCAL_HOST = regex(
    rf"{_HTTP}://(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|\[::1\])(?:[:/?#]|\Z)",
    re.IGNORECASE,
)
_SPACED_HOST = regex(rf"{_HTTP}://[^/?#]*\s", re.IGNORECASE)
_MAIL = regex(r"(?!/)[^\s@,;:<>()\[\]\\]+@[^\s@,;:<>()\[\]\\]+\.[^\s@,;:<>()\[\]\\.]+")
_BARE_MAIL = regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
_PHONE = regex(r"\+?[\d().\- ]*\d[\d().\- *#,pw]*(?:;.*)?", re.IGNORECASE)
_LEFT_OVER: Final = frozenset(
    ("undefined", "null", "[object object]", "nan", "#undefined", "none", "tbd")
)
_WWW = regex(r"www\.[\w-]+\.[\w.-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Known:
    """Schemes that were misspelled, and addresses that begin with a host and no scheme."""

    misspelled: re.Pattern[str]
    host: re.Pattern[str]


@check
def malformed(page: Page, element: Element) -> Iterator[Verdict]:
    """The address of a link is well formed.

    Cases: "twice" a scheme; "colon" missing; "slashes" too few or many; "scheme" misspelled; "host"
    with no scheme, which leads to a file of this site; "space" in a host; "local" a file or server
    that only the author has; "mail" and "mail-scheme"; "phone"; "nothing" but a scheme; "left-over" of a
    program. Silent about what a template fills in.
    """
    written = written_address(element)
    text = (written or "").strip()
    if not text or is_template(text):
        return
    if _PLAIN.match(text):
        yield passed(element)
        return
    case = _case(made_once(page.data("link_addresses"), _known), text)
    if case is None:
        yield passed(element)
    else:
        yield failed(AttributeOf(element, "href"), case)


def _case(known: _Known, text: str) -> str | None:
    lower = text.lower()
    if lower in _LEFT_OVER:
        return "left-over"
    if _NOTHING.match(text):
        return "nothing"
    if lower.startswith("mailto:"):
        return None if _is_mail(text[7:]) else "mail"
    if lower.startswith("tel:"):
        return None if _PHONE.fullmatch(text[4:].strip().replace("%20", " ")) else "phone"
    if _BARE_MAIL.fullmatch(text):
        return "mail-scheme"
    return _case_of_web(known, text)


def _case_of_web(known: _Known, text: str) -> str | None:
    cases = (
        ("twice", _TWICE),
        ("colon", _NO_COLON),
        ("slashes", _SLASHES),
        ("local", _DRIVE),
        ("local", _LOCAL_HOST),
        ("space", _SPACED_HOST),
        ("scheme", known.misspelled),
        ("host", _WWW),
        ("host", known.host),
    )
    return next((case for case, pattern in cases if pattern.match(text)), None)


def _is_mail(text: str) -> bool:
    """Whether what follows ``mailto:`` is a list of addresses, or leaves them to the query."""
    addresses, _, query = text.partition("?")
    if not addresses.strip():
        return bool(query)
    parts = regex(r"[,;]").split(addresses.replace("%20", " ").replace("%40", "@"))
    return all(_MAIL.fullmatch(part.strip()) or _is_named(part) for part in parts if part.strip())


def _is_named(part: str) -> bool:
    """Whether it is an address with the name of its owner: "Kim <kim@gaon.go.kr>"."""
    found = regex(r"<([^<>]+)>\s*\Z").search(part.replace("%3C", "<").replace("%3E", ">"))
    return found is not None and _MAIL.fullmatch(found[1]) is not None


def _known(table: Mapping[str, Any]) -> _Known:
    def either(words: list[str]) -> str:
        return "|".join(map(re.escape, longest_first(words)))

    return _Known(
        regex(rf"(?:{either(table['misspelled'])})\s*:(?!\d)", re.IGNORECASE),
        regex(rf"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{either(table['tlds'])})(?:/|\Z)", re.IGNORECASE),
    )
