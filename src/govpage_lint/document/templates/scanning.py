"""Decides which pieces of template code a source of some language holds."""

from __future__ import annotations

import re
from typing import Final

from govpage_lint.document.templates import angles, components, curly, tags
from govpage_lint.document.templates.ats import read_angular
from govpage_lint.document.templates.languages import TemplateLanguage, front_matter
from govpage_lint.document.templates.razor import read_razor
from govpage_lint.document.templates.reader import Handler, Reader, read
from govpage_lint.document.templates.tokens import Scanned
from govpage_lint.regexes import longest_first, regex

_JINJA: Final[dict[str, Handler]] = {
    "{%": curly.statement,
    "{{": curly.expression,
    "{#": curly.hash_comment,
    # Drupal's, which is replaced by the elements of the head and by scripts.
    **dict.fromkeys(
        (f"<{part}-placeholder" for part in ("head", "css", "js", "js-bottom")), curly.placeholder
    ),
}
_JSP: Final[dict[str, Handler]] = {
    "<%": angles.angle("java"),
    "<": tags.tag,
    "</": tags.tag,
    "<![CDATA[": tags.character_data,
    "]]>": tags.end_of_data,
    "${": tags.el,
    "#{": tags.el,
    "{{": curly.expression,
}
# What a script fills in the browser, in pages that a server writes.
_CLIENT: Final[dict[str, Handler]] = {
    "{{": curly.expression,
    "<#": angles.underscore,
}
_HANDLERS: Final[dict[TemplateLanguage, dict[str, Handler]]] = {
    "jinja": _JINJA,
    "django": _JINJA,
    "liquid": _JINJA,
    "handlebars": {"{{": curly.mustache},
    "vue": {"{{": curly.expression, "<": components.tag, "</": components.tag},
    "svelte": {"{": curly.svelte, "<": components.tag, "</": components.tag},
    "jsp": _JSP,
    "thymeleaf": {
        "<!--/*": tags.parser_comment,
        "/*/-->": tags.prototype_end,
        "<th:block": components.wrapper,
        "</th:block": components.wrapper,
        "[[": tags.inlined,
        "[(": tags.inlined,
        "${": tags.el,
        "#{": tags.el,
    },
    "erb": {"<%": angles.angle("ruby"), **_CLIENT},
    "ejs": {"<%": angles.angle("javascript"), **_CLIENT},
    "php": {"<?": angles.php, **_CLIENT},
}


def _opening(sign: str, language: TemplateLanguage) -> str:
    """The pattern of what begins code."""
    if sign not in ("<", "</"):
        return re.escape(sign)
    # Of JSP's tags, only what has a prefix is one.
    return sign + (r"(?=[A-Za-z][\w-]*:[A-Za-z])" if language == "jsp" else "(?=[A-Za-z])")


_OPENINGS: Final = {
    _language: regex("|".join(_opening(sign, _language) for sign in longest_first(_handlers)))
    for _language, _handlers in _HANDLERS.items()
}


def scan(text: str, language: TemplateLanguage) -> Scanned:
    """The template code and the comments of a text. Never raises, and is linear in the text."""
    reader = Reader(text)
    if (front := front_matter(text)) is not None:
        reader.begin = reader.add("silent", front)
    if language == "razor":
        read_razor(reader)
    elif language == "angular":
        read_angular(reader)
    else:
        read(reader, _OPENINGS[language], _HANDLERS[language])
    return reader.scanned
