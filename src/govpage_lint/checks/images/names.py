"""Decides whether the name of a picture may stand for it (ACT qt1vmo)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.images.ancestors import in_named
from govpage_lint.checks.images.evidence import (
    file_words,
    letters,
    made_out,
    name_words,
)
from govpage_lint.checks.images.kinds import word_list
from govpage_lint.checks.images.labels import label_of
from govpage_lint.checks.images.pictures import Picture, pictures
from govpage_lint.checks.images.words import fault_of
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Target, Verdict, cant_tell, check, failed
from govpage_lint.document.tree import SVG, Element
from govpage_lint.semantics.pictures import PictureFacts

_SHORTEST: Final = 3
_MEANINGLESS: Final = ("file-name", "alone", "placeholder")


@check
def name_undescriptive(page: Page, element: Element) -> Iterator[Verdict]:
    """The name of a picture serves the purpose of the picture, as far as can be told (ACT qt1vmo)."""
    for picture in _named(page):
        label = label_of(page, picture.element)
        fault = fault_of(page, label) if label is not None else None
        if fault is not None and fault.kind in _MEANINGLESS:
            yield failed(picture.element, text=fault.word)
            continue
        other = contradicted(page, picture)
        if other is not None:
            yield failed(picture.element, text=_name(page, picture.element))
        else:
            yield cant_tell(picture.element, "unsure", text=_name(page, picture.element))


@check
def name_contradicted(page: Page, element: Element) -> Iterator[Verdict]:
    """The name of a logo is the one that is written in it."""
    for picture in _named(page):
        other = contradicted(page, picture)
        if other is not None:
            one = picture.element
            source = page.semantics.name_source(one)
            target: Target = (
                AttributeOf(one, source) if source in ("alt", "aria-label", "title") else one
            )
            yield failed(target, text=_name(page, one), read=other)


def contradicted(page: Page, picture: Picture) -> str | None:
    """What a logo says, where its name says that it is another one's; None where it does not.

    Both what was read in it and the name of its file have to say so.
    """
    facts = page.probed(PictureFacts)
    name = _name(page, picture.element)
    logo = word_list(page, "logo")
    if facts is None or picture.kind != "image" or not logo.names(name_words(name), name):
        return None
    words = [word for word in file_words(picture.address) if len(word) >= _SHORTEST]
    said = letters(name)
    brands = [word for word in name_words(name) if word not in logo.alone]
    if not said.isascii() or not brands or any(word in words for word in brands):
        return None
    read = _made_out(facts, picture, [one for one in words if one not in logo.alone])
    if read is None or letters(read) in said or _is_short_for(read, brands):
        return None
    return read


def _made_out(facts: PictureFacts, picture: Picture, expected: list[str]) -> str | None:
    drawn = facts.drawn.get(picture.element)
    if drawn is not None and drawn.text:
        written = {letters(word) for word in drawn.text.split()}
        return next((word for word in expected if letters(word) in written), None)
    reading = facts.readings.get(picture.element)
    return None if reading is None else made_out(reading, expected)


def _is_short_for(read: str, words: list[str]) -> bool:
    """Whether letters are the initials of words, some of which may count for nothing."""
    initials = "".join(word[0] for word in words)
    rest = iter(initials)
    return all(letter in rest for letter in letters(read)) or letters(read).startswith(initials)


def _named(page: Page) -> Iterator[Picture]:
    """The pictures that the rule qt1vmo applies to."""
    for picture in pictures(page).values():
        one = picture.element
        is_image = one.is_html and one.local_name in ("img", "canvas")
        if not is_image and not (one.local_name == "svg" and one.namespace_url == SVG):
            continue
        if page.semantics.exposed(one) is True and _name(page, one) and not in_named(page, one):
            yield picture


def _name(page: Page, element: Element) -> str:
    name = page.semantics.name(element)
    return name if isinstance(name, str) else ""
