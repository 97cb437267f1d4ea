"""What people configure, from the outside: files in folders, variables, flags, and what comes of them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from govpage_lint.config.environment import KEYS
from govpage_lint.datafiles import rules_folder
from tests.cli.conftest import Govpage
from tests.house import RULE

# Faults of two families: an empty heading (headings) and an image without alt (images).
FAULTY = (
    '<!doctype html>\n<html lang="en">\n<head><title>News of the ministry</title></head>\n<body>\n'
    '<a href="#main">Skip to content</a><main id="main"><h1>News</h1>\n<h2></h2>\n'
    '<img src="a.png">\n<p>Text</p></main></body></html>\n'
)
EMPTY = "heading-empty"
IMAGE = "image-alt-missing"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("GOVPAGE_LINT_") and not name.endswith(("CACHE", "BROWSER")):
            monkeypatch.delenv(name)


def write(folder: Path, **files: str) -> None:
    """Files by their paths, with __ for a slash and _ for the dot of the suffix."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_toml", ".toml").replace("_html", ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def config(folder: Path, text: str, name: str = "govpage-lint.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def rules(govpage: Govpage, *words: str, folder: Path | None = None) -> dict[str, set[str]]:
    """The rules that are told, by the name of the page; those beside our two are left out."""
    result = govpage(*words, "--format", "json", "-q", folder=folder)
    assert result.out, result.err
    return {
        page["target"]: {one["rule"] for one in page["findings"]} & {EMPTY, IMAGE, "heading-only"}
        for page in json.loads(result.out)["pages"]
    }


def shown(govpage: Govpage, *words: str, folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """What --show-config says of one target, by key."""
    result = govpage("--show-config", "--format", "json", *words, folder=folder)
    assert result.code == 0, result.err
    return {one["key"]: one for one in json.loads(result.out)["targets"][0]["settings"]}


# -- which file holds ------------------------------------------------------------------------------


def test_each_file_is_under_the_configuration_nearest_to_it(govpage: Govpage, tmp_path: Path):
    config(tmp_path, f'ignore = ["{EMPTY}"]')
    config(tmp_path / "sub", f'ignore = ["{IMAGE}"]')
    write(tmp_path, a_html=FAULTY, sub__b_html=FAULTY, sub__deep__c_html=FAULTY)
    found = rules(govpage, ".")
    assert found == {
        "a.html": {IMAGE},
        str(Path("sub/b.html")): {EMPTY},
        str(Path("sub/deep/c.html")): {EMPTY},
    }


def test_a_run_is_configured_by_the_working_directory_or_where_all_targets_lie(
    govpage: Govpage, tmp_path: Path
):
    config(tmp_path / "site", 'lang = "ko"')
    write(tmp_path, site__a_html=FAULTY)
    assert shown(govpage, "site/a.html")["lang"]["value"] == "ko"
    config(tmp_path, 'lang = "en"')
    assert shown(govpage, "site/a.html")["lang"]["origin"]["name"] == str(
        tmp_path / "govpage-lint.toml"
    )


def test_a_configuration_of_our_own_wins_over_the_project_beside_it(
    govpage: Govpage, tmp_path: Path
):
    config(tmp_path, '[tool.govpage-lint]\nlang = "ko"', "pyproject.toml")
    assert shown(govpage)["lang"]["origin"] == {
        "kind": "file",
        "name": str(tmp_path / "pyproject.toml"),
        "key": "lang",
        "line": 2,
    }
    config(tmp_path, 'lang = "en"')
    assert shown(govpage)["lang"]["origin"]["name"].endswith("govpage-lint.toml")


def test_a_file_builds_on_another(govpage: Govpage, tmp_path: Path):
    config(tmp_path, f'lang = "ko"\nignore = ["{EMPTY}"]\nlevels.{IMAGE} = "warning"', "base.toml")
    config(tmp_path / "site", 'extend = "../base.toml"\nlang = "en"')
    write(tmp_path, site__a_html=FAULTY)
    assert rules(govpage, "site/a.html") == {"site/a.html": {IMAGE}}
    found = shown(govpage, "site/a.html")
    assert found["lang"]["origin"]["name"] == str(tmp_path / "site/govpage-lint.toml")
    assert found[f"levels.{IMAGE}"]["origin"]["name"] == str(tmp_path / "base.toml")


def test_house_rules_hold_where_their_configuration_does(govpage: Govpage, tmp_path: Path):
    write(tmp_path, a_html=FAULTY, sub__b_html=FAULTY)
    config(tmp_path / "sub" / "house" / "images", RULE, "house-photo.toml")
    config(tmp_path / "sub", 'rules = ["house"]\nlevels.house-photo = "warning"')
    result = govpage(".", "--format", "json", "-q")
    pages = json.loads(result.out)["pages"]
    told = {
        page["target"]: [f["level"] for f in page["findings"] if f["rule"] == "house-photo"]
        for page in pages
    }
    assert told == {"a.html": [], "sub/b.html": ["warning"]}


# -- layers ----------------------------------------------------------------------------------------


def test_variables_win_over_files_and_flags_over_variables(
    govpage: Govpage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    config(tmp_path, 'lang = "en"\nfail-on = "never"\nmax-warnings = 3')
    monkeypatch.setenv("GOVPAGE_LINT_LANG", "ko")
    monkeypatch.setenv("GOVPAGE_LINT_FAIL_ON", "warning")
    monkeypatch.setenv("GOVPAGE_LINT_MAX_WARNINGS", "")
    found = shown(govpage, "--fail-on", "info")
    assert (found["lang"]["value"], found["lang"]["origin"]["name"]) == ("ko", "GOVPAGE_LINT_LANG")
    assert (found["fail-on"]["value"], found["fail-on"]["origin"]["name"]) == ("info", "--fail-on")
    assert found["max-warnings"]["value"] == 3
    assert shown(govpage, "--isolated")["lang"]["value"] == "en"


def test_values_can_be_given_as_a_file_would_have_them(govpage: Govpage, tmp_path: Path):
    write(tmp_path, a_html=FAULTY)
    config(tmp_path, f'ignore = ["{EMPTY}"]')
    assert rules(govpage, "a.html", "--config", f"levels.{IMAGE} = 'off'") == {"a.html": set()}
    assert rules(govpage, "a.html", "--isolated", "--config", f"levels.{IMAGE} = 'off'") == {
        "a.html": {EMPTY}
    }


def test_every_key_has_a_variable_but_for_tables(govpage: Govpage, monkeypatch: pytest.MonkeyPatch):
    schema = json.loads((rules_folder() / "schema" / "config.schema.json").read_bytes())
    tables = {"levels", "options", "overrides", "templates", "suppress", "source-map"}
    # What a file builds on is its own; the variable of the cache has the folder of all that is kept, that
    # of targets is the GitLab job's.
    assert set(schema["properties"]) - tables - {"extend", "cache", "targets"} == set(KEYS)
    for key, text in (("HIDE", "#chat, .ad\n:is(a, b)"), ("CRAWL", "yes"), ("MAX_PAGES", "7")):
        monkeypatch.setenv(f"GOVPAGE_LINT_{key}", text)
    found = shown(govpage)
    assert found["hide"]["value"] == ["#chat, .ad", ":is(a, b)"]
    assert (found["crawl"]["value"], found["max-pages"]["value"]) == (True, 7)


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("RETRIES", "some", "GOVPAGE_LINT_RETRIES: "),
        ("LANG", "de", 'GOVPAGE_LINT_LANG: "de" is not known; it takes en, ko'),
        ("JOBS", "many", 'GOVPAGE_LINT_JOBS: "many" is not auto or a whole number'),
        ("NEIGHBOURS", "perhaps", 'GOVPAGE_LINT_NEIGHBOURS: "perhaps" is not true or false'),
        (
            "SELECT",
            "heading-emty",
            "GOVPAGE_LINT_SELECT: there is no rule heading-emty; did you mean",
        ),
        ("PROFILE", "krr", "GOVPAGE_LINT_PROFILE: there is no profile krr; did you mean kr?"),
        ("FORMAT", "jsn", "GOVPAGE_LINT_FORMAT: there is no format jsn; did you mean json?"),
        ("CONFIG", "nowhere.toml", "nowhere.toml: cannot be read"),
    ],
)
def test_a_wrong_variable_is_named(
    govpage: Govpage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    message: str,
):
    write(tmp_path, a_html=FAULTY)
    monkeypatch.setenv(f"GOVPAGE_LINT_{variable}", value)
    result = govpage("a.html")
    assert (result.code, result.out) == (2, "")
    assert message in result.err and len(result.err.splitlines()) == 1


def test_a_misspelled_variable_is_told_and_harms_nothing(
    govpage: Govpage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GOVPAGE_LINT_PROFIL", "kr")
    # The action's own, and no slip for that of the key actions.
    monkeypatch.setenv("GOVPAGE_LINT_ACTION", "/action")
    result = govpage("--show-config")
    assert result.code == 0
    assert "did you mean GOVPAGE_LINT_PROFILE?" in result.err
    assert "GOVPAGE_LINT_ACTION" not in result.err


# -- which rules run -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--select", "headings"], {EMPTY}),
        (["--select", "images,headings", "--ignore", IMAGE], {EMPTY}),
        (["--select", IMAGE, "--ignore", "images"], {IMAGE}),
        (["--select", "image-*"], {IMAGE}),
        (["--select", "wcag:1.1.1"], {IMAGE}),
        (["--select", "kwcag:5.1.1"], {IMAGE}),
        (["--select", "all", "--ignore", "head*"], {IMAGE}),
        (["--select", "pedantic"], set()),
        (["--select", "headings", "--extend-select", IMAGE], {EMPTY, IMAGE}),
        (["--ignore", "headings", "--extend-ignore", "images"], set()),
        (["--select", "headings", "--select", "images"], {EMPTY, IMAGE}),
        (["--ignore", "all", "--extend-select", EMPTY], {EMPTY}),
    ],
)
def test_names_mean_rules_topics_criteria_and_patterns(
    govpage: Govpage, tmp_path: Path, words: list[str], told: set[str]
):
    write(tmp_path, a_html=FAULTY)
    assert rules(govpage, "a.html", *words) == {"a.html": told}


def test_who_selects_begins_anew_and_who_ignores_goes_on(govpage: Govpage, tmp_path: Path):
    write(tmp_path, a_html=FAULTY)
    config(tmp_path, f'select = ["images", "headings"]\nignore = ["{EMPTY}"]')
    assert rules(govpage, "a.html") == {"a.html": {IMAGE}}
    assert rules(govpage, "a.html", "--ignore", IMAGE) == {"a.html": set()}
    assert rules(govpage, "a.html", "--select", EMPTY) == {"a.html": {EMPTY}}
    assert rules(govpage, "a.html", "--extend-select", EMPTY) == {"a.html": {EMPTY, IMAGE}}


def test_who_selects_a_rule_by_name_hears_of_it(govpage: Govpage, tmp_path: Path):
    write(tmp_path, a_html=FAULTY)
    config(tmp_path, f'levels.{IMAGE} = "off"')
    assert rules(govpage, "a.html") == {"a.html": {EMPTY}}
    assert rules(govpage, "a.html", "--select", IMAGE) == {"a.html": {IMAGE}}
    # Off in the profile, but asked for.
    html = '<html lang="ko"><body><input title="이름"></body></html>'
    write(tmp_path, b_html=html)
    words = ("b.html", "--profile", "kr", "--format", "json", "--select")
    assert '"rule": "field-title-only"' in govpage(*words, "field-title-only").out
    assert '"rule": "field-title-only"' not in govpage(*words, "forms").out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("heading-emty", "there is no rule heading-emty; did you mean heading-empty?"),
        ("imags", "there is no rule imags; did you mean images?"),
        ("wcag:9.9.9", "there is no criterion wcag:9.9.9"),
        ("kwcag:5.1.11", "there is no criterion kwcag:5.1.11; did you mean kwcag:5.1.1?"),
        ("nothing-*", "the pattern nothing-* means no rule"),
        ("attribute-repeated:same", "attribute-repeated:same is a case of a rule"),
    ],
)
def test_a_name_that_means_nothing_is_an_error(
    govpage: Govpage, tmp_path: Path, name: str, message: str
):
    write(tmp_path, a_html=FAULTY)
    config(tmp_path, f'lang = "en"\nselect = ["images",\n "{name}"]')
    result = govpage("a.html")
    assert (result.code, result.out) == (2, "")
    assert f"govpage-lint.toml:2: select[1]: {message}" in result.err
    assert len(result.err.splitlines()) == 1


