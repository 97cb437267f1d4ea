"""The tables of the documentation have words for everything that there is, and for nothing else."""

import re
import sys
from pathlib import Path

import pytest

from govpage_lint.reports import FORMATS
from govpage_lint.rulebook.book import Rulebook

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "docs"))

from tables import (  # noqa: E402
    EXITS,
    TABLES,
    action,
    option_groups,
    option_name,
    properties,
    table,
    words,
)

LANGUAGES = ("en", "ko")
PAGES = ROOT / "docs" / "pages"
HANGUL = re.compile("[가-힣]")


def names_of(kind):
    """What there has to be words for in a table of words.toml."""
    if kind == "options":
        return {option_name(one) for _, actions in option_groups() for one in actions}
    if kind == "groups":
        return {title for title, _ in option_groups()}
    if kind in ("keys", "overrides", "suppress"):
        return set(properties(kind))
    if kind in ("inputs", "outputs"):
        return set(action(kind))
    return set({"formats": FORMATS, "exits": EXITS}[kind])


@pytest.mark.parametrize(
    "kind",
    [
        *("options", "groups", "keys", "overrides", "suppress"),
        *("inputs", "outputs", "formats", "exits"),
    ],
)
def test_everything_has_words_and_nothing_is_left_over(kind):
    assert set(words()[kind]) == names_of(kind)
    for name, found in words()[kind].items():
        texts = found if isinstance(found, dict) else {"ko": found}
        assert HANGUL.search(texts["ko"]) or kind == "formats", name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_rows_of_the_same_width(name, language):
    lines = [one for one in table(name, language).splitlines() if one.startswith("|")]
    widths = {len(re.findall(r"(?<!\\)\|", one)) for one in lines}
    assert len(lines) > 2
    assert len(widths) == 1 or name == "options"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_stands_on_a_page(language):
    pages = "".join(page.read_text("utf-8") for page in (PAGES / language).glob("*.md"))
    assert set(re.findall("<!-- made: (.+?) -->", pages)) == set(TABLES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_that_a_page_names_is_there(language):
    """Names in the configurations and commands that the pages show."""
    rules = Rulebook().rules
    house = {"privacy-link-missing"}
    for page in (*(PAGES / language).glob("*.md"), *ROOT.glob("README*.md")):
        text = page.read_text("utf-8")
        shown = re.findall(r"(?:explain|disable-next|disable-file) ([a-z]+(?:-[a-z]+)+)", text)
        lists = re.findall(r"^(?:ignore|rules) = \[(.*?)\]|ignore=\[(.*?)\]", text, re.M)
        shown += re.findall(r'"([a-z]+(?:-[a-z]+)+)"', " ".join(map("".join, lists)))
        unknown = {n for n in shown if n not in rules and not n.startswith("axe-")}
        assert unknown <= house | {"house-rules"}, page


# Of other programs, and of sub-commands that make their parsers inside.
_ELSEWHERE = {"--all-files", "--hook-type", "--silent", "--install-extension"}
_SUB_COMMANDS = {"--force", "--yes", "--targets", "--hook", "--action", "--pyproject", "--trend"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_that_a_page_names_is_there(language):
    known = {
        name for _, actions in option_groups() for one in actions for name in one.option_strings
    }
    for page in (PAGES / language).glob("*.md"):
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page.read_text("utf-8")))
        assert named <= known | _ELSEWHERE | _SUB_COMMANDS, page


def test_pages_of_both_languages_show_the_same():
    """The same headings by number, code by language, and links by address."""
    for page in (PAGES / "en").glob("*.md"):
        english = page.read_text("utf-8")
        other = (PAGES / "ko" / page.name).read_text("utf-8")
        for shape in (r"^#+ ", r"^```[a-z]+$", r"^<!-- made: .+ -->$"):
            assert re.findall(shape, english, re.M) == re.findall(shape, other, re.M), page.name
        links = [set(re.findall(r"\]\(([^)#]+)\)", text)) for text in (english, other)]
        assert links[0] == links[1], page.name
