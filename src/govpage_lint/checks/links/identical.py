"""Decides whether links of one name lead to one thing: anywhere on a page, and in the same context."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final, Literal

from govpage_lint.checks.links.addresses import Leads, is_same_resource, leads
from govpage_lint.checks.links.equivalence import serve_same_purpose
from govpage_lint.checks.links.linked import link_name, links
from govpage_lint.checks.links.purpose import is_vague
from govpage_lint.checks.links.surroundings import telling_text
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element

# For how many names the pages are read that links of that name lead to: each is two requests.
_READ_NAMES: Final = 3
# Links of one name that are compared with the first of them; a page of thousands is no page of links.
_MAX_LINKS: Final = 500

type Outcome = Literal["same", "elsewhere", "differs", "unsure", "unknown"]


@check
def same_name(page: Page, element: Element) -> Iterator[Verdict]:
    """Links of one name on the page lead to one resource, or to equivalent ones (ACT b20e66).

    One verdict a name, at the first link that leads elsewhere than the first of all. Cases:
    "elsewhere" to another site, or address for mail or telephone; "differs" to a page of the same site
    that was read and is another; "unsure" to another address of the same site: cannot tell. Silent
    where scripts decide, and about vague names whose links lead to pages of one site.
    """
    for group in page.fact(_by_name):
        yield from _judge(page, group, in_context=False)


@check
def same_name_same_context(page: Page, element: Element) -> Iterator[Verdict]:
    """Links of one name in the very same context lead to one resource (ACT fd3a94).

    The cases are those of ``same_name``. Nobody can tell them apart where no text stands between them:
    those links say as little to people who see them, and no verdict is given.
    """
    for group in page.fact(_by_name):
        if len({leads(page, link).url for link in group}) == 1:
            continue
        for together in _by_context(page, group):
            yield from _judge(page, together, in_context=True)


def _judge(page: Page, group: list[Element], *, in_context: bool) -> Iterator[Verdict]:
    first = group[0]
    doubts: list[Element] = []
    compared = False
    for link in group[1:_MAX_LINKS]:
        outcome = page.fact(_compared).outcome(page, first, link)
        if outcome in ("elsewhere", "differs"):
            if in_context and not _is_told_apart(page, first, link):
                continue
            if page.fact(_makes_shadows):
                doubts.append(link)
                continue
            yield failed(link, outcome, **_values(page, first, link))
            return
        compared = compared or outcome == "same"
        if outcome == "unsure":
            doubts.append(link)
    if (
        doubts
        and not is_vague(page, first)
        and (not in_context or _is_told_apart(page, first, doubts[0]))
    ):
        yield cant_tell(doubts[0], "unsure", **_values(page, first, doubts[0]))
    elif compared and not doubts:
        yield passed(first)


def _values(page: Page, first: Element, link: Element) -> dict[str, str]:
    return {
        "text": link_name(page, link),
        "here": leads(page, link).written,
        "there": leads(page, first).written,
    }


def _is_told_apart(page: Page, first: Element, second: Element) -> bool:
    """Whether people who see the page can tell that two links of one name are of two things."""
    return page.fact(telling_text).between(first, second) > 0


def _makes_shadows(page: Page) -> bool:
    """Whether a script of the source makes shadow trees: what is written in their hosts may be shown
    to nobody."""
    scripts = page.document.by_name.get("script", ()) if page.observer == "source" else ()
    return any("attachShadow" in script.text for script in scripts)


def _by_name(page: Page) -> list[list[Element]]:
    """The links that share their name with others, by the order of the first of them."""
    groups: dict[str, list[Element]] = {}
    for link in links(page):
        name = link_name(page, link)
        if name:
            groups.setdefault(" ".join(name.casefold().split()), []).append(link)
    return [group for group in groups.values() if len(group) > 1]


def _by_context(page: Page, group: list[Element]) -> Iterator[list[Element]]:
    found: dict[Hashable, list[Element]] = {}
    for link in group:
        context = page.semantics.link_context(link)
        if context.sure:
            found.setdefault(context.place, []).append(link)
    return (together for together in found.values() if len(together) > 1)


class _Comparisons:
    """What came out where links were compared, each address with each other once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Outcome] = {}
        self._read_names: set[str] = set()

    def outcome(self, page: Page, first: Element, second: Element) -> Outcome:
        """Whether two links of one name lead to one thing; "unknown" where scripts decide."""
        one, other = leads(page, first), leads(page, second)
        same = is_same_resource(page, one, other)
        if same is not None:
            return "same" if same else "elsewhere"
        if one.kind != other.kind or one.kind not in ("page", "place"):
            return "unknown"
        place = (one.url, other.url)
        if place not in self._known:
            self._known[place] = self._by_pages(page, link_name(page, first), one, other)
        return self._known[place]

    def _by_pages(self, page: Page, name: str, one: Leads, other: Leads) -> Outcome:
        if one.kind == "place" or one.parts.hostname != other.parts.hostname:
            return "unsure"
        if name not in self._read_names and len(self._read_names) >= _READ_NAMES:
            return "unsure"
        self._read_names.add(name)
        first = page.neighbour(one.written)
        second = page.neighbour(other.written) if first is not None else None
        if first is None or second is None:
            return "unsure"
        same = serve_same_purpose(first, second)
        if same is None:
            return "unsure"
        return "same" if same else "differs"


def _compared(page: Page) -> _Comparisons:
    return _Comparisons()
