"""Decides which social network a link leads to, which one its words name, and whether they agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from govpage_lint.checks.icons.inside import inner
from govpage_lint.checks.icons.labels import IconLabel, labels_of
from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import longest_first, regex

_TABLE: Final = "networks"
_WORDS: Final = "icon_words"
_NOT_WORD = regex(r"[\W_]+")
_ASCII = regex(r"[\x00-\x7f]+\Z")
# A longer text is about something, and not the name of an icon.
_MAX_LABEL: Final = 100
# Nor is one a name that counts only where it stands alone ("X", "N").
_MAX_ALONE: Final = 40
_LONGEST_KEPT: Final = 300
_AUTHORITY = regex(r"[^/?#]*")
_CONTROLS: Final = ("link", "button")


@dataclass(frozen=True, slots=True)
class Network:
    """A social network: ``generic`` are words that are right for it and for others."""

    id: str
    name: str
    hosts: tuple[str, ...]
    generic: tuple[str, ...]
    any_host: bool


class Networks:
    """The networks of the table, found by host and by name."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._by_host: dict[str, Network] = {}
        self._by_name: dict[str, Network] = {}
        self._alone: dict[str, Network] = {}
        self._icons: list[tuple[re.Pattern[str], Network]] = []
        for data in table["network"]:
            network = Network(
                data["id"],
                data["name"]["en"],
                tuple(data["hosts"]),
                tuple(map(_folded, data.get("generic", ()))),
                data.get("any_host", False),
            )
            self._icons.append((regex(data["icon"]), network))
            self._by_host.update(dict.fromkeys(network.hosts, network))
            self._by_name.update({_folded(name): network for name in data.get("names", ())})
            self._alone.update({_key(word): network for word in data.get("alone", ())})
        names = longest_first(self._by_name)
        self._names = regex("|".join(map(_bounded, names)))

    def of_address(self, address: str) -> Network | None:
        """The network that an address belongs to."""
        host = _host(address)
        while host:
            if host in self._by_host:
                return self._by_host[host]
            host = host.partition(".")[2]
        return None

    def drawn_by(self, names: str) -> frozenset[Network]:
        """The networks whose icons have names like these classes and addresses of pictures."""
        return frozenset(network for pattern, network in self._icons if pattern.search(names))

    def named_in(self, label: str, around: frozenset[str]) -> tuple[frozenset[Network], bool]:
        """The networks that a label names, and whether it says nothing else.

        ``around`` are words that say nothing themselves ("share", "on", "official").
        """
        text = _folded(label)
        found: frozenset[Network] = frozenset()
        # Most labels hold none, and looking for each as a whole word takes long.
        if any(map(text.__contains__, self._by_name)):
            found = frozenset(self._by_name[match[0]] for match in self._names.finditer(text))
            if found:
                text = self._names.sub(" ", text)
        elif len(text) > _MAX_ALONE:
            return found, False
        rest = _NOT_WORD.sub(" ", text).split()
        rest = [word for word in rest if word not in around]
        if not found and _key("".join(rest)) in self._alone:
            return frozenset((self._alone[_key("".join(rest))],)), True
        return found, not rest


def networks_of(page: Page) -> Networks:
    """The networks, made ready once."""
    return made_once(page.data(_TABLE), Networks)


def around_words(page: Page) -> frozenset[str]:
    """Words that stand around the name of a network in a label and say nothing of it."""
    return made_once(page.data(_WORDS), _around)


def _around(table: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(_folded(word) for words in table["around"].values() for word in words.split())


@check
def wrong_network(page: Page, element: Element) -> Iterator[Verdict]:
    """The words of a link to a social network do not name another one.

    Cases: "text" for a text link; "picture" where only the classes and file names of the icon tell
    another network, which proves nothing.
    """
    semantics = page.semantics
    if semantics.role(element) not in _CONTROLS or not semantics.presumed_exposed(element):
        return
    networks = networks_of(page)
    address = element.attributes.get("href", "").strip()
    network = networks.of_address(address)
    if network is None and any(map(str.isalnum, semantics.visible_text(element))):
        # A text that leads anywhere.
        return
    around = around_words(page)
    for label in labels_of(page, element):
        named, only = networks.named_in(label.text, around)
        if not named or len(label.text) > _MAX_LABEL:
            continue
        if network is None:
            yield from _by_picture(networks, label, named, only=only)
        elif network in named or _has_generic(label, network):
            yield passed(element)
        elif (label.icon or only) and not _leads_on(address, named):
            yield _wrong(label, named, network)


def _by_picture(
    networks: Networks, label: IconLabel, named: frozenset[Network], *, only: bool
) -> Iterator[Verdict]:
    """What the classes and pictures of an icon say, where its link is a script or an own address."""
    if not (label.icon and only):
        return
    drawn = networks.drawn_by(_picture_names(label.control))
    if (
        len(drawn) == 1
        and not drawn & named
        and not any(_has_generic(label, network) for network in drawn)
    ):
        (network,) = drawn
        yield cant_tell(
            label.target, "picture", text=label.text, named=_list(named), network=network.name
        )


def _picture_names(control: Element) -> str:
    """Classes and names of picture files in a control, in lower case."""
    names = []
    for element in (control, *inner(control)):
        names.append(element.attributes.get("class", ""))
        if element.local_name == "img":
            names.append(element.attributes.get("src", "").rpartition("/")[2][:_MAX_LABEL])
    return " ".join(names).lower()


def _has_generic(label: IconLabel, network: Network) -> bool:
    return any(word in _folded(label.text) for word in network.generic)


def _list(networks: frozenset[Network]) -> str:
    return ", ".join(sorted(network.name for network in networks))


def _wrong(label: IconLabel, named: frozenset[Network], network: Network) -> Verdict:
    case = None if label.icon else "text"
    return failed(label.target, case, text=label.text, named=_list(named), network=network.name)


def _leads_on(address: str, named: frozenset[Network]) -> bool:
    """Whether an address has that of a named network in it (a redirect), or it may be any host."""
    lowered = address.lower()
    return any(
        network.any_host or any(host in lowered for host in network.hosts) for network in named
    )


def _host(address: str) -> str:
    if not address.lower().startswith(("http://", "https://", "//")):
        return ""
    found = _AUTHORITY.match(address, address.index("//") + 2)
    authority = found[0] if found is not None else ""
    return (_known_host if len(authority) <= _LONGEST_KEPT else _host_in)(authority)


def _host_in(authority: str) -> str:
    """The host in what stands between the slashes of an address."""
    try:
        return (urlsplit(f"//{authority}").hostname or "").rstrip(".")
    except ValueError:
        return ""


# A page names the same few hosts again and again.
_known_host = lru_cache(maxsize=1024)(_host_in)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _key(text: str) -> str:
    return _NOT_WORD.sub("", _folded(text))


def _bounded(name: str) -> str:
    """A pattern for a name: one in Latin letters is no part of a longer word."""
    pattern = re.escape(name)
    return rf"(?<![a-z]){pattern}(?![a-z])" if _ASCII.match(name) else pattern
