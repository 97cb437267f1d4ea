"""Decides where each token of html5lib's tokenizer was written.

html5lib is extended only where it means to be: an input stream that knows its offset, and a loop
over the tokenizer's states that stamps each token with its span. No state of its own is changed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, Final

from govpage_lint.document.reference import HTMLTokenizer, HTMLUnicodeInputStream, tokenTypes
from govpage_lint.document.source import Span
from govpage_lint.document.tree import Comment

PARSE_ERROR: Final = tokenTypes["ParseError"]
CHARACTERS: Final = (tokenTypes["Characters"], tokenTypes["SpaceCharacters"])
START_TAG: Final = tokenTypes["StartTag"]
END_TAG: Final = tokenTypes["EndTag"]
COMMENT: Final = tokenTypes["Comment"]
WHOLE_PAGE_TAGS: Final = frozenset(("html", "head", "body", "frameset"))

# What a tokenizer complains of and rules ask for. A page may have thousands of others, of characters
# and references, and they would only push out those that matter (see ``construction``).
TOLD_ERRORS: Final = frozenset(
    (
        "duplicate-attribute",
        "invalid-character-in-attribute-name",
        "unexpected-character-after-attribute-value",
        "unexpected-character-in-unquoted-attribute-value",
    )
)

type Token = dict[str, Any]


class Stream(HTMLUnicodeInputStream):
    """An input stream that knows the offset of the next character in the whole text."""

    def __init__(self, text: str) -> None:
        # One chunk, and no looks at its letters, since nobody is told of them.
        super().__init__("")
        self.reportCharacterErrors: Any = None
        self._text = text
        self.seek(0)

    def seek(self, place: int) -> None:
        """Go on reading at an offset."""
        # What is read stands in one chunk: otherwise nobody could tell where a token began.
        self._base = 0
        self.chunk = self._text
        self.chunkSize = len(self._text)
        self.chunkOffset = place

    @property
    def offset(self) -> int:
        return self._base + self.chunkOffset

    def position(self) -> tuple[int, int]:
        # html5lib counts lines from the start for each parse error, which is quadratic.
        return (self.offset, 0)

    def readChunk(self, chunkSize: int | None = None) -> bool:
        self._base += self.chunkSize
        self.chunkSize = self.chunkOffset = 0
        return bool(super().readChunk(chunkSize))

    def _position(self, offset: int) -> tuple[int, int]:
        return (0, 0)

    def unget(self, char: str | None) -> None:
        if char is not None and self.chunkOffset == 0:
            # Past the end the chunk is empty, and html5lib puts the character before it.
            self._base -= 1
        super().unget(char)


class _ManyAttributes(list[list[str]]):
    """The attributes of one crowded tag while it is read.

    After each name html5lib compares it with all before it, which it asks for as ``data[:-1]``. The
    answer here is the one that matches or none: the same result without the quadratic work.
    """

    def __init__(self, attributes: list[list[str]]) -> None:
        super().__init__(attributes)
        self._names: set[str] = set()
        self._counted = 0

    def __getitem__(self, place: Any) -> Any:
        if place != _ALL_BUT_LAST:
            return super().__getitem__(place)
        while self._counted < len(self) - 1:
            self._names.add(super().__getitem__(self._counted)[0])
            self._counted += 1
        last = super().__getitem__(-1)
        return [last] if last[0] in self._names else []


_ALL_BUT_LAST: Final = slice(None, -1)
_CROWDED: Final = 64


class Tokenizer(HTMLTokenizer):
    """html5lib's tokenizer, which stamps each token with the span it was read from.

    A token is queued in the very step that consumes its last character, so the span runs from
    the end of the token before it to the stream's offset after that step.

    It keeps what leaves no node: comments, end tags, and the tags of a whole page.
    """

    stream: Stream

    def __init__(self, stream: Stream, parser: Any) -> None:
        # Not super().__init__, which would wrap the stream in one of html5lib's own choice.
        self.stream = stream
        self.parser = parser
        self.escapeFlag = self.escape = False
        self.lastFourChars: list[str] = []
        self.state = self.dataState
        self.currentToken: Any = None
        self.current: Token = {"type": None}
        self.comments: list[Comment] = []
        self.tags: dict[str, list[Span]] = {}
        self.end_tags: dict[str, Span] = {}
        self.all_end_tags: list[tuple[str, Span]] = []

    def beforeAttributeNameState(self) -> bool:
        token: Any = self.currentToken
        if len(token["data"]) == _CROWDED:
            token["data"] = _ManyAttributes(token["data"])
        return bool(super().beforeAttributeNameState())

    def __iter__(self) -> Iterator[Any]:
        return self._tokens(whole=True)

    def tokens_from(self, place: int) -> Iterator[Token]:
        """The tokens from a place on, until the tokenizer is between two of them and outside of raw
        text. Where that is, the stream knows."""
        self.stream.seek(place)
        return self._tokens(whole=False)

    def _tokens(self, *, whole: bool) -> Iterator[Token]:
        stream = self.stream
        queue: deque[Any] = deque()
        self.tokenQueue = queue
        start = stream.offset
        while self.state():
            stream.errors.clear()
            emitted = False
            if queue:
                end = stream.offset
                for token in queue:
                    if token["type"] != PARSE_ERROR:
                        token["span"] = (start, end)
                        emitted = True
                while queue:
                    token = queue.popleft()
                    if token["type"] != PARSE_ERROR:
                        self.record(token)
                    elif token["data"] not in TOLD_ERRORS:
                        continue
                    self.current = token
                    yield token
            # Back in the data state with nothing to show for it (`</>`): what was read is gone, or
            # the next span would begin too early.
            between = self.state == self.dataState
            if emitted or between:
                start = stream.offset
            if between and not whole:
                return

    def record(self, token: Token) -> None:
        """Keep what leaves no node."""
        kind = token["type"]
        if kind == START_TAG:
            if token["name"] in WHOLE_PAGE_TAGS:
                self.tags.setdefault(token["name"], []).append(token["span"])
        elif kind == END_TAG:
            self.all_end_tags.append((token["name"], token["span"]))
            if token["name"] in WHOLE_PAGE_TAGS:
                self.end_tags[token["name"]] = token["span"]
        elif kind == COMMENT:
            self.comments.append(Comment(token["data"], token["span"]))
