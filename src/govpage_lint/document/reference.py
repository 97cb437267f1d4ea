"""Decides how html5lib, the reference of all our parsers, is imported: without what parsing never uses.

Its package imports its serializer with it, and to tell an HTTP response from other sources the client
for HTTP, with TLS, sockets and e-mail: more than half of its time to start. Whoever uses these in the
same process gets the real ones.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final


class _Later(ModuleType):
    """What stands for a module that is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # What the import system asks of a module.
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _serialize(*given: Any, **named: Any) -> Any:
    return import_module(_SERIALIZER).serialize(*given, **named)


_SERIALIZER: Final = "html5lib.serializer"
_CLIENT: Final = "http_client"


def _import_parser() -> None:
    """Import html5lib's parser where nobody has yet."""
    if "html5lib" in sys.modules:
        return
    try:
        moves = vars(import_module("six.moves"))
    except ImportError:
        # It takes modules from there as long as it knows Python 2.
        moves = {}
    serializer = _Later(_SERIALIZER)
    serializer.serialize = _serialize  # type: ignore[attr-defined]
    # Both stand there only until html5lib has taken them: the next to ask gets the real ones.
    stands_in = _CLIENT not in moves
    if stands_in:
        moves[_CLIENT] = _Later("http.client")
    sys.modules[_SERIALIZER] = serializer
    try:
        import html5lib  # noqa: F401
    finally:
        if sys.modules.get(_SERIALIZER) is serializer:
            del sys.modules[_SERIALIZER]
        if stands_in:
            del moves[_CLIENT]


_import_parser()

from html5lib import html5parser  # noqa: E402
from html5lib._inputstream import HTMLBinaryInputStream, HTMLUnicodeInputStream  # noqa: E402
from html5lib._tokenizer import HTMLTokenizer  # noqa: E402
from html5lib.constants import (  # noqa: E402
    entities,
    headingElements,
    namespaces,
    specialElements,
    tableInsertModeElements,
    tokenTypes,
)
from html5lib.treebuilders import base  # noqa: E402
from html5lib.treebuilders.base import Marker  # noqa: E402

__all__ = [
    "HTMLBinaryInputStream",
    "HTMLTokenizer",
    "HTMLUnicodeInputStream",
    "Marker",
    "base",
    "entities",
    "headingElements",
    "html5parser",
    "namespaces",
    "specialElements",
    "tableInsertModeElements",
    "tokenTypes",
]