# -- overrides -------------------------------------------------------------------------------------


def test_overrides_hold_for_their_files_and_later_ones_win(govpage: Govpage, tmp_path: Path):
    config(
        tmp_path,
        f"""
[[overrides]]
files = ["en/**"]
ignore = ["{EMPTY}"]
levels.{IMAGE} = "info"

[[overrides]]
files = ["en/new/"]
extend-select = ["{EMPTY}"]
levels.{IMAGE} = "warning"
""",
    )
    write(tmp_path, a_html=FAULTY, en__b_html=FAULTY, en__new__c_html=FAULTY)
    assert rules(govpage, ".") == {
        "a.html": {EMPTY, IMAGE},
        "en/b.html": {IMAGE},
        "en/new/c.html": {EMPTY, IMAGE},
    }
    assert shown(govpage, "en/new/c.html")[f"levels.{IMAGE}"]["origin"]["key"] == (
        f"overrides[1].levels.{IMAGE}"
    )
    assert rules(govpage, "en/b.html", "--extend-select", EMPTY) == {"en/b.html": {EMPTY, IMAGE}}


@pytest.mark.parametrize(
    ("address", "profile"),
    [
        ("https://www.example.go.kr/en/news", "wcag-aa"),
        ("https://www.example.go.kr/news", "kr"),
        ("https://old.example.org/x/view?id=3#top", "uk"),
        ("https://old.example.org/x/list", "wcag-aa"),
    ],
)
def test_overrides_hold_for_their_addresses(
    govpage: Govpage, tmp_path: Path, address: str, profile: str
):
    config(
        tmp_path,
        """
overrides = [
  { addresses = ["https://www.example.go.kr/en/*"], profile = "wcag-aa" },
  { addresses = ['^https://old[.]example[.]org/.*[?]id=\\d+$'], profile = "uk" },
]
""",
    )
    assert shown(govpage, address)["profile"]["value"] == profile


