"""Decides how a fact that cannot be told is written down, so that nobody takes it for a no.

``UNKNOWN`` has no truth value: ``if exposed(element):`` raises where the answer is not known, and
a rule has to say what it wants, as in ``exposed(element) is True``.
"""

from enum import Enum
from typing import Final, NoReturn


class Unknown(Enum):
    """The type of the one value ``UNKNOWN``."""

    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        raise TypeError("UNKNOWN is neither true nor false: compare with `is`")

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN

type Maybe[T] = T | Unknown
