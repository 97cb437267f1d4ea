"""explain, rules and doctor, and house rules as a ministry would write them."""

import subprocess
import sys
from pathlib import Path

import pytest

from govpage_lint.cli.others import (
    clean_parser,
    doctor_parser,
    explain_parser,
    report_parser,
    rules_parser,
)
from govpage_lint.rulebook.book import Rulebook
from tests.cli.conftest import Govpage

HOUSE_RULE = """
id = "privacy-link-missing"
title = { en = "No link to the privacy policy", ko = "개인정보 처리방침 링크 없음" }
message = { en = "The footer has no such link.", ko = "푸터에 링크가 없습니다." }
why = { en = "People look for it there.", ko = "이용자가 찾는 곳입니다." }
how = { en = "Add it.", ko = "추가합니다." }
level = "error"
certainty = "certain"
impact = "serious"
scope = "page"

[link]
text = "^개인정보\\\\s?처리방침$"
within = "footer"

[[example]]
html = '''<!doctype html><body><footer></footer></body>'''
finds = ['<body>']

[[example]]
html = '''<!doctype html><body><footer><a href="/p">개인정보 처리방침</a></footer></body>'''
finds = []
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "house" / "footer"
    folder.mkdir(parents=True)
    (folder / "privacy-link-missing.toml").write_text(HOUSE_RULE, encoding="utf-8")
    return tmp_path / "house"


def test_explain_tells_what_why_how_which_criteria_and_examples(govpage: Govpage) -> None:
    result = govpage("explain", "heading-level-skipped")
    assert result.code == 0
    for part in (
        "Skipped heading level",
        "Why:",
        "Fix:",
        "WCAG 1.3.1",
        "heading-order",
        "Found in:",
        "<h3>",
    ):
        assert part in result.out


def test_explain_speaks_korean_and_knows_axes_rules(govpage: Govpage) -> None:
    assert "건너뛴 제목 단계" in govpage("explain", "heading-level-skipped", "--lang", "ko").out
    assert "WCAG 1.4.3" in govpage("explain", "axe-color-contrast").out


def test_explain_of_an_unknown_rule_names_the_nearest(govpage: Govpage) -> None:
    result = govpage("explain", "heading-level-skiped")
    assert result.code == 2
    assert "did you mean heading-level-skipped?" in result.err


@pytest.mark.parametrize("rule", list(Rulebook().rules))
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_rule_can_be_explained(govpage: Govpage, rule: str, language: str) -> None:
    assert govpage("explain", rule, "--lang", language).out.startswith(rule)


def test_rules_lists_every_rule_with_its_level_by_topic(govpage: Govpage) -> None:
    out = govpage("rules").out
    assert all(rule in out for rule in Rulebook().rules)
    assert "headings:" in out


def test_house_rules_run_beside_ours(govpage: Govpage, house: Path, tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(
        "<!doctype html>\n<body><footer>x</footer></body>", encoding="utf-8"
    )
    result = govpage("p.html", "--rules", "house", "--select", "privacy-link-missing")
    assert result.code == 1
    assert "p.html:2:1: error: No link to the privacy policy  [privacy-link-missing]" in result.out


def test_rules_test_runs_the_examples_of_house_rules(govpage: Govpage, house: Path) -> None:
    result = govpage("rules", "test", "house")
    assert (result.code, result.out) == (0, "1 rules, 2 examples: all as they say\n")


def test_rules_test_says_which_example_found_what_instead(govpage: Govpage, house: Path) -> None:
    file = house / "footer" / "privacy-link-missing.toml"
    file.write_text(
        HOUSE_RULE.replace("finds = ['<body>']", "finds = ['<footer>']"), encoding="utf-8"
    )
    result = govpage("rules", "test", "house")
    assert result.code == 1
    assert (
        "privacy-link-missing.toml: example 1: finds ['<footer>'], but the rule found ['<body>']"
        in result.out
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('level = "error"', 'level = "eror"', 'level: "eror" is not known; did you mean error?'),
        ('level = "error"', 'levl = "error"', "levl: unknown key; did you mean level?"),
        ('certainty = "certain"\n', "", "certainty: is missing"),
        ("[link]", "[lnk]", "lnk: unknown key; did you mean link?"),
        (
            'within = "footer"',
            'within = "footer >"',
            "link.within: the selector 'footer >' does not parse",
        ),
        ("^개인정보", "(개인정보", "link.text: the regular expression does not parse"),
        (
            'id = "privacy-link-missing"',
            'id = "other-id"',
            "id: 'other-id' differs from the file's name",
        ),
        (
            "[link]\n",
            'check = "headings.emty"\n[[example]]\nhtml="x"\nfinds=[]\n[zzz]\n',
            "unknown key",
        ),
        (
            'scope = "page"\n',
            'scope = "page"\ncheck = "headings.empty"\n',
            "given are link and check",
        ),
        ("[link]\n", '[when]\nlanguage = ["ko"]\n[cases.x]\n', "none is given"),
        ('scope = "page"', 'scope = "page" x', "is not valid TOML"),
    ],
)
def test_a_broken_house_rule_is_one_line_with_file_key_and_nearest_name(
    govpage: Govpage, house: Path, old: str, new: str, message: str
) -> None:
    file = house / "footer" / "privacy-link-missing.toml"
    assert old in HOUSE_RULE
    file.write_text(HOUSE_RULE.replace(old, new), encoding="utf-8")
    for words in (("rules", "test", "house"), ("-", "--rules", "house")):
        result = govpage(*words, stdin=b"<p>x")
        assert result.code == 2
        assert "privacy-link-missing.toml" in result.err
        assert message in result.err
        assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("matcher", "message"),
    [
        (
            'check = "headings.emty"',
            "there is no check headings.emty; did you mean headings.empty?",
        ),
        ('check = "os.system"', "there are no checks called os"),
        ('check = "headings.empty"\n[options]\nmaxi = 1', "headings.empty has no such option"),
        ("[count]\nselector = 'p'", "neither min nor max is given"),
        ("[match]\nselector = 'p::before'", "::before is not an element"),
        ("[match]\nselector = ':rol(x)'", "does not parse"),
    ],
)
def test_a_house_rule_with_a_wrong_matcher_says_what_there_is(
    govpage: Govpage, house: Path, matcher: str, message: str
) -> None:
    file = house / "footer" / "privacy-link-missing.toml"
    start, end = HOUSE_RULE.index("[link]"), HOUSE_RULE.index("[[example]]")
    file.write_text(f"{HOUSE_RULE[:start]}{matcher}\n\n{HOUSE_RULE[end:]}", encoding="utf-8")
    result = govpage("rules", "test", "house")
    assert result.code == 2
    assert message in result.err


def test_a_house_rule_may_not_take_the_id_of_ours(govpage: Govpage, house: Path) -> None:
    file = house / "footer" / "heading-empty.toml"
    file.write_text(HOUSE_RULE.replace("privacy-link-missing", "heading-empty"), encoding="utf-8")
    result = govpage("-", "--rules", "house", stdin=b"<p>x")
    assert result.code == 2
    assert "'heading-empty' is also the id of" in result.err


def test_doctor_says_what_will_be_used(govpage: Govpage) -> None:
    result = govpage("doctor")
    assert result.code in (0, 2)
    for part in ("govpage-lint", "Python", "axe-core", "browser"):
        assert part in result.out


def test_the_version_comes_from_the_installed_command() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "govpage_lint", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.startswith("govpage-lint ")


def test_lsp_leaves_the_pages_to_the_editor(govpage: Govpage) -> None:
    result = govpage("lsp", "page.html")
    assert result.code == 2
    assert "page.html" in result.err


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        (("--jobs", "0"), "1 to 60"),
        (("--jobs", "²"), "1 to 60"),
        (("--max-warnings", "-1"), "0 to 999999999"),
        (("--max-warnings", "9" * 5_000), "0 to 999999999"),
        (("--concurrency", "1.5"), "1 to 32"),
    ],
)
def test_numbers_that_are_none_are_told_in_the_same_words(
    govpage: Govpage, words: tuple[str, str], bounds: str
) -> None:
    result = govpage("a.html", words[0], words[1])
    assert result.code == 2
    assert f"is not a whole number from {bounds}" in result.err


def test_help_says_what_each_option_does() -> None:
    parsers = (explain_parser, rules_parser, report_parser, clean_parser, doctor_parser)
    silent = [
        (make.__name__, one.dest) for make in parsers for one in make()._actions if not one.help
    ]
    assert [one for one in silent if one[1] != "files"] == []
