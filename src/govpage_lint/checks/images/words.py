"""Decides whether the words for an image say anything: names of files, words for the medium, length.

The words are data (``rules/data/image_words.toml``), by language. Those of the language of the
element count, those of English, and those in scripts of their own, which mean the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

from govpage_lint.checks.icons.inside import nearest_control
from govpage_lint.checks.images.labels import Label, label_of
from govpage_lint.checks.images.repeats import repeated_at
from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.images.vocabulary import ImageWords, Words, word_key
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_TABLE: Final = "image_words"
_PATH = regex(
    r"(?:https?:)?//\S+\Z|(?:\.{0,2}/)?(?:[\w.%~-]+/)+[\w.%~-]+\.[a-z]{2,4}\d?\Z", re.IGNORECASE
)
_NUMBER = regex(r"[\d\s.,:/()#_-]+\Z")
# Signs that say nothing alone; others, such as an arrow or a star, may.
_PUNCTUATION: Final = " .,:;·•…‥-–—_*|/\\~^`'\"#"
# No longer number is the number of a picture.
_MAX_NUMBER: Final = 4
# A code for a language and country, as flags have, is spelt like the name of a file.
_LOCALE = regex(r"[a-z]{2,3}_[a-z]{2}\Z", re.IGNORECASE)
# No name of a file, word or number is longer; what follows is not looked at.
_MAX_LABEL: Final = 400
type Kind = Literal["file-name", "alone", "placeholder", "number", "suffix", "prefix"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a label, and the word that shows it."""

    kind: Kind
    word: str


@check
def file_name(page: Page, element: Element) -> Iterator[Verdict]:
    """The words for an image are not the name or address of a file (WCAG failure F30)."""
    yield from _judged(page, element, ("file-name",))


@check
def meaningless(page: Page, element: Element) -> Iterator[Verdict]:
    """The words for an image say more than that there is one (F30). Cases: "placeholder", "number"."""
    yield from _judged(page, element, ("alone", "placeholder", "number"))


@check
def names_medium(page: Page, element: Element) -> Iterator[Verdict]:
    """The words for an image do not say that it is an image. Cases: "suffix", "prefix"."""
    yield from _judged(page, element, ("suffix", "prefix"))


@check
def too_long(page: Page, element: Element, *, max_length: int = 250) -> Iterator[Verdict]:
    """The words for an image are short enough to be listened to in one go."""
    label = label_of(page, element)
    if label is None:
        return
    if len(label.text) > max_length:
        yield failed(label.target, text=label.text, count=len(label.text), limit=max_length)
    else:
        yield passed(element)


def _judged(page: Page, element: Element, kinds: tuple[Kind, ...]) -> Iterator[Verdict]:
    label = label_of(page, element)
    if label is None:
        return
    known = page.fact(_known_faults)
    if element not in known:
        known[element] = fault_of(page, label)
    found = known[element]
    if found is None or found.kind not in kinds:
        yield passed(element)
        return
    if found.kind in ("suffix", "prefix") and repeated_at(page, element) is not None:
        # The text beside it says the same: that rule tells how to mend both.
        return
    case = None if found.kind in ("file-name", "alone") else found.kind
    yield failed(label.target, case, text=label.text, word=found.word)


def _known_faults(page: Page) -> dict[Element, Fault | None]:
    return {}


def fault_of(page: Page, label: Label) -> Fault | None:
    """What is wrong with the words for an image; None where nothing is."""
    text = unicodedata.normalize("NFKC", label.text[:_MAX_LABEL]).strip()
    words = made_once(page.data(_TABLE), ImageWords).of_language(
        page.fact(_languages)[label.image.order]
    )
    if _PATH.match(text) or (words.is_file_name(text) and not _LOCALE.match(text)):
        return Fault("file-name", text)
    if _NUMBER.match(text) and any(map(str.isdecimal, text)):
        return Fault("number", text) if _counts_nothing(page, label, text) else None
    if text and not text.strip(_PUNCTUATION):
        return Fault("placeholder", text)
    key = word_key(text)
    if key in words.alone:
        return Fault("alone", text)
    if key in words.placeholder or text.casefold() in words.signs:
        return Fault("placeholder", text)
    return _affix(words, text.casefold())


def _counts_nothing(page: Page, label: Label, text: str) -> bool:
    """Whether a number says nothing: in a link it may be that of a page, and a long one a date."""
    if (
        label.image.local_name in ("area", "input")
        or nearest_control(page, label.image) is not None
    ):
        return False
    return len(word_key(text)) <= _MAX_NUMBER


def _affix(words: Words, text: str) -> Fault | None:
    """A word for the medium at the end or the beginning of a text in lower case."""
    trimmed = _without_tail(text)
    for word, glued in words.suffix:
        if not trimmed.endswith(word):
            continue
        place = len(trimmed) - len(word)
        if place > 0 and (glued or not trimmed[place - 1].isalnum()):
            return None if trimmed.endswith(words.suffix_ok) else Fault("suffix", word)
    for word in words.prefix:
        if text.startswith(word):
            rest = text[len(word) :]
            if (rest[:1] == " " or word[-1] in "'’") and any(map(str.isalnum, rest)):
                return Fault("prefix", word)
    return None


def _without_tail(text: str) -> str:
    """A text without the numbers and signs at its end."""
    end = len(text)
    while end and not text[end - 1].isalpha():
        end -= 1
    return text[:end]


def _languages(page: Page) -> list[str]:
    """The primary subtag of the language of each element, by its order; "" where it is not known."""
    primary = {one: one.partition("-")[0].lower() for one in set(page.document.languages)}
    return [primary[one] for one in page.document.languages]
