"""Decides how a snapshot of a browser becomes documents: one for the page, one for each frame in it.

They are of the same type as those of the source, so that the same rules run on them. A document
has the source of the page where that is known, and each element that is surely in it has its place
there; what scripts made has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from govpage_lint.document.encoding import Encoding, reread
from govpage_lint.document.source import SourceText
from govpage_lint.document.tree import (
    HTML,
    Comment,
    Doctype,
    Document,
    Element,
    Node,
    ParsedTree,
    Text,
)
from govpage_lint.engine.align import align
from govpage_lint.records import dataclass, field
from govpage_lint.semantics.rendered import (
    BrowserNode,
    ElementBox,
    ImageState,
    MediaState,
    Rect,
    RenderedFacts,
)

if TYPE_CHECKING:
    from govpage_lint.browser.snapshot import DocumentSnapshot, Snapshot

# Attributes that name elements of the same tree by their ids; "#" stands before one in the last.
_ID_LISTS: Final = (
    "for", "form", "headers", "itemref", "list", "aria-activedescendant", "aria-controls",
    "aria-describedby", "aria-details", "aria-errormessage", "aria-flowto", "aria-labelledby",
    "aria-owns", "commandfor", "popovertarget",
)  # fmt: skip
_ID_LINKS: Final = ("href", "usemap")


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A document as a browser has it, with what the browser told of it.

    ``taken`` is what the browser told of it, ``source`` the document of its source where that is
    known; ``origins`` has the source element of each element that surely has one. ``frames`` are the
    documents in its frames, by frame element; ``frame`` is the element that it stands in itself,
    None for the page. ``numbers`` are those of the elements in the browser's snapshot, by their
    places in tree order.
    """

    document: Document
    taken: DocumentSnapshot
    source: Document | None
    facts: RenderedFacts
    frame: Element | None
    origins: Mapping[Element, Element]
    numbers: Sequence[int]
    trees: _Trees
    frames: dict[Element, RenderedDocument] = field(default_factory=dict)

    def light_children(self, element: Element) -> list[Element]:
        """The child elements that an element has in its document, those of a shadow tree left out."""
        return self.trees.light_children(element)

    def shadow_children(self, element: Element) -> list[Element]:
        """The child elements of a host's shadow tree, or of an element in one."""
        return self.trees.shadow_children(element)


class _Trees:
    """Which tree each element was written in; the document has them all in one, as they are seen.

    ``in_shadow`` are elements of shadow trees; ``hosts`` has, for what is slotted, the element that
    it is a child of in its own tree.
    """

    def __init__(self, in_shadow: frozenset[Element], hosts: Mapping[Element, Element]) -> None:
        self._in_shadow = in_shadow
        self._hosts = hosts
        self._slotted: dict[Element, list[Element]] = {}
        for element, host in hosts.items():
            self._slotted.setdefault(host, []).append(element)

    def light_children(self, element: Element) -> list[Element]:
        if not self._in_shadow:
            return element.element_children
        if element in self._in_shadow:
            return []
        own = [
            child
            for child in element.element_children
            if child not in self._in_shadow and child not in self._hosts
        ]
        return own + self._slotted.get(element, [])

    def shadow_children(self, element: Element) -> list[Element]:
        own = [child for child in element.element_children if child in self._in_shadow]
        slotted = [child for child in self._slotted.get(element, ()) if child in self._in_shadow]
        return own + slotted if element in self._in_shadow else own


def rendered_documents(
    snapshot: Snapshot, source: Document | None, *, fragment: bool = False
) -> list[RenderedDocument]:
    """The documents of a snapshot, the page first.

    ``source`` is the document of the page's own source, None where it is not known. ``fragment``
    says that it is a part of a page, to which rules about whole pages do not apply; so are those
    of frames.
    """
    built: list[_Building] = []
    found: list[RenderedDocument] = []
    for taken in snapshot.documents:
        building = _Building(taken, source if taken.frame is None else None)
        outer = None if taken.frame is None else taken.frame[0]
        frame = None if taken.frame is None else built[taken.frame[0]].elements[taken.frame[1]]
        one = building.finish(source if frame is None else None, frame, fragment)
        built.append(building)
        found.append(one)
        if frame is not None and outer is not None:
            found[outer].frames[frame] = one
    return found


