"""Decides whether lists hold items and nothing else."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import is_template, start_tag
from govpage_lint.checks.lists.common import (
    LISTS,
    UNSHOWN,
    is_component,
    is_list,
    is_unfinished,
    items_of,
)
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import TextRange, Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Node, Text
from govpage_lint.semantics.contents import is_blank

_WEIGHT: Final = ("text", "element", "wrapper", "blank")


@check
def child_wrong(page: Page, element: Element) -> Iterator[Verdict]:
    """A list has items for children. Told once a list, of the first child of the worst kind.

    Cases: "text" (text right in the list), "element" (with {inside}), "wrapper" (it holds the
    items), "blank" (nothing is in it). Lists right in lists are told by another rule.
    """
    if not is_list(page, element):
        return
    found: dict[str, Verdict] = {}
    for child in element.children:
        if isinstance(child, Text):
            if not is_blank(child.data) and not _is_code(page, child):
                begin = len(child.data) - len(child.data.lstrip())
                place = TextRange(child, begin, len(child.data.rstrip()))
                found.setdefault("text", failed(place, "text"))
        elif isinstance(child, Element):
            case = _case(page, child)
            if case is not None:
                found.setdefault(case, failed(child, case, inside=start_tag(child)))
    worst = next((found[case] for case in _WEIGHT if case in found), None)
    if worst is None:
        yield passed(element)
    else:
        yield worst


def _is_code(page: Page, text: Text) -> bool:
    return page.observer == "source" and is_template(text.data)


def _case(page: Page, child: Element) -> str | None:
    """What is wrong with a child element of a list; None where nothing is."""
    name = child.local_name
    if name in ("li", "br") or name in UNSHOWN or name in LISTS or _may_be_item(page, child):
        return None
    semantics = page.semantics
    if not semantics.presumed_exposed(child) or semantics.role(child) == "listitem":
        return None
    if any(inner.local_name == "li" for inner in child.element_children):
        return "wrapper"
    return "element" if semantics.contents.heard(child) or name == "hr" else "blank"


def _may_be_item(page: Page, child: Element) -> bool:
    """Whether a component stands for items: in its source nobody knows."""
    return is_component(child) and page.observer == "source"


@check
def nested_directly(page: Page, element: Element) -> Iterator[Verdict]:
    """A list in a list stands in an item of it. Told once for each list and all that is in it, of
    the first list that does not. Case "many": several do not."""
    if not is_list(page, element) or element.parent is None:
        return
    if is_list(page, element.parent):
        wrong = page.fact(_misnested)[page.fact(_outermost_lists)[element]]
        if wrong[0] is element:
            case = "many" if len(wrong) > 1 else None
            tag = f"<{element.parent.local_name}>"
            yield failed(element, case, tag=tag, count=len(wrong))
    elif element.parent.local_name == "li":
        yield passed(element)


def _misnested(page: Page) -> dict[Element, list[Element]]:
    """The lists that stand right in a list, by the outermost list around them."""
    found: dict[Element, list[Element]] = {}
    outermost = page.fact(_outermost_lists)
    for element, outer in outermost.items():
        if element.parent is not None and is_list(page, element.parent) and is_list(page, element):
            found.setdefault(outer, []).append(element)
    return found


def _outermost_lists(page: Page) -> dict[Element, Element]:
    """Each list with the outermost list of which it is a part: through items and lists alone."""
    found: dict[Element, Element] = {}
    for element in page.document.elements:
        if element.local_name in LISTS:
            above = element.parent
            if above is not None and above.local_name == "li":
                above = above.parent
            found[element] = found.get(above, element) if above is not None else element
    return found


@check
def empty(page: Page, element: Element) -> Iterator[Verdict]:
    """Each list has an item, unless a script fills it. Asked of a page as a whole, told of the first.

    Case "many": {count} are empty.
    """
    named = page.document.by_name
    lists = sorted((e for name in LISTS for e in named.get(name, ())), key=lambda e: e.order)
    bare = [one for one in lists if _is_empty(page, one)]
    if bare:
        yield failed(bare[0], "many" if len(bare) > 1 else None, count=len(bare))


def _is_empty(page: Page, element: Element) -> bool:
    if element.element_children or not is_list(page, element):
        return False
    if page.semantics.contents.heard(element) or is_unfinished(page, element):
        return False
    return page.observer != "source" or not any(map(_is_handle, element.attributes))


def _is_handle(name: str) -> bool:
    """Whether an attribute is one by which a script knows an element that it fills."""
    return name == "id" or name.startswith(("data-", "v-", "ng-", "x-", "on"))


@check
def one_item(page: Page, element: Element) -> Iterator[Verdict]:
    """A list has more than one item."""
    if not is_list(page, element) or is_unfinished(page, element):
        return
    items = [item for item in items_of(element) if page.semantics.presumed_exposed(item)]
    if len(items) > 1:
        yield passed(element)
    elif items:
        yield failed(element)


@check
def split(page: Page, element: Element) -> Iterator[Verdict]:
    """Items that follow each other are one list, and not one list each. Asked of a page as a whole,
    told of the first list of each run."""
    parents = {
        one.parent: None
        for name in ("ul", "ol")
        for one in page.document.by_name.get(name, ())
        if one.parent is not None
    }
    for parent in parents:
        run: list[Element] = []
        for node in [*parent.children, None]:
            single = node if isinstance(node, Element) and _is_single(page, node) else None
            if single is not None and run and single.local_name == run[-1].local_name:
                run.append(single)
            elif not _is_nothing(node):
                if len(run) > 1:
                    yield failed(run[0], count=len(run))
                run = [single] if single is not None else []


def _is_nothing(node: Node | None) -> bool:
    """Whether a node parts no lists: white space, a comment, a line break, a script."""
    if isinstance(node, Text):
        return is_blank(node.data)
    if isinstance(node, Element):
        return node.local_name == "br" or node.local_name in UNSHOWN
    return node is not None


def _is_single(page: Page, element: Element) -> bool:
    if not is_list(page, element) or is_unfinished(page, element):
        return False
    return len(element.element_children) == 1 and element.element_children[0].local_name == "li"
