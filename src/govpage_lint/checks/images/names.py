"""Decides whether the name of a picture may stand for it (ACT qt1vmo)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.images.ancestors import in_named
from govpage_lint.checks.images.evidence import (
    clear_words,
    file_words,
    letters,
    made_out,
    name_words,
    words_of,
)
from govpage_lint.checks.images.kinds import word_list
from govpage_lint.checks.images.labels import label_of
from govpage_lint.checks.images.pictures import Picture, pictures
from govpage_lint.checks.images.words import fault_of
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Target, Verdict, cant_tell, check, failed
from govpage_lint.document.tree import SVG, Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.pictures import PictureFacts

_SHORTEST: Final = 3
# A picture that says more is none of a name.
_FEW_WORDS: Final = 4
_WORD: Final = regex(r"[A-Za-z0-9]+")
# What is written in capitals, with digits perhaps, as W3C.
_ABBREVIATION: Final = regex(r"\b(?=[A-Z0-9]*[A-Z])[A-Z0-9]{3,8}\b")
_LITTLE: Final = frozenset(("the", "of", "s", "our"))
_VOWELS: Final = frozenset("aeiou")
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
        if contradicted(page, picture) or other_letters(page, picture):
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


def other_letters(page: Page, picture: Picture) -> str | None:
    """What a picture says that is named by an abbreviation, where it says something else; else None.

    The name is that of a logo and the text is not what its letters stand for; or name and text
    are one abbreviation each, and not the same.
    """
    facts = page.probed(PictureFacts)
    reading = None if facts is None else facts.readings.get(picture.element)
    if reading is None or reading.photographic or not _is_english(page, picture.element):
        return None
    words = clear_words(reading)
    name = _name(page, picture.element)
    logo = word_list(page, "logo")
    short = _ABBREVIATION.findall(name)
    if not short or not words or len(words) > _FEW_WORDS or not name.isascii():
        return None
    text = words_of(words)
    tries = [letters(words_of(read)) for read in (reading.words, reading.more)]
    named = [letters(word) for word in _WORD.findall(name)]
    if any(_abbreviates(word, read) for word in named for read in (letters(text), *tries) if read):
        return None
    if logo.names(name_words(name)):
        known = {*short, *(word for word in _WORD.findall(name) if word.isdigit())}
        rest = {word.lower() for word in _WORD.findall(name) if word not in known}
        return text if rest <= logo.alone | _LITTLE else None
    one = len(words) == 1 and name.strip() == short[0] and len(letters(text)) >= _SHORTEST
    return text if one and _is_consonants(text) and text.isupper() else None


def _abbreviates(short: str, text: str) -> bool:
    """Whether the letters of an abbreviation stand in a text in their order."""
    rest = iter(text)
    return short in text or text in short or (short != "" and all(one in rest for one in short))


def _is_consonants(text: str) -> bool:
    return text.isalpha() and _VOWELS.isdisjoint(text.lower())


def _is_english(page: Page, element: Element) -> bool:
    return page.document.language_of(element).partition("-")[0].lower() == "en"


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
