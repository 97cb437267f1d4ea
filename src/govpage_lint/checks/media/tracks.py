"""Decides whether the tracks of a film can be used: found, read by browsers, and told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import is_template
from govpage_lint.checks.media.facts import MEDIA
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_KINDS: Final = frozenset(("subtitles", "captions", "descriptions", "chapters", "metadata"))
_READ_OUT: Final = frozenset(("subtitles", "captions", ""))
# Formats of captions that no browser reads.
_OTHER_FORMATS = regex(
    r"\.(srt|smi|sami|ass|ssa|sub|ttml|dfxp|xml|txt|sbv|scc|stl)(?:[?#]|\Z)", re.IGNORECASE
)
_MAX_BYTES: Final = 200_000
_BOUND = regex(
    r"(?:(?:v-bind)?:|\[(?:attr\.)?|(?:data-)?ng-(?:attr-)?|th:)(?:src|srclang|label|kind)\]?\Z"
)


@check
def track_unusable(page: Page, element: Element) -> Iterator[Verdict]:
    """A track of a medium can be shown by browsers.

    Cases: "source" where it has no address; "format" for one that is not WebVTT by its name, "file" by
    what is in it; "cues" where it holds none; "kind" for a word that HTML does not know, which makes it
    data for scripts.
    """
    if not _is_track(page, element):
        return
    attributes = element.attributes
    kind = attributes.get("kind", "").strip().lower()
    source = attributes.get("src", "").strip()
    if kind and kind not in _KINDS:
        yield failed(AttributeOf(element, "kind"), "kind")
    if not source:
        yield failed(element, "source")
    elif found := _OTHER_FORMATS.search(source):
        yield failed(AttributeOf(element, "src"), "format", type=found[1].upper())
    elif fault := _fault_of_file(page, source):
        yield failed(AttributeOf(element, "src"), fault)
    elif not kind or kind in _KINDS:
        yield passed(element)


@check
def track_unlabelled(page: Page, element: Element) -> Iterator[Verdict]:
    """A track that people choose says in which language it is, and what it is called.

    Cases: "language", "label" where there are several to choose from.
    """
    if not _is_track(page, element) or _kind(element) not in _READ_OUT:
        return
    attributes = element.attributes
    if not attributes.get("srclang", "").strip():
        yield failed(element, "language")
    elif not attributes.get("label", "").strip() and _siblings(page, element).read_out > 1:
        yield failed(element, "label")
    else:
        yield passed(element)


@check
def subtitles_for_captions(page: Page, element: Element) -> Iterator[Verdict]:
    """The only track of words in the language of the page is marked as captions: subtitles are for those
    who hear."""
    if not _is_track(page, element) or _kind(element) not in ("subtitles", ""):
        return
    if _siblings(page, element).has_captions:
        yield passed(element)
        return
    language = element.attributes.get("srclang", "").strip().lower().partition("-")[0]
    spoken = page.semantics.page_language().lower().partition("-")[0]
    if not language or language == spoken:
        yield failed(element)
    else:
        yield passed(element)


def _is_track(page: Page, element: Element) -> bool:
    if element.parent is None or element.parent.local_name not in MEDIA:
        return False
    if page.observer == "source" and any(map(_BOUND.match, element.attributes)):
        return False
    return not is_template(element.attributes.get("src", ""))


def _kind(element: Element) -> str:
    return element.attributes.get("kind", "").strip().lower()


@dataclass(frozen=True, slots=True)
class _Tracks:
    """The tracks of a medium: how many of them are read, and whether any is one of captions."""

    read_out: int
    has_captions: bool


def _siblings(page: Page, track: Element) -> _Tracks:
    known = page.fact(_known_tracks)
    parent = track.parent
    assert parent is not None
    if parent not in known:
        kinds = [_kind(child) for child in parent.element_children if child.local_name == "track"]
        known[parent] = _Tracks(sum(kind in _READ_OUT for kind in kinds), "captions" in kinds)
    return known[parent]


def _known_tracks(page: Page) -> dict[Element, _Tracks]:
    return {}


def _fault_of_file(page: Page, source: str) -> str | None:
    """What is wrong with the file of a track, where it can be read: it has to be WebVTT, with cues."""
    opened = page.open_file(source)
    if opened is None:
        return None
    with opened:
        text = opened.read(_MAX_BYTES).decode("utf-8-sig", "replace")
    if not regex(r"WEBVTT(?:[ \t\r\n]|\Z)").match(text):
        return "file"
    return None if "-->" in text else "cues"
