"""Decides whether what ``aria-hidden`` hides, or a role swallows, can still be reached by the Tab key."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.aria.written import has_scripts, may_be_set
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import HTML, SVG, Element
from govpage_lint.records import dataclass
from govpage_lint.semantics.unknown import UNKNOWN

# Roles whose children are presentational by ARIA 1.2, as ACT rule 307n5z lists them.
_SWALLOWING: Final = frozenset(
    """
    button checkbox img menuitemcheckbox menuitemradio meter option progressbar radio scrollbar
    separator slider switch tab
    """.split()
)
_SWALLOWING_ELEMENTS: Final = frozenset(("button", "option", "meter", "progress"))
_CONTROLS: Final = frozenset(("audio", "button", "input", "select", "textarea", "video"))
# Whether Tab stops at them is a matter of what is in them.
_FRAMES: Final = frozenset(("iframe", "embed", "object", "frame"))


@dataclass(slots=True)
class Reached:
    """What the Tab key reaches in an element: the first for certain, and the first that it may."""

    sure: Element | None = None
    maybe: Element | None = None


@check
def hidden_focusable(page: Page, element: Element) -> Iterator[Verdict]:
    """Something that the Tab key reaches in what ``aria-hidden`` hides (ACT 6cfa84), {inside}.

    Each thing is told at the nearest element that hides it. Cases: "self", "guard" for what may be there to
    catch the focus only, "styles" where a style decides: both cannot be told.
    """
    if page.semantics.state(element, "aria-hidden") != "true":
        return
    found = page.fact(_reached_though_hidden).get(element)
    if found is None:
        yield passed(element)
    elif may_be_set(page, element, "aria-hidden"):
        return
    elif found.sure is element:
        yield failed(element, "self", inside=start_tag(element))
    elif found.sure is not None:
        yield failed(element, inside=start_tag(found.sure))
    elif found.maybe is not None:
        case = "guard" if _may_be_guard(page, found.maybe) else "styles"
        yield cant_tell(element, case, inside=start_tag(found.maybe))


def _reached_though_hidden(page: Page) -> dict[Element, Reached]:
    """By the nearest element with aria-hidden around it, what Tab reaches."""
    elements = page.document.elements
    hiders: list[Element | None] = [None] * len(elements)
    # For what a sheet that the page does not name may hide by its class.
    classed = bytearray(len(elements))
    styled = _is_styled_elsewhere(page)
    found: dict[Element, Reached] = {}
    for place, element in enumerate(elements):
        parent = element.parent
        above = parent.order if parent is not None else place
        hider = hiders[above]
        hides = (
            "aria-hidden" in element.attributes
            and page.semantics.state(element, "aria-hidden") == "true"
        )
        if hides:
            hider = element
        if hider is None:
            continue
        hiders[place] = hider
        classed[place] = styled and (
            "class" in element.attributes or (not hides and bool(classed[above]))
        )
        _note(page, found, hider, element, bool(classed[place]))
    return found


def _is_styled_elsewhere(page: Page) -> bool:
    """Whether sheets that the source does not name may be at work: a part of a page, or one that
    has scripts bring its styles."""
    if page.observer != "source":
        return False
    if page.document.fragment:
        return True
    links = page.document.by_name.get("link", ())
    sheets = any("stylesheet" in link.attributes.get("rel", "").lower() for link in links)
    return not sheets and has_scripts(page)


def _note(
    page: Page, found: dict[Element, Reached], holder: Element, element: Element, doubtful: bool
) -> None:
    tabbable = page.semantics.tabbable(element)
    # Sheets that show what the author hid are rare, and not worth a person's time.
    if tabbable is False or (tabbable is UNKNOWN and _is_marked_hidden(element, holder)):
        return
    reached = found.setdefault(holder, Reached())
    doubtful = (
        doubtful
        or tabbable is UNKNOWN
        or element.local_name in _FRAMES
        or may_be_set(page, element, "tabindex", "disabled", "hidden")
        or _may_be_guard(page, element)
    )
    if doubtful:
        reached.maybe = reached.maybe or element
    else:
        reached.sure = reached.sure or element


def _is_marked_hidden(element: Element, holder: Element) -> bool:
    return "hidden" in element.attributes or "hidden" in holder.attributes


def _may_be_guard(page: Page, element: Element) -> bool:
    """Whether it may be there to hand the focus on: out of sight or empty, and it leads nowhere."""
    if not has_scripts(page):
        return False
    if element.local_name in _CONTROLS or _leads_on(element):
        return False
    empty = not element.element_children and not element.text_content.strip()
    return empty or not page.semantics.presumed_visible(element)


def _leads_on(element: Element) -> bool:
    address = element.attributes.get("href", "#").strip().lower()
    return not address.startswith(("#", "javascript:")) and address != ""


@check
def swallowed_focusable(page: Page, element: Element) -> Iterator[Verdict]:
    """Something that the Tab key reaches in what has presentational children only (ACT 307n5z).

    {inside} is what it reaches, {role} the role around it. Case "styles" where a style decides: cannot be told.
    """
    if element.namespace_url not in (HTML, SVG):
        return
    role = page.semantics.role(element)
    if role not in _SWALLOWING:
        return
    found = page.fact(_reached_though_swallowed).get(element)
    if found is None:
        yield passed(element)
    elif may_be_set(page, element, "role"):
        return
    elif found.sure is not None:
        yield failed(element, inside=start_tag(found.sure), role=role)
    elif found.maybe is not None:
        yield cant_tell(element, "styles", inside=start_tag(found.maybe), role=role)


def _reached_though_swallowed(page: Page) -> dict[Element, Reached]:
    """By the nearest element with presentational children around it, what Tab reaches."""
    elements = page.document.elements
    holders: list[Element | None] = [None] * len(elements)
    found: dict[Element, Reached] = {}
    for place, element in enumerate(elements):
        parent = element.parent
        if parent is None:
            continue
        if _swallows(page, parent):
            holders[place] = parent
        else:
            holders[place] = holders[parent.order]
        holder = holders[place]
        if holder is not None:
            _note_inside(page, found, holder, element)
    return found


def _swallows(page: Page, element: Element) -> bool:
    if "role" not in element.attributes and element.local_name not in _SWALLOWING_ELEMENTS:
        return False
    return page.semantics.role(element) in _SWALLOWING


def _note_inside(
    page: Page, found: dict[Element, Reached], holder: Element, element: Element
) -> None:
    tabbable = page.semantics.tabbable(element)
    if tabbable is False:
        return
    reached = found.setdefault(holder, Reached())
    if (
        tabbable is UNKNOWN
        or element.local_name in _FRAMES
        or may_be_set(page, element, "tabindex")
    ):
        reached.maybe = reached.maybe or element
    else:
        reached.sure = reached.sure or element


@check
def body_hidden(page: Page, element: Element) -> Iterator[Verdict]:
    """The whole page is not hidden from assistive technology. Case "root" for ``<html>``."""
    if page.semantics.state(element, "aria-hidden") == "true":
        case = "root" if element.local_name == "html" else None
        yield failed(AttributeOf(element, "aria-hidden"), case)
    else:
        yield passed(element)
