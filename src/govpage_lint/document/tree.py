"""Decides what a page is made of: the nodes of its tree, each with its place in the source.

The tree is that of the HTML standard, built by a parser (``document.parse``) or from a browser's
snapshot. Elements speak the protocol that cssselect2's compiled selectors expect, so that a
selector runs on them with no wrapper around them. Nothing here is recursive: pages may be nested
as deep as they like.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from govpage_lint.document.attributes import SourceAttribute, scan_attributes
from govpage_lint.document.encoding import Encoding
from govpage_lint.document.numbers import Numbers, numbers
from govpage_lint.document.selectable import Selectable
from govpage_lint.document.source import SourceText, Span
from govpage_lint.records import dataclass, field

if TYPE_CHECKING:
    from govpage_lint.document.templates.template import Template
    from govpage_lint.document.templates.tokens import TemplateComment

HTML: Final = "http://www.w3.org/1999/xhtml"
SVG: Final = "http://www.w3.org/2000/svg"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"

# A name that no attribute of a page can have, since it holds a space: selectors ask for facts of
# the semantics under such names (see ``document.selectors``).
FACT_PREFIX: Final = " "
FACT_END: Final = "\0"


class Text:
    """A run of text between tags; adjacent runs are one node.

    It is made of pieces, since a parser delivers character references and white space apart: each
    piece knows the span that it was written as, or None where nothing stands in the source.
    """

    __slots__ = ("_pieces", "_starts", "_written", "data", "parent")

    # The text, character references decoded, white space as in the source.
    data: str

    def __init__(self, data: str, span: Span | None) -> None:
        self.parent: Element | None = None
        self.data = data
        # Most texts are one piece, which needs no list.
        self._written = span
        self._pieces: list[tuple[str, Span | None]] | None = None
        self._starts: list[int] | None = None

    def __getattr__(self, name: str) -> str:
        # Asked for every text again and again: no property, but an attribute that is put together
        # when it is first missed.
        if name != "data":
            raise AttributeError(name)
        self.data = "".join([data for data, _ in self._pieces or ()])
        return self.data

    def append(self, data: str, span: Span | None) -> None:
        """Add a piece at the end."""
        if self._pieces is None:
            self._pieces = [(self.data, self._written)]
        self._pieces.append((data, span))
        self._forget()

    def extend(self, other: Text) -> None:
        """Add another node's pieces at the end."""
        if self._pieces is None:
            self._pieces = [(self.data, self._written)]
        self._pieces.extend(other.pieces)
        self._forget()

    def drop(self, marks: re.Pattern[str]) -> None:
        """Take out all that a pattern matches; what is left keeps its places."""
        pieces: list[tuple[str, Span | None]] = []
        for data, span in self.pieces:
            if span is None or span[1] - span[0] != len(data):
                pieces.append((marks.sub("", data), span))
                continue
            place = 0
            for found in marks.finditer(data):
                if found.start() > place:
                    begin = span[0] + place
                    pieces.append((data[place : found.start()], (begin, span[0] + found.start())))
                place = found.end()
            if place < len(data):
                pieces.append((data[place:], (span[0] + place, span[1])))
        self._pieces = pieces
        self._forget()

    def _forget(self) -> None:
        self._starts = None
        # What is not set cannot be deleted.
        self.data = ""
        del self.data

    @property
    def pieces(self) -> Sequence[tuple[str, Span | None]]:
        """The pieces that it is made of, in order, each with the span that it was written as."""
        return [(self.data, self._written)] if self._pieces is None else self._pieces

    @property
    def span(self) -> Span | None:
        """From the first to the last written piece; None when nothing is written."""
        return self._written if self._pieces is None else self.span_of(0, len(self.data))

    def span_of(self, start: int, end: int) -> Span | None:
        """The source span of ``data[start:end]``; a character reference counts as a whole."""
        pieces = self.pieces
        if self._starts is None:
            place, self._starts = 0, []
            for data, _ in pieces:
                self._starts.append(place)
                place += len(data)
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, max(start, end - 1)) - 1)
        begin = stop = None
        for index in range(first, last + 1):
            data, span = pieces[index]
            if span is None:
                continue
            exact = span[1] - span[0] == len(data)
            if begin is None:
                inside = max(0, start - self._starts[index])
                begin = span[0] + inside if exact else span[0]
            inside = min(len(data), end - self._starts[index])
            stop = span[0] + inside if exact else span[1]
        return None if begin is None or stop is None else (begin, max(begin, stop))


