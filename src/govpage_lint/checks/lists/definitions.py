"""Decides whether description lists hold groups of terms and descriptions."""

from collections.abc import Iterator

from govpage_lint.checks.icons.inside import is_template, start_tag
from govpage_lint.checks.lists.common import UNSHOWN, is_component, is_unfinished
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import TextRange, Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Node, Text
from govpage_lint.semantics.contents import is_blank


@check
def definition_child_wrong(page: Page, element: Element) -> Iterator[Verdict]:
    """A ``dl`` has ``dt`` and ``dd`` for children, or ``div`` around groups of them. Told once a list.

    Cases: "text", "element" (with {inside}), "group" (a ``div`` that holds something else, with
    {inside}), "blank" (an empty element).
    """
    if not _is_asked(page, element):
        return
    found: dict[str, Verdict] = {}
    for child in element.children:
        for verdict in _faults(page, child):
            found.setdefault(verdict.case or "", verdict)
    worst = next((found[c] for c in ("text", "element", "group", "blank") if c in found), None)
    yield passed(element) if worst is None else worst


def _is_asked(page: Page, element: Element) -> bool:
    return not page.semantics.explicit_roles(element) and page.semantics.presumed_exposed(element)


def _faults(page: Page, child: Node) -> Iterator[Verdict]:
    if isinstance(child, Text):
        if not is_blank(child.data) and not (page.observer == "source" and is_template(child.data)):
            begin = len(child.data) - len(child.data.lstrip())
            yield failed(TextRange(child, begin, len(child.data.rstrip())), "text")
        return
    if not isinstance(child, Element) or _is_allowed(page, child):
        return
    if child.local_name != "div":
        heard = page.semantics.contents.heard(child)
        yield failed(child, "element" if heard else "blank", inside=start_tag(child))
        return
    wrong = next((e for e in child.element_children if not _is_allowed(page, e)), None)
    if wrong is not None and page.semantics.contents.heard(wrong):
        yield failed(wrong, "group", inside=start_tag(wrong))
    elif not child.element_children and page.semantics.contents.heard(child):
        yield failed(child, "element", inside=start_tag(child))


def _is_allowed(page: Page, child: Element) -> bool:
    if child.local_name in ("dt", "dd", "br") or child.local_name in UNSHOWN:
        return True
    if page.semantics.role(child) in ("term", "definition", "listitem"):
        return True
    if not page.semantics.presumed_exposed(child):
        return True
    return is_component(child) and page.observer == "source"


@check
def definition_incomplete(page: Page, element: Element) -> Iterator[Verdict]:
    """Each term of a ``dl`` has a description, and each description a term. Told once a list.

    Cases: the rule's own (a term without description, {text}), "description" (a description
    without term), "empty" (neither, and nothing else).
    """
    if not _is_asked(page, element) or is_unfinished(page, element):
        return
    parts = _parts(element)
    if not parts:
        if not element.element_children and "id" not in element.attributes:
            yield failed(element, "empty")
        return
    # What is folded away is there all the same: a hidden description is one.
    if parts[0].local_name == "dd" and page.semantics.presumed_exposed(parts[0]):
        yield failed(parts[0], "description")
        return
    lonely = next(
        (
            part
            for part, after in zip(parts, [*parts[1:], None], strict=True)
            if part.local_name == "dt"
            and _is_lonely(part, after)
            and page.semantics.presumed_exposed(part)
        ),
        None,
    )
    if lonely is None:
        yield passed(element)
    else:
        yield failed(lonely, text=page.semantics.text(lonely)[:80])


def _parts(element: Element) -> list[Element]:
    found = []
    for child in element.element_children:
        if child.local_name in ("dt", "dd"):
            found.append(child)
        elif child.local_name == "div":
            found += [e for e in child.element_children if e.local_name in ("dt", "dd")]
    return found


def _is_lonely(term: Element, after: Element | None) -> bool:
    """Whether no description follows a term in its group."""
    if after is None:
        return True
    # Terms may share the descriptions that follow, but only within one group.
    return after.parent is not term.parent
