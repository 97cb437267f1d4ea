"""Decides whether a picture is an image of text (ACT 0va7u6).

Text in a logo, on a sign in a photograph or in a chart is no fault. What proves that a picture is
nothing but text is that its alternative text says the same, and that it is a button, a sentence, or is named
as one by its file; for an SVG file its own elements tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from govpage_lint.checks.icons.inside import is_image_button, nearest_control
from govpage_lint.checks.images.evidence import (
    clear_words,
    is_empty,
    letters,
    shows,
    words_of,
)
from govpage_lint.checks.images.kinds import code_words, is_brand, word_list
from govpage_lint.checks.images.pictures import Picture, pictures
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.pictures import DrawnText, PictureFacts, Reading

# So many words, or letters of a script that needs fewer, are a sentence and no name of anything.
_SENTENCE: Final = 7
_SENTENCE_LETTERS: Final = 16
_LEAST: Final = 3

type Answer = Literal["text", "none", "unsure"]


@check
def image_of_text(page: Page, element: Element) -> Iterator[Verdict]:
    """A picture is not an image of text. Case "file": an SVG file that writes it.

    What cannot be told is passed over; ``resource_text`` tells it.
    """
    for picture in pictures(page).values():
        answer, text, case = judged(page, picture)
        if answer == "text":
            yield failed(picture.element, case, text=_short(text))
        elif answer == "none":
            yield passed(picture.element)


@check
def resource_text(page: Page, element: Element) -> Iterator[Verdict]:
    """No picture from a file has text in it, as far as can be told (ACT 0va7u6)."""
    for picture in pictures(page).values():
        if picture.kind not in ("image", "background"):
            continue
        answer, text, _ = judged(page, picture)
        if answer == "text":
            yield failed(picture.element, text=_short(text))
        elif answer == "none":
            yield passed(picture.element)
        else:
            yield cant_tell(picture.element, "unsure")


def judged(page: Page, picture: Picture) -> tuple[Answer, str, str | None]:
    """Whether a picture is an image of text, which, and the case that it is."""
    facts = page.probed(PictureFacts)
    if facts is None or picture.kind not in ("image", "background"):
        return "unsure", "", None
    drawn = facts.drawn.get(picture.element)
    if drawn is not None and letters(drawn.text):
        return _of_file(page, picture, drawn)
    reading = facts.readings.get(picture.element)
    if reading is None:
        return "unsure", "", None
    return _of_reading(page, picture, reading)


def _of_file(page: Page, picture: Picture, drawn: DrawnText) -> tuple[Answer, str, str | None]:
    name = _name(page, picture)
    same = len(letters(name)) >= _LEAST and letters(name) == letters(drawn.text)
    whole = drawn.alone and (same or (name != "" and _is_sentence(drawn.text)))
    if whole and not is_brand(page, picture.element, drawn.text):
        return "text", drawn.text, "file"
    return "unsure", "", None


def _of_reading(page: Page, picture: Picture, reading: Reading) -> tuple[Answer, str, str | None]:
    if is_empty(reading):
        return "none", "", None
    name = _name(page, picture)
    if not name or reading.photographic or not shows(reading, name):
        return "unsure", "", None
    element = picture.element
    if is_brand(page, element, name):
        return "unsure", "", None
    if _is_button(page, element) or _is_sentence(name) or _is_lettering(page, element, name):
        return "text", name, None
    return "unsure", "", None


def _name(page: Page, picture: Picture) -> str:
    name = page.semantics.name(picture.element)
    return name if isinstance(name, str) else ""


def _is_button(page: Page, element: Element) -> bool:
    if is_image_button(element):
        return True
    control = nearest_control(page, element)
    return control is not None and page.semantics.role(control) == "button"


def _is_sentence(text: str) -> bool:
    """Whether a text is too long for a name or a slogan."""
    if len(text.split()) >= _SENTENCE:
        return True
    return not text.isascii() and len(letters(text)) >= _SENTENCE_LETTERS and len(text.split()) > 2


def _is_lettering(page: Page, element: Element, text: str) -> bool:
    """Whether the name of its file says that it is a text, or its words are those of buttons."""
    if word_list(page, "lettering").names(code_words(page, element)):
        return True
    words = [letters(word) for word in text.split()]
    return all(word in word_list(page, "plain").alone for word in words if word)


def read_text(reading: Reading) -> str:
    """What was read in a picture for sure, as people would quote it."""
    return words_of(clear_words(reading))


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