class _Building:
    """One document in the making."""

    def __init__(self, taken: DocumentSnapshot, source: Document | None) -> None:
        self._taken = taken
        self._meant = _meant_encoding(taken, source)
        self.elements: dict[int, Element] = {}
        self._comments: list[Comment] = []
        self._texts: dict[Text, tuple[Rect, ...]] = {}
        self._renamed = _renamed_ids(taken)
        self._nodes()

    def _nodes(self) -> None:
        taken, elements = self._taken, self.elements
        for place, (parent, kind) in enumerate(zip(taken.parents, taken.kinds, strict=True)):
            above = elements.get(parent)
            if kind == 1:
                element = self._element(place)
                elements[place] = element
                _append(above, element)
            elif above is None:
                continue
            elif kind == 8:
                comment = Comment(taken.names[place], None)
                self._comments.append(comment)
                _append(above, comment)
            else:
                self._text(place, above)

    def _text(self, place: int, above: Element) -> None:
        lines = tuple(Rect(*line) for line in self._taken.texts.get(place, ()))
        text = above.children[-1] if above.children else None
        if isinstance(text, Text):
            text.append(self._read(self._taken.names[place]), None)
        else:
            text = Text(self._read(self._taken.names[place]), None)
            _append(above, text)
        if lines:
            self._texts[text] = (*self._texts.get(text, ()), *lines)

    def _read(self, text: str) -> str:
        """A text as it was meant, where the browser guessed the encoding wrong."""
        return text if self._meant is None else reread(text, self._taken.charset, self._meant)

    def _element(self, place: int) -> Element:
        taken = self._taken
        attributes = dict(taken.attributes.get(place, {}))
        if self._meant is not None:
            attributes = {name: self._read(value) for name, value in attributes.items()}
        scope = taken.shadows.get(place, 0)
        if self._renamed and (renamed := self._renamed.get(scope)):
            _rename(attributes, renamed)
        space = taken.namespaces.get(place, HTML)
        return Element(taken.names[place], space or None, attributes, None)

    def finish(
        self, source: Document | None, frame: Element | None, fragment: bool
    ) -> RenderedDocument:
        """The document, with places in the source where it has one."""
        taken = self._taken
        tree = ParsedTree(
            root=self.elements[0],
            doctype=Doctype(*taken.doctype, None) if taken.doctype else None,
            comments=self._comments,
            errors=source.errors if source is not None else [],
            mode=taken.mode,
            fragment=fragment or frame is not None,
        )
        document = Document(
            tree,
            source.source if source is not None else SourceText(""),
            source.encoding if source is not None else Encoding(taken.charset, "transport"),
            url=taken.url if source is None or frame is not None else source.url or taken.url,
            content_language=source.content_language if source is not None else None,
            rendered=True,
        )
        in_shadow = frozenset(
            self.elements[place] for place in taken.shadows if place in self.elements
        )
        hosts = {
            self.elements[place]: self.elements[light]
            for place, light in taken.light.items()
            if place in self.elements and light in self.elements
        }
        trees = _Trees(in_shadow, hosts)
        origins: Mapping[Element, Element] = {}
        if source is not None:
            origins = align(source, document, trees.light_children)
            self._place(document, source, origins)
        return RenderedDocument(
            document=document,
            taken=taken,
            source=source,
            facts=self._facts(),
            frame=frame,
            origins=origins,
            numbers=tuple(sorted(self.elements)),
            trees=trees,
        )

    def _place(
        self, document: Document, source: Document, origins: Mapping[Element, Element]
    ) -> None:
        """Give elements and texts the places that they have in the source."""
        if source.doctype is not None and document.doctype is not None:
            document.doctype = source.doctype
        for live, written in origins.items():
            live.span, live.end_span = written.span, written.end_span
            live.origin = written.origin or written
            if written in source.merged_tags:
                document.merged_tags[live] = source.merged_tags[written]
            ours = [node for node in written.children if isinstance(node, Text)]
            places = [at for at, node in enumerate(live.children) if isinstance(node, Text)]
            if len(ours) != len(places):
                continue
            for at, text in zip(places, ours, strict=True):
                old = live.children[at]
                if isinstance(old, Text) and old.data == text.data:
                    self._replace(live, at, old, text)
        document.look_again()

    def _replace(self, parent: Element, at: int, old: Text, written: Text) -> None:
        text = Text("", None)
        text.extend(written)
        text.parent = parent
        parent.children[at] = text
        if old in self._texts:
            self._texts[text] = self._texts.pop(old)

    def _facts(self) -> RenderedFacts:
        # Imported here, since only a run with a browser needs it.
        from govpage_lint.browser.snapshot import MOVING, SETTLED

        taken = self._taken
        places = sorted(self.elements)
        order = {place: number for number, place in enumerate(places)}
        boxes = (taken.boxes[place] for place in places)
        return RenderedFacts(
            settled_names=SETTLED,
            moving_names=MOVING,
            settled=taken.settled,
            moving=taken.moving,
            rows=[taken.rows[place] for place in places],
            pseudos=_by_order(taken.pseudos, order),
            boxes=[None if box is None else ElementBox(*box) for box in boxes],
            texts=self._texts,
            size=taken.size,
            view=taken.view,
            accessible=None
            if taken.accessible is None
            else {order[at]: BrowserNode(*node) for at, node in taken.accessible.items()},
            clickable=None
            if taken.clickable is None
            else frozenset(order[place] for place in taken.clickable),
            states=_by_order(taken.states, order),
            values=_by_order(taken.values, order),
            media={order[at]: MediaState(*state) for at, state in taken.media.items()},
            pieces={
                order[at]: tuple(Rect(*piece) for piece in pieces)
                for at, pieces in taken.pieces.items()
            },
            images={order[at]: ImageState(*state) for at, state in taken.images.items()},
        )