class Comment:
    """A comment in the tree."""

    __slots__ = ("data", "parent", "span")

    def __init__(self, data: str, span: Span | None) -> None:
        self.parent: Element | None = None
        self.data = data
        self.span = span


type Node = Element | Text | Comment


@dataclass(frozen=True, slots=True)
class Doctype:
    """The document type declaration, with its identifiers as written."""

    name: str
    public_id: str | None
    system_id: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class ParseError:
    """Something the parser had to repair: html5lib's code, where, and what it names."""

    code: str
    offset: int
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class StrayTag:
    """An end tag that ends nothing: its name in lower case, and where."""

    name: str
    span: Span


class Element(Selectable):
    """An element of a page.

    ``span`` is its start tag in the source, None where the parser implied it; ``end_span`` its end
    tag, None where there is none. ``origin`` is the written element that a parser's repair copied
    this one from (misnested formatting), or the one that a browser rendered as this one; None
    otherwise. ``attributes`` are as the tree has them:
    lower-case names in HTML, character references decoded, the first of duplicates.
    """

    __slots__ = (
        "_children",
        "_classes",
        "attributes",
        "children",
        "document",
        "end_span",
        "facts",
        "index",
        "is_html",
        "last",
        "local_name",
        "namespace_url",
        "order",
        "origin",
        "parent",
        "previous",
        "span",
    )

    def __init__(
        self, local_name: str, namespace: str | None, attributes: dict[str, str], span: Span | None
    ) -> None:
        self.local_name = local_name
        self.namespace_url = namespace
        # Whether it is an HTML element and not, say, SVG's ``title`` or ``a``.
        self.is_html = namespace == HTML
        self.attributes = attributes
        self.span = span
        self.end_span: Span | None = None
        self.origin: Element | None = None
        self.parent: Element | None = None
        self.children: list[Node] = []
        # Set when the tree is finished:
        self.document: Document = _NO_DOCUMENT
        self.order = -1
        self.last = -1
        self.index = 0
        self.previous: Element | None = None
        self._children: list[Element] | None = None
        self._classes: frozenset[str] | None = None
        # Facts that semantics has worked out, by name. Theirs alone.
        self.facts: dict[str, object] | None = None

    def __repr__(self) -> str:
        return f"<{self.local_name} {self.attributes}>"

    # -- the tree ------------------------------------------------------------------------------

    @property
    def is_made(self) -> bool:
        """Whether a script made it: a browser has it, and the source does not."""
        return self.document.rendered and self.origin is None

    @property
    def element_children(self) -> list[Element]:
        """Its child elements, in order."""
        if self._children is None:
            self._children = _elements_of(self)
        return self._children

    @property
    def ancestors(self) -> Iterator[Element]:
        """Its ancestors, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def descendants(self) -> Sequence[Element]:
        """The elements in it, in tree order, itself not included."""
        return self.document.elements[self.order + 1 : self.last + 1]

    @property
    def nodes(self) -> Iterator[Node]:
        """All nodes in it, texts and comments too, in tree order, itself not included."""
        flat = self.document.flat
        # No copy: many ask for the first few nodes of something large.
        return map(flat.nodes.__getitem__, range(flat.starts[self.order], flat.ends[self.order]))

    @property
    def texts(self) -> Iterator[Text]:
        """The text nodes in it, in tree order."""
        return (node for node in self.nodes if type(node) is Text)

    @property
    def text_content(self) -> str:
        """DOM's textContent: all text in it, whatever is hidden or a script."""
        return "".join(text.data for text in self.texts)

    def contains(self, other: Element) -> bool:
        """Whether ``other`` is this element or stands in it."""
        return self.order <= other.order <= self.last

    def closest(self, *names: str) -> Element | None:
        """The nearest HTML element of one of these names, itself included."""
        node: Element | None = self
        while node is not None:
            if node.local_name in names and node.namespace_url == HTML:
                return node
            node = node.parent
        return None

    @property
    def text(self) -> str:
        """The text directly in it, not that of its child elements."""
        return "".join(child.data for child in self.children if isinstance(child, Text))

    # -- attributes ----------------------------------------------------------------------------

    def get(self, name: str, default: str | None = None) -> str | None:
        """The value of an attribute, or of a fact (see ``FACT_PREFIX``)."""
        if name[0] == FACT_PREFIX:
            return self.document.fact(self, name[1:]) + FACT_END
        return self.attributes.get(name, default)

    def has(self, name: str) -> bool:
        """Whether it has an attribute of that name."""
        return name in self.attributes

    @property
    def classes(self) -> frozenset[str]:
        """The words of its ``class``."""
        if self._classes is None:
            value = self.attributes.get("class")
            self._classes = self.document.words_of(value) if value else _NO_WORDS
        return self._classes

    @property
    def source_attributes(self) -> list[SourceAttribute]:
        """Its attributes as written in its tag, duplicates included."""
        return self.document.scanned(self)[0]

    def source_attribute(self, name: str) -> SourceAttribute | None:
        """The written attribute that counts for ``name``; None where it is not in the source."""
        return self.document.scanned(self)[1].get(name.lower())


