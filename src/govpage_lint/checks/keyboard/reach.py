"""Decides whether what reacts to the mouse can be reached and used with the keyboard."""

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.aria.written import has_scripts, is_open, may_be_set
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.keyboard.handlers import (
    acts_on_click,
    changes_looks,
    events_of,
    hears_keys,
    leads_to,
)
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import HTML, Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.focus import is_natively_focusable, tab_index, takes_focus
from govpage_lint.semantics.unknown import UNKNOWN

# Roles of what takes the focus itself; items of menus and the like may be managed by their holder.
_WORKED: Final = frozenset(
    "button checkbox combobox link searchbox slider spinbutton switch textbox".split()
)
_MANAGED: Final = frozenset(
    "gridcell menuitem menuitemcheckbox menuitemradio option radio tab treeitem row columnheader rowheader".split()
)
_MEANINGLESS: Final = frozenset(("generic", "none", "listitem", "img", "paragraph", "cell"))
_CONTAINERS: Final = frozenset(
    "body dialog fieldset form frameset html label legend main select summary optgroup option".split()
)
_BACKDROP = regex(
    r"(?:^|[-_])(?:backdrop|overlay|mask|dim(?:med)?|scrim|bg)(?:$|[-_\d])", re.IGNORECASE
)
_BLUR = regex(r"\bblur\s*\(")
_MOUSE: Final = frozenset(
    ("mouseover", "mouseout", "mouseenter", "mouseleave", "mousedown", "mouseup")
)
_ELSE: Final = frozenset(
    "focus focusin blur focusout keydown keyup keypress click touchstart pointerdown".split()
)


@check
def click_only(page: Page, element: Element) -> Iterator[Verdict]:
    """Something that a click works on, and the keyboard does not reach ({inside}).

    Cases: "anchor" for an ``<a>`` without address; for what the keyboard reaches "no-role" where nobody is
    told that it is a control, and "no-keys" where no key works it either.
    """
    attribute = acts_on_click(element)
    if attribute is None or not _may_be_fake(page, element):
        return
    address = leads_to(element.attributes[attribute])
    if address == "" or (address is not None and address in page.fact(_addresses)):
        # It leads nowhere, or where a link of the page leads, too.
        return
    semantics = page.semantics
    if semantics.presumed_focusable(element):
        if semantics.role(element) not in _MEANINGLESS:
            yield passed(element)
        else:
            way = "no-role" if hears_keys(element) else "no-keys"
            yield failed(element, way, inside=start_tag(element))
    elif semantics.role(element) not in _MANAGED:
        case = "anchor" if element.local_name == "a" else None
        yield failed(AttributeOf(element, attribute), case, inside=start_tag(element))


def _may_be_fake(page: Page, element: Element) -> bool:
    """Whether it is nothing that HTML makes a control, holds none and stands in none."""
    if element.namespace_url != HTML or is_natively_focusable(element) or is_open(element):
        return False
    if element.local_name in _CONTAINERS or page.semantics.programmatically_hidden(element):
        return False
    if element.local_name in ("button", "input", "select", "textarea", "video", "audio"):
        return False
    if may_be_set(page, element, "tabindex", "role", "href") or _is_backdrop(element):
        return False
    near = page.fact(_near_focus)
    return not near[element.order]


def _addresses(page: Page) -> frozenset[str]:
    """The addresses that links of the page lead to."""
    links = page.document.by_name.get("a", ())
    return frozenset(link.attributes.get("href", "").strip() for link in links)


def _is_backdrop(element: Element) -> bool:
    names = (*element.classes, element.attributes.get("id", ""))
    return any(_BACKDROP.search(name) for name in names)


def _near_focus(page: Page) -> bytearray:
    """For each element, by its place, 1 where it holds something that takes the focus, or stands in it.

    Labels count: a click on them is one on their field.
    """
    elements = page.document.elements
    near = bytearray(len(elements))
    for place, element in enumerate(elements):
        parent = element.parent
        if parent is not None and near[parent.order] & 2:
            near[place] |= 2
        if _is_stop(element):
            below = range(place + 1, element.last + 1)
            if len(below) and not near[place] & 2:
                near[place + 1 : element.last + 1] = b"\x02" * len(below)
            for above in element.ancestors:
                if near[above.order] & 1:
                    break
                near[above.order] |= 1
    return near


