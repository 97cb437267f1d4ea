"""Facts as a browser's snapshot brings them, for documents that tests parse themselves."""

from collections.abc import Callable, Mapping
from typing import Any

from govpage_lint.document.tree import Document, Element, Text
from govpage_lint.semantics.rendered import ElementBox, RenderedFacts

_INITIAL = {
    "display": "block",
    "visibility": "visible",
    "position": "static",
    "opacity": "1",
    "clip": "auto",
    "clip-path": "none",
    "overflow-x": "visible",
    "overflow-y": "visible",
    "content-visibility": "visible",
    "filter": "none",
    "color": "rgb(0, 0, 0)",
    "-webkit-text-fill-color": "rgb(0, 0, 0)",
    "text-shadow": "none",
    "background-clip": "border-box",
    "direction": "ltr",
    "z-index": "auto",
    "float": "none",
    "mix-blend-mode": "normal",
    "isolation": "auto",
    "perspective": "none",
    "rotate": "none",
    "scale": "none",
    "background-color": "rgba(0, 0, 0, 0)",
    "background-image": "none",
    "background-size": "auto",
    "mask-image": "none",
    "content": "none",
    "-webkit-text-stroke-width": "0px",
    "border-left-width": "0px",
    "border-right-width": "0px",
    "border-top-width": "0px",
    "border-bottom-width": "0px",
    "font-size": "16px",
    "font-weight": "400",
}
NAMES = tuple(_INITIAL)

type Described = Mapping[str, str] | None


def box(x: float, y: float, width: float, height: float) -> ElementBox:
    """A box that does not scroll."""
    return ElementBox(x, y, width, height, width, height, width, height)


def facts_of(
    document: Document,
    styles: Callable[[Element], Described] = lambda element: {},
    boxes: Callable[[Element], ElementBox | None] = lambda element: box(0, 0, 100, 20),
    **more: object,
) -> RenderedFacts:
    """The facts of a document in which each element has these styles, beside initial ones.

    An element with no styles at all is not rendered. Each text has one line, as large as the box
    of its element.
    """
    rows: list[tuple[int, int] | None] = []
    settled: list[list[str]] = []
    for element in document.elements:
        own = styles(element)
        if own is None:
            rows.append(None)
            continue
        rows.append((len(settled), 0))
        settled.append([{**_INITIAL, **own}[name] for name in NAMES])
    found = [boxes(element) for element in document.elements]
    texts = {
        text: (own.rect,)
        for element, own in zip(document.elements, found, strict=True)
        if own is not None
        for text in element.children
        if isinstance(text, Text) and text.data.strip()
    }
    values: dict[str, Any] = {
        "settled_names": NAMES,
        "moving_names": ("transform",),
        "settled": settled,
        "moving": [["none"]],
        "rows": rows,
        "pseudos": {},
        "boxes": found,
        "texts": texts,
        "size": (1280.0, 2000.0),
        "view": (1280.0, 1024.0),
    }
    return RenderedFacts(**{**values, **more})
