"""Decides where each token of html5lib's tokenizer was written.

html5lib is extended only where it means to be: an input stream that knows its offset, and a loop
over the tokenizer's states that stamps each token with its span. No state of its own is changed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, Final

from html5lib._inputstream import HTMLUnicodeInputStream
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes

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
        # One chunk: otherwise the tokenizer could not tell where a token began.
        self._defaultChunkSize = len(text) + 1
        self._base = 0
        super().__init__(text)

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
    """

    stream: Stream

    def __init__(self, stream: Stream, parser: Any) -> None:
        # Not super().__init__, which would wrap the stream in one of html5lib's own choice.
        self.stream = stream
        self.parser = parser
        self.escapeFlag = self.escape = False
        self.lastFourChars: list[str] = []
        self.state = self.dataState
        self.currentToken = None
        self.current: Token = {"type": None}
        # Whether the text ended in the middle of something.
        self.ended_early = False

    def beforeAttributeNameState(self) -> bool:
        token: Any = self.currentToken
        if len(token["data"]) == _CROWDED:
            token["data"] = _ManyAttributes(token["data"])
        return bool(super().beforeAttributeNameState())

    def __iter__(self) -> Iterator[Any]:
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
                    if token["type"] == PARSE_ERROR and token["data"] not in TOLD_ERRORS:
                        self.ended_early = self.ended_early or token["data"].startswith("eof-")
                        continue
                    self.current = token
                    yield token
            # Back in the data state with nothing to show for it (`</>`): what was read is gone, or
            # the next span would begin too early.
            if emitted or self.state == self.dataState:
                start = stream.offset


class Recorder(Tokenizer):
    """The tokenizer, keeping what leaves no node: comments, end tags, and the tags of a whole page."""

    def __init__(self, stream: Stream, parser: Any) -> None:
        super().__init__(stream, parser)
        self.comments: list[Comment] = []
        self.tags: dict[str, list[Span]] = {}
        self.end_tags: dict[str, Span] = {}
        self.all_end_tags: list[tuple[str, Span]] = []

    def __iter__(self) -> Iterator[Any]:
        for token in super().__iter__():
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
            yield token
