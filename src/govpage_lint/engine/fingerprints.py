"""Decides what makes two findings of two runs the same fault: what stays when a page is edited.

A fingerprint is made of the rule, of what it complains of, of the element's tag without what changes
by itself (numbers, session ids, generated ids, nonces, hashes in the names of files, the order of
attributes), and of the landmark or the element with an id that it stands in. It knows nothing of
lines, of siblings, or of the page: a fault of a template has one fingerprint on all pages made from
it. Findings that look the same get the same one, and an order on one page: ``1f…``, ``1f…-2``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import Final

from govpage_lint.digests import sha256
from govpage_lint.document.tree import Element
from govpage_lint.findings import Finding, Suppressed
from govpage_lint.records import replace
from govpage_lint.regexes import regex

_LANDMARKS: Final = frozenset(
    ("header", "nav", "main", "aside", "footer", "section", "article", "form", "dialog", "head")
)
_LANDMARK_ROLES: Final = frozenset(
    (
        "banner",
        "navigation",
        "main",
        "complementary",
        "contentinfo",
        "region",
        "search",
        "form",
        "dialog",
    )
)
_DROPPED: Final = frozenset(("nonce", "integrity", "ng-version", "srcset", "imagesrcset"))
_DROPPED_BEGINNINGS: Final = ("data-", "_ngcontent", "_nghost", "jsname", "jslog")
_ADDRESSES: Final = frozenset(
    (
        "href",
        "src",
        "action",
        "formaction",
        "poster",
        "data",
        "cite",
        "background",
        "longdesc",
        "xlink:href",
    )
)
# What changes from one build or visit to the next: hashes in names of files and classes, keys, long
# hexadecimal numbers; then any word with a number in it. Words that only end in a number are left to
# the last, however long the number is.
_ASSET_HASH: Final = regex(
    r"[-._](?=[\w-]*(?:\d[A-Za-z]|[a-z][A-Z]))[A-Za-z0-9_-]{6,}(?=\.(?:min\.)?[a-z0-9]{2,5}(?:$|[?#]))"
)
_MODULE_HASH: Final = regex(r"(?<=__)(?=[\w-]*(?:\d[A-Za-z]|[A-Z]))[A-Za-z0-9_-]{5,}(?=\s|$)")
_KEY: Final = regex(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|(?=[A-Za-z0-9+=]*\d[A-Za-z])[A-Za-z0-9+=]{20,}"
    r"|(?<![A-Za-z0-9])[0-9a-f]{8,}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# What every key has.
_LONG: Final = regex(r"[0-9a-f]{8}|[a-z0-9+=]{20}", re.IGNORECASE)
_DIGIT: Final = regex(r"\d")
_NUMBERED: Final = regex(r"([^\W\d_]*)\d[^\W_]*")
_GENERATED: Final = regex(r":[A-Za-z0-9_-]+:")
_SESSION: Final = regex(
    r"(?i);jsessionid=[^?#;/]*|/\(S\([^)/]*\)\)"
    r"|(?<=[?&;])((?:jsessionid|phpsessid|aspsessionid\w*|sid|session_?id|_?csrf\w*|token|nonce|v|ver|_)=)[^&#;]*"
)
# What no page needs that was not made to take time.
_MAX_ATTRIBUTES: Final = 200
_MAX_VALUE: Final = 400
_LENGTH: Final = 20


class Fingerprints:
    """Makes the fingerprints of one document's faults: what they say of an element is read once."""

    def __init__(self) -> None:
        self._tags: dict[Element, str] = {}
        # What stands right in an element has this anchor.
        self._anchors: dict[Element, str] = {}

    def of(self, rule: str, element: Element | None, detail: str) -> str:
        """The fingerprint of a fault; ``detail`` tells it from others on the element."""
        text = f"{rule}\x1f{normal(detail)}"
        if element is not None:
            tag = self._tags.get(element)
            if tag is None:
                tag = self._tags[element] = self._tag(element)
            text = f"{text}\x1f{tag}"
        return sha256(text.encode("utf-8", "replace")).hexdigest()[:_LENGTH]

    def _tag(self, element: Element) -> str:
        # As it is written, where it is: scripts change attributes.
        tag = element if element.origin is None else element.origin
        return "\x1f".join((tag.local_name, *_attributes(tag.attributes), self._anchor(tag)))

    def _anchor(self, element: Element) -> str:
        """The nearest landmark, or element with an id, that an element stands in."""
        anchors, passed, found = self._anchors, [], ""
        above = element.parent
        while above is not None:
            if (known := anchors.get(above)) is not None:
                found = known
                break
            passed.append(above)
            name, attributes = above.local_name, above.attributes
            if name in ("body", "html"):
                break
            identifier = attributes.get("id", "")
            role = attributes.get("role", "")
            landmark = name if name in _LANDMARKS else role if role in _LANDMARK_ROLES else ""
            if landmark or identifier:
                found = f"{landmark}#{normal(identifier)}"
                break
            above = above.parent
        for one in passed:
            anchors[one] = found
        return found


def fingerprint(rule: str, element: Element | None, detail: str) -> str:
    """The fingerprint of a single fault: see ``Fingerprints``."""
    return Fingerprints().of(rule, element, detail)


def base_of(mark: str) -> str:
    """The fingerprint without the order on its page."""
    return mark.partition("-")[0]


def in_order(mark: str, place: int) -> str:
    """The fingerprint of the ``place``-th, from 1, of findings that look the same."""
    return mark if place == 1 else f"{mark}-{place}"


def numbered(
    findings: Iterable[Finding], suppressed: Iterable[Suppressed]
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings of a page, told ones first, no two with the same fingerprint."""
    seen: dict[str, int] = {}

    def own(finding: Finding) -> Finding:
        base = base_of(finding.fingerprint)
        seen[base] = place = seen.get(base, 0) + 1
        mark = in_order(base, place)
        return finding if mark == finding.fingerprint else replace(finding, fingerprint=mark)

    told = tuple(own(finding) for finding in findings)
    return told, tuple(replace(one, finding=own(one.finding)) for one in suppressed)


def _attributes(attributes: Mapping[str, str]) -> list[str]:
    hidden = attributes.get("type", "").lower() == "hidden"
    return sorted(
        f"{name}={_value(name, value[:_MAX_VALUE])}"
        for name, value in islice(attributes.items(), _MAX_ATTRIBUTES)
        if name not in _DROPPED
        and not name.startswith(_DROPPED_BEGINNINGS)
        and not (hidden and name == "value")
    )


@lru_cache(maxsize=8192)
def _value(name: str, value: str) -> str:
    if name == "class":
        return " ".join(sorted(set(normal(value).split(" "))))
    if name in _ADDRESSES:
        value = _SESSION.sub(r"\1", value)
    return normal(value)


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """A text on one line in which all that changes by itself looks the same."""
    text = " ".join(text[:_MAX_VALUE].split())
    if text.isalpha():
        return text
    # Each pattern takes longer than a look at whether it can match at all.
    if "." in text:
        text = _ASSET_HASH.sub("0", text)
    if ":" in text:
        text = _GENERATED.sub("0", text)
    if "__" in text:
        text = _MODULE_HASH.sub("0", text)
    if _LONG.search(text) is not None:
        text = _KEY.sub("0", text)
    return _NUMBERED.sub(_numbered, text) if _DIGIT.search(text) is not None else text


def _numbered(match: re.Match[str]) -> str:
    """A word with its number: ``item12`` stays an item, ``x7Ab3`` is nothing but a number."""
    letters = match[1]
    return f"{letters}0" if match[0][len(letters) :].isdecimal() else "0"
