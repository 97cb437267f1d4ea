"""Decides whether what an instruction points at by its look or place is told in other ways, too
(ACT 9bd38c)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import Block, inside, text_blocks
from govpage_lint.checks.text.pointing import Pointer, may_place, may_point, places, pointers
from govpage_lint.checks.verdict import TextRange, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
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
_NAMED: Final = ("alt", "aria-label", "title")
_MOST: Final = 100
_LONGEST: Final = 20_000


@check
def pointed(page: Page, element: Element) -> Iterator[Verdict]:
    """What an instruction points at by its look or place can be told without seeing it.

    Only clear cases are judged. Case "shape" for what is called by its shape alone. Values: text
    (the sentence), words, noun.
    """
    judged = 0
    for block in page.fact(text_blocks):
        if len(block.text) > _LONGEST or not may_point(page, block.text):
            continue
        language = page.semantics.language(block.element).lower().partition("-")[0]
        for pointer in pointers(page, block.text, language):
            judged += 1
            if judged > _MOST:
                return
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
    for block in page.fact(text_blocks):
        if len(block.text) > _LONGEST or not may_place(block.text):
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
    things = page.fact(_things)[pointer.kind]
    if things.names is None:
        return None
    if pointer.kind == "menu":
        if any(pointer.noun in one for one in (*things.names, *page.fact(_titles))):
            return True
        if not things.count:
            return False if page.fact(_has_lists_of_links) else None
    if things.count < 2:
        return None
    words = (*pointer.words, *pointer.others)
    if any(word in name for name in things.names for word in words):
        return None
    return False


@dataclass(frozen=True, slots=True)
class _Things:
    """The things of a kind on a page that may be pointed at, and how they are called and what they
    show, in lower case; ``names`` is None where that is not known of one of them."""

    count: int
    names: tuple[str, ...] | None


def _things(page: Page) -> dict[str, _Things]:
    """Those of each kind, for ``page.fact``; headings are called menus, too."""
    kinds = {role: kind for kind, roles in _ROLES.items() for role in roles}
    found: dict[str, list[Element]] = {kind: [] for kind in _ROLES}
    for one in page.document.elements:
        kind = kinds.get(page.semantics.role(one) or "")
        if kind is None or not page.semantics.presumed_visible(one):
            continue
        if page.semantics.presumed_exposed(one):
            found[kind].append(one)
    return {kind: _Things(len(own), _names(page, own)) for kind, own in found.items()}


def _names(page: Page, elements: list[Element]) -> tuple[str, ...] | None:
    found = []
    for one in elements:
        name = page.semantics.name(one)
        if name is UNKNOWN:
            return None
        shown = "" if one.local_name == "nav" else page.semantics.visible_text(one)
        found.append(f"{name} {shown}".lower())
    return tuple(found)


def _titles(page: Page) -> tuple[str, ...]:
    return tuple(page.semantics.text(one).lower() for one, _ in page.semantics.headings())


def _has_lists_of_links(page: Page) -> bool:
    for name in ("ul", "ol"):
        for one in page.document.by_name.get(name, ()):
            links = sum(page.semantics.role(inner) == "link" for inner in inside(one, 100))
            if links > 1 and page.semantics.presumed_visible(one):
                return True
    return False


def _is_shape_told(page: Page, block: Block, pointer: Pointer) -> bool | None:
    """Whether the word for a shape stands anywhere else; where it does not, and a sign of that shape
    does, only the eye can tell what is meant."""
    signs = _SIGNS.get(pointer.noun)
    if signs is None:
        return None
    said = page.fact(_all_said)
    if said.count(pointer.noun) > block.text.lower().count(pointer.noun):
        return None
    return False if any(sign in said for sign in signs) else None


def _all_said(page: Page) -> str:
    """All texts and names on a page and in its frames that are known, in lower case."""
    framed = (page.frame(one) for one in page.document.by_name.get("iframe", ()))
    parts: list[str] = []
    for one in (page, *(inner for inner in framed if inner is not None)):
        for element in one.document.elements:
            parts.extend(element.attributes[name] for name in _NAMED if name in element.attributes)
        parts.append(one.document.root.text_content)
    return " ".join(parts).lower()