# -- options ---------------------------------------------------------------------------------------

ALT = f'<html lang="en"><body><main><h1>N</h1><img src="a.png" alt="{"word " * 12}end"></main></body></html>'


def test_an_option_changes_what_its_rule_finds(govpage: Govpage, tmp_path: Path):
    write(tmp_path, a_html=ALT)
    assert '"rule": "image-alt-long"' not in govpage("a.html", "--format", "json").out
    config(tmp_path, "options.image-alt-long.max_length = 40")
    assert '"rule": "image-alt-long"' in govpage("a.html", "--format", "json").out


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (
            "image-alt-long.max_lenght = 4",
            "options.image-alt-long.max_lenght: image-alt-long has no such option; did",
        ),
        ("image-alt-long.max_length = 'x'", "'x' is not a whole number; the rule has 150"),
        ("image-alt-long.max_length = true", "true is not a whole number"),
        ("image-alt-long.max_length = 4.5", "4.5 is not a whole number"),
        ("image-alt-long.max_length = -4", "-4 is out of range; it takes 0 to"),
        ("text-too-small.least = 9e99", "is out of range"),
        (
            "image-alt-lng.max_length = 4",
            "there is no rule image-alt-lng; did you mean image-alt-long?",
        ),
        ("heading-empty.x = 4", "heading-empty has no such option; it has no options to set"),
        (
            "word-spacing-fixed.property = 'x'",
            "says what word-spacing-fixed is about, and cannot be set",
        ),
        ("accesskey-used.name = 'x'", "says what accesskey-used is about"),
        ("accesskey-used.forbid = '('", "the regular expression does not parse"),
        ("control-name-sign.agreed = [1]", "1 is not text"),
        ("link-name-missing.html = 1", "1 is not true or false"),
    ],
)
def test_an_option_that_a_rule_does_not_take_is_an_error(
    govpage: Govpage, tmp_path: Path, toml: str, message: str
):
    write(tmp_path, a_html=FAULTY)
    config(tmp_path, f"[options]\n{toml}")
    result = govpage("a.html")
    assert (result.code, result.out) == (2, "")
    assert "govpage-lint.toml:2: options." in result.err
    assert message in result.err and len(result.err.splitlines()) == 1


