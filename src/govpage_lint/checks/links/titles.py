"""Decides whether the ``title`` of a link adds anything to its name."""

from __future__ import annotations

from collections.abc import Iterator

from govpage_lint.checks.icons.inside import is_template
from govpage_lint.checks.links.linked import is_link, link_name
from govpage_lint.checks.links.words import key, language_at, link_words
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element


@check
def title_repeats(page: Page, element: Element) -> Iterator[Verdict]:
    """The ``title`` of a link is not its text over again."""
    title = element.attributes.get("title", "")
    if not key(title) or is_template(title) or not is_link(page, element):
        return
    if page.semantics.name_source(element) == "title":
        return
    if key(title) == key(link_name(page, element)):
        yield failed(AttributeOf(element, "title"), text=" ".join(title.split()))
    else:
        yield passed(element)


@check
def title_differs(page: Page, element: Element) -> Iterator[Verdict]:
    """The ``title`` of a link has to do with its name: they share a word, or it speaks of a window."""
    title = element.attributes.get("title", "")
    if not key(title) or is_template(title) or not is_link(page, element):
        return
    if page.semantics.name_source(element) == "title":
        return
    name, words = link_name(page, element), link_words(page)
    if not key(name) or words.is_vague(name, language_at(page, element)):
        return
    if words.announces_window(title) or _shares(key(title), key(name)):
        yield passed(element)
    else:
        yield failed(AttributeOf(element, "title"), text=name)


def _shares(title: str, name: str) -> bool:
    """Whether two texts share a word, or one in a script without spaces shares two letters."""
    if not set(title.split()).isdisjoint(name.split()):
        return True
    pairs = {title[place : place + 2] for place in range(len(title) - 1)}
    return any(name[place : place + 2] in pairs for place in range(len(name) - 1))
