"""Decides whether ``tabindex`` and ``accesskey`` help the people who use the keyboard."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.aria.written import is_code, is_open, may_be_set
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.keyboard.handlers import acts_on
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.focus import is_natively_focusable

# Roles that nobody works with: to stop there is of no use, but where they scroll.
_STATIC: Final = frozenset(
    """
    article blockquote caption cell code columnheader complementary contentinfo banner definition deletion
    emphasis figure generic heading img insertion list listitem mark none note paragraph row rowgroup
    rowheader strong subscript superscript table term time
    """.split()
)
_SCROLLING: Final = ("auto", "scroll")
_TOGGLES: Final = (
    "data-toggle",
    "data-bs-toggle",
    "data-tooltip",
    "data-tippy-content",
    "popovertarget",
)


@check
def tabindex_positive(page: Page, element: Element) -> Iterator[Verdict]:
    """A ``tabindex`` that takes an element out of the order of the page ({value})."""
    index = page.semantics.tab_index(element)
    if index is None:
        return
    if index > 0:
        yield failed(AttributeOf(element, "tabindex"))
    else:
        yield passed(element)


@check
def tabindex_needless(page: Page, element: Element) -> Iterator[Verdict]:
    """A stop of the Tab key at something that nobody can work with ({inside}); a person has to say."""
    semantics = page.semantics
    index = semantics.tab_index(element)
    if index is None or index < 0 or is_natively_focusable(element) or is_open(element):
        return
    if semantics.role(element) not in _STATIC or not semantics.presumed_focusable(element):
        return
    if not semantics.presumed_exposed(element) or may_be_set(page, element, "role", "tabindex"):
        return
    if acts_on(page, element) or _scrolls(page, element) or _offers(element):
        yield passed(element)
    else:
        yield cant_tell(AttributeOf(element, "tabindex"), inside=start_tag(element))


def _scrolls(page: Page, element: Element) -> bool:
    return any(
        page.semantics.styles.value(element, name) in _SCROLLING
        for name in ("overflow-x", "overflow-y")
    )


def _offers(element: Element) -> bool:
    """Whether something shows or happens when the focus is on it."""
    attributes = element.attributes
    return (
        any(name in attributes for name in _TOGGLES)
        or attributes.get("contenteditable", "false").lower() != "false"
        or "aria-describedby" in attributes
    )


@check
def accesskey_repeated(page: Page, element: Element) -> Iterator[Verdict]:
    """An access key ({value}) that an element before it has already ({first})."""
    for keyed in page.fact(_keys).values():
        first, *others = keyed
        yield passed(first)
        for other in others:
            target = AttributeOf(other, "accesskey")
            yield failed(target, first=start_tag(first))


def _keys(page: Page) -> dict[str, list[Element]]:
    """The elements that people can get at, by their access key."""
    found: dict[str, list[Element]] = {}
    for element in page.document.by_attribute.get("accesskey", ()):
        key = element.attributes["accesskey"].strip().lower()
        if key and not is_code(page, key) and page.semantics.hidden_from_all(element) is None:
            found.setdefault(key, []).append(element)
    return found
