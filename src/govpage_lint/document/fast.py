"""Decides the tree of a page as html5lib's phases build it, from tokens that turbohtml cut.

What makes a tree a page's tree is html5lib's: each token that changes more than the end of the tree
goes to its phases. The commonest ones in a body are taken a shorter way to the same result, which
the differential tests hold. Where the tokens may be read in more than one way there is no tree.
"""

from __future__ import annotations

from typing import Any, Final, cast

from html5lib.constants import namespaces
from html5lib.treebuilders.base import Marker

from govpage_lint.document.construction import Built, PageParser, finished
from govpage_lint.document.fast_tokens import RUN, FastTokens, Unlike
from govpage_lint.document.tokens import (
    CHARACTERS,
    COMMENT,
    END_TAG,
    PARSE_ERROR,
    START_TAG,
    Token,
)
from govpage_lint.document.tree import HTML, ParsedTree, Text

_TEXT, _SPACE = CHARACTERS
_MATHML: Final = namespaces["mathml"]
_GLYPHS: Final = ("mglyph", "malignmark")
_SPACES: Final = " \t\n\f\r"
_P: Final = (HTML, "p")
# Start tags that end an open paragraph and do nothing else; end tags that end the element.
_BLOCKS: Final = frozenset(
    """address article aside blockquote center details dir div dl fieldset figcaption figure footer
    header hgroup main menu nav ol p section summary ul""".split()
)
# Tags that do not even that.
_INLINE: Final = frozenset(
    """abbr audio bdi bdo canvas cite data del dfn ins kbd label legend map mark meter output picture
    progress q samp slot span sub sup time var video""".split()
)
# End tags that end the current element, if it has their name.
_LIKE_BLOCKS: Final = frozenset("li dd dt h1 h2 h3 h4 h5 h6 button".split())
_FORMATTING: Final = frozenset("a b big code em font i s small strike strong tt u".split())


class _FastParser(PageParser):
    """html5lib's parser with a shorter way through its main loop."""

    tokenizer: FastTokens

    def mainLoop(self) -> None:
        tree: Any = self.tree
        open_elements = tree.openElements
        in_body: Any = self.phases["inBody"]
        as_in_body = (in_body, self.phases["inCell"])
        for token in self.tokenizer:
            kind = token["type"]
            if kind == PARSE_ERROR:
                self.parseError(token["data"], {})
                continue
            short = self.phase in as_in_body and open_elements[-1].namespace_url == HTML
            if short and (
                (kind == RUN and self._short_text(token, in_body, tree))
                or (kind == START_TAG and self._short_start(token, tree))
                or (kind == END_TAG and self._short_end(token, tree))
            ):
                continue
            if kind == RUN:
                for piece in self.tokenizer.pieces(*token["span"]):
                    self._at_length(piece, open_elements)
            else:
                self._at_length(token, open_elements)
        while self.phase.processEOF():
            pass

    def _at_length(self, token: Token, open_elements: list[Any]) -> None:
        """Process a token as html5lib's loop does."""
        current: Token | None = token
        before = token
        while current is not None:
            before = current
            current = self._process(current, open_elements, token)
        if (
            before["type"] == START_TAG
            and before["selfClosing"]
            and not before["selfClosingAcknowledged"]
        ):
            self.parseError("non-void-element-with-trailing-solidus", {"name": before["name"]})

    # -- in a body, where nothing but the end of the tree changes -------------------------------------

    def _short_text(self, token: Token, in_body: Any, tree: Any) -> bool:
        """Append a run of text, if no formatting has to begin again and no newline is dropped."""
        if in_body.processSpaceCharacters != in_body.processSpaceCharactersNonPre:
            return False
        if not _formatting_is_open(tree):
            return False
        start, end = token["span"]
        text = self.tokenizer.text
        data = text[start:end]
        if self.framesetOK and data.strip(_SPACES):
            self.framesetOK = False
        children = tree.openElements[-1].children
        last = children[-1] if children else None
        pieces = (
            [(data, (start, end))]
            if "&" not in data
            else [(piece["data"], piece["span"]) for piece in self.tokenizer.pieces(start, end)]
        )
        for piece, span in pieces:
            if type(last) is Text:
                last.append(piece, span)
            else:
                last = Text(piece, span)
                last.parent = tree.openElements[-1]
                children.append(last)
        return True

    def _short_start(self, token: Token, tree: Any) -> bool:
        """Begin an element that is like any other, where it ends no paragraph."""
        name = token["name"]
        if name in _BLOCKS:
            if tree.openElements.names[_P]:
                return False
        elif name not in _INLINE or not _formatting_is_open(tree):
            return False
        if token["selfClosing"]:
            return False
        element = Built(name, HTML, token["data"], token["span"])
        open_elements = tree.openElements
        parent = element.parent = open_elements[-1]
        parent.children.append(element)
        open_elements.append(element)
        return True

    def _short_end(self, token: Token, tree: Any) -> bool:
        """End the current element, where that is what the tag ends."""
        name = token["name"]
        current = tree.openElements[-1]
        if current.name != name:
            return False
        if name in _BLOCKS or name in _INLINE or name in _LIKE_BLOCKS:
            tree.openElements.pop()
            return True
        entries = tree.activeFormattingElements
        if name in _FORMATTING and entries and entries[-1] is current:
            tree.openElements.pop()
            entries.pop()
            return True
        return False

    # -- everywhere ----------------------------------------------------------------------------------

    def _process(self, token: Token, open_elements: list[Any], first: Token) -> Token | None:
        """Give a token to the phase that it is for; the token to be processed again, or None."""
        kind = token["type"]
        if not open_elements or open_elements[-1].namespace_url == HTML:
            phase: Any = self.phase
        else:
            phase = self._foreign_phase(open_elements[-1], kind, first)
        found: Any
        if kind == _TEXT:
            found = phase.processCharacters(token)
        elif kind == START_TAG:
            found = phase.processStartTag(token)
        elif kind == END_TAG:
            found = phase.processEndTag(token)
        elif kind == _SPACE:
            found = phase.processSpaceCharacters(token)
        elif kind == COMMENT:
            found = phase.processComment(token)
        else:
            found = phase.processDoctype(token)
        return cast("Token | None", found)

    def _foreign_phase(self, node: Any, kind: int, first: Token) -> Any:
        """The phase for a token in SVG or MathML, as in html5lib's own loop."""
        this: Any = self
        text = kind in CHARACTERS
        start = kind == START_TAG
        if (
            (
                this.isMathMLTextIntegrationPoint(node)
                and (text or (start and first["name"] not in _GLYPHS))
            )
            or (
                node.namespace_url == _MATHML
                and node.name == "annotation-xml"
                and start
                and first["name"] == "svg"
            )
            or (this.isHTMLIntegrationPoint(node) and (start or text))
        ):
            return self.phase
        return this.phases["inForeignContent"]


def _formatting_is_open(tree: Any) -> bool:
    """Whether there is no formatting element to begin again."""
    entries = tree.activeFormattingElements
    return not entries or entries[-1] is Marker or entries[-1] in tree.openElements


def build_fast_tree(text: str) -> ParsedTree | None:
    """The tree of a text with normalised line endings; None where only html5lib knows it."""
    parser = _FastParser()
    try:
        builder = parser.read(FastTokens(text, parser))
    except Unlike:
        return None
    return finished(parser, builder)
