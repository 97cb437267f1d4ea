"""Decides whether what an instruction points at by its look or place is told in other ways, too
(ACT 9bd38c)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import Block, blocks_by
from govpage_lint.checks.text.pointing import Pointer, places, pointers
from govpage_lint.checks.verdict import TextRange, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.semantics.unknown import UNKNOWN

_ROLES: Final = {
    "button": ("button",),
    "link": ("link",),
    "image": ("img",),
    "menu": ("navigation", "menu", "menubar"),
}
# Signs that look like shapes.
_SIGNS: Final = {
    "star": "★☆⭐✦✩✪✭✮✯",
    "triangle": "▲△▴▵▶▷▸▹►▼▽▾▿◀◁◂◃◄",
    "circle": "●○◯◉◎⚪⚫",
    "square": "■□▢▪▫◼◻",
    "diamond": "◆◇♦⬥",
    "heart": "♥♡❤",
}
_LONGEST: Final = 20_000


@check
def pointed(page: Page, element: Element) -> Iterator[Verdict]:
    """What an instruction points at by its look or place can be told without seeing it.

    Only clear cases are judged. Case "shape" for what is called by its shape alone. Values: text
    (the sentence), words, noun.
    """
    for block in blocks_by(page, lambda at: "any", into=True):
        if len(block.text) > _LONGEST:
            continue
        language = page.semantics.language(block.element).lower().partition("-")[0]
        for pointer in pointers(page, block.text, language):
            told = _is_told(page, block, pointer)
            if told is True:
                yield passed(block.element)
            elif told is False:
                case = "shape" if pointer.kind == "shape" else None
                values = {"text": pointer.sentence, "words": ", ".join(pointer.words)}
                yield failed(_place(block), case, noun=pointer.noun, **values)


@check
def placed(page: Page, element: Element) -> Iterator[Verdict]:
    """What a text speaks of is told by more than the side that it stands on. Values: text (the
    sentence), words."""
    for block in blocks_by(page, lambda at: "any", into=True):
        if len(block.text) > _LONGEST:
            continue
        language = page.semantics.language(block.element).lower().partition("-")[0]
        for sentence, words in places(block.text, language):
            yield cant_tell(_place(block), text=sentence, words=words)


def _place(block: Block) -> TextRange:
    text = block.texts[0]
    return TextRange(text, len(text.data) - len(text.data.lstrip()), len(text.data.rstrip()))


def _is_told(page: Page, block: Block, pointer: Pointer) -> bool | None:
    """Whether what is meant is told in words as well; None where that is not clear."""
    if pointer.kind == "shape":
        return _is_shape_told(page, block, pointer)
    found = _candidates(page, pointer.kind)
    names = _names(page, found)
    if names is None:
        return None
    if pointer.kind == "menu":
        titles = (page.semantics.text(one).lower() for one, _ in page.semantics.headings())
        if any(pointer.noun in one for one in (*names, *titles)):
            return True
        if not found:
            return False if _has_lists_of_links(page) else None
    if len(found) < 2:
        return None
    if any(word in name for name in names for word in (*pointer.words, *pointer.others)):
        return None
    return False


def _candidates(page: Page, kind: str) -> list[Element]:
    """The elements of a kind, in the page and the frames in it that are known."""
    return [
        one
        for one in page.document.elements
        if page.semantics.role(one) in _ROLES[kind]
        and page.semantics.presumed_visible(one)
        and page.semantics.presumed_exposed(one)
    ]


def _names(page: Page, elements: list[Element]) -> list[str] | None:
    """How elements are called and what they show, in lower case; None where one is not known."""
    found = []
    for one in elements:
        name = page.semantics.name(one)
        if name is UNKNOWN:
            return None
        found.append(f"{name} {page.semantics.visible_text(one)}".lower())
    return found


def _has_lists_of_links(page: Page) -> bool:
    for one in page.document.elements:
        if one.local_name in ("ul", "ol") and page.semantics.presumed_visible(one):
            links = [
                inner for inner in one.descendants[:100] if page.semantics.role(inner) == "link"
            ]
            if len(links) > 1:
                return True
    return False


def _is_shape_told(page: Page, block: Block, pointer: Pointer) -> bool | None:
    """Whether the word for a shape stands anywhere else; where it does not, and a sign of that shape
    does, only the eye can tell what is meant."""
    signs = _SIGNS.get(pointer.noun)
    if signs is None:
        return None
    framed = (page.frame(one) for one in page.document.by_name.get("iframe", ()))
    has_sign = False
    for one in (page, *(inner for inner in framed if inner is not None)):
        own = block.element if one is page else None
        for element in one.document.elements:
            if element is own:
                continue
            attributes = " ".join(
                element.attributes.get(name, "") for name in ("alt", "aria-label", "title")
            )
            if pointer.noun in attributes.lower():
                return None
            text = "".join(child.data for child in element.children if isinstance(child, Text))
            if pointer.noun in text.lower() and not block.element.contains(element):
                return None
            has_sign = has_sign or any(sign in text for sign in signs)
    return False if has_sign else None
