"""Decides the tokens of a page with turbohtml's tokenizer, as html5lib's would have them.

turbohtml cuts a page into tags, texts and comments in C. What it cuts is taken as it is where only
one reading is possible: tags with well-formed attributes, plain comments, text, common character
references. Everything else is read again by html5lib's own tokenizer, piece by piece, and a page in
which a piece does not come out whole raises ``Unlike``: such a page is html5lib's altogether.

Known differences, all of which are met in that way:

* raw text: turbohtml goes by the name of a tag (``noscript`` as with scripts, ``title`` and ``style``
  in SVG too), html5lib by the tree. Their contents are then cut again.
* ``<![CDATA[`` in SVG and MathML, which is a comment to a tokenizer that sees no tree.
* NUL and lone surrogates, which html5lib drops or replaces by the tree.
* Comments and processing instructions that later editions of the standard end elsewhere.
* Tags that the page ends in.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from html5lib.constants import entities
from turbohtml import TokenType, tokenize

from govpage_lint.document.source import Span
from govpage_lint.document.tokens import (
    CHARACTERS,
    COMMENT,
    END_TAG,
    PARSE_ERROR,
    START_TAG,
    WHOLE_PAGE_TAGS,
    Stream,
    Token,
    Tokenizer,
)
from govpage_lint.document.tree import Comment
from govpage_lint.regexes import regex

_TEXT, _SPACE = CHARACTERS
_CUT_TEXT: Final = TokenType.TEXT
_CUT_START: Final = TokenType.START_TAG
_CUT_END: Final = TokenType.END_TAG
_CUT_COMMENT: Final = TokenType.COMMENT
_CUT_REFERENCE: Final = TokenType.CHARACTER_REFERENCE
# A run of text in which a reader sees the same as any other, whatever it is cut into.
RUN: Final = -1

_UNREADABLE: Final = regex("[\0\ud800-\udfff]")
_NAME: Final = r"[A-Za-z][A-Za-z0-9:_-]*"
# ASCII only, and no sign that a parser complains of.
_ATTRIBUTE: Final = (
    r"[ \t\n\f]+[!#-%(-.0-;?-_a-~]+"
    r"""(?:=(?:"[^"]*"|'[^']*'|[^ \t\n\f"'<>=`&]+))?"""
)
_CLEAN_START: Final = regex(rf"<{_NAME}(?:{_ATTRIBUTE})*+[ \t\n\f]*/?>")
_ATTRIBUTES: Final = regex(_ATTRIBUTE)
_CLEAN_END: Final = regex(rf"</{_NAME}[ \t\n\f]*>")
_CLEAN_COMMENT: Final = regex(r"<!--(?!-?>)(?:[^-<]|-(?!-)|<(?!!))*+-->")
# Character references that every parser reads alike.
_PLAIN_REFERENCES: Final = regex(r"&(?:amp|lt|gt|quot|nbsp|copy|#39|#34);")
_NUMERIC: Final = regex(r"&#([0-9]{1,6});")
_SPACES: Final = " \t\n\f\r"
# Elements whose contents turbohtml takes for text, and the state in which html5lib reads them so.
_RAW: Final = {
    "title": "rcdata",
    "textarea": "rcdata",
    "style": "rawtext",
    "xmp": "rawtext",
    "iframe": "rawtext",
    "noembed": "rawtext",
    "noframes": "rawtext",
    "noscript": "rawtext",
    "script": "script",
    "plaintext": "plaintext",
}

_CAREFUL: Final = WHOLE_PAGE_TAGS


class Unlike(Exception):
    """The page, or a part of it, may be read in more than one way."""


class _NoStream:
    """What html5lib's phases ask of a stream: that the encoding is settled, and where it is."""

    charEncoding = ("utf-8", "certain")

    def __init__(self) -> None:
        self.offset = 0


