"""Decides where a link leads, and whether two links lead to one resource.

Addresses are compared after they are resolved. That two of them differ says little: servers answer
for one page at many. So there are three answers: the same, surely others, and not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit

from govpage_lint.checks.icons.networks import networks_of
from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.navigation.address import destination
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_CONTROLS = regex(r"[\t\n\r]")
_SPACE: Final = " \t\n\f\r"
_WEB: Final = ("http://", "https://")
_UNKNOWN_HOST: Final = "page.invalid"
# Where a page lies whose address nobody knows: deep enough for any "../".
_SOMEWHERE: Final = f"http://{_UNKNOWN_HOST}/1/2/3/4/5/6/7/8/9/page.html"
# How an inline script sends people to an address, and to nothing else.
_GOES = regex(
    r"""\s*(?:return\s+)?(?:(?:window|document|self|top|parent|this)\s*\.\s*)*
    (?:location(?:\s*\.\s*href)?\s*\+?=(?!=)\s*|location\s*\.\s*(?:assign|replace)\s*\(\s*|open\s*\(\s*)
    (?P<quote>['"])(?P<address>(?:(?!(?P=quote)).)*)(?P=quote)""",
    re.VERBOSE,
)
_SCHEME = regex(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INDEX = regex(r"/(?:index|default|main)\.(?:html?|php|jsp|aspx?|do)\Z", re.IGNORECASE)
_SESSION = regex(r";jsessionid=[^/?#]*", re.IGNORECASE)
# What tells a site where people come from, or who they are, and not what they want.
_IDLE_QUERY = regex(
    r"utm_\w+|fbclid|gclid|ref|referer|referrer|from|source|src|sid|phpsessid|jsessionid|_ga|mc_[ce]id",
    re.IGNORECASE,
)
# An address of the web or of this site that ends in the name of a file.
_FILE = regex(
    r"""\s*(?!(?:https?:)?//[^/?#]*(?:[?#]|\Z))      # a host is no file
    (?:(?:https?:)?//[^/?#]*/)?(?![a-z][a-z0-9+-]*:)
    (?:[^?#]*/)?[^/?#]+\.(?P<extension>[^./?#]{1,5})\s*(?:[?#]|\Z)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

type Kind = Literal["page", "place", "mail", "phone", "nowhere", "script", "other"]


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a link leads.

    ``kind``: "page" an address of the web or a file; "place" of this page; "mail" and "phone";
    "nowhere" an empty address, "#" or an idle script; "script"; "other" schemes and what is no
    address. ``written`` is the address as it stands there, ``url`` the resolved one.
    """

    kind: Kind
    written: str
    url: str = ""

    @property
    def parts(self) -> SplitResult:
        """The parts of the resolved address."""
        return urlsplit(self.url)


def written_address(link: Element) -> str | None:
    """The address that stands in a link's own attribute; None where there is none."""
    if link.local_name not in ("a", "area"):
        return None
    address = link.attributes.get("href")
    return address if address is not None or link.is_html else link.attributes.get("xlink:href")


def leads(page: Page, link: Element) -> Leads:
    """Where a link leads, by its address or by what its ``onclick`` plainly does."""
    known = page.fact(_known)
    if link not in known:
        known[link] = _leads(page, link)
    return known[link]


def _known(page: Page) -> dict[Element, Leads]:
    return {}


def _leads(page: Page, link: Element) -> Leads:
    written = written_address(link)
    if written is None:
        goes = _GOES.match(link.attributes.get("onclick", ""))
        if goes is None:
            return Leads("script", "")
        written = goes["address"]
    resolved = page.fact(_known_addresses)
    if written not in resolved:
        resolved[written] = _resolved(page, written)
    return resolved[written]


def _known_addresses(page: Page) -> dict[str, Leads]:
    return {}


def _resolved(page: Page, written: str) -> Leads:
    text = _CONTROLS.sub("", written.strip(_SPACE))
    if not text:
        return Leads("nowhere", written)
    scheme = _SCHEME.match(text)
    name = scheme[1].lower() if scheme is not None else ""
    if name in ("mailto", "tel"):
        return Leads("mail" if name == "mailto" else "phone", written, text)
    if name and name not in ("http", "https", "javascript", "file"):
        return Leads("other", written, text)
    found = destination(page, text)
    if found.kind in ("nowhere", "script"):
        goes = _GOES.match(text.partition(":")[2]) if found.kind == "script" else None
        return _resolved(page, goes["address"]) if goes is not None else Leads(found.kind, written)
    try:
        url = urljoin(page.fact(_base), text)
        urlsplit(url)
    except ValueError:  # urllib refuses some addresses that browsers take
        return Leads("other", written, text)
    return Leads("place" if found.kind == "place" else "page", written, url)


def _base(page: Page) -> str:
    """The address that others on the page are resolved against."""
    url = published_address(page) or _SOMEWHERE
    bases = page.document.by_name.get("base", ())
    base = next((e.attributes["href"] for e in bases if "href" in e.attributes), "")
    try:
        return urljoin(url, base.strip(_SPACE))
    except ValueError:
        return url


def published_address(page: Page) -> str | None:
    """Where a page is on the web: its address, or where a file says that it will be; None if unknown."""
    if page.url and page.url.startswith(_WEB):
        return page.url
    for link in page.document.by_name.get("link", ()):
        if "canonical" in link.attributes.get("rel", "").lower().split():
            address = link.attributes.get("href", "").strip(_SPACE)
            return address if address.startswith(_WEB) else None
    return None


def extension_of(link: Element) -> str:
    """The extension of the file that a link leads to, in lower case; "" where its path has none."""
    written = written_address(link)
    if written is None or "." not in written:
        return ""
    # Most have a point in their host alone.
    path = written.partition("#")[0].partition("?")[0]
    if "." not in path.rpartition("/")[2]:
        return ""
    found = _FILE.match(written)
    if found is None:
        return ""
    extension = found["extension"].lower()
    return extension if extension.isalnum() else ""


def file_name_of(target: Leads) -> str:
    """The last part of the path that an address has, decoded."""
    return unquote(target.parts.path).rpartition("/")[2]


def is_same_resource(page: Page, first: Leads, second: Leads) -> bool | None:
    """Whether two links surely lead to the same resource (True), surely to others (False), or to
    what may be either (None)."""
    if first.kind in ("nowhere", "script", "other") or second.kind in (
        "nowhere",
        "script",
        "other",
    ):
        return None
    if first.url == second.url:
        return True
    kinds = {first.kind, second.kind}
    if "mail" in kinds or "phone" in kinds:
        return _is_same_contact(first, second) if len(kinds) == 1 else False
    one, other = _plain(first.parts), _plain(second.parts)
    if one == other:
        # The same document at two places of it: what the link promises may stand at both.
        return True if first.parts.fragment == second.parts.fragment else None
    return False if _is_other_site(page, first, second) else None


def _is_same_contact(first: Leads, second: Leads) -> bool:
    def bare(target: Leads) -> str:
        contact = unquote(target.url.partition(":")[2]).partition("?")[0].casefold()
        return regex(r"[\s().-]").sub("", contact) if target.kind == "phone" else contact.strip()

    return bare(first) == bare(second)


def _plain(parts: SplitResult) -> tuple[str, str, str]:
    """An address without what makes no difference, as a rule, to where it leads."""
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.netloc.endswith((":80", ":443")) else parts.netloc.rpartition(":")[2]
    path = _SESSION.sub("", unquote(parts.path))
    path = _INDEX.sub("", path).rstrip("/")
    query = [pair for pair in parse_qsl(parts.query, True) if not _IDLE_QUERY.fullmatch(pair[0])]
    return f"{host}:{port}" if port.isdecimal() else host, path, urlencode(query)


@dataclass(frozen=True, slots=True)
class Hosts:
    """What addresses tell by themselves: parts of domains that are no site yet, hosts that lead
    anywhere, and fragments that mean nothing."""

    second_level: frozenset[str]
    shorteners: frozenset[str]
    idle: frozenset[str]

    def site_of(self, host: str) -> str:
        """The name that a site is registered by, as good as can be told without a list of all."""
        labels = host.lower().rstrip(".").split(".")
        if len(labels) < 2 or labels[-1].isdecimal():
            return host.lower()
        size = 3 if len(labels[-1]) == 2 and labels[-2] in self.second_level else 2
        return ".".join(labels[-size:])

    def are_others(self, one: str, other: str) -> bool:
        """Whether two hosts belong to two sites, and neither leads elsewhere."""
        sites = {self.site_of(one), self.site_of(other)}
        return bool(one and other) and len(sites) == 2 and not sites & self.shorteners


def hosts_of(page: Page) -> Hosts:
    """What is known of hosts, made ready once."""
    return made_once(page.data("link_addresses"), _hosts)


def _hosts(table: Mapping[str, Any]) -> Hosts:
    return Hosts(
        frozenset(table["second_level"]), frozenset(table["shorteners"]), frozenset(table["idle"])
    )


def _is_other_site(page: Page, first: Leads, second: Leads) -> bool:
    """Whether two addresses are of two sites, which nobody serves as one."""
    one, other = first.parts.hostname or "", second.parts.hostname or ""
    if _UNKNOWN_HOST in (one, other) or not hosts_of(page).are_others(one, other):
        return False
    # One service may have several names: youtu.be and youtube.com.
    networks = networks_of(page)
    network = networks.of_address(first.url)
    return network is None or network != networks.of_address(second.url)
