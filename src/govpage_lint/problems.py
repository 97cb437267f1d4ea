"""Decides how it is said, in the reader's language, that something could not be checked.

What goes wrong carries an English sentence, a code for its kind and the values that the sentence
quotes. Other languages have a sentence a code in ``rules/data/problems.toml``; where one is
missing, English is better than nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from govpage_lint.builtin import read_builtin


class Problem(str):
    """An English sentence that knows its ``code`` and ``values``, so that it can be translated."""

    __slots__ = ("code", "values")
    code: str
    values: Mapping[str, Any]

    def __new__(cls, code: str, text: str, **values: Any) -> Self:
        """A problem that reads ``text``."""
        problem = super().__new__(cls, text)
        problem.code = code
        problem.values = values
        return problem


def tell(problem: object, language: str) -> str:
    """A problem, or an error with ``code`` and ``values``, in a language."""
    code = getattr(problem, "code", None)
    if language == "en" or not isinstance(code, str):
        return str(problem)
    template = read_builtin("data/problems.toml").get(language, {}).get(code)
    if template is None:
        return str(problem)
    given = {"status": getattr(problem, "status", None), **getattr(problem, "values", {})}
    values = {key: str(value) for key, value in given.items() if value is not None}
    try:
        return str(template.format_map(values))
    except (KeyError, ValueError, IndexError, AttributeError):
        return str(problem)
