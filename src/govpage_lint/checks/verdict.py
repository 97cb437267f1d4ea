"""Decides what a check says about a target, and how a check is declared.

A check is a function ``(page, element, **options)`` that yields verdicts about targets it found in
or at ``element``. Its keyword-only parameters are the options that a rule may set. What it cannot
know it says with ``cant_tell``; what is none of its business it passes over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, Literal, NamedTuple

from govpage_lint.document.source import Span
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from govpage_lint.checks.page import Page

type VerdictOutcome = Literal["passed", "failed", "cantTell"]
_NO_VALUES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AttributeOf:
    """A target that is an attribute: the finding stands at the attribute, as it is written."""

    element: Element
    name: str


@dataclass(frozen=True, slots=True)
class TextRange:
    """A target that is a part of a text node: ``text.data[start:end]``."""

    text: Text
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceRange:
    """A target that is written and makes no node, such as an end tag: the finding stands there.

    ``element`` is what it stands in.
    """

    element: Element
    span: Span


type Target = Element | AttributeOf | TextRange | SourceRange


class Verdict(NamedTuple):
    """An outcome for one target.

    ``case`` names the one of the rule's ``[cases]`` that words the finding, None for the rule's own
    message. ``values`` fill the placeholders of the message, as text from the page: untrusted.
    """

    outcome: VerdictOutcome
    target: Target
    case: str | None = None
    values: Mapping[str, str] = _NO_VALUES


def failed(target: Target, case: str | None = None, **values: object) -> Verdict:
    """The target breaks the rule."""
    return Verdict("failed", target, case, {key: str(value) for key, value in values.items()})


def cant_tell(target: Target, case: str | None = None, **values: object) -> Verdict:
    """Whether the target breaks the rule is for a person to say."""
    return Verdict("cantTell", target, case, {key: str(value) for key, value in values.items()})


def passed(target: Target) -> Verdict:
    """The target keeps the rule."""
    # By far the most common: what Verdict("passed", target) makes, in half the time.
    return tuple.__new__(Verdict, ("passed", target, None, _NO_VALUES))


type Check = Callable[Concatenate[Page, Element, ...], Iterable[Verdict]]


def check[F: Callable[..., Iterable[Verdict]]](function: F) -> F:
    """Mark a public function of a module in ``checks/`` as callable by rules, as module.function."""
    function.is_check = True  # type: ignore[attr-defined]
    return function


def options_of(function: Callable[..., Any]) -> dict[str, Any]:
    """The options of a check, its keyword-only parameters, with their defaults."""
    return dict(function.__kwdefaults__ or {})
