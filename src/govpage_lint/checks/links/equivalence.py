"""Decides whether two pages that links of one name lead to serve the same purpose.

Pages that differ may do so all the same, in other words and with more or less around: so only what
is plain counts. Equal are pages with the same main content; others are those where each has
figures or addresses that the other lacks, where one is as good as empty, and where two long texts
have hardly a word in common.
"""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.navigation.main import main_content
from govpage_lint.checks.page import Page
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.refresh import first_refresh

_WORD = regex(r"[^\W\d_]{2,}")
# Telephone numbers, amounts and the like: what one page has and the other has not.
_FIGURE = regex(r"\+?\d[\d\s().-]{5,}\d")
_MAIL = regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DATE = regex(r"\d{2,4}[-./]\s?\d{1,2}[-./]\s?\d{1,4}\.?")
_NOT_DIGIT = regex(r"\D")
_MAX_LETTERS: Final = 60_000
# Two texts of at least so many different words, of which at most this share is common, are of two things.
_MANY_WORDS: Final = 60
_FEW_IN_COMMON: Final = 0.1


@dataclass(frozen=True, slots=True)
class Gist:
    """What a page says in its main content: its text, the words in it, and its figures."""

    text: str
    words: frozenset[str]
    figures: frozenset[str]
    moves_on: bool


def gist(page: Page) -> Gist:
    """The gist of a page; of all of it where the main content is not marked."""
    return page.fact(_gist)


def _gist(page: Page) -> Gist:
    main = main_content(page)
    marked = main is not None and main.is_block and main.is_marked
    element = main.element if main is not None and marked else page.document.body
    text = "" if element is None else page.semantics.visible_text(element)[:_MAX_LETTERS]
    text = text.casefold()
    dateless = _DATE.sub(" ", text)
    numbers = {_NOT_DIGIT.sub("", number) for number in _FIGURE.findall(dateless)}
    return Gist(
        text,
        frozenset(_WORD.findall(text)),
        frozenset(numbers | set(_MAIL.findall(text))),
        first_refresh(page.document) is not None,
    )


def serve_same_purpose(first: Page, second: Page) -> bool | None:
    """Whether two pages surely serve the same purpose (True) or others (False); None if unsure."""
    if first.document is second.document:
        return True
    one, other = gist(first), gist(second)
    if one.moves_on != other.moves_on and "" in (one.text, other.text):
        return False  # a page that sends people on after a while, and says nothing itself
    if one.text == other.text:
        return True if one.text and not _is_scripted(first, second) else None
    if not one.text or not other.text:
        return None
    if one.figures - other.figures and other.figures - one.figures:
        return False
    smaller = min(len(one.words), len(other.words))
    if smaller >= _MANY_WORDS and len(one.words & other.words) <= smaller * _FEW_IN_COMMON:
        return False
    return None


def _is_scripted(first: Page, second: Page) -> bool:
    """Whether scripts may make two pages differ that are the same in their source."""
    return any("script" in page.document.by_name for page in (first, second))
