"""Decides what the documentation has beside the pages that people wrote: the pages of rules, twins, names.

MkDocs calls these functions while it builds (https://www.mkdocs.org/user-guide/configuration/#hooks).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any, Final

from mkdocs.structure.files import File, Files

sys.path.insert(0, str(Path(__file__).resolve().parent))

from rulepages import index_page, rule_page

from govpage_lint.builtin import read_builtin
from govpage_lint.rulebook.book import Rulebook

# A table, and the heading that it stands under.
_TABLE: Final = re.compile(
    r"(<h[1-3][^>]*>([^<]*)</h[1-3]>\s*(?:<p>(?:(?!</p>).)*</p>\s*)*)<table>", re.S
)
_MARK: Final = re.compile(r"^<!-- (?:made: [a-z ]+|run: .+|end) -->\n", re.M)
LANGUAGES: Final = ("en", "ko")
# The pages that people wrote, in the order of the menu.
ORDER: Final = (
    "index",
    "check",
    "configuration",
    "suppressions",
    "baseline",
    "fixes",
    "templates",
    "sites",
    "reports",
    "pre-commit",
    "github",
    "gitlab",
    "selenium",
    "editors",
    "house-rules",
    "rules/index",
)


def on_files(files: Files, config: Any) -> Files:
    """Adds an index of the rules and a page a rule, in each language."""
    book = Rulebook()
    topics = read_builtin("data/families.toml")["families"]
    for language in LANGUAGES:
        pages = {"index": index_page(book, topics, language)}
        pages |= {rule.id: rule_page(book, rule, language) for rule in book.rules.values()}
        for name, text in pages.items():
            files.append(File.generated(config, f"{language}/rules/{name}.md", content=text))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Leaves out the marks by which scripts/readme knows what to write: a heading stands before its table."""
    return _MARK.sub("", markdown)


def on_page_content(html: str, page: Any, config: Any, files: Files) -> str:
    """Tables get captions and scopes, and code that may have to be scrolled can be reached by the keyboard."""

    def captioned(found: re.Match[str]) -> str:
        name = f"{found[2]}: {page.title}"
        region = f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">'
        return f'{found[1]}{region}<table><caption class="unseen">{name}</caption>'

    html = _TABLE.sub(captioned, html)
    html = html.replace("</table>", "</table></div>").replace("<th>", '<th scope="col">')
    return html.replace("<pre>", '<pre tabindex="0">')


def on_page_context(context: dict[str, Any], page: Any, config: Any, nav: Any) -> dict[str, Any]:
    """Tells the theme the page's language, its twin in the other one, and the menu."""
    language, _, name = page.file.src_uri.removesuffix(".md").partition("/")
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    written = {one.file.src_uri.removesuffix(".md"): one for one in nav.pages}
    menu = [written[f"{language}/{one}"] for one in ORDER if f"{language}/{one}" in written]
    return context | {
        "language": language,
        "name": name,
        "menu": menu,
        "twin": written[f"{other}/{name}"],
        "other": other,
    }
