"""Decides the tree of a page, with html5lib's own tree construction, and the span of each node.

The tree is html5lib's to the node (a property test holds that); what is added is the span of the
token that made each node. The extra work that html5lib does per token on deep or crowded trees is
cut where the result is the same: scope look-ups for names that are not open, implied end tags
(recursive there), and foster parenting (which searches the children from the front there).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, cast

from govpage_lint.document.reference import base, html5parser, tableInsertModeElements
from govpage_lint.document.source import Span
from govpage_lint.document.tokens import CHARACTERS, END_TAG, Stream, Token, Tokenizer
from govpage_lint.document.tree import (
    HTML,
    Comment,
    Doctype,
    Element,
    Node,
    ParsedTree,
    ParseError,
    StrayTag,
    Text,
)

_PAGE_TAGS: Final = frozenset(("html", "head", "body", "frameset"))
_IMPLIED_END: Final = frozenset(("dd", "dt", "li", "option", "optgroup", "p", "rp", "rt"))
# A broken page can have an error a character; beyond this many they tell nothing new.
_MAX_ERRORS: Final = 1000


class Built(Element):
    """An element while html5lib builds the tree: html5lib's node protocol.

    ``is_open`` tells whether it is on the stack of open elements, once it has been there.
    """

    __slots__ = ("is_open",)

    is_open: bool

    @property
    def name(self) -> str:
        return self.local_name

    @property
    def namespace(self) -> str | None:
        return self.namespace_url

    @property
    def nameTuple(self) -> tuple[str, str]:
        return (self.namespace_url or HTML, self.local_name)

    def appendChild(self, node: Node) -> None:
        node.parent = self
        if type(node) is Text and self.children and type(last := self.children[-1]) is Text:
            last.extend(node)
            return
        self.children.append(node)

    def insertBefore(self, node: Node, reference: Node) -> None:
        place = self._place(reference)
        node.parent = self
        before = self.children[place - 1] if place else None
        if type(node) is Text and type(before) is Text:
            before.extend(node)
            return
        self.children.insert(place, node)

    def removeChild(self, node: Node) -> None:
        place = self._place(node)
        del self.children[place]
        node.parent = None
        # html5lib's etree keeps the text on both sides of a removed element as one.
        if 0 < place < len(self.children):
            before, after = self.children[place - 1], self.children[place]
            if type(before) is Text and type(after) is Text:
                before.extend(after)
                del self.children[place]

    def _place(self, node: Node) -> int:
        # From the end: that is where parsers insert.
        for place in range(len(self.children) - 1, -1, -1):
            if self.children[place] is node:
                return place
        raise ValueError("not a child of this element")

    def reparentChildren(self, parent: Built) -> None:
        for child in self.children:
            parent.appendChild(child)
        self.children = []

    def cloneNode(self) -> Built:
        clone = Built(self.local_name, self.namespace_url, dict(self.attributes), None)
        clone.origin = self.origin or self
        return clone

    def hasContent(self) -> bool:
        return bool(self.children)


class _Root:
    """html5lib's document node: keeps the root element, and the comments beside it."""

    def __init__(self) -> None:
        self.children: list[Node] = []

    def appendChild(self, node: Node) -> None:
        self.children.append(node)


class OpenElements(list[Built]):
    """The stack of open elements; counts names, and notes the end tag that closes an element.

    ``names`` counts elements of any namespace by their local names.
    """

    def __init__(self, builder: Builder) -> None:
        super().__init__()
        self.names: defaultdict[str, int] = defaultdict(int)
        self._builder = builder

    def append(self, node: Built) -> None:
        self.names[node.local_name] += 1
        node.is_open = True
        super().append(node)

    def insert(self, place: Any, node: Built) -> None:
        self.names[node.local_name] += 1
        node.is_open = True
        super().insert(place, node)

    def __setitem__(self, place: Any, node: Any) -> None:
        # html5lib puts a copy in the place of an element, which is no end of it.
        self[place].is_open = False
        node.is_open = True
        super().__setitem__(place, node)

    def pop(self, place: Any = -1) -> Built:
        node = super().pop(place)
        self._closed(node)
        return node

    def remove(self, node: Built) -> None:
        super().remove(node)
        self._closed(node)

    def __contains__(self, node: object) -> bool:
        return getattr(node, "is_open", False)

    def _closed(self, node: Built) -> None:
        self.names[node.local_name] -= 1
        node.is_open = False
        token = self._builder.tokenizer.current
        if (
            token["type"] == END_TAG
            and node.end_span is None
            and token["name"] == node.local_name.lower()
        ):
            node.end_span = token.get("span")
            # Not that of </p> and </br>, which end what they make themselves.
            if node.span is not None or node.origin is not None:
                self._builder.ends.add(node.end_span)


