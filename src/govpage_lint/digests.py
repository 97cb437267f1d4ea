"""Decides what computes SHA-256: the interpreter's own module for short data, OpenSSL for long.

``hashlib`` brings OpenSSL with it, which takes longer to load than all that most runs have to digest;
the standard library's ``random`` does without it in the same way. Its digests are twice as fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

try:
    from _sha2 import sha256 as _short  # type: ignore[import-not-found, unused-ignore]
except ImportError:  # another Python than CPython, or one that was built without it
    from hashlib import sha256 as _short

if TYPE_CHECKING:
    from hashlib import _Hash

# From here on to load OpenSSL pays.
_LONG: Final = 500_000


def sha256(data: bytes) -> _Hash:
    """The SHA-256 of data, as ``hashlib`` gives it."""
    make: Any = _short
    if len(data) > _LONG:
        from hashlib import sha256 as make
    found: _Hash = make(data)
    return found