# -- which files are looked at ---------------------------------------------------------------------


def test_what_is_excluded_is_passed_over_in_folders_and_globs(govpage: Govpage, tmp_path: Path):
    config(tmp_path, 'exclude = ["old", "*.print.html"]\nextend-exclude = ["en/a.html"]')
    write(tmp_path, a_html=FAULTY, old__b_html=FAULTY, en__a_html=FAULTY, en__c_html=FAULTY)
    write(tmp_path, **{"x.print_html": FAULTY})
    assert set(rules(govpage, ".")) == {"a.html", "en/c.html"}
    assert set(rules(govpage, "**/*.html")) == {"a.html", "en/c.html"}
    assert set(rules(govpage, "old/b.html")) == {"old/b.html"}
    assert set(rules(govpage, "old/b.html", "a.html", "--force-exclude")) == {"a.html"}
    assert set(rules(govpage, ".", "--exclude", "en/")) == {"a.html", "x.print.html", "old/b.html"}
    assert set(rules(govpage, ".", "--extend-exclude", "a.html")) == {"en/c.html"}


def test_a_hook_that_names_only_what_is_excluded_passes(govpage: Govpage, tmp_path: Path):
    config(tmp_path, 'exclude = ["old"]\nforce-exclude = true')
    write(tmp_path, old__b_html=FAULTY)
    result = govpage("old/b.html")
    assert (result.code, result.err) == (0, "")


