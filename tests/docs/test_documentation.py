"""The documentation is built from the rules, in both languages, and keeps to what it teaches."""

import json
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from govpage_lint.builtin import read_builtin
from govpage_lint.cli import main
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.loading import load_examples
from tests.needs import needs_browser

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "docs"))

from hooks import ORDER  # noqa: E402

PAGES = ROOT / "docs" / "pages"
RULES = Rulebook().rules
LANGUAGES = ("en", "ko")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("documentation")]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The documentation, built; a link that leads nowhere fails the build."""
    folder = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict"]
    command += ["--config-file", str(ROOT / "docs" / "mkdocs.yml"), "--site-dir", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_topic_has_a_name():
    assert {rule.topic for rule in RULES.values()} <= set(
        read_builtin("data/families.toml")["families"]
    )


def test_what_a_rule_says_of_markup_stands_on_its_page_as_it_is(site):
    page = unescape((site / "en" / "rules" / "landmark-main-missing.html").read_text("utf-8"))
    assert RULES["landmark-main-missing"].how["en"] in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_page_with_its_words_and_an_example(site, language):
    for rule in RULES.values():
        page = (site / language / "rules" / f"{rule.id}.html").read_text("utf-8")
        text = unescape(page)
        assert f'<html lang="{language}">' in page
        assert rule.title["ko"] in text or language == "en"
        example = next(one for one in load_examples(rule) if one.finds or one.review)
        assert example.html.strip("\n") in text, rule.id


def test_pages_that_people_wrote_are_in_the_menu_in_both_languages():
    names = [{file.stem for file in (PAGES / one).rglob("*.md")} for one in LANGUAGES]
    assert names[0] == names[1] == set(ORDER) - {"rules/index"}


def test_the_source_of_pages_has_no_fault(site, capsys, monkeypatch):
    """Every page that people wrote, and each tenth of those that are made of rules: one maker makes all."""
    monkeypatch.chdir(site)
    written = [f"{one}/{page.stem}.html" for one in LANGUAGES for page in PAGES.glob("en/*.md")]
    made = [f"{one}/rules/{rule}.html" for one in LANGUAGES for rule in sorted(RULES)[::10]]
    pages = [*written, *made, *(f"{one}/rules/index.html" for one in LANGUAGES)]
    code = main(["--isolated", "--no-browser", "--fail-on", "warning", "--format", "json", *pages])
    report = json.loads(capsys.readouterr().out)
    told = [
        f"{page['target']}: {finding['rule']}: {finding['message']}"
        for page in report["pages"]
        for finding in page["findings"]
        if finding["level"] != "info"
    ]
    assert (code, told) == (0, [])


@needs_browser
@pytest.mark.browser
def test_pages_have_no_fault_in_a_browser(site, capsys, monkeypatch):
    monkeypatch.chdir(site)
    pages = [f"{one}/{name}.html" for one in LANGUAGES for name in ("index", "configuration")]
    pages += [f"{one}/rules/table-caption-missing.html" for one in LANGUAGES]
    code = main(["--isolated", "--browser", "--fail-on", "warning", *pages])
    assert code == 0, capsys.readouterr().out
