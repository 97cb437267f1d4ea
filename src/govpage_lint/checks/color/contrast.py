"""Decides whether the texts of a page stand out enough from what they lie on (ACT afw4f7, 09o5cg)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from math import floor
from typing import Final, Literal

from govpage_lint.checks.color.language import Says, says
from govpage_lint.checks.color.painting import texts_by_element
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.colors import hex_code
from govpage_lint.semantics.text_paint import PaintedTexts, TextPaint
from govpage_lint.semantics.unknown import UNKNOWN

# How much of a measured text has to be too faint before that is said. Where the rest can be read, it
# is for a person to judge (ACT afw4f7, background), and how wide a text runs differs by its font.
_FAINT_SHARE: Final = 0.5
# No eye sees what stands out by less.
_BLANK: Final = 1.03
_CONTROLS: Final = frozenset(("button", "link", "menuitem", "switch", "tab"))
_NEAR: Final = 3
_INACTIVE: Final = regex(r"(?:\b|_)(?:disabled|inactive)(?:\b|_)", re.I)


type _Outcome = Literal["failed", "passed", "unclear"]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A text and whether it stands out: ``ratio`` is what it has where it does not."""

    paint: TextPaint
    outcome: _Outcome
    needed: float
    ratio: float = 0.0
    measured: bool = False


@check
def text_contrast(
    page: Page, element: Element, *, least: float = 4.5, least_large: float = 3.0
) -> Iterator[Verdict]:
    """Every text has some contrast with what it lies on: the highest that each of its letters has.

    Cases: "near" for at least 3:1, "measured" where the pixels were looked at, "unclear" for what
    could not be measured, "hidden" for text that assistive technology does not get. Values: text,
    ratio, needed, color, ground.
    """
    probed = page.probed(PaintedTexts)
    if probed is None:
        return
    for paints in page.fact(texts_by_element):
        first = paints[0].element
        if page.semantics.is_inactive(first):
            continue
        judged = [_judge(paint, probed, least, least_large) for paint in paints]
        verdict = _verdict(page, first, [one for one in judged if one is not None])
        if verdict is not None:
            yield verdict


def _judge(
    paint: TextPaint, probed: PaintedTexts, least: float, least_large: float
) -> _Judged | None:
    """None for what has the colour of its ground, so that it is not seen."""
    if paint.is_blank:
        return None
    needed = least_large if paint.large else least
    if paint.worst.sure and paint.most < needed:
        if paint.element in probed.parted:
            return _Judged(paint, "unclear", needed)
        return _Judged(paint, "failed", needed, paint.most)
    if paint.sure and paint.least >= needed:
        return _Judged(paint, "passed", needed)
    parts = probed.measured.get(paint.text)
    if not parts:
        # What lies before a text that stands out by itself was not seen to make it fainter.
        outcome: _Outcome = "passed" if paint.least >= needed else "unclear"
        return _Judged(paint, outcome, needed)
    if max(parts) < _BLANK:
        return None
    faint = [part for part in parts if part < needed]
    if not faint:
        return _Judged(paint, "passed", needed)
    enough = len(faint) >= len(parts) * _FAINT_SHARE
    return _Judged(paint, "failed" if enough else "unclear", needed, min(faint), measured=True)


def _verdict(page: Page, element: Element, judged: Sequence[_Judged]) -> Verdict | None:
    """The verdict on the own texts of an element: that on the one that stands out least."""
    bad = sorted((one for one in judged if one.outcome == "failed"), key=lambda one: one.ratio)
    for one in bad:
        what = says(page, element, one.paint.text.data)
        if what == "signs":
            continue
        return _faint(page, element, one, what)
    for one in judged:
        if one.outcome == "unclear" and says(page, element, one.paint.text.data) == "words":
            if page.semantics.hidden_by(element) in ("aria-hidden", "inert"):
                return None
            return cant_tell(element, "unclear", **_values(one))
    return passed(element) if judged else None


def _faint(page: Page, element: Element, one: _Judged, what: Says) -> Verdict | None:
    hidden = page.semantics.hidden_by(element)
    values = _values(one)
    if hidden == "inert":
        return None
    if hidden == "aria-hidden":
        return cant_tell(element, "hidden", **values)
    if what == "unclear":
        if _is_sign(page, element, one.paint.text.data.strip()):
            return passed(element)
        return cant_tell(element, "letter", **values)
    if _looks_inactive(element):
        return cant_tell(element, "inactive", **values)
    if one.measured:
        return failed(element, "measured", **values)
    return failed(element, "near" if one.ratio >= 3.0 else None, **values)


def _looks_inactive(element: Element) -> bool:
    """Whether a class says that it cannot be used now, which its markup does not say."""
    near = (element, *islice(element.ancestors, _NEAR))
    return any(_INACTIVE.search(name) for at in near for name in at.classes)


def _is_sign(page: Page, element: Element, letter: str) -> bool:
    """Whether a letter stands for something else, such as the X on a button named "Close"."""
    for at in (element, *islice(element.ancestors, _NEAR)):
        if page.semantics.role(at) in _CONTROLS:
            return page.semantics.name(at) not in (UNKNOWN, letter)
    return False


def _values(one: _Judged) -> dict[str, str]:
    line = one.paint.worst
    values = {
        "text": " ".join(one.paint.text.data.split()),
        "needed": written_ratio(one.needed),
        "ratio": written_ratio(one.ratio),
    }
    if line.ink.is_known and line.ground.is_known:
        values |= {"color": hex_code(line.ink.low), "ground": hex_code(line.ground.low)}
    elif line.ink.is_known:
        values |= {"color": hex_code(line.ink.low), "ground": "?"}
    else:
        values |= {"color": "?", "ground": "?"}
    return values


def written_ratio(value: float) -> str:
    """A ratio with two digits, never rounded up: 4.499 is not 4.5."""
    return f"{floor(value * 100) / 100:.2f}".rstrip("0").rstrip(".")