type Scanned = tuple[list[SourceAttribute], Mapping[str, SourceAttribute]]


@dataclass(slots=True)
class ParsedTree:
    """What a parser hands over: nodes, and what has no place in the tree."""

    root: Element
    doctype: Doctype | None
    comments: list[Comment]
    errors: list[ParseError]
    mode: str
    fragment: bool
    merged_tags: dict[Element, list[Span]] = field(default_factory=dict)
    stray_end_tags: list[StrayTag] = field(default_factory=list)


@dataclass(slots=True)
class FlatTree:
    """Nodes in tree order: those in the element of order n are ``nodes[starts[n]:ends[n]]``."""

    nodes: list[Node]
    starts: Numbers
    ends: Numbers


class Document:
    """A page: its tree, its source and what is known of how it was served.

    ``fragment`` is true for a source with no doctype and none of ``<html>``, ``<head>``, ``<body>``:
    a part of a page, to which rules about whole pages do not apply. ``comments`` has all comments
    in source order, those outside the tree too. ``mode`` is "no quirks", "limited quirks" or
    "quirks". ``stray_end_tags`` has the end tags in the source that end no element, in order.
    ``rendered`` is true for what a browser made of a page, with shadow trees and with
    what scripts changed. ``template`` is set where the source is a template: the document is then one
    of the pages that it may become, and ``markup`` is the text that this was parsed from, as long as
    the source and with the same places; otherwise it is the text of the source.
    """

    def __init__(
        self,
        tree: ParsedTree,
        source: SourceText,
        encoding: Encoding,
        *,
        url: str | None = None,
        content_language: str | None = None,
        rendered: bool = False,
        template: Template | None = None,
        markup: str | None = None,
    ) -> None:
        self.source = source
        self.template = template
        self.markup = source.text if markup is None else markup
        self.encoding = encoding
        self.url = url
        self.content_language = content_language
        self.rendered = rendered
        self.root = tree.root
        self.doctype = tree.doctype
        self.comments = tree.comments
        self.errors = tree.errors
        self.mode = tree.mode
        self.fragment = tree.fragment
        self.merged_tags = tree.merged_tags
        self.stray_end_tags = tree.stray_end_tags
        self.fact: Callable[[Element, str], str] = _no_facts
        self._scanned: tuple[Element, Scanned] | None = None
        self._types: dict[Element, tuple[list[int], dict[str, int]]] = {}
        self._words: dict[str, frozenset[str]] = {}
        # Its elements, and all nodes below the root, in tree order.
        self.elements: list[Element]
        self.flat: FlatTree
        self.look_again()

    @property
    def template_comments(self) -> list[TemplateComment]:
        """The comments in the syntax of its template language, in source order; see ``TemplateComment``.

        None in a plain page. Those of HTML are in ``comments``.
        """
        return [] if self.template is None else self.template.comments

    def written_before(self, offset: int) -> str:
        """The text before a place, without what a template does not write."""
        if self.template is None:
            return self.source.text[:offset]
        from govpage_lint.document.templates.masking import MARKS

        return MARKS.sub("", self.markup[:offset])

    def words_of(self, value: str) -> frozenset[str]:
        """The words of a ``class``, which many elements have in common."""
        if self is _NO_DOCUMENT:
            return frozenset(value.split())
        words = self._words.get(value)
        if words is None:
            words = self._words[value] = frozenset(value.split())
        return words

    def look_again(self) -> None:
        """Take in which nodes there are: to be called by who puts others in their places."""
        self.elements, self.flat = _finish(self.root, self)

    def take_apart(self) -> None:
        """End the document, for its last user: its memory is given back as soon as nobody has it.

        A tree is one large circle of references, and to find out that it is no longer needed takes as
        long as many rules do. Nothing may be asked of it or of its elements afterwards.
        """
        for element in self.elements:
            element.children.clear()
            element._children = element.facts = None
        vars(self).clear()

    def scanned(self, element: Element) -> Scanned:
        """The attributes of an element as they are written, and the first of each name."""
        # There may be thousands of findings about one tag, one after another.
        if self._scanned is None or self._scanned[0] is not element:
            span = element.span or (element.origin.span if element.origin else None)
            tags = [span, *self.merged_tags.get(element, ())] if span is not None else []
            found = [one for tag in tags for one in scan_attributes(self.markup, tag)]
            self._scanned = element, (found, {one.name: one for one in reversed(found)})
        return self._scanned[1]

    def within(self, outer: Iterable[Element]) -> bytearray:
        """For each element, by its place in tree order, 1 where it is or stands in one of others
        that come in tree order."""
        found, last = bytearray(len(self.elements)), -1
        for element in outer:
            if element.last > last:
                first, last = max(element.order, last + 1), element.last
                found[first : last + 1] = b"\x01" * (last + 1 - first)
        return found

    def nearest_above(self, test: Callable[[Element], bool]) -> list[Element | None]:
        """For each element, by its place in tree order, the nearest above it that passes a test."""
        found: list[Element | None] = [None] * len(self.elements)
        for element in self.elements:
            if children := element.element_children:
                nearest = element if test(element) else found[element.order]
                for child in children:
                    found[child.order] = nearest
        return found

    def place_of_type(self, element: Element) -> tuple[int, int]:
        """Which of the children of its parent with its name an element is, from 1, and how many
        there are."""
        parent = element.parent
        if parent is None:
            return 1, 1
        if parent not in self._types:
            counts: dict[str, int] = {}
            places = []
            for child in parent.element_children:
                counts[child.local_name] = place = counts.get(child.local_name, 0) + 1
                places.append(place)
            self._types[parent] = (places, counts)
        places, counts = self._types[parent]
        return places[element.index], counts[element.local_name]

    @cached_property
    def by_id(self) -> dict[str, list[Element]]:
        """Elements by ``id``, in tree order; more than one where ids are repeated."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            if identifier := element.attributes.get("id"):
                found.setdefault(identifier, []).append(element)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[Element]]:
        """HTML elements by local name, in tree order."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            if element.namespace_url == HTML:
                found.setdefault(element.local_name, []).append(element)
        return found

    @cached_property
    def by_attribute(self) -> dict[str, list[Element]]:
        """Elements by the names of their attributes, in tree order: for who looks for few of them."""
        found: defaultdict[str, list[Element]] = defaultdict(list)
        for element in self.elements:
            for name in element.attributes:
                found[name].append(element)
        return dict(found)

    def with_attributes(self, names: Iterable[str]) -> list[Element]:
        """The elements that have any of these attributes, in tree order, each once."""
        bearers = [bearer for name in names for bearer in self.by_attribute.get(name, ())]
        return sorted(set(bearers), key=attrgetter("order"))

    @property
    def head(self) -> Element | None:
        """The ``head`` element; None in a frameset or broken tree."""
        return next((e for e in self.root.element_children if e.local_name == "head"), None)

    @property
    def body(self) -> Element | None:
        """The ``body`` element; None where the page has a frameset instead."""
        return next((e for e in self.root.element_children if e.local_name == "body"), None)

    def language_of(self, element: Element) -> str:
        """The language in force (HTML 3.2.6.2 "language of a node"), as written; "" if unknown."""
        node: Element | None = element
        while node is not None:
            language = node.attributes.get("lang")
            if language is None:
                language = node.attributes.get("xml:lang")
            if language is not None:
                return language.strip()
            node = node.parent
        return self.content_language or ""

    @cached_property
    def languages(self) -> list[str]:
        """``language_of`` each element, by its place: for who asks for most of them."""
        found: list[str] = []
        # The languages around a place, and where each ends.
        around = [(self.content_language or "", len(self.elements))]

        def fill(until: int) -> None:
            while len(found) < until:
                language, end = around[-1]
                found.extend([language] * (min(end, until) - len(found)))
                if end <= until:
                    around.pop()

        for element in self.with_attributes(("lang", "xml:lang")):
            fill(element.order)
            language = element.attributes.get("lang", element.attributes.get("xml:lang", ""))
            around.append((language.strip(), element.last + 1))
        fill(len(self.elements))
        return found

    def written(self, element: Element) -> Element | None:
        """The element that stands in the source for this one: itself, what it was copied from, or
        the nearest written ancestor; None when nothing above it is written."""
        node: Element | None = element
        while node is not None:
            if node.span is not None:
                return node
            if node.origin is not None and node.origin.span is not None:
                return node.origin
            node = node.parent
        return None


