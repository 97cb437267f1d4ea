"""Decides which template language a source is written in: by its suffix, or by what stands in it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final, Literal

from govpage_lint.regexes import regex

type TemplateLanguage = Literal[
    "jsp",
    "php",
    "jinja",
    "django",
    "liquid",
    "erb",
    "ejs",
    "handlebars",
    "razor",
    "vue",
    "svelte",
    "angular",
    "thymeleaf",
]

# What ``templates`` in a configuration may say of a suffix.
SUFFIX_LANGUAGES: Final[dict[str, TemplateLanguage]] = {
    ".jsp": "jsp",
    ".jspf": "jsp",
    ".jspx": "jsp",
    ".tag": "jsp",
    ".tagx": "jsp",
    ".php": "php",
    ".phtml": "php",
    ".jinja": "jinja",
    ".jinja2": "jinja",
    ".j2": "jinja",
    ".njk": "jinja",
    ".nunjucks": "jinja",
    ".twig": "jinja",
    ".liquid": "liquid",
    ".erb": "erb",
    ".rhtml": "erb",
    ".ejs": "ejs",
    ".hbs": "handlebars",
    ".handlebars": "handlebars",
    ".mustache": "handlebars",
    ".cshtml": "razor",
    ".vue": "vue",
    ".svelte": "svelte",
}
LANGUAGES: Final = tuple(
    dict.fromkeys((*SUFFIX_LANGUAGES.values(), "django", "angular", "thymeleaf"))
)

# What a page without template code is called, and other names that people have for these languages.
PLAIN: Final = "html"
ALIASES: Final[dict[str, TemplateLanguage]] = {
    "nunjucks": "jinja",
    "twig": "jinja",
    "mustache": "handlebars",
    "eex": "erb",
}

# Signs in a file that is called a page. The first that is found decides; `{{` alone is the least.
# Each pattern begins with the letters that are rare, and then looks at what is before them: that is
# searched for ten times as fast.
_SIGNS: Final[tuple[tuple[TemplateLanguage, tuple[re.Pattern[str], ...]], ...]] = (
    ("php", (regex(r"<\?(?:php\b|=)"),)),
    ("jsp", (regex(r"<(?:%@|%--|c:(?:if|out|forEach|choose|set)\b|jsp:)"),)),
    ("erb", (regex(r"<%[=-]?[^%]*?(?:%>|\Z)"),)),
    (
        "thymeleaf",
        (regex(r"th[:-](?:(?<=\sth.)|(?<=\sdata-th.))[a-z]+\s*="), regex("xmlns:th=")),
    ),
    (
        "angular",
        (
            regex(r"\*ng(?<=\s\*ng)[A-Z]"),
            regex(r"\[(?<=\s\[)\(?[A-Za-z.]+\)?\]\s*="),
            regex(r"\((?<=\s\()[a-z.]+\)\s*="),
            regex(r"@(?:if|for|switch) \("),
        ),
    ),
    (
        "vue",
        (
            regex(r"v-(?<=\sv-)(?:if|for|bind|html|text|model|on|show|else)\b"),
            regex(r"@(?<=\s@)[a-z-]+=\""),
            regex(r":(?<=\s:)[a-z-]+=\""),
        ),
    ),
    ("liquid", (regex(r"\{%-?\s*(?:assign|capture|unless|case|tablerow|render|paginate)\b"),)),
    ("jinja", (regex(r"\{%[-+]?\s*(?:macro|import|from|set)\b"),)),
    ("django", (regex(r"\{%"),)),
    ("handlebars", (regex(r"\{\{\s*[#/^>!]"),)),
    ("jinja", (regex(r"\{\{"),)),
)
# Looks at a text that say for nearly all pages that they are none: words, and attributes of frameworks.
_WORDS: Final = ("{{", "{%", "<%", "<?", "<c:", "<jsp:", "xmlns:th")
_ATTRIBUTES: Final = tuple(
    regex(
        rf"{name}(?:(?<=\s{name})|(?<=\s\*{name})|(?<=\sdata-{name})|(?<=\s\*data-{name})){after}"
    )
    for name, after in (("th", "[:-]"), ("v-", ""), ("ng", "[A-Z]"))
)
_BINDING: Final = regex(r"\]\s*=")


def language_named(word: str) -> TemplateLanguage | None:
    """The language that a person's word means; None for a plain page. KeyError for no such language."""
    if word == PLAIN:
        return None
    names: dict[str, TemplateLanguage] = {language: language for language in LANGUAGES}
    return (names | ALIASES)[word]