def _by_order[T](found: Mapping[int, T], order: Mapping[int, int]) -> dict[int, T]:
    """What is known by the numbers of a snapshot, by places in tree order."""
    return {order[place]: value for place, value in found.items()}


def _meant_encoding(taken: DocumentSnapshot, source: Document | None) -> str | None:
    """The encoding that a page was written in, where nothing says which and the browser guessed
    another. That nothing says it has a rule of its own; the text is judged as it was meant."""
    if source is None or source.encoding.source != "guess":
        return None
    name = source.encoding.name
    return name if name == "utf-8" and taken.charset.lower() != name else None


def _append(parent: Element | None, node: Node) -> None:
    if parent is not None:
        node.parent = parent
        parent.children.append(node)


def _renamed_ids(taken: DocumentSnapshot) -> dict[int, dict[str, str]]:
    """New names for ids of shadow trees that another tree has or refers to, for each shadow tree.

    Ids are names within their own tree. In one document they would meet: what is right in each
    tree would look like a repeated id, and what no reference reaches would look referred to.
    """
    if not taken.shadows:
        return {}
    scopes: dict[str, set[int]] = {}
    asked: dict[str, set[int]] = {}
    for place, attributes in taken.attributes.items():
        scope = taken.shadows.get(place, 0)
        if identifier := attributes.get("id"):
            scopes.setdefault(identifier, set()).add(scope)
        for name in _ID_LISTS:
            for word in attributes.get(name, "").split():
                asked.setdefault(word, set()).add(scope)
    renamed: dict[int, dict[str, str]] = {}
    for identifier, found in scopes.items():
        met = len(found) > 1 or not asked.get(identifier, found) <= found
        for scope in found if met else ():
            if scope:
                renamed.setdefault(scope, {})[identifier] = f"{identifier}--shadow-{scope}"
    return renamed


def _rename(attributes: dict[str, str], renamed: Mapping[str, str]) -> None:
    if attributes.get("id") in renamed:
        attributes["id"] = renamed[attributes["id"]]
    for name in _ID_LISTS:
        if value := attributes.get(name):
            words: Sequence[str] = value.split()
            if any(word in renamed for word in words):
                attributes[name] = " ".join(renamed.get(word, word) for word in words)
    for name in _ID_LINKS:
        value = attributes.get(name, "")
        if value.startswith("#") and value[1:] in renamed:
            attributes[name] = f"#{renamed[value[1:]]}"