def test_what_git_leaves_out_is_passed_over_unless_it_is_named(govpage: Govpage, tmp_path: Path):
    (tmp_path / ".git").mkdir()
    write(tmp_path, a_html=FAULTY, build__b_html=FAULTY, sub__c_html=FAULTY, sub__d_html=FAULTY)
    (tmp_path / ".gitignore").write_text("# made\nbuild/ \n*.tmp\n[\nc.html\n", encoding="utf-8")
    (tmp_path / "sub" / ".gitignore").write_text("d.html\n!c.html\n", encoding="utf-8")
    assert set(rules(govpage, ".")) == {"a.html", "sub/c.html"}
    assert set(rules(govpage, "build")) == {"build/b.html"}
    assert set(rules(govpage, "build/b.html")) == {"build/b.html"}
    assert len(rules(govpage, ".", "--no-respect-gitignore")) == 4


def test_include_says_which_files_are_pages(govpage: Govpage, tmp_path: Path):
    config(tmp_path, 'include = ["pages/*.inc"]')
    write(tmp_path, a_html=FAULTY, **{"pages__b.inc": FAULTY, "c.inc": FAULTY})
    assert set(rules(govpage, ".")) == {"pages/b.inc"}


# -- exit codes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 1),
        (["--exit-zero"], 0),
        (["--fail-on", "never"], 0),
        (["--fail-on", "never", "--max-warnings", "0"], 1),
        (["--fail-on", "never", "--max-warnings", "1"], 0),
        (["nowhere.html"], 3),
        (["nowhere.html", "--unreachable", "warning"], 1),
        (["nowhere.html", "--unreachable", "warning", "--exit-zero"], 0),
        (["nowhere.html", "--exit-zero"], 3),
    ],
)
def test_exit_codes(govpage: Govpage, tmp_path: Path, words: list[str], code: int):
    write(tmp_path, a_html=FAULTY)
    config(tmp_path, f'select = ["{EMPTY}", "{IMAGE}"]\nlevels.{EMPTY} = "warning"')
    assert govpage("a.html", *words).code == code


