"""Decides what plays or moves by itself, how long for, and whether people can stop it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from govpage_lint.checks.links.filetypes import file_types
from govpage_lint.checks.media.facts import Medium, medium
from govpage_lint.checks.media.instruments import can_be_stopped
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

# WCAG 1.4.2 lets sound play for so many seconds, 2.2.2 lets things move for so many.
_SOUND: Final = 3.0
_MOTION: Final = 5.0
_YES: Final = frozenset(("1", "true", "yes", "on", "autoplay", ""))
_AUTOPLAY: Final = ("autoplay", "auto_play", "autostart")
_MUTE: Final = ("mute", "muted", "volume_muted")
_EXTENSION = regex(r"\.([a-z0-9]{2,5})(?:[?#]|\Z)", re.IGNORECASE)


@check
def sound_uncontrolled(page: Page, element: Element) -> Iterator[Verdict]:
    """Sound that plays by itself for more than three seconds can be stopped or silenced (ACT 80f0bf,
    4c31df)."""
    found = medium(page, element)
    if not _plays_sound(found) or found.has_audio is False:
        return
    if found.length is not UNKNOWN and found.length <= _SOUND:
        if found.has_audio is True:
            yield passed(element)
        return
    stopped = can_be_stopped(page, element)
    if stopped is True:
        yield passed(element)
    elif stopped is False and found.length is not UNKNOWN and found.has_audio is True:
        yield failed(element, seconds=_seconds(found.length))
    else:
        yield cant_tell(element, "unsure")


@check
def sound_long(page: Page, element: Element) -> Iterator[Verdict]:
    """Nothing plays sound by itself for more than three seconds (ACT aaa1bf)."""
    found = medium(page, element)
    if not _plays_sound(found) or found.has_audio is not True or found.length is UNKNOWN:
        return
    if found.length > _SOUND:
        yield failed(element, seconds=_seconds(found.length))
    else:
        yield passed(element)


@check
def sound_unasked(page: Page, element: Element) -> Iterator[Verdict]:
    """Nothing plays sound by itself, as far as the markup tells.

    Cases: "stoppable" where the medium has controls; "background" for ``bgsound``; "embedded" for a
    plug-in; "frame" for a film of another site. Silent about media that are muted or known to be
    short or silent.
    """
    name, attributes = element.local_name, element.attributes
    if name == "bgsound":
        yield failed(element, "background")
    elif name in ("embed", "object"):
        if _is_sounding(page, element) and _starts_itself(element):
            yield failed(element, "embedded")
    elif name == "iframe":
        query = dict(parse_qsl(_query(attributes.get("src", "")), keep_blank_values=True))
        if any(query.get(key, "0").lower() in _YES for key in _AUTOPLAY):
            if not any(query.get(key, "0").lower() in _YES for key in _MUTE):
                yield failed(element, "frame")
            else:
                yield passed(element)
    else:
        yield from _medium_unasked(medium(page, element))


def _medium_unasked(found: Medium) -> Iterator[Verdict]:
    if not found.sources:
        return
    short = found.length is not UNKNOWN and found.length <= _SOUND
    if not _plays_sound(found) or found.has_audio is False or short:
        yield passed(found.element)
    elif found.element.local_name == "audio" or found.has_audio is True or not found.loop:
        yield failed(found.element, "stoppable" if found.controls else None)


@check
def motion_unstoppable(page: Page, element: Element) -> Iterator[Verdict]:
    """A film that starts by itself and plays for more than five seconds can be stopped (WCAG 2.2.2)."""
    found = medium(page, element)
    if not found.autoplay or not found.sources or found.has_video is False:
        return
    if not page.semantics.presumed_visible(element):
        return
    if found.length is not UNKNOWN and found.length <= _MOTION and not found.loop:
        yield passed(element)
        return
    stopped = can_be_stopped(page, element)
    if stopped is True:
        yield passed(element)
    elif stopped is False and (found.length is not UNKNOWN or found.loop):
        yield failed(element)
    else:
        yield cant_tell(element, "unsure")


def _plays_sound(found: Medium) -> bool:
    return found.autoplay and not found.muted and bool(found.sources)


def _seconds(length: float) -> str:
    return f"{length:.0f}"


def _is_sounding(page: Page, element: Element) -> bool:
    attributes = element.attributes
    kind = attributes.get("type", "").strip().lower()
    if kind.startswith(("audio/", "video/", "application/x-mplayer")):
        return True
    found = _EXTENSION.search(attributes.get("src", attributes.get("data", "")))
    known = file_types(page).get(found[1].lower()) if found is not None else None
    return known is not None and known.group in ("sound", "video")


def _starts_itself(element: Element) -> bool:
    attributes = element.attributes
    for name in _AUTOPLAY:
        if name in attributes and attributes[name].strip().lower() in _YES:
            return True
    for child in element.element_children:
        if child.local_name == "param" and child.attributes.get("name", "").lower() in _AUTOPLAY:
            return child.attributes.get("value", "").strip().lower() in _YES
    return False


def _query(address: str) -> str:
    try:
        return urlsplit(address.strip()).query
    except ValueError:
        return ""
