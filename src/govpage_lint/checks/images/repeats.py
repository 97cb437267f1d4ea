"""Decides whether the words for an image are said twice: by the text beside it, or by its neighbours."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, Literal

from govpage_lint.checks.icons.inside import inner, nearest_control
from govpage_lint.checks.images.labels import label_of, nearest_figure
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.regexes import regex

_NOT_WORD = regex(r"[\W_]+")
# A text longer than this beside an image is no repetition of its label.
_MAX_TEXT: Final = 400
# So much of a link or caption is read: enough for any, little for a hostile page.
_MAX_NODES: Final = 300
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BESIDE: Final = frozenset(
    ("p", "span", "strong", "b", "em", "a", "div", "dt", "dd", "small", *_HEADINGS)
)

_CLICKS: Final = frozenset("onclick @click v-on:click (click) ng-click".split())

type Place = Literal["control", "caption", "link", "beside"]


@check
def repeats_text(page: Page, element: Element) -> Iterator[Verdict]:
    """The words for an image are not those of the text beside it.

    Cases by where the text stands: "control" (in the same link or button), "caption" (its
    figcaption), "link" (a link to the same address next to it), "beside".
    """
    label = label_of(page, element)
    if label is None:
        return
    place = repeated_at(page, element)
    if place is None:
        yield passed(element)
    else:
        yield failed(label.target, place, text=label.text)


def repeated_at(page: Page, image: Element) -> Place | None:
    """Where a text stands that repeats the words for an image; None where none does."""
    known = page.fact(_known_repeats)
    if image not in known:
        known[image] = _repeated_at(page, image)
    return known[image]


def _known_repeats(page: Page) -> dict[Element, Place | None]:
    return {}


def _repeated_at(page: Page, image: Element) -> Place | None:
    label = label_of(page, image)
    words = _words(label.text) if label is not None else ""
    if not words:
        return None
    control = nearest_control(page, image)
    if control is not None:
        if words in _texts_in(page, control):
            return "control"
        return "link" if _is_linked_again(page, image, control, words) else None
    if not _CLICKS.isdisjoint(image.attributes):
        # It is a button of its own, and its words are its name.
        return None
    caption = _caption(page, image)
    if caption is not None and words in _texts_in(page, caption):
        return "caption"
    return "beside" if any(words == _words(text) for text in _texts_beside(page, image)) else None


def _caption(page: Page, image: Element) -> Element | None:
    """The caption of the figure around an image."""
    figure = nearest_figure(page, image)
    if figure is None:
        return None
    known = page.fact(_known_captions)
    if figure not in known:
        captions = (e for e in figure.element_children if e.local_name == "figcaption")
        known[figure] = next(captions, None)
    return known[figure]


def _known_captions(page: Page) -> dict[Element, Element | None]:
    return {}


def _words(text: str) -> str:
    """A text by which labels are compared: its letters and digits, without case."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _texts_in(page: Page, container: Element) -> frozenset[str]:
    """What a container says: as a whole, in each of its elements, and in each of its texts."""
    known = page.fact(_known_texts)
    if container not in known:
        known[container] = frozenset(_collect(page, container))
    return known[container]


def _known_texts(page: Page) -> dict[Element, frozenset[str]]:
    return {}


def _collect(page: Page, container: Element) -> Iterator[str]:
    pieces: list[tuple[Element, str]] = []
    for node in islice(container.nodes, _MAX_NODES):
        parent = node.parent
        if (
            not isinstance(node, Text)
            or parent is None
            or not node.data.strip()
            or not _is_text(parent)
        ):
            continue
        if not page.semantics.programmatically_hidden(parent):
            pieces.append((parent, node.data))
    for _, text in pieces:
        yield _words(text)
    yield _words("".join(text for _, text in pieces))
    yield _words(" ".join(text for _, text in pieces))
    for element in inner(container):
        own = [text for parent, text in pieces if element.contains(parent)]
        if len(own) > 1:
            yield _words(" ".join(own))
            yield _words("".join(own))


def _is_text(element: Element) -> bool:
    return element.is_html and element.local_name not in ("script", "style", "noscript", "template")


def _is_linked_again(page: Page, image: Element, control: Element, words: str) -> bool:
    """Whether a link beside the image's own leads to the same address and has just these words."""
    href = control.attributes.get("href", "").strip()
    if not href or href == "#" or control.parent is None:
        return False
    if _name_words(page, control) != words:
        return False
    return any(
        other.attributes.get("href", "").strip() == href and words == _name_words(page, other)
        for other in _links_near(control)
    )


def _name_words(page: Page, link: Element) -> str:
    name = page.semantics.name(link)
    return _words(name) if isinstance(name, str) else ""


def _links_near(control: Element) -> Iterator[Element]:
    """The links next to a link: among its siblings and in them."""
    for sibling in _neighbours(control):
        if sibling.local_name == "a":
            yield sibling
        else:
            yield from (e for e in inner(sibling)[:20] if e.local_name == "a")


def _neighbours(element: Element) -> Sequence[Element]:
    """The elements right before and right after an element."""
    if element.parent is None:
        return ()
    siblings = element.parent.element_children
    return [
        siblings[place]
        for place in (element.index - 1, element.index + 1)
        if 0 <= place < len(siblings)
    ]


def _texts_beside(page: Page, image: Element) -> Iterator[str]:
    """The texts right before and after an image, in its parent."""
    parent = image.parent
    if parent is None:
        return
    nodes = parent.children
    known = page.fact(_known_places)
    if parent not in known:
        known[parent] = {
            node: place for place, node in enumerate(nodes) if isinstance(node, Element)
        }
    place = known[parent][image]
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(nodes) and _is_gap(nodes[at]):
            at += step
        if not 0 <= at < len(nodes):
            continue
        node = nodes[at]
        if isinstance(node, Text):
            yield node.data[:_MAX_TEXT]
        elif isinstance(node, Element) and _is_plain_text(page, node):
            yield node.text_content[:_MAX_TEXT]


def _known_places(page: Page) -> dict[Element, dict[Element, int]]:
    return {}


def _is_gap(node: object) -> bool:
    if isinstance(node, Text):
        return not node.data.strip()
    return not isinstance(node, Element) or node.local_name in ("br", "wbr")


def _is_plain_text(page: Page, element: Element) -> bool:
    if element.local_name not in _BESIDE or page.semantics.programmatically_hidden(element):
        return False
    return not any(inside.local_name in ("img", "svg") for inside in inner(element))
