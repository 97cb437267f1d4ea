"""Decides what is wrong with images as such: spacers with a name, one name for many, broken ones, maps
without areas, and drawings made of signs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import is_template, nearest_control, start_tag
from govpage_lint.checks.images.alternatives import is_spacer
from govpage_lint.checks.images.evidence import letters
from govpage_lint.checks.images.labels import Label, label_of
from govpage_lint.checks.images.repeats import repeated_at
from govpage_lint.checks.images.words import fault_of
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import (
    AttributeOf,
    TextRange,
    Verdict,
    cant_tell,
    check,
    failed,
    passed,
)
from govpage_lint.document.tree import Element, Text
from govpage_lint.regexes import regex

_SPACER_SIZE: Final = 2
_LAZY: Final = ("data-src", "data-srcset", "data-original", "data-lazy", "data-lazy-src")
_LEAST_LETTERS: Final = 2
# Signs that drawings are made of, with the spaces between them.
_DRAWN_LINE = regex(r"[^\w\s]")
_LEAST_LINES: Final = 4
_MOST_LINES: Final = 200
_EMOJI = regex(
    "(?:[\u2614\u2615\u26bd\u2705\u2728\u274c\u2757\u2764\U0001f300-\U0001faff]\ufe0f?[\U0001f3fb-\U0001f3ff]?(?:\u200d)?\\s?){4,}"
)


@check
def spacer_named(page: Page, element: Element) -> Iterator[Verdict]:
    """A spacer or tracking pixel has no name that is read out."""
    label = label_of(page, element)
    if label is None or not label.text or not _is_speck(page, element):
        return
    # The only content of a link may be a picture that nobody sees, as of old skip links.
    if nearest_control(page, element) is None and fault_of(page, label) is None:
        yield failed(label.target, text=label.text)


def _is_speck(page: Page, element: Element) -> bool:
    state = page.rendered.image_state(element) if page.rendered is not None else None
    if state is not None and state.complete and state.width:
        return state.width <= _SPACER_SIZE and state.height <= _SPACER_SIZE
    return is_spacer(element)


@check
def repeated_name(page: Page, element: Element, *, least: int = 3) -> Iterator[Verdict]:
    """Different images do not all have the same name; ``least`` are so many."""
    groups: dict[str, list[Label]] = {}
    for image in page.document.by_name.get("img", ()):
        label = label_of(page, image)
        if label is None or len(letters(label.text)) < _LEAST_LETTERS:
            continue
        # Menus in several places may have the same items, each as another picture.
        if page.semantics.presumed_exposed(image) and nearest_control(page, image) is None:
            groups.setdefault(letters(label.text), []).append(label)
    for labels in groups.values():
        sources = {label.image.attributes.get("src", "").strip() for label in labels}
        if len(labels) < least or len(sources) < least:
            yield passed(labels[0].image)
        elif fault_of(page, labels[0]) is None and not _is_said_beside(page, labels):
            first = labels[0]
            yield failed(first.target, text=first.text, count=len(labels))


def _is_said_beside(page: Page, labels: list[Label]) -> bool:
    """Whether the text beside them is what is repeated, which is told there."""
    return any(repeated_at(page, label.image) is not None for label in labels)


@check
def broken(page: Page, element: Element) -> Iterator[Verdict]:
    """An image loads."""
    facts = page.rendered
    state = facts.image_state(element) if facts is not None else None
    source = element.attributes.get("src", "").strip()
    if state is None or not state.complete or not (source or "srcset" in element.attributes):
        return
    if page.semantics.hidden_from_all(element) is not None:
        return
    if state.width or state.height:
        yield passed(element)
    elif not any(name in element.attributes for name in _LAZY) and not is_template(source):
        yield failed(element, inside=start_tag(element))


@check
def map_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """The map that an image names is on the page."""
    written = element.attributes.get("usemap", "").strip()
    name = written.removeprefix("#")
    if not name or is_template(name) or page.semantics.hidden_from_all(element) is not None:
        return
    if name in page.fact(_maps):
        yield passed(element)
    else:
        yield failed(AttributeOf(element, "usemap"), name=name)


def _maps(page: Page) -> frozenset[str]:
    maps = page.document.by_name.get("map", ())
    names = {one.attributes.get(key, "") for one in maps for key in ("name", "id")}
    return frozenset(names - {""})


@check
def drawn_with_signs(page: Page, element: Element) -> Iterator[Verdict]:
    """A drawing made of signs is hidden, or has a name as a picture."""
    semantics = page.semantics
    if semantics.programmatically_hidden(element) or semantics.role(element) == "img":
        return
    lines = [line for line in element.text_content.splitlines() if line.strip()][:_MOST_LINES]
    drawn = [line for line in lines if _is_drawn(line)]
    if (
        len(drawn) >= _LEAST_LINES
        and 2 * len(drawn) > len(lines)
        and not _in_picture(page, element)
    ):
        yield cant_tell(element, inside=start_tag(element))


def _is_drawn(line: str) -> bool:
    """Whether most of a line are signs that say nothing one by one."""
    signs = len(_DRAWN_LINE.findall(line))
    solid = sum(1 for character in line if not character.isspace())
    return signs >= 3 and 4 * signs >= 3 * solid


def _in_picture(page: Page, element: Element) -> bool:
    node = element.parent
    for _ in range(4):
        if node is None:
            return False
        if page.semantics.role(node) == "img":
            return True
        node = node.parent
    return False


@check
def emoji_row(page: Page, element: Element) -> Iterator[Verdict]:
    """A text has no row of emoji, each of which is read out by its name."""
    for node in element.nodes:
        if (
            not isinstance(node, Text)
            or node.parent is None
            or not (node.data and not node.data.isascii())
        ):
            continue
        for found in _EMOJI.finditer(node.data):
            if not page.semantics.programmatically_hidden(node.parent):
                yield failed(TextRange(node, *found.span()), text=found[0].strip())
