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
    exposed_letters,
    file_words,
    is_empty,
    is_text_alone,
    letters,
    name_words,
    part_found,
    shortened,
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
# With more words it may be a scanned letter, which has to be a picture.
_LETTER: Final = 40
_SAID: Final = 0.5
_LIKELY: Final = 0.6
_TYPE: Final = ("typeface", "font", "글꼴", "서체")

type Answer = Literal["text", "none", "unsure"]


@check
def image_of_text(page: Page, element: Element) -> Iterator[Verdict]:
    """A picture is not an image of text. Case "file": an SVG file that writes it.

    What cannot be told is passed over; ``resource_text`` tells it.
    """
    for picture in pictures(page).values():
        answer, text, case = judged(page, picture)
        if answer == "text":
            yield failed(picture.element, case, text=shortened(text))
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
            yield failed(picture.element, text=shortened(text))
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
    plain = _is_plain(page, picture.element, drawn.text)
    # In a link, it may be the name of whoever the link leads to, as they write it.
    free = nearest_control(page, picture.element) is None
    whole = (same and (free or plain)) or (name != "" and _is_sentence(drawn.text))
    if drawn.alone and whole and not is_brand(page, picture.element, drawn.text, picture.address):
        return "text", drawn.text, "file"
    return "unsure", "", None


def _of_reading(page: Page, picture: Picture, reading: Reading) -> tuple[Answer, str, str | None]:
    name = _name(page, picture)
    if is_empty(reading):
        # Where letters are to be expected, a reader may have failed at fancy ones.
        said = name or " ".join(file_words(picture.address))
        fancy = bool(letters(said)) and _is_lettering(page, picture.element, said)
        return ("unsure" if fancy else "none"), "", None
    if not name:
        text = _unnamed_text(page, picture, reading)
        return ("text", text, None) if text else ("unsure", "", None)
    if reading.photographic or _shows_writing(page, picture):
        return "unsure", "", None
    element = picture.element
    if not shows(reading, name):
        text = _sentence_alone(reading)
        brand = not text or is_brand(page, element, text, picture.address)
        return ("unsure", "", None) if brand else ("text", text, None)
    if is_brand(page, element, name, picture.address):
        return "unsure", "", None
    if _is_plain(page, element, name):
        return "text", name, None
    return "unsure", "", None


def _unnamed_text(page: Page, picture: Picture, reading: Reading) -> str:
    """The text of a picture without a name that is nothing but text; "" where that cannot be told.

    What the page says as well may be there for decoration, and so may what is marked as such.
    """
    element = picture.element
    if reading.photographic or _is_decoration(page, picture) or _shows_writing(page, picture):
        return ""
    stem = [word for word in file_words(picture.address) if word.isalpha()]
    plain = word_list(page, "plain").alone
    if stem and all(word in plain for word in stem) and shows(reading, "".join(stem)):
        text = " ".join(stem)
        said = letters(text) in page.fact(exposed_letters)
        return "" if said or is_brand(page, element, text, picture.address) else text
    text = _sentence_alone(reading)
    if not text or part_found(clear_words(reading), page.fact(exposed_letters)) > _SAID:
        return ""
    return "" if is_brand(page, element, text, picture.address) else text


def _sentence_alone(reading: Reading) -> str:
    """The sentence that a picture is made of; "" where it has anything else, or may have to be one."""
    words = clear_words(reading)
    if not _SENTENCE <= len(words) <= _LETTER or not is_text_alone(reading, words):
        return ""
    return words_of(word for word in reading.words if word.confidence >= _LIKELY)


def _shows_writing(page: Page, picture: Picture) -> bool:
    """Whether it is about how letters look, or a piece of paper: then it has to be a picture."""
    words = word_list(page, "writing")
    name = _name(page, picture)
    if words.names([*file_words(picture.address), *name_words(name)], name):
        return True
    said = page.fact(exposed_letters)
    return any(word in said for word in _TYPE)


def _is_decoration(page: Page, picture: Picture) -> bool:
    """Whether a picture without a name may be there for decoration, going by its markup."""
    element = picture.owner
    semantics = page.semantics
    if semantics.programmatically_hidden(element):
        return True
    if picture.kind == "background" or element.local_name == "object":
        return False
    return semantics.exposed(element) is not True or semantics.role(element) in (None, "none")


def _name(page: Page, picture: Picture) -> str:
    name = page.semantics.name(picture.owner)
    return name if isinstance(name, str) else ""


def _is_plain(page: Page, element: Element, text: str) -> bool:
    """Whether the text of a picture is none that somebody is known by."""
    return _is_button(page, element) or _is_sentence(text) or _is_lettering(page, element, text)


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
