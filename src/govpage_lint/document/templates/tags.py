"""Decides what the tags of JSP do (JSTL, Spring, Struts, tiles), and where its expressions stand."""

from __future__ import annotations

import re
from typing import Final

from govpage_lint.document.templates.reader import Reader, condition_of
from govpage_lint.document.templates.tokens import Event
from govpage_lint.regexes import regex

# Prefixes that SVG and XML use in pages, and Facelets' own, are markup and not JSP's.
_MARKUP: Final = frozenset(("svg", "xlink", "xml", "o", "v", "w", "m", "math", "st1", "fb", "g"))
_TAG: Final = regex(r"<(/?)([A-Za-z][\w-]*):([A-Za-z][\w.-]*)")
_ATTRIBUTE: Final = regex(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CONDITIONS: Final = frozenset(
    """if when notEmpty empty present notPresent equal notEqual match notMatch greaterThan lessThan
    greaterEqual lessEqual authorize authentication hasRole lacksRole elseif isUserInRole""".split()
)
_ELSES: Final = frozenset(("otherwise", "else"))
_LOOPS: Final = frozenset(("forEach", "forTokens", "iterate", "iterator", "foreach"))
_SILENT: Final = frozenset(
    """set remove choose catch param import useBean setProperty getProperty setBundle bundle setLocale
    requestEncoding define bind nestedPath argument importAttribute addAttribute putAttribute body
    directive.page directive.include directive.taglib directive.attribute directive.variable directive.tag
    root doBody attribute fragment text output declaration scriptlet expression element useAttribute""".split()
)
_WRITERS: Final = frozenset(("doBody", "expression", "import", "getProperty", "importAttribute"))


def tag(reader: Reader, start: int) -> int | None:
    """``<c:if …>``, ``</c:if>``, ``<spring:message …/>`` and the like."""
    text = reader.text
    found = _TAG.match(text, start)
    if found is None or found[2].lower() in _MARKUP:
        return None
    end = tag_end(reader, found.end())
    if end is None:
        return None
    prefix, name, span = found[2], found[3], (start, end)
    if found[1]:
        return reader.add("silent", span, events=_ending(prefix, name))
    attributes = {
        match[1]: match[2] if match[2] is not None else match[3]
        for match in _ATTRIBUTE.finditer(text, found.end(), end)
    }
    alone = text.startswith("/>", end - 2)
    return _opening(reader, span, prefix, name, attributes, alone=alone)


def _ending(prefix: str, name: str) -> tuple[Event, ...]:
    if name in ("when", "otherwise", "elseif", "else"):
        return ()
    if name == "choose" or name in _CONDITIONS or name in _LOOPS:
        return (Event("end"),)
    return ()


def _opening(
    reader: Reader,
    span: tuple[int, int],
    prefix: str,
    name: str,
    attributes: dict[str, str],
    *,
    alone: bool,
) -> int:
    if name in ("declaration", "scriptlet", "expression") and not alone:
        stop = reader.after(f"</{prefix}:{name}>", span[1])
        if stop is not None:
            return reader.add("output" if name == "expression" else "silent", (span[0], stop))
    words = reader.text[span[0] + 1 : span[1] - 1].rstrip("/").strip()
    if name == "choose" and not alone:
        return reader.add("silent", span, words, (Event("if", f"choose:{span[0]}"),))
    if name in ("when", *_ELSES):
        return reader.add("silent", span, words, (Event("else", _test(attributes)),))
    if name in _LOOPS and not alone:
        condition = "".join(attributes.get("items", words).split())
        return reader.add("silent", span, words, (Event("loop", condition),))
    if name in _CONDITIONS and not alone:
        return reader.add(
            "silent", span, words, (Event("if", _condition(name, attributes, words)),)
        )
    path = attributes.get("page") or attributes.get("url") or attributes.get("file")
    if name == "include" or (
        prefix in ("c", "jsp") and name == "import" and "var" not in attributes
    ):
        return reader.add("include", span, words, path=path)
    if "var" in attributes and alone and name != "iterator":
        # It is kept for later, and nothing is written here.
        return reader.add("silent", span, words)
    if name in _SILENT and name not in _WRITERS:
        return reader.add("silent", span, words)
    # What has content of its own writes around it: <form:form>, <tiles:insertAttribute>.
    return reader.add("output", span, words)


def character_data(reader: Reader, start: int) -> int | None:
    """``<![CDATA[ … ]]>`` of a JSP document: what is in it is markup of the page."""
    if "<jsp:root" not in reader.text and "jsp:directive" not in reader.text:
        return None
    end = reader.after("]]>", start)
    if end is None:
        return None
    reader.add("silent", (start, start + len("<![CDATA[")))
    return reader.after("[CDATA[", start)


def end_of_data(reader: Reader, start: int) -> int | None:
    """``]]>`` of a JSP document."""
    if "<jsp:root" not in reader.text and "jsp:directive" not in reader.text:
        return None
    return reader.add("silent", (start, start + 3))


_EL: Final = regex(r"[$#]\{(.*)\}\s*\Z", re.DOTALL)


def _test(attributes: dict[str, str]) -> str:
    written = attributes.get("test") or attributes.get("name", "")
    found = _EL.match(written.strip())
    return condition_of(found[1] if found is not None else written)


# Names of tags whose content is for when another one's is not.
_CONTRARY: Final = {"lacksRole": "hasRole"}


def _condition(name: str, attributes: dict[str, str], words: str) -> str:
    """The condition of a tag of Spring Security, Struts or JSTL."""
    if "test" in attributes:
        return _test(attributes) or words
    if "access" in attributes:
        return condition_of(attributes["access"].replace("isAnonymous()", "!isAuthenticated()"))
    positive = _CONTRARY.get(name, name)
    if name.startswith("not") and name[3:4].isupper():
        positive = name[3].lower() + name[4:]
    rest = "".join(words.partition(name)[2].split())
    return f"{'!' if positive != name else ''}{positive}{rest}"


_SIGNS: Final = regex(r"""[>"']|<%""")


def tag_end(reader: Reader, place: int) -> int | None:
    """The place after the ``>`` that ends a tag, values in quotes and code in them skipped."""
    text, begin = reader.text, place
    if not reader.spend(0):
        return reader.after(">", place)
    while (found := _SIGNS.search(text, place)) is not None:
        sign = found[0]
        if sign == ">":
            return found.end()
        if sign == "<%":
            end = reader.after("%>", found.end())
        else:
            end = reader.after(sign, found.end())
            code = text.find("<%", found.end(), end or len(text)) if end is not None else -1
            if code >= 0:
                # value="<%= a["b"] %>": the quote that ends it stands after the code.
                stop = reader.after("%>", code)
                end = reader.after(sign, stop) if stop is not None else None
        if end is None:
            break
        place = end
    reader.spend(len(text) - begin)
    return None


def el(reader: Reader, start: int) -> int | None:
    """``${…}`` and ``#{…}``."""
    end = reader.balanced(start + 2, "}")
    if end is None or reader.text.startswith("\\", start - 1 if start else 0):
        return None
    return reader.add("output", (start, end), reader.text[start + 2 : end - 1].strip())


def parser_comment(reader: Reader, start: int) -> int | None:
    """``<!--/* … */-->`` of Thymeleaf; of ``<!--/*/ … /*/-->`` what is in it is written."""
    if reader.text.startswith("/", start + 6):
        return reader.add("silent", (start, start + 7))
    stop = reader.after("*/-->", start + 6)
    return None if stop is None else reader.comment((start, stop), "<!--/*", "*/-->")


def prototype_end(reader: Reader, start: int) -> int:
    """``/*/-->``."""
    return reader.add("silent", (start, start + 6))


def inlined(reader: Reader, start: int) -> int | None:
    """``[[…]]`` and ``[(…)]`` of Thymeleaf."""
    close = "]]" if reader.text.startswith("[[", start) else ")]"
    end = reader.after(close, start + 2)
    if end is None:
        return None
    inside = reader.text[start + 2 : end - 2]
    return reader.add("output", (start, end), inside.strip())