def _is_stop(element: Element) -> bool:
    """Whether the Tab key stops at it, were it shown; labels and their fields are one."""
    if is_natively_focusable(element) or (element.local_name == "label" and element.is_html):
        return True
    index = tab_index(element)
    return index is not None and index >= 0


@check
def role_unfocusable(page: Page, element: Element) -> Iterator[Verdict]:
    """A control by its role that takes no focus ({role}, {inside}).

    Case "scripted" where a script may see to it: the source alone cannot tell.
    """
    semantics = page.semantics
    role = semantics.role(element)
    if role not in _WORKED or role == semantics.implicit_role(element) or is_open(element):
        return
    if not semantics.presumed_exposed(element) or semantics.is_disabled(element):
        return
    if may_be_set(page, element, "role", "tabindex", "href"):
        return
    if semantics.presumed_focusable(element) or page.fact(_near_focus)[element.order]:
        yield passed(element)
        return
    values = {"role": role, "inside": start_tag(element)}
    if page.observer == "source" and has_scripts(page):
        yield cant_tell(element, "scripted", **values)
    elif semantics.exposed(element) is not UNKNOWN:
        yield failed(element, **values)


@check
def button_unpressed(page: Page, element: Element) -> Iterator[Verdict]:
    """A button by its role alone that may not answer to keys ({inside}): browsers do that for ``<button>`` only.

    Cases: "link" (Enter works, Space does not), "scripted" and "link-scripted" where a script may see to it.
    """
    semantics = page.semantics
    if semantics.role(element) != "button" or semantics.implicit_role(element) == "button":
        return
    if not semantics.presumed_focusable(element) or not semantics.presumed_exposed(element):
        return
    if element.local_name in ("summary", "input") or is_open(element):
        return
    link = element.local_name in ("a", "area") and "href" in element.attributes
    if hears_keys(element):
        yield passed(element)
        return
    values = {"inside": start_tag(element)}
    if has_scripts(page):
        yield cant_tell(element, "link-scripted" if link else "scripted", **values)
    else:
        yield failed(element, "link" if link else None, **values)


@check
def focus_refused(page: Page, element: Element) -> Iterator[Verdict]:
    """A link, button or field that throws the focus away as soon as it gets it (``onfocus="this.blur()"``)."""
    code = element.attributes["onfocus"]
    if not takes_focus(element) or page.semantics.programmatically_hidden(element):
        return
    if _BLUR.search(code):
        yield failed(AttributeOf(element, "onfocus"), inside=start_tag(element))
    else:
        yield passed(element)


@check
def mouse_only(page: Page, element: Element) -> Iterator[Verdict]:
    """Handlers for the mouse with none beside them for the keyboard; a person has to say what is lost."""
    events = events_of(element)
    mouse = sorted(name for name in _MOUSE & events.keys() if not changes_looks(events[name]))
    if not mouse or page.semantics.programmatically_hidden(element):
        return
    if not _ELSE.isdisjoint(events):
        yield passed(element)
    else:
        name = next(name for name in element.attributes if name.endswith(mouse[0]))
        yield cant_tell(AttributeOf(element, name), inside=start_tag(element))


@check
def listener_only(page: Page, element: Element) -> Iterator[Verdict]:
    """What listens to clicks in the browser and looks like a control, and takes no focus ({inside})."""
    rendered = page.rendered
    if rendered is None or rendered.clickable is None:
        return
    for place in sorted(rendered.clickable):
        found = page.document.elements[place]
        if acts_on_click(found) is not None or not _may_be_fake(page, found):
            continue
        if page.semantics.styles.value(found, "cursor") == "pointer" and not (
            page.semantics.presumed_focusable(found) or page.semantics.role(found) in _MANAGED
        ):
            yield cant_tell(found, inside=start_tag(found))
