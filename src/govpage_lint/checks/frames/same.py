"""Decides whether frames of one name show one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal
from urllib.parse import urljoin, urlsplit

from govpage_lint.checks.describing.words import stems_of
from govpage_lint.checks.frames.titles import source_of
from govpage_lint.checks.frames.words import frame_words
from govpage_lint.checks.loading.scripts import inline_scripts
from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import body_text
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_TOUCHES = regex("attachShadow|iframe", re.IGNORECASE)
_MAX_FRAMES: Final = 200
_MAX_DEPTH: Final = 5
# Documents with fewer words say too little to be told apart.
_MIN_STEMS: Final = 2
# From this share of common words on, two documents are the same in other words.
_ALIKE: Final = 0.6
# Stands for the address of a page that has none: what matters is only whether two are the same.
_SOMEWHERE: Final = "https://page.invalid/folder/page.html"

type Sameness = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A named frame: ``shown_at`` is the frame of the page itself that it stands in, or itself."""

    element: Element
    page: Page
    shown_at: Element
    name: str


@check
def name_repeated(page: Page, element: Element) -> Iterator[Verdict]:
    """Frames with the same name show the same or an equivalent document (ACT 4b1c6c).

    One verdict at each frame after the first of a name. Case "videos": two videos of one service.
    """
    groups: dict[str, list[_Frame]] = {}
    for frame in _named_frames(page):
        groups.setdefault(" ".join(frame.name.split()).casefold(), []).append(frame)
    for frames in groups.values():
        first, *others = frames
        for other in others:
            yield _compared(page, first, other)


def _named_frames(page: Page) -> list[_Frame]:
    """The exposed frames of a page with names, and those in them."""
    found: list[_Frame] = []
    todo: list[tuple[Page, Element | None, int]] = [(page, None, 0)]
    for inner, shown_at, depth in todo:
        for element in inner.document.by_name.get("iframe", ()):
            if len(found) >= _MAX_FRAMES or not inner.semantics.presumed_exposed(element):
                continue
            name = inner.semantics.name(element)
            if isinstance(name, str) and name:
                found.append(_Frame(element, inner, shown_at or element, name))
            nested = inner.frame(element) if depth < _MAX_DEPTH else None
            if nested is not None and len(todo) < _MAX_FRAMES:
                todo.append((nested, shown_at or element, depth + 1))
    return found


def _compared(page: Page, first: _Frame, other: _Frame) -> Verdict:
    words = frame_words(page)
    sameness = _sameness(first, other)
    if sameness == "same":
        return passed(other.shown_at)
    videos = {words.video_at(_address(frame) or "") for frame in (first, other)}
    if None not in videos and len(videos) > 1:
        return failed(other.shown_at, "videos", text=other.name)
    sure = not words.has("any", other.name) and not page.fact(_scripts_touch_frames)
    if sameness == "different" and sure:
        return failed(other.shown_at, text=other.name)
    return cant_tell(other.shown_at, text=other.name)


def _sameness(first: _Frame, other: _Frame) -> Sameness:
    ours, theirs = _written(first), _written(other)
    if ours is not None and ours == theirs:
        return "same"
    one, two = first.page.frame(first.element), other.page.frame(other.element)
    if one is None or two is None:
        return "unsure"
    if one is two or (one.url == two.url and (one.url or "about:").partition(":")[0] != "about"):
        return "same"  # whatever redirects led there
    return _alike(one, two)


def _written(frame: _Frame) -> tuple[str, str] | None:
    """What a frame is told to show, so that equal ones show the same; None where it is not known."""
    document = frame.element.attributes.get("srcdoc")
    if document is not None:
        return "srcdoc", document.strip()
    address = _address(frame)
    return ("address", address) if address is not None else ("nothing", "")


def _address(frame: _Frame) -> str | None:
    address = source_of(frame.element)
    if address is None:
        return None
    base = frame.page.url or (_SOMEWHERE if frame.element is frame.shown_at else None)
    bases = frame.page.document.by_name.get("base", ())
    written = next((e.attributes["href"] for e in bases if "href" in e.attributes), "")
    try:
        resolved = urljoin(urljoin(base or _SOMEWHERE, written.strip()), address)
        parts = urlsplit(resolved)
        return parts._replace(path=parts.path or "/", fragment="").geturl()
    except ValueError:  # urllib refuses some addresses that browsers take
        return address


def _alike(one: Page, two: Page) -> Sameness:
    """Whether two documents say the same, or nothing of the same."""
    texts = [page.fact(body_text) for page in (one, two)]
    if texts[0] == texts[1] and texts[0]:
        return "same"
    ours, theirs = map(stems_of, texts)
    smaller = min(len(ours), len(theirs))
    if smaller < _MIN_STEMS or any(_may_change(page) for page in (one, two)):
        return "unsure"
    common = len(ours & theirs)
    if common >= _ALIKE * smaller:
        return "same"
    return "unsure" if common else "different"


def _scripts_touch_frames(page: Page) -> bool:
    """Whether a script of the source may replace frames, or hide them behind a shadow tree."""
    if page.observer != "source":
        return False
    return any(_TOUCHES.search(text.data) for text in page.fact(inline_scripts))


def _may_change(page: Page) -> bool:
    """Whether scripts may write something else into a document than its source has."""
    return page.observer == "source" and bool(page.document.by_name.get("script"))