def language_of(name: str | None, text: str, said: str | None = None) -> TemplateLanguage | None:
    """The template language of a source; None for a plain page.

    ``name`` is what its file is called, None for what has no name: then nothing but a page's own
    markup is expected. ``text`` is looked at where the suffix is that of a page. ``said`` is the
    word of a person who has said which language it is.
    """
    if name is None:
        return None
    if said is not None:
        return language_named(said)
    suffix = PurePath(name).suffix.lower()
    known = SUFFIX_LANGUAGES.get(suffix)
    if known is not None:
        return known
    return language_in(text)


_FRONT: Final = regex(r"\ufeff?---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")


def front_matter(text: str) -> tuple[int, int] | None:
    """Where the lines stand that say something to the engine before the page begins, as those of
    Jekyll, Eleventy and Hexo do; None where there are none."""
    if not text.startswith(("---", "\ufeff---")):
        return None
    found = _FRONT.match(text)
    return found.span() if found is not None else None


def language_in(text: str) -> TemplateLanguage | None:
    """The template language that a text shows signs of; None for a plain page."""
    if (front := front_matter(text)) is not None:
        # Nobody but an engine takes it out.
        return _signed(text[front[1] :]) or "liquid"
    return _signed(text)


def _signed(text: str) -> TemplateLanguage | None:
    if not (
        any(word in text for word in _WORDS)
        or _BINDING.search(text)
        or any(sign.search(text) for sign in _ATTRIBUTES)
    ):
        return None
    text = _outside_scripts(text)
    return next(
        (language for language, signs in _SIGNS if any(sign.search(text) for sign in signs)), None
    )


_SCRIPT_END: Final = {name: regex(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_SCRIPT: Final = regex(r"<(script|style)\b", re.IGNORECASE)


def _outside_scripts(text: str) -> str:
    """A text without its scripts and style sheets: templates in strings are for scripts."""
    kept, place = [], 0
    while (start := _SCRIPT.search(text, place)) is not None:
        kept.append(text[place : start.start()])
        end = _SCRIPT_END[start[1].lower()].search(text, start.end())
        if end is None:
            return "".join(kept)
        place = end.end()
    kept.append(text[place:])
    return " ".join(kept)


_JSP_ENCODINGS: Final = (
    regex(rb"""pageEncoding\s*=\s*["']([\w.-]+)["']"""),
    regex(rb"""<%@[^>]*contentType\s*=\s*["'][^"']*charset\s*=\s*([\w.-]+)"""),
)
_DECLARED_IN: Final = 4096


def declared_encoding(name: str, data: bytes, said: str | None = None) -> str | None:
    """The encoding that a template declares for its own bytes; None where it declares none.

    That is ``pageEncoding`` of JSP or the charset of its content type. Templates without one are
    often parts of pages: where the bytes are not UTF-8 and can be EUC-KR, they are.
    """
    known = SUFFIX_LANGUAGES.get(PurePath(name).suffix.lower())
    if said is not None:
        known = language_named(said)
    if known is None or data.isascii():
        return None
    if known == "jsp":
        for pattern in _JSP_ENCODINGS:
            if (found := pattern.search(data[:_DECLARED_IN])) is not None:
                return found[1].decode("ascii", "replace")
    if _decodes(data, "utf-8") or b"charset" in data[:_DECLARED_IN].lower():
        return None
    return "euc-kr" if _decodes(data, "cp949") else None


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
