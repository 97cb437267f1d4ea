"""Decides whether a text refers to other parts of the page by their colour alone (WCAG 1.4.1, 1.3.3)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from govpage_lint.checks.color.hues import hues
from govpage_lint.checks.color.painting import painted_texts
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import longest_first, regex
from govpage_lint.semantics.text_paint import TextPaint

# What may mark the same things for those who do not see the colour.
_MARKED: Final = regex(r"[*†‡※()（）\[\]★☆●○■□▲△]|asterisk|별표|기호", re.I)
_MARK_EN: Final = (
    r"(?:marked|shown|highlighted|displayed|printed|written|listed|indicated|coloured|colored)"
)
_MARK_KO: Final = (
    r"(?:표시|표기|강조|구분|음영"
    r"|(?:글자|글씨|부분|칸|항목|숫자|날짜|배경)(?:은|는|이|가|을|를|로|의|만)? )"
)
_WHOLE: Final = 400
_SPACES: Final = regex(r"\s+")


@check
def told_by_color(page: Page, element: Element) -> Iterator[Verdict]:
    """What a text tells apart by colours is told apart by words or signs, too.

    A text is judged that says what a colour means ("marked in red", "빨간색으로 표시"), or speaks of
    things of two colours ("the red …, the green …"), where other texts have those colours. Case
    "colors" for the latter. Values: text, color.
    """
    known = page.data("visual_words")
    paints = page.fact(painted_texts)
    by_hue: Mapping[str, list[TextPaint]] | None = None
    for paint in paints:
        text = _SPACES.sub(" ", paint.text.data).strip()
        named = _named(known, text) if len(text) <= _WHOLE else None
        if named is None:
            continue
        if by_hue is None:
            by_hue = _by_hue(page, paints)
        case, colors = named
        if all(_has_others(by_hue[color], paint) for color in colors):
            values = {"text": text, "color": ", ".join(colors)}
            if case is None:
                yield failed(paint.element, **values)
            else:
                yield cant_tell(paint.element, case, **values)


def _named(known: Mapping[str, Any], text: str) -> tuple[str | None, list[str]] | None:
    """The colours that a text says something about, with the case that it is."""
    names, marks, things = _grammar(tuple((hue, *words) for hue, words in known["hues"].items()))
    if _MARKED.search(text):
        return None
    found = [names[one["color"].lower()] for mark in marks for one in mark.finditer(text)]
    if found:
        return None, list(dict.fromkeys(found))
    found = [names[one["color"].lower()] for one in things.finditer(text)]
    if len(set(found)) > 1:
        return "colors", list(dict.fromkeys(found))
    return None


@lru_cache(maxsize=1)
def _grammar(
    words: tuple[tuple[str, ...], ...],
) -> tuple[dict[str, str], tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """The hue of each word, what says that a colour marks something, and what two colours tell apart."""
    names = {word: hue for hue, *own in words for word in own}
    color = rf"(?P<color>{'|'.join(longest_first(names))})"
    marks = (
        regex(rf"\b{_MARK_EN} (?:in|with) (?:the colou?r )?{color}\b", re.I),
        regex(rf"{color}(?:으로|로)? ?{_MARK_KO}"),
    )
    return names, marks, regex(rf"\bthe {color} [a-z]{{3,}}", re.I)


def _by_hue(page: Page, paints: tuple[TextPaint, ...]) -> Mapping[str, list[TextPaint]]:
    """The texts by the names of their own colours and those of their ground; links are left out."""
    found: defaultdict[str, list[TextPaint]] = defaultdict(list)
    for paint in paints:
        if _in_link(page, paint.element):
            continue
        for shade in (paint.worst.ink, paint.worst.ground):
            for name in hues(shade.low) if shade.is_known else ():
                found[name].append(paint)
    return found


def _in_link(page: Page, element: Element) -> bool:
    at: Element | None = element
    while at is not None:
        if at.local_name == "a":
            return True
        at = at.parent if at.local_name in ("b", "em", "i", "span", "strong") else None
    return False


def _has_others(found: list[TextPaint], paint: TextPaint) -> bool:
    return any(one is not paint and not one.element.contains(paint.element) for one in found)