class Builder(base.TreeBuilder):
    """Builds our tree, giving every node the span of the token that made it."""

    documentClass = _Root
    tokenizer: Tokenizer

    def __init__(self, namespaceHTMLElements: bool) -> None:
        self.tokenizer = cast("Tokenizer", type("NoTokenizer", (), {"current": {"type": None}}))
        super().__init__(namespaceHTMLElements)

    def reset(self) -> None:
        super().reset()
        self.openElements = OpenElements(self)
        self.doctype: Doctype | None = None
        # The spans of the end tags that ended something.
        self.ends: set[Span | None] = set()
        # Pieces of the text that a table held back, while it is inserted; otherwise None.
        self.held_back: list[tuple[str, Span | None]] | None = None

    # -- nodes -----------------------------------------------------------------------------------

    def createElement(self, token: Token) -> Built:
        span = token.get("span")
        if span is None and token["data"] is self.tokenizer.current.get("data"):
            # html5lib renames <image> to <img> by making a new token around the same attributes.
            span = self.tokenizer.current.get("span")
        namespace = token.get("namespace", self.defaultNamespace)
        data = token["data"]
        return Built(token["name"], namespace, data if namespace == HTML else _plain(data), span)

    def insertElementNormal(self, token: Token) -> Built:
        element = self.createElement(token)
        self.openElements[-1].appendChild(element)
        self.openElements.append(element)
        return element

    def insertDoctype(self, token: Token) -> None:
        self.doctype = Doctype(
            token["name"] or "", token["publicId"], token["systemId"], token.get("span")
        )

    def insertComment(self, token: Token, parent: Any = None) -> None:
        (self.openElements[-1] if parent is None else parent).appendChild(
            Comment(token["data"], token.get("span"))
        )

    def insertText(self, data: str, parent: Any = None) -> None:
        parent = self.openElements[-1] if parent is None else parent
        before = None
        if self.insertFromTable and self.openElements[-1].name in tableInsertModeElements:
            parent, before = cast(Any, self).getTableMisnestedNodePosition()
        for piece, span in self._pieces(data):
            if before is None:
                last = parent.children[-1] if parent.children else None
                if type(last) is Text:
                    last.append(piece, span)
                else:
                    parent.appendChild(Text(piece, span))
            else:
                parent.insertBefore(Text(piece, span), before)

    def _pieces(self, data: str) -> Iterable[tuple[str, Span | None]]:
        """The written pieces of text that the parser inserts now."""
        if self.held_back is not None:
            return self.held_back
        token = self.tokenizer.current
        if token["type"] not in CHARACTERS or not token["data"].endswith(data):
            return [(data, None)]
        start, end = token["span"]
        if len(data) < len(token["data"]):
            # A newline that the standard drops, as the first one in <pre>.
            start = end - len(data)
        return [(data, (start, end))]

    # -- the same results at less cost -------------------------------------------------------------

    def elementInScope(self, target: Any, variant: Any = None) -> bool:
        name = target if isinstance(target, str) else target.local_name
        if not self.openElements.names.get(name):
            return False
        in_scope: Any = super().elementInScope
        return bool(in_scope(target, variant))

    def generateImpliedEndTags(self, exclude: str | None = None) -> None:
        while (name := self.openElements[-1].name) in _IMPLIED_END and name != exclude:
            self.openElements.pop()

    def reconstructActiveFormattingElements(self) -> None:
        """HTML 13.2.4.3; as html5lib's, but the new elements remember where they come from."""
        entries = self.activeFormattingElements
        first = len(entries)
        while first > 0 and (entry := entries[first - 1]) is not base.Marker and not entry.is_open:
            first -= 1
        for place in range(first, len(entries)):
            clone = entries[place].cloneNode()
            token = {
                "type": "StartTag",
                "name": clone.name,
                "namespace": clone.namespace,
                "data": clone.attributes,
            }
            element = cast(Any, self).insertElement(token)
            element.origin = clone.origin
            entries[place] = element


