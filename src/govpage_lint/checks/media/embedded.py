"""Decides what media stand in frames, embeds and pictures, and what is to be said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from govpage_lint.checks.icons.inside import is_template, start_tag
from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.links.filetypes import file_types
from govpage_lint.checks.media.facts import medium
from govpage_lint.checks.media.instruments import can_be_stopped
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.gif_files import read_gif

_EXTENSION = regex(r"\.([a-z0-9]{2,5})(?:[?#]|\Z)", re.IGNORECASE)
# What WCAG 2.2.2 lets move for so many seconds; a smaller picture than this distracts nobody much.
_MOTION: Final = 5.0
_SMALL: Final = 24


@dataclass(frozen=True, slots=True)
class _Hosts:
    players: tuple[str, ...]
    captions: frozenset[str]


@check
def player_captions(page: Page, element: Element) -> Iterator[Verdict]:
    """A film of another site in a frame has captions: a person has to look."""
    source = element.attributes.get("src", "").strip()
    hosts = made_once(page.data("media_hosts"), _hosts)
    address = regex(r"\A(?:https?:)?//", re.IGNORECASE).sub("", source)
    if not address.startswith(hosts.players) or not page.semantics.presumed_visible(element):
        return
    if not hosts.captions.isdisjoint(_query(source)):
        yield passed(element)
    else:
        yield cant_tell(element, host=address.partition("/")[0])


@check
def embed_name_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A sound or film in an ``embed`` has a name."""
    attributes = element.attributes
    kind = attributes.get("type", "").strip().lower()
    found = _EXTENSION.search(attributes.get("src", ""))
    known = file_types(page).get(found[1].lower()) if found is not None else None
    sounding = kind.startswith(("audio/", "video/")) or (
        known is not None and known.group in ("sound", "video")
    )
    if not sounding or page.semantics.hidden_by(element) is not None:
        return
    named = any(attributes.get(name, "").strip() for name in ("aria-label", "title", "alt"))
    if named or "aria-labelledby" in attributes:
        yield passed(element)
    elif not is_template(attributes.get("src", "")):
        yield failed(element, inside=start_tag(element))


@check
def controls_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A film that does not start by itself can be started."""
    found = medium(page, element)
    if found.autoplay or not found.sources or not page.semantics.presumed_visible(element):
        return
    if found.controls:
        yield passed(element)
        return
    if page.rendered is not None and page.rendered.listens_to_clicks(element) is True:
        return
    if "onclick" not in element.attributes and can_be_stopped(page, element) is False:
        yield failed(element)


@check
def animation(page: Page, element: Element) -> Iterator[Verdict]:
    """A picture does not move for more than five seconds: GIF files beside the page are read."""
    source = element.attributes.get("src", "").strip()
    if not source.lower().partition("?")[0].endswith(".gif"):
        return
    known = page.fact(_moves)
    if source not in known:
        opened = page.open_file(source)
        if opened is None:
            known[source] = None
        else:
            with opened:
                found = read_gif(opened)
            tiny = found is not None and max(found.width, found.height) <= _SMALL
            known[source] = None if found is None or tiny else found.moves_for
    seconds = known[source]
    if seconds is None or not page.semantics.presumed_visible(element):
        return
    if seconds > _MOTION:
        yield failed(element)
    else:
        yield passed(element)


def _moves(page: Page) -> dict[str, float | None]:
    return {}


def _hosts(table: Mapping[str, Any]) -> _Hosts:
    return _Hosts(tuple(table["players"]), frozenset(table["captions"]))


def _query(address: str) -> frozenset[str]:
    try:
        return frozenset(name for name, value in parse_qsl(urlsplit(address).query) if value != "0")
    except ValueError:
        return frozenset()
