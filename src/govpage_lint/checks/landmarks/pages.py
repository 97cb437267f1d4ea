"""Decides whether a page has the landmarks that it has one of, once each, and no content beside them."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.landmarks.places import Landmark, in_dialog, landmarks, lines_of, tag_of
from govpage_lint.checks.navigation.main import in_frame, main_content, measures
from govpage_lint.checks.navigation.skip import skip_links
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.semantics.facts import LANDMARKS

_ON_THEIR_OWN: Final = frozenset(("main", "banner", "contentinfo", "complementary"))
_LIVE: Final = frozenset(("alert", "log", "status"))
_OWN_CONTENT: Final = frozenset(
    "img object embed video audio canvas input select textarea meter progress math".split()
)


@check
def main_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """The page has no main landmark.

    Cases: "hidden" where it has one that is kept from screen readers; "named" where an id shows what
    the main content is, and the finding stands there.
    """
    body, semantics = page.document.body, page.semantics
    if body is None or not page.fact(measures).letters_in(body):
        return
    if any(semantics.role(landmark) == "main" for landmark in semantics.landmarks()):
        yield passed(body)
        return
    framed = page.fact(in_frame)
    hidden = [e for e in _written_mains(page) if not framed[e.order]]
    if any(semantics.hidden_by(main) in ("aria-hidden", "inert") for main in hidden):
        yield failed(hidden[0], "hidden")
    elif hidden and page.observer == "source":
        # A script that shows one of several views begins with all of them hidden.
        yield cant_tell(body)
    else:
        named = page.fact(main_content)
        is_named = (
            named is not None and named.known_by == "name" and named.element.local_name == "div"
        )
        yield (
            failed(named.element, "named", block=tag_of(named.element))
            if named and is_named
            else failed(body)
        )


def _written_mains(page: Page) -> list[Element]:
    by_name = page.document.by_name
    explicit = (
        e for e in page.document.by_attribute.get("role", ()) if page.semantics.role(e) == "main"
    )
    return sorted({*by_name.get("main", ()), *explicit}, key=lambda e: e.order)


@check
def repeated(page: Page, element: Element, *, role: str = "main") -> Iterator[Verdict]:
    """Several landmarks of a ``role`` that a page has one of: {count}, the others on line {lines}.

    The finding is at the first. Those inside of another landmark do not count, which ``nested``
    reports. Cannot tell where all but one may be hidden.
    """
    found = [
        landmark
        for landmark, outer in page.fact(_standing_in)
        if landmark.role == role and outer is None
    ]
    if not found:
        return
    sure = [landmark for landmark in found if landmark.sure]
    counted = sure if len(sure) > 1 else found
    if len(counted) == 1:
        yield passed(counted[0].element)
        return
    verdict = failed if counted is sure else cant_tell
    lines = lines_of(page, [landmark.element for landmark in counted[1:]])
    yield verdict(counted[0].element, count=len(counted), lines=lines, role=role)


@check
def nested(page: Page, element: Element) -> Iterator[Verdict]:
    """Landmarks that stand on their own, inside of another one ({outer}).

    Cases by role: "main", "banner", "contentinfo", "complementary". A complementary landmark may
    stand in the main one.
    """
    for landmark, outer in page.fact(_standing_in):
        if landmark.role not in _ON_THEIR_OWN:
            continue
        if outer is None:
            yield passed(landmark.element)
        else:
            yield failed(
                landmark.element, landmark.role, outer=tag_of(outer), inner=tag_of(landmark.element)
            )


def _standing_in(page: Page) -> list[tuple[Landmark, Element | None]]:
    """Each landmark with the nearest one around it that may not be there; each asks its parent only."""
    strict: dict[Element | None, Element | None] = {None: None}
    loose: dict[Element | None, Element | None] = {None: None}
    found = []
    for landmark in page.fact(landmarks):
        element, role = landmark.element, landmark.role
        outer = (loose if role == "complementary" else strict).get(landmark.around)
        found.append((landmark, outer))
        # ASP.NET puts a form around the whole page: no author meant it as a landmark.
        strict[element] = strict.get(landmark.around) if role == "form" else element
        loose[element] = loose.get(landmark.around) if role in ("form", "main") else element
    return found


@check
def content_outside(page: Page, element: Element) -> Iterator[Verdict]:
    """Blocks with content that stand in no landmark, each with all that belongs to it.

    Skip links, live regions, dialogs, buttons and frames need none. The main content is left to
    ``main_missing``; silent on pages without landmarks, or where the main content is not known.
    """
    body, main = page.document.body, page.fact(main_content)
    if body is None or main is None or not page.fact(landmarks):
        return
    blocks = [
        block
        for block in _outside(page, body)
        if not (block.contains(main.element) or main.element.contains(block))
    ]
    if not blocks:
        yield passed(body)
    for exempt in _exempt(page, body):
        yield passed(exempt)
    for block in blocks:
        yield failed(block, text=page.semantics.text(block) or f"<{block.local_name}>")


def _outside(page: Page, body: Element) -> list[Element]:
    """The outermost blocks with content, that nothing can hide, and with no landmark in them."""
    semantics, apart = page.semantics, page.fact(in_dialog)
    around = {landmark.element for landmark in page.fact(landmarks)}
    exempt = {link.element for link in page.fact(skip_links).links}
    mixed = bytearray(len(page.document.elements))  # 1: a landmark stands in it
    contents: list[Element] = []
    position, stop = body.order + 1, body.last + 1
    while position < stop:
        element = page.document.elements[position]
        position = element.last + 1
        if element in around:
            _mark(mixed, element)
        elif element in exempt or apart[element.order] or _needs_none(page, element):
            continue
        elif semantics.hidden_by(element) in (None, "visibility"):
            if semantics.exposed(element) is True and _has_own_content(element):
                contents.append(element)
            else:
                position = element.order + 1
    climbed: dict[Element, Element] = {}
    tops = {_climb(element, body, mixed, climbed) for element in contents}
    return sorted(tops, key=lambda top: top.order)


def _exempt(page: Page, body: Element) -> Iterator[Element]:
    """Skip links with the boxes that hold nothing else, and blocks that were to be landmarks."""
    links = [link.element for link in page.fact(skip_links).links]
    texts = dict.fromkeys(links, "")
    for link in links:
        node = link
        while node is not body and node.parent is not None:
            yield node
            node = node.parent
            inside = sorted((e for e in texts if node.contains(e)), key=lambda e: e.order)
            if page.semantics.text(node) != " ".join(page.semantics.text(e) for e in inside):
                break
    for element in page.document.by_name.get("section", ()):
        if _was_to_be_landmark(element):
            yield element


def _needs_none(page: Page, element: Element) -> bool:
    """Whether it is announced by itself, is a picture or frame, or was to be a landmark itself."""
    role = page.semantics.role(element)
    if role not in LANDMARKS and _was_to_be_landmark(element):
        return True
    if role in _LIVE or role == "button" or element.local_name in ("iframe", "frame", "svg"):
        return True
    return element.attributes.get("aria-live", "").strip().lower() in ("polite", "assertive")


def _was_to_be_landmark(element: Element) -> bool:
    """Whether only a name is missing that its author meant to give, which is another fault."""
    role = element.attributes.get("role", "").strip().lower()
    if role in ("region", "form"):
        return True
    labelled = "aria-label" in element.attributes or "aria-labelledby" in element.attributes
    return labelled and element.local_name == "section" and not role


def _has_own_content(element: Element) -> bool:
    if element.local_name in _OWN_CONTENT:
        return (
            element.attributes.get("type", "").lower() != "hidden"
            and element.attributes.get("alt") != ""
        )
    return any(
        type(child) is Text and not child.data.isspace() and child.data
        for child in element.children
    )


def _mark(mixed: bytearray, element: Element) -> None:
    node = element.parent
    while node is not None and not mixed[node.order]:
        mixed[node.order] = 1
        node = node.parent


def _climb(
    element: Element, body: Element, mixed: bytearray, climbed: dict[Element, Element]
) -> Element:
    """The outermost block around an element that holds nothing but content outside."""
    path = [element]
    while path[-1] not in climbed:
        parent = path[-1].parent
        if parent is None or parent is body or mixed[parent.order]:
            climbed[path[-1]] = path[-1]
            break
        path.append(parent)
    top = climbed[path[-1]]
    climbed.update(dict.fromkeys(path, top))
    return top
