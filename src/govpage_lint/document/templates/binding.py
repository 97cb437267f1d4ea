"""Decides what the attributes of Vue, Angular, Thymeleaf, Alpine and AngularJS do to their element."""

from __future__ import annotations

from typing import Final, Literal

from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

type Part = Literal["attribute", "any", "text", "if", "else", "loop", "inside", ""]

_BOUND: Final = regex(
    r"(?::|v-bind:|x-bind:|bind-|(?:data-)?ng-(?:attr-|prop-)?|(?:data-)?th[:-])([a-z][a-z0-9-]*)(?:\..*)?\Z"
    r"|\[\(?(?:attr\.)?([a-z][a-z0-9-]*)(?:\..*)?\)?\]\Z"
)
_ANY: Final = regex(
    r"(?:v-bind|x-bind|data-bind|asp-[a-z-]+|(?:data-)?th[:-](?:attr|attrappend|attrprepend|field|object|assert)|\[ngmodeloptions\])\Z"
)
_TEXT: Final = regex(
    r"(?:v-(?:text|html|t)|x-(?:text|html)|\[(?:inner(?:html|text)|textcontent)\]|(?:data-)?ng-bind(?:-html|-template)?"
    r"|(?:data-)?th[:-](?:u?text)|:(?:inner-?html|text-?content))\Z"
)
_INSIDE: Final = regex(r"(?:data-)?th[:-](?:insert|replace|include|remove|fragment)\Z")
_IF: Final = regex(
    r"(?:v-if|x-if|\*ngif|(?:data-)?ng-(?:if|switch-when)|(?:data-)?th[:-](?:if|unless|case)|\*ngswitchcase|\*[a-z]+)\Z"
)
_ELSE: Final = regex(r"(?:v-else|v-else-if)\Z")
_LOOP: Final = regex(
    r"(?:v-for|x-for|\*ngfor|(?:data-)?ng-repeat(?:-start)?|(?:data-)?th[:-]each)\Z"
)
# Properties of a framework that set another attribute.
_OTHER: Final = {
    "htmlfor": "for",
    "classname": "class",
    "tabindex": "tabindex",
    "routerlink": "href",
    "colspan": "colspan",
    "arialabel": "aria-label",
    "alt-title": "alt",
    "src-set": "srcset",
    "inlineclass": "class",
}


@dataclass(frozen=True, slots=True)
class Bound:
    """What an attribute of a framework does: to what ``part`` of its element, and which attribute."""

    part: Part
    name: str = ""


def bound(attribute: str) -> Bound | None:
    """What an attribute (its name in lower case) does; None for one of HTML."""
    first = attribute[:1]
    if first not in ":[*vxdtnba" and not attribute.startswith(("#", "@", "(")):
        return (
            Bound("attribute", _OTHER[attribute]) if attribute in _OTHER and first != "t" else None
        )
    if _IF.match(attribute):
        return Bound("if")
    if _ELSE.match(attribute):
        return Bound("else")
    if _LOOP.match(attribute):
        return Bound("loop")
    if _TEXT.match(attribute):
        return Bound("text")
    if _ANY.match(attribute):
        return Bound("any")
    if _INSIDE.match(attribute):
        return Bound("inside")
    found = _BOUND.match(attribute)
    if found is None:
        return None
    name = found[1] or found[2]
    return Bound("attribute", _OTHER.get(name, name))
