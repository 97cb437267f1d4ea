"""Decides whether people can stop what moves, changes or goes away by itself."""

from collections.abc import Iterable, Iterator
from typing import Final

from govpage_lint.checks.motion.controls import are_near, stopping_controls
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.passing import Animation, PassingFacts

# What shows time or progress may have to change.
_CLOCK: Final = regex(r"\d{1,2}\s*[:시時]\s*\d{2}|\d\s*%")
_TIMERS: Final = frozenset(("timer", "progressbar", "meter"))
# WCAG 2.2.2 lets what moves go on so long.
_ALLOWED_SECONDS: Final = 5.0
_LEAST_AREA: Final = 400.0
# WCAG 2.3.1: so many flashes a second, on so much of the screen (a quarter of 341 by 256 pixels).
_MOST_FLASHES: Final = 3.0
_SAFE_AREA: Final = 341.0 * 256.0 / 4.0


@check
def text_changes(page: Page, element: Element) -> Iterator[Verdict]:
    """Texts that change over and over by themselves on a page that has no control whose name may
    mean that it stops them. It gives ``text`` and ``count``."""
    facts = page.probed(PassingFacts)
    if facts is None:
        return
    texts = {one.element: one for one in facts.texts}
    for target in _outermost(texts):
        first = next(one for one in facts.texts if one.element in (target, *_children(target)))
        yield _stoppable(page, target, text=first.text, count=first.count)
    if not texts:
        yield passed(page.document.root)


@check
def moves(page: Page, element: Element) -> Iterator[Verdict]:
    """What goes on moving by itself for longer than five seconds on a page with no control whose
    name may mean that it stops that."""
    facts = page.probed(PassingFacts)
    if facts is None:
        return
    changed = [one.element for one in facts.texts]
    running = [one.element for one in facts.animations if _goes_on(one)]
    targets = [
        target
        for target in _outermost([*facts.parts, *running])
        if not any(_is_within(one, target) or _is_within(target, one) for one in changed)
    ]
    for target in targets:
        yield _stoppable(page, target)
    if not targets:
        yield passed(page.document.root)


@check
def flashes(page: Page, element: Element) -> Iterator[Verdict]:
    """Animations that flash more than three times a second on a large part of the screen. It gives
    ``rate``."""
    facts = page.probed(PassingFacts)
    if facts is None:
        return
    for one in facts.animations:
        if one.flashes > _MOST_FLASHES and one.area > _SAFE_AREA:
            yield failed(one.element, rate=f"{one.flashes:.3g}")
        else:
            yield passed(one.element)


@check
def message_vanishes(page: Page, element: Element) -> Iterator[Verdict]:
    """Messages that were there when the page was ready and went away by themselves. It gives
    ``text``."""
    facts = page.probed(PassingFacts)
    if facts is None:
        return
    for target, text in facts.gone.items():
        yield failed(target, text=text)
    if not facts.gone:
        yield passed(page.document.root)


def _stoppable(page: Page, target: Element, **values: object) -> Verdict:
    controls = page.fact(stopping_controls)
    if any(are_near(target, control) for control in controls):
        return passed(target)
    text = str(values.get("text", ""))
    if controls or _CLOCK.search(text) or page.semantics.role(target) in _TIMERS:
        return cant_tell(target, None, **values)
    return failed(target, None, **values)


def _goes_on(one: Animation) -> bool:
    lasts = one.seconds is None or one.seconds > _ALLOWED_SECONDS
    return one.moves and lasts and one.area >= _LEAST_AREA


def _outermost(elements: Iterable[Element]) -> list[Element]:
    """The elements, siblings by their parent, in tree order; none within another."""
    wanted: dict[Element, list[Element]] = {}
    for element in elements:
        if element.parent is not None:
            wanted.setdefault(element.parent, []).append(element)
    found = sorted(
        (parent if len(inner) > 1 else inner[0] for parent, inner in wanted.items()),
        key=lambda element: element.order,
    )
    outer: list[Element] = []
    for element in found:
        if not outer or not _is_within(element, outer[-1]):
            outer.append(element)
    return outer


def _children(element: Element) -> list[Element]:
    return element.element_children


def _is_within(element: Element, other: Element) -> bool:
    return other.order <= element.order <= other.last