class FastTokens:
    """The tokens of a text, and what ``tokens.Recorder`` keeps of them, for html5lib's phases.

    Raises Unlike, while it is iterated, for a text that is better left to html5lib alone.
    """

    # The phases set ``state`` to one of these when a start tag begins raw text.
    dataState = None
    rcdataState = "rcdata"
    rawtextState = "rawtext"
    scriptDataState = "script"
    plaintextState = "plaintext"

    def __init__(self, text: str, parser: Any) -> None:
        self.parser = parser
        self.stream = _NoStream()
        self.state: str | None = None
        self.current: Token = {"type": None}
        self.comments: list[Comment] = []
        self.tags: dict[str, list[Span]] = {}
        self.end_tags: dict[str, Span] = {}
        self.all_end_tags: list[tuple[str, Span]] = []
        self.text = text

    def __iter__(self) -> Iterator[Token]:
        if _UNREADABLE.search(self.text):
            raise Unlike
        return self._tokens(0, len(self.text))

    def _tokens(self, base: int, end: int) -> Iterator[Token]:
        """The tokens of a part of the text that begins outside of any tag."""
        text = self.text
        offset = base
        # Where the run of text that is being read began, and whether it has to be read again.
        run = -1
        plain = True
        state: str | None = None
        cuts = tokenize(
            text if end - base == len(text) else text[base:end],
            resolve_references=False,
            capture_source=True,
        )
        for cut in cuts:
            kind = cut.type
            if kind is _CUT_TEXT or kind is _CUT_REFERENCE:
                if run < 0:
                    run, plain = offset, True
                data = cut.data or ""
                if kind is _CUT_TEXT:
                    offset += len(data)
                    plain = plain and "&" not in data and "<" not in data
                else:
                    source = cut.source or ""
                    offset += len(source)
                    plain = plain and _reference(source) == data
                continue
            if run >= 0:
                if plain and (state is None or state == "rcdata"):
                    yield {"type": RUN, "span": (run, offset)}
                else:
                    yield from self._run(run, offset, state)
                run = -1
            source = cut.source or ""
            start, offset = offset, offset + len(source)
            state = None
            if kind is _CUT_START:
                name = cut.tag or ""
                attributes = cut.attrs
                if _is_clean(source, attributes) and name not in _CAREFUL:
                    self.current = token = {
                        "type": START_TAG,
                        "name": name,
                        "data": dict(attributes) if attributes else {},
                        "selfClosing": cut.self_closing,
                        "selfClosingAcknowledged": False,
                        "span": (start, offset),
                    }
                    yield token
                else:
                    yield from self._careful(name, start, offset)
                if name in _RAW or self.state is not None:
                    state = self.state
                    if state != _RAW.get(name):
                        if state is not None:
                            raise Unlike
                        # To html5lib it has contents like any other; they come as one text.
                        state = "markup"
                    self.state = None
            elif kind is _CUT_END:
                yield self._end(cut.tag or "", source, (start, offset))
            elif kind is _CUT_COMMENT and _CLEAN_COMMENT.fullmatch(source):
                self.comments.append(Comment(source[4:-3], (start, offset)))
                yield self._piece(COMMENT, source[4:-3], (start, offset))
            else:
                if source.startswith("<![CDATA[") and self._is_foreign():
                    raise Unlike
                yield from self._told(self._by_the_book(start, offset, None, whole=True))
        if run >= 0:
            # Not as a run: what is missing at the end of a page is told of at its last token.
            yield from self._run(run, offset, state)
        if offset != end or (state is not None and end != len(text)):
            # The page ends in a tag, or this part of it in what is text to its own end tag only.
            raise Unlike

    # -- texts -----------------------------------------------------------------------------------

    def _run(self, start: int, end: int, state: str | None) -> Iterator[Token]:
        """The tokens of a text between two tags that is none in which all parsers see the same."""
        if state == "markup":
            yield from self._tokens(start, end)
        elif state in ("rawtext", "script", "plaintext"):
            # No reference is one there.
            data = self.text[start:end]
            nested = state == "script" and "<!--" in data and "<script" in data.lower()
            if nested or end == len(self.text):
                raise Unlike
            yield self._piece(_TEXT, data, (start, end))
        else:
            for token in self._by_the_book(start, end, state, whole=False):
                self.current = token
                yield token

    def pieces(self, start: int, end: int) -> Iterator[Token]:
        """The tokens of a run of text: spaces, letters and references apart, as html5lib has them."""
        text = self.text
        while start < end:
            mark = text.find("&", start, end)
            stop = end if mark < 0 else mark
            if start < stop:
                piece = text[start:stop]
                rest = piece.lstrip(_SPACES)
                if len(rest) < len(piece):
                    middle = stop - len(rest)
                    yield self._piece(_SPACE, text[start:middle], (start, middle))
                    start = middle
                if rest:
                    yield self._piece(_TEXT, rest, (start, stop))
                start = stop
            if mark >= 0:
                semicolon = text.find(";", mark, end)
                source = text[mark : semicolon + 1] if semicolon >= 0 else ""
                data = _reference(source)
                if data is None:
                    raise Unlike
                kind = _SPACE if data in _SPACES else _TEXT
                yield self._piece(kind, data, (mark, semicolon + 1))
                start = semicolon + 1

    def _piece(self, kind: int, data: str, span: Span) -> Token:
        self.current = token = {"type": kind, "data": data, "span": span}
        return token

    # -- tags ------------------------------------------------------------------------------------

    def _careful(self, name: str, start: int, end: int) -> Iterator[Token]:
        """A start tag that is not written plainly, or that begins what has to be recorded."""
        if name == "frameset":
            # There it matters which spaces come with which text.
            raise Unlike
        yield from self._told(self._by_the_book(start, end, None, whole=True))

    def _end(self, name: str, source: str, span: Span) -> Token:
        if _CLEAN_END.fullmatch(source):
            token: Token = {"type": END_TAG, "name": name, "data": [], "selfClosing": False}
            token["span"] = span
        else:
            found = list(self._by_the_book(*span, None, whole=True))
            if len(found) != 1 or found[0]["type"] != END_TAG:
                raise Unlike
            token = found[0]
            name = token["name"]
        self.all_end_tags.append((name, span))
        if name in WHOLE_PAGE_TAGS:
            self.end_tags[name] = span
        self.current = token
        return token

    # -- by html5lib -----------------------------------------------------------------------------

    def _by_the_book(
        self, start: int, end: int, state: str | None, *, whole: bool
    ) -> Iterator[Token]:
        """html5lib's tokens for a part of the text; one token, where it is to be read as a whole."""
        text = self.text
        stream = Stream(text[start:end])
        tokenizer = Tokenizer(stream, self.parser)
        if state == "rcdata":
            tokenizer.state = tokenizer.rcdataState
        count = 0
        for token in tokenizer:
            if token["type"] == PARSE_ERROR:
                yield {**token, "offset": start + stream.offset}
                continue
            low, high = token["span"]
            token["span"] = (start + low, start + high)
            count += 1
            if whole and token["span"] != (start, end):
                raise Unlike
            yield token
        inside = end != len(self.text)
        if whole and (count != 1 or (inside and (tokenizer.ended_early or text[end - 1] != ">"))):
            raise Unlike

    def _told(self, tokens: Iterator[Token]) -> Iterator[Token]:
        """Tokens of the book, recorded like the others."""
        # All of them first: what is no whole must not reach the tree.
        for token in list(tokens):
            kind = token["type"]
            if kind == PARSE_ERROR:
                self.stream.offset = token["offset"]
            elif kind == COMMENT:
                self.comments.append(Comment(token["data"], token["span"]))
            elif kind == START_TAG and token["name"] in WHOLE_PAGE_TAGS:
                self.tags.setdefault(token["name"], []).append(token["span"])
            self.current = token
            yield token

    def _is_foreign(self) -> bool:
        tree = self.parser.tree
        return bool(tree.openElements) and tree.openElements[-1].namespace != tree.defaultNamespace


def _is_clean(source: str, attributes: list[tuple[str, str]] | None) -> bool:
    """Whether a start tag is written so that there is one reading of it, and nothing to complain of."""
    if not attributes:
        return _CLEAN_START.fullmatch(source) is not None
    return (
        _CLEAN_START.fullmatch(source) is not None
        and len(attributes) == len(_ATTRIBUTES.findall(source))
        and ("&" not in source or source.count("&") == len(_PLAIN_REFERENCES.findall(source)))
    )


@cache
def _reference(source: str) -> str | None:
    """The text behind a character reference that is read in one way only; None for others."""
    if source.startswith("&#"):
        match = _NUMERIC.fullmatch(source)
        number = int(match[1]) if match else 0
        return chr(number) if 0x20 <= number < 0x7F or 0xA0 <= number < 0xD800 else None
    found = entities.get(source[1:]) if source.endswith(";") else None
    return str(found) if found is not None else None
