"""What Chromium computed for assistive technology: the role and name of each element, and listeners.

DevTools knows elements by numbers of its own. A snapshot of DevTools without styles says which
element has which; it is laid over ours from the root down, and where the two trees differ, the
page changed in between and nothing is told of that part.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govpage_lint.browser.errors import BrowserError, DriverFailure, Note
from govpage_lint.browser.snapshot import ELEMENT, BrowserNode, DocumentSnapshot
from govpage_lint.records import replace

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page


def with_accessibility(
    page: "Page", documents: tuple[DocumentSnapshot, ...], *, every: bool
) -> tuple[tuple[DocumentSnapshot, ...], list[Note]]:
    """The documents with what the browser computed, where DevTools can say which is which.

    Roles and names are those of ``every`` document, or of those with custom elements only.
    Frames in a process of their own are out of its reach and stay as they are. Raises
    DriverFailure when the browser died.
    """
    try:
        told = page.devtools("DOMSnapshot.captureSnapshot", {"computedStyles": []})
        pairs = _paired(documents, told["documents"])
        found = dict(enumerate(documents))
        for mine, (other, laid) in pairs.items():
            asked = every or _has_components(documents[mine])
            nodes = _tree(page, told["strings"][other["frameId"]]) if asked else None
            found[mine] = _told(documents[mine], other, laid, nodes)
    except DriverFailure:
        raise
    except (BrowserError, KeyError, IndexError, TypeError) as error:
        text = f"The browser did not tell its roles and names ({type(error).__name__})."
        return documents, [Note("no-accessibility-tree", text)]
    return tuple(found.values()), []


def _has_components(document: DocumentSnapshot) -> bool:
    return any(
        kind == ELEMENT and "-" in name
        for kind, name in zip(document.kinds, document.names, strict=True)
    )


def _tree(page: "Page", frame: str) -> Sequence[Mapping[str, Any]]:
    nodes: Sequence[Mapping[str, Any]] = page.devtools(
        "Accessibility.getFullAXTree", {"frameId": frame}
    )["nodes"]
    return nodes


def _told(
    document: DocumentSnapshot,
    other: Mapping[str, Any],
    laid: Mapping[int, int],
    nodes: Sequence[Mapping[str, Any]] | None,
) -> DocumentSnapshot:
    numbers = other["nodes"]["backendNodeId"]
    ours = {numbers[theirs]: mine for mine, theirs in laid.items()}
    clicked = set(other["nodes"].get("isClickable", {}).get("index", ()))
    accessible: dict[int, BrowserNode] = {}
    for node in nodes or ():
        place = ours.get(node.get("backendDOMNodeId", -1))
        if place is not None and not node["ignored"] and place not in accessible:
            role, name = node.get("role", {}), node.get("name", {})
            accessible[place] = BrowserNode(
                str(role.get("value", "")), str(name.get("value") or "")
            )
    clickable = frozenset(mine for mine, theirs in laid.items() if theirs in clicked)
    known = None if nodes is None else accessible
    return replace(document, accessible=known, clickable=clickable)


def _paired(
    documents: Sequence[DocumentSnapshot], others: Sequence[Mapping[str, Any]]
) -> dict[int, tuple[Mapping[str, Any], dict[int, int]]]:
    """Our documents by number, each with DevTools' and the numbers of its elements there."""
    strings: dict[int, tuple[Mapping[str, Any], dict[int, int]]] = {}
    for number, document in enumerate(documents):
        other = None
        if document.frame is None:
            other = others[0]
        elif document.frame[0] in strings:
            outer, laid = strings[document.frame[0]]
            inner = outer["nodes"]["contentDocumentIndex"]
            frames = dict(zip(inner["index"], inner["value"], strict=True))
            place = frames.get(laid.get(document.frame[1], -1))
            other = others[place] if place is not None else None
        if other is not None:
            strings[number] = (other, _laid(document, other["nodes"]))
    return strings


def _laid(document: DocumentSnapshot, nodes: Mapping[str, Any]) -> dict[int, int]:
    """DevTools' number of each of our elements, from the root down."""
    pseudo = set(nodes.get("pseudoType", {}).get("index", ()))
    theirs: dict[int, list[int]] = {}
    for place, (parent, kind) in enumerate(
        zip(nodes["parentIndex"], nodes["nodeType"], strict=True)
    ):
        if kind == ELEMENT and place not in pseudo:
            theirs.setdefault(parent, []).append(place)
    ours: dict[int, list[int]] = {}
    for place, (parent, kind) in enumerate(zip(document.parents, document.kinds, strict=True)):
        if kind == ELEMENT:
            ours.setdefault(parent, []).append(place)
    laid: dict[int, int] = {}
    waiting = [(-1, 0)]
    while waiting:
        mine, other = waiting.pop()
        children, others = ours.get(mine, []), theirs.get(other, [])
        # In the flat tree the summary of a details comes first, wherever it was written.
        if len(children) == len(others):
            laid.update(zip(children, others, strict=True))
            waiting.extend(zip(children, others, strict=True))
    return laid
