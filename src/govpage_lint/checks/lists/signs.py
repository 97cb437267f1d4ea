"""Decides what number or sign of a list a line begins with, in the ways of Korean and Latin typing."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import written
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_HANGUL: Final = "가나다라마바사아자차카타파하"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
# Kinds of numbers, each with its pattern and the order in which it counts; one place in it is 1.
_NUMBERS: Final = (
    ("number", regex(r"\s*\(?(\d{1,3})(?:[.)]|\.\))(?=[\s\u3000]|[^\W\d_])"), ""),
    ("circled", regex(r"\s*([①-⑳])"), "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    ("letter", regex(rf"\s*\(?([{_HANGUL}])[.)](?=\s)"), _HANGUL),
    ("circled letter", regex(r"\s*([㉮-㉻])"), "㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻"),
    ("circled consonant", regex(r"\s*([㉠-㉭])"), "㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩㉪㉫㉬㉭"),
    ("roman", regex(r"\s*([Ⅰ-Ⅻ])[.)]?(?=\s)"), "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"),
    ("latin", regex(r"\s*\(?([a-z])[.)](?=\s)"), _LATIN),
)
# ※ is the sign of a note, and an arrow leads on from the line before: both are no bullets.
_BULLET = regex(r"\s*([*•·∙‣▪■□○●◦ㅇ°º◇◆▶▷▸►➤➢☞❍◎❖⦁∘✓✔☑▣ᆞㆍ◈\uf0a7\uf0b7])\s*(?=[^\s*•·▪■□○●°-])")
# Those of them that are letters by themselves.
_LETTERS_FOR_BULLETS: Final = frozenset("ㅇºᆞㆍ")
_DASH = regex(r"\s*([-–—])(?:\s+(?=[^\s*•·▪■□○●°-])|(?=[가-힣]))")


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign that a text begins with, ``start`` to ``end`` in it.

    ``kind`` is "bullet", "dash" or a kind of number, which counts ``value``; ``text`` is the sign.
    """

    kind: str
    text: str
    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signs:
    """The texts of a page that begin with the sign of a list item, blank ones left out.

    ``before`` and ``until`` are how many of them stand before the start and the end of the element
    at each place of tree order.
    """

    of: dict[Text, Sign]
    before: list[int]
    until: list[int]

    def inside(self, element: Element) -> int:
        """How many such texts stand in an element."""
        return self.until[element.order] - self.before[element.order]


def signs(page: Page) -> Signs:
    """The signs of a page. To be asked for with ``page.fact(signs)``."""
    texts = written(page)
    of = {text: sign for text in texts.texts if (sign := read_sign(text.data)) is not None}
    counts = texts.counts(text in of for text in texts.texts)
    before, until = map(counts.__getitem__, texts.before), map(counts.__getitem__, texts.until)
    return Signs(of, list(before), list(until))


def read_sign(text: str) -> Sign | None:
    """The sign of a list item that a text begins with; None without one."""
    written = text.lstrip()
    first = written[:1]
    if first.isalpha() and first not in _LETTERS_FOR_BULLETS and written[1:2] not in (".", ")"):
        # A word, as most texts begin.
        return None
    start = len(text) - len(written)
    for kind, pattern, order in _NUMBERS:
        if match := pattern.match(text):
            value = order.index(match[1]) + 1 if order else int(match[1])
            return Sign(kind, match[1], value, start, match.end())
    for kind, pattern in (("bullet", _BULLET), ("dash", _DASH)):
        if match := pattern.match(text):
            return Sign(kind, match[1], 0, start, match.end())
    return None