def _no_facts(element: Element, name: str) -> str:
    """Before semantics are installed, no fact is known."""
    return "unknown"


def _finish(root: Element, document: Document) -> tuple[list[Element], FlatTree]:
    """Number the elements in tree order and link siblings; returns them, and all nodes, in that order."""
    elements, nodes = [root], list[Node]()
    starts, ends = numbers((0,)), numbers((0,))
    root.document, root.order, root._children = document, 0, _NO_ELEMENTS
    stack = [(root, iter(root.children))]
    while stack:
        element, children = stack[-1]
        siblings = element._children
        for node in children:
            nodes.append(node)
            if type(node) is Text or not isinstance(node, Element):
                continue
            node.document, node.order = document, len(elements)
            elements.append(node)
            if siblings:
                node.index, node.previous = len(siblings), siblings[-1]
            else:
                siblings = element._children = []
                node.index, node.previous = 0, None
            siblings.append(node)
            node._children = _NO_ELEMENTS
            starts.append(len(nodes))
            inner = node.children
            if inner and (len(inner) > 1 or type(inner[0]) is not Text):
                ends.append(0)
                stack.append((node, iter(inner)))
                break
            # Most hold a text or nothing.
            nodes.extend(inner)
            ends.append(len(nodes))
            node.last = node.order
        else:
            ends[element.order], element.last = len(nodes), len(elements) - 1
            stack.pop()
    return elements, FlatTree(nodes, starts, ends)


def _elements_of(parent: Element) -> list[Element]:
    found = [
        child for child in parent.children if type(child) is not Text and isinstance(child, Element)
    ]
    # Most elements of a page have none.
    return found or _NO_ELEMENTS


# Stands in an element until its tree is finished, so that the type needs no None.
_NO_ELEMENTS: Final[list[Element]] = []
_NO_WORDS: Final[frozenset[str]] = frozenset()
_NO_DOCUMENT: Final[Document] = object.__new__(Document)