class PageParser(html5parser.HTMLParser):
    """html5lib's parser around our stream, tokenizer and builder."""

    container: Any
    tokenizer: Tokenizer

    def __init__(self) -> None:
        super().__init__(tree=Builder)
        held_back = type(self.phases["inTableText"])
        self.phases["inTableText"] = _in_table_text(held_back)(self, self.tree)

    def read(self, tokens: Tokenizer) -> Builder:
        self.innerHTMLMode = False
        self.container = None
        self.scripting = False
        self.tokenizer = tokens
        self.tree.tokenizer = self.tokenizer
        self.reset()
        self.mainLoop()
        return cast(Builder, self.tree)

    def parseError(
        self, errorcode: str = "XXX-undefined-error", datavars: dict[str, Any] | None = None
    ) -> None:
        if len(self.errors) < _MAX_ERRORS:
            # A tree construction error is about the token in hand, a tokenizer error about where
            # the stream has come to.
            token = self.tokenizer.current
            span = token.get("span")
            offset = span[0] if span is not None else self.tokenizer.stream.offset
            self.errors.append((offset, errorcode, datavars or {}))


def _in_table_text(phase: type) -> type:
    """The "in table text" phase, telling the builder which pieces of text it had held back."""

    def flushCharacters(self: Any) -> None:
        self.tree.held_back = [(token["data"], token.get("span")) for token in self.characterTokens]
        try:
            phase.flushCharacters(self)  # type: ignore[attr-defined]
        finally:
            self.tree.held_back = None

    return type("InTableTextPhase", (phase,), {"__slots__": (), "flushCharacters": flushCharacters})


def _plain(attributes: Any) -> dict[str, str]:
    """Attributes by the name an author writes: ``xlink:href``, not html5lib's triple."""
    if not any(type(name) is tuple for name in attributes):
        return cast(dict[str, str], attributes)
    return {
        (f"{n[0]}:{n[1]}" if n[0] else n[1]) if type(n) is tuple else n: v
        for n, v in attributes.items()
    }


def build_tree(text: str) -> ParsedTree:
    """The tree of a text with normalised line endings. Never raises on any text."""
    parser = PageParser()
    return finished(parser, parser.read(Tokenizer(Stream(text), parser)))


def finished(parser: PageParser, builder: Builder) -> ParsedTree:
    """What a parser hands over that has read all tokens."""
    tokens = parser.tokenizer
    root = next(node for node in builder.document.children if isinstance(node, Element))
    merged: dict[Element, list[Span]] = {}
    body = next(
        (e for e in root.children if isinstance(e, Element) and e.local_name == "body"), None
    )
    for element, name in ((root, "html"), (body, "body")):
        if element is None:
            continue
        # html5lib implies <html> always, and <body> when text comes first; the written tags only
        # add their attributes.
        spans = [span for span in tokens.tags.get(name, ()) if span != element.span]
        if element.span is None and spans:
            element.span = spans.pop(0)
        element.end_span = element.end_span or tokens.end_tags.get(name)
        if spans:
            merged[element] = spans
    return ParsedTree(
        root=root,
        doctype=builder.doctype,
        comments=tokens.comments,
        errors=[ParseError(code, offset, data) for offset, code, data in parser.errors],
        mode=parser.compatMode,
        fragment=builder.doctype is None and not tokens.tags,
        merged_tags=merged,
        stray_end_tags=[
            StrayTag(name, span)
            for name, span in tokens.all_end_tags
            if span not in builder.ends and name not in _PAGE_TAGS
        ],
    )