def test_a_run_that_has_checked_nothing_has_not_passed(govpage: Govpage):
    assert govpage("nowhere.html", "--unreachable", "warning").code == 3


# -- bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\nlang = x", "govpage-lint.toml:2: is not valid TOML"),
        (b"# \xff\nlang = 'en'", "govpage-lint.toml:1: is not UTF-8"),
        (b"#" * 1_100_000, "govpage-lint.toml: is larger than 1,000,000 bytes"),
        (b"x = " + b"[" * 5000 + b"]" * 5000, "govpage-lint.toml"),
        (b"extend = 'nowhere.toml'", "govpage-lint.toml:1: extend: nowhere.toml: no such file"),
        (b"extend = 'govpage-lint.toml'", "round in a circle"),
        (
            b"\n\nfail_on = 'error'",
            "govpage-lint.toml:3: fail_on: unknown key; did you mean fail-on?",
        ),
        (b"lang = '\x1b[2J'", "is not valid TOML"),
        (b'lang = "\\u001b[2J"', "govpage-lint.toml:1: lang: "),
        (b"axe-source = 'nowhere.js'", "govpage-lint.toml:1: axe-source: "),
        (b"format = ['json', 'text']", "only one format can go to standard output"),
        (
            b"[[overrides]]\nfiles = ['x']\nselect = ['nope-*']",
            "toml:3: overrides[0].select[0]: the pattern",
        ),
        (
            b"[levels]\nheading-emty = 'off'",
            "govpage-lint.toml:2: levels.heading-emty: there is no rule",
        ),
    ],
)
def test_a_configuration_that_cannot_be_used_is_one_line(
    govpage: Govpage, tmp_path: Path, data: bytes, message: str
):
    write(tmp_path, a_html=FAULTY)
    (tmp_path / "govpage-lint.toml").write_bytes(data)
    result = govpage("a.html")
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1 and "\x1b" not in result.err


def test_a_broken_configuration_further_down_stops_before_any_page(
    govpage: Govpage, tmp_path: Path
):
    write(tmp_path, a_html=FAULTY, sub__b_html=FAULTY)
    config(tmp_path / "sub", 'select = ["nothing-here"]')
    result = govpage(".")
    assert (result.code, result.out) == (2, "")
    assert str(Path("sub") / "govpage-lint.toml") in result.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all files")
def test_a_configuration_that_may_not_be_read_is_one_line(govpage: Govpage, tmp_path: Path):
    write(tmp_path, a_html=FAULTY)
    config(tmp_path, "").chmod(0)
    result = govpage("a.html")
    assert (result.code, result.out) == (2, "")
    assert "cannot be read: Permission denied" in result.err


def test_what_is_shown_is_no_command_to_a_terminal(govpage: Govpage, tmp_path: Path):
    config(tmp_path, 'host-rules = "MAP \\u001b]0;x\\u0007 y"\nsource-map."https://\\u202e" = "x"')
    result = govpage("--show-config")
    assert result.code == 0
    assert "host-rules" in result.out
    assert not any(sign in result.out for sign in "\x1b\x07\u202e")


