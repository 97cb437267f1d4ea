"""Decides which elements of pages are judged: all, those in some parts, or all but some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govpage_lint.document.selectors import Selector, compile_selector
from govpage_lint.document.tree import Element
from govpage_lint.engine.check import Placed
from govpage_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class JudgedElements:
    """CSS selectors: ``only`` of the parts that are judged (all where there is none), ``without`` of
    parts that are not, ``hidden`` of those that are not even shown in the browser."""

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def filtered(self, placed: Iterable[Placed]) -> Iterator[Placed]:
        """The findings at elements that are judged.

        What is found of a page as a whole is no element's: it stays where nothing is picked out.
        """
        if not (self.only or self.without or self.hidden):
            yield from placed
            return
        only = _compiled(self.only)
        without = _compiled((*self.without, *self.hidden))
        for one in placed:
            if one.element is None:
                if not only:
                    yield one
            elif not _within(one.element, without) and (not only or _within(one.element, only)):
                yield one


def _compiled(texts: Iterable[str]) -> tuple[Selector, ...]:
    return tuple(selector for text in texts for selector in compile_selector(text))


def _within(element: Element, selectors: tuple[Selector, ...]) -> bool:
    return any(
        selector.test(one) for one in (element, *element.ancestors) for selector in selectors
    )
