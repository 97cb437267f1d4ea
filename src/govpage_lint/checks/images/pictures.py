"""Decides which pictures of a page people see, and which of them are worth being read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal
from urllib.parse import urljoin

from govpage_lint.checks.icons.inside import is_image_button
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import SVG, Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.rendered import ElementBox, RenderedFacts

# As the browser's part of the probe calls them.
type Kind = Literal["image", "background", "canvas", "drawing"]

_ADDRESS = regex(r'url\("((?:[^"\\]|\\.)*)"\)')
_IMAGE_FILE = regex(r"\.(?:png|jpe?g|jfif|gif|svg|webp|avif|bmp|apng)\Z", re.IGNORECASE)
# Nothing can be read in less, and most of it is an icon.
_LEAST_WIDTH: Final = 24
_LEAST_HEIGHT: Final = 10
_ICON: Final = 44
# A box with a picture in its background that could hold a word or two.
_LEAST_BACKGROUND: Final = 40
_MAX_PICTURES: Final = 400


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that people see: its address where it comes from a file, "" otherwise."""

    element: Element
    kind: Kind
    address: str
    box: ElementBox

    @property
    def owner(self) -> Element:
        """The element that is named for it: of a picture in a drawing, the drawing."""
        element = self.element
        while (
            element.namespace_url == SVG
            and element.parent is not None
            and element.parent.namespace_url == SVG
        ):
            element = element.parent
        return element

    @property
    def readable(self) -> bool:
        """Whether it is large enough for a word to be made out in it."""
        width, height = self.box.width, self.box.height
        if width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
            return False
        return width > _ICON or height > _ICON


def pictures(page: Page) -> dict[Element, Picture]:
    """The pictures of a rendered page that people see, in tree order; {} of a source."""
    return page.fact(_pictures)


def _pictures(page: Page) -> dict[Element, Picture]:
    facts = page.rendered
    if facts is None:
        return {}
    found = {picture.element: picture for picture in _elements(page, facts)}
    for picture in _backgrounds(page, facts):
        found.setdefault(picture.element, picture)
        if len(found) >= _MAX_PICTURES:
            break
    return dict(sorted(found.items(), key=lambda item: item[0].order))


def _elements(page: Page, facts: RenderedFacts) -> Iterator[Picture]:
    for name in ("img", "input", "object", "canvas"):
        for element in page.document.by_name.get(name, ()):
            kind: Kind = "canvas" if name == "canvas" else "image"
            address = "" if name == "canvas" else _address(page, facts, element)
            if address is not None and (shown := _shown(page, facts, element, kind, address)):
                yield shown
    for element in page.document.elements:
        if element.namespace_url != SVG or element.local_name not in ("svg", "image"):
            continue
        kind, address = "drawing", ""
        if element.local_name == "image":
            written = element.attributes.get("href", element.attributes.get("xlink:href", ""))
            kind, address = "image", _absolute(page, written)
        elif element.parent is not None and element.parent.namespace_url == SVG:
            continue
        if address is not None and (shown := _shown(page, facts, element, kind, address)):
            yield shown


def _shown(
    page: Page, facts: RenderedFacts, element: Element, kind: Kind, address: str
) -> Picture | None:
    box = facts.box(element)
    if (
        box is None
        or box.width < 1
        or box.height < 1
        or page.semantics.visible(element) is not True
    ):
        return None
    return Picture(element, kind, address, box)


def _address(page: Page, facts: RenderedFacts, element: Element) -> str | None:
    """Where an image comes from; None where it is no image or did not load."""
    if element.local_name == "img":
        state = facts.image_state(element)
        if state is None or not state.complete or state.width * state.height <= 1:
            return None
        return state.address
    if is_image_button(element):
        return _absolute(page, element.attributes.get("src", ""))
    if element.local_name == "object":
        kind = element.attributes.get("type", "").strip().lower()
        data = element.attributes.get("data", "").strip()
        is_image = kind.startswith("image/") or data.startswith("data:image/")
        if data and (is_image or (not kind and _IMAGE_FILE.search(data.partition("?")[0]))):
            return _absolute(page, data)
    return None


def _absolute(page: Page, address: str) -> str | None:
    written = address.strip()
    if not written:
        return None
    bases = page.document.by_name.get("base", ())
    base = next((one.attributes["href"] for one in bases if "href" in one.attributes), "")
    try:
        return urljoin(urljoin(page.url or "", base.strip()), written)
    except ValueError:
        return None


def background_images(page: Page) -> dict[Element, str]:
    """The elements of a rendered page with a picture from a file behind them, and its address."""
    return page.fact(_background_images)


def _background_images(page: Page) -> dict[Element, str]:
    facts = page.rendered
    if facts is None:
        return {}
    place = facts.settled_names.index("background-image")
    addresses = {
        number: found[1].replace("\\", "")
        for number, values in enumerate(facts.settled)
        if (found := _ADDRESS.search(values[place])) is not None
    }
    if not addresses:
        return {}
    return {
        element: addresses[row[0]]
        for element in page.document.elements
        if (row := facts.rows[element.order]) is not None
        and row[0] in addresses
        and element.local_name not in ("html", "body")
    }


def _backgrounds(page: Page, facts: RenderedFacts) -> Iterator[Picture]:
    """The boxes that show a picture from a file and no text of their own."""
    for element, address in background_images(page).items():
        box = facts.box(element)
        if box is None or min(box.width, box.height * 3) < _LEAST_BACKGROUND:
            continue
        if element.namespace_url == SVG or page.semantics.visible_text(element):
            continue
        shown = _shown(page, facts, element, "background", address)
        if shown is not None and not _holds_pictures(element):
            yield shown


def _holds_pictures(element: Element) -> bool:
    inside = element.document.elements[
        element.order + 1 : min(element.last, element.order + 60) + 1
    ]
    return any(
        one.local_name in ("img", "svg", "canvas", "video", "iframe", "object", "input")
        for one in inside
    )