def test_the_schema_is_printed_for_editors(govpage: Govpage):
    result = govpage("config", "schema")
    assert result.code == 0
    assert json.loads(result.out)["$id"] == "https://govpage-lint.org/schema/config.json"
    assert govpage("config", "shema").code == 2


def test_config_show_is_show_config(govpage: Govpage, tmp_path: Path):
    config(tmp_path, 'lang = "ko"')
    assert govpage("config", "show", "x.html").out == govpage("--show-config", "x.html").out


def test_where_nothing_is_named_the_targets_of_the_configuration_are_checked(
    govpage: Govpage, tmp_path: Path
):
    config(tmp_path, 'targets = ["site", "a.html"]')
    write(tmp_path, a_html=FAULTY, b_html=FAULTY, site__c_html=FAULTY)
    assert set(rules(govpage)) == {str(Path("site/c.html")), "a.html"}
    assert set(rules(govpage, "b.html")) == {"b.html"}
    assert set(rules(govpage, folder=tmp_path / "site")) == {"c.html", str(tmp_path / "a.html")}
    assert govpage("--isolated").code == 2


def test_the_source_map_leads_reports_to_files_of_the_repository(govpage: Govpage, tmp_path: Path):
    (tmp_path / ".git").mkdir()
    config(tmp_path / "sub", '[source-map]\n"https://example.org/" = "../pages"')
    config(tmp_path / "bad", '[source-map]\n"https://example.org/" = "/etc"')
    write(tmp_path, **{"sub__a.html": FAULTY, "bad__a.html": FAULTY})
    assert govpage("a.html", "--format", "github", folder=tmp_path / "sub").code == 1
    result = govpage("a.html", folder=tmp_path / "bad")
    assert result.code == 2
    assert "source-map.https://example.org/" in result.err.replace('"', "")
    assert "is not within the repository" in result.err


def test_who_says_which_language_a_suffix_is_is_believed(govpage: Govpage, tmp_path: Path):
    config(tmp_path, 'templates = { ".inc" = "php", ".tpl.html" = "twig", ".raw.html" = "html" }')
    hole = '<html lang="en"><body><main><img alt="<?= $x ?>" src="a.png"><h2><?= $x ?></h2></main></body></html>'
    write(
        tmp_path,
        **{"a.inc": hole, "b.tpl_html": FAULTY.replace("<h2></h2>", "<h2>{{ x }}</h2>")},
        **{"c.raw_html": FAULTY.replace("<h2></h2>", "<h2><?= $x ?></h2>")},
    )
    assert rules(govpage, ".") == {
        "a.inc": set(),
        "b.tpl.html": {IMAGE},
        "c.raw.html": {EMPTY, IMAGE},
    }
    config(tmp_path, 'lang = "en"\n[templates]\n".inc" = "phq"')
    result = govpage("a.inc")
    assert result.code == 2
    assert (
        'govpage-lint.toml:3: templates.".inc": there is no template language phq; did you mean php?'
        in result.err
    )


def test_what_comes_on_standard_input_is_under_the_configuration_of_its_place(
    govpage: Govpage, tmp_path: Path
):
    config(
        tmp_path / "sub",
        f'ignore = ["{EMPTY}"]\n[[overrides]]\nfiles = ["old.html"]\nignore = ["{IMAGE}"]',
    )
    words = ("-", "--format", "concise", "--stdin-filename")
    out = {
        name: govpage(*words, name, stdin=FAULTY.encode()).out
        for name in ("a.html", "sub/a.html", "sub/old.html")
    }
    found = {
        name: {rule for rule in (EMPTY, IMAGE) if f"[{rule}]" in text} for name, text in out.items()
    }
    assert found == {"a.html": {EMPTY, IMAGE}, "sub/a.html": {IMAGE}, "sub/old.html": set()}
