"""Exceptions in the configuration, by the command: by rule, place, selector and day."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Govpage

RULE = "image-alt-missing"
PAGE = (
    '<!doctype html><html lang="en"><title>News</title><body><div class="ad"><img src="a.png"></div>'
    '<img src="b.png"></body>'
)
FAMILY = (
    "suppression-unused,suppression-unknown-rule,suppression-reason-missing,suppression-expired"
)
SELECT = f'select = ["{RULE}", "heading-empty", {", ".join(f"{chr(34)}{name}{chr(34)}" for name in FAMILY.split(","))}]'


def run(
    govpage: Govpage,
    folder: Path,
    config: str,
    *words: str,
    files=("a.html",),
    name="govpage-lint.toml",
):
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(PAGE, encoding="utf-8")
    (folder / name).write_text(f"{SELECT}\n{config}", encoding="utf-8")
    result = govpage(*(words or files), "--format", "json")
    if result.code == 2:
        return 2, result.err, []
    pages = json.loads(result.out)["pages"]
    told = [
        (page["target"], one["rule"], one["snippet"]) for page in pages for one in page["findings"]
    ]
    return result.code, told, [one["reason"] for page in pages for one in page["suppressed"]]


def entry(**values: object) -> str:
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    return "\n".join(["[[suppress]]", *lines, ""])


B = ("a.html", RULE, '<img src="b.png">')


def test_an_entry_holds_in_elements_that_its_selector_matches(govpage: Govpage, tmp_path) -> None:
    config = entry(rules=[RULE], selector=".ad", reason="supplier, until the new contract")
    code, told, reasons = run(govpage, tmp_path, config)
    assert (code, told, reasons) == (1, [B], ["supplier, until the new contract"])
    assert len(run(govpage, tmp_path, config, "a.html", "--no-suppressions")[1]) == 2


def test_an_entry_without_a_place_holds_everywhere(govpage: Govpage, tmp_path) -> None:
    assert run(govpage, tmp_path, entry(rules=[RULE], reason="x"))[:2] == (0, [])


def test_an_entry_holds_in_its_files(govpage: Govpage, tmp_path) -> None:
    config = entry(rules=[RULE], files=["old/**"], reason="archive")
    _, told, reasons = run(govpage, tmp_path, config, files=("old/a.html", "new/a.html"))
    assert {target for target, _, _ in told} == {"new/a.html"} and len(reasons) == 2


def test_an_entry_holds_for_what_the_file_on_standard_input_is_called(
    govpage: Govpage, tmp_path
) -> None:
    run(govpage, tmp_path, entry(rules=[RULE], files=["old/**"], reason="archive"))
    for name, reasons in (("old/a.html", ["archive", "archive"]), ("new/a.html", [])):
        words = ("-", "--stdin-filename", name, "--format", "json")
        page = json.loads(govpage(*words, stdin=PAGE.encode()).out)["pages"][0]
        assert [one["reason"] for one in page["suppressed"]] == reasons


def test_what_is_wrong_with_the_configuration_is_no_page(govpage: Govpage, tmp_path) -> None:
    run(govpage, tmp_path, entry(rules=["no-such"], reason="x"))
    assert govpage("a.html", "--format", "concise").out.endswith("in 1 page.\n")
    saved = govpage("a.html", "--format", "json").out
    report = json.loads(saved)
    assert [page["kind"] for page in report["pages"]] == ["page", "configuration"]
    assert report["summary"]["pages"] == 1
    (tmp_path / "saved.json").write_text(saved, encoding="utf-8")
    for words in (("a.html",), ("report", "saved.json")):
        graph = json.loads(govpage(*words, "--format", "earl").out)["@graph"]
        assert [subject["source"] for subject in graph] == ["a.html"]


def test_axe_and_cases_can_be_named_and_unknown_names_are_told_at_their_line(
    govpage: Govpage, tmp_path
) -> None:
    config = entry(rules=["axe-image-alt", "image-alt-mising", "suppression-unused"], reason="x")
    code, told, _ = run(govpage, tmp_path, config)
    assert code == 1
    assert [one for one in told if one[0] != "a.html"] == [
        ("govpage-lint.toml", "suppression-unknown-rule", "[[suppress]]"),
        ("govpage-lint.toml", "suppression-unknown-rule", "[[suppress]]"),
    ]
    result = govpage("a.html", "--select", FAMILY)
    assert "govpage-lint.toml:2:1: error: Suppression of a rule that does not exist" in result.out
    assert "There is no rule “image-alt-mising”; the nearest is image-alt-missing." in result.out


def test_after_its_last_day_an_entry_fails_and_suppresses_nothing(
    govpage: Govpage, tmp_path
) -> None:
    code, told, reasons = run(
        govpage, tmp_path, entry(rules=[RULE], reason="x", until="2020-02-02")
    )
    assert code == 1 and len(told) == 3 and not reasons
    assert told[-1] == ("govpage-lint.toml", "suppression-expired", "[[suppress]]")
    assert run(govpage, tmp_path, entry(rules=[RULE], reason="x", until="9999-12-31"))[0] == 0
    korean = run(govpage, tmp_path, entry(rules=[RULE], reason="x", until="2020-02-02"))
    assert korean[0] == 1
    result = govpage("a.html", "--lang", "ko")
    assert "2020-02-02까지의 예외이므로" in result.out


def test_an_unused_entry_is_told_when_a_whole_was_looked_at(govpage: Govpage, tmp_path) -> None:
    config = entry(rules=[RULE, "heading-empty"], reason="x")
    # A hook names some pages: others may need it.
    assert run(govpage, tmp_path, config)[1] == []
    code, told, _ = run(govpage, tmp_path, config, ".")
    assert (code, told) == (0, [("govpage-lint.toml", "suppression-unused", "[[suppress]]")])
    # Where the rule did not run, or the place was not looked at, nobody knows.
    assert run(govpage, tmp_path, config, ".", "--select", f"{RULE},{FAMILY}")[1] == []
    config = entry(rules=["heading-empty"], files=["other/**"], reason="x")
    assert [one[0] for one in run(govpage, tmp_path, config, ".")[1]] == ["a.html", "a.html"]


def test_a_reason_needs_a_word(govpage: Govpage, tmp_path) -> None:
    code, told, _ = run(govpage, tmp_path, entry(rules=[RULE], reason="?!"))
    assert (code, [rule for _, rule, _ in told]) == (0, ["suppression-reason-missing"])


def test_levels_of_these_rules_hold_here_too(govpage: Govpage, tmp_path) -> None:
    config = entry(rules=["nope"], reason="x") + '[levels]\nsuppression-unknown-rule = "warning"\n'
    assert run(govpage, tmp_path, config, "a.html", "--ignore", RULE)[0] in (0, 1)
    config = (
        entry(rules=["nope", RULE], reason="x") + '[levels]\nsuppression-unknown-rule = "off"\n'
    )
    assert run(govpage, tmp_path, config)[:2] == (0, [])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"rules": [RULE], "reason": "x", "selector": "p >"}, "selector"),
        ({"rules": [RULE]}, "reason"),
        ({"rules": [], "reason": "x"}, "rules"),
        ({"rules": [RULE], "reason": "x", "until": "soon"}, "until"),
        ({"rules": [RULE], "reason": "x", "selecter": "p"}, "selecter"),
    ],
)
def test_an_entry_that_means_nothing_is_refused(govpage: Govpage, tmp_path, values, said) -> None:
    code, err, _ = run(govpage, tmp_path, entry(**values))
    assert code == 2 and "govpage-lint.toml" in err and said in err and err.count("\n") == 1


def test_comments_come_first(govpage: Govpage, tmp_path) -> None:
    config = entry(rules=[RULE], reason="by configuration")
    run(govpage, tmp_path, config)
    page = PAGE.replace("<img", f"<!-- govpage-lint-disable-next {RULE} -- by comment --><img", 1)
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    report = json.loads(govpage("a.html", "--format", "json").out)
    found = [(one["by"], one["reason"]) for one in report["pages"][0]["suppressed"]]
    assert found == [("inline", "by comment"), ("config", "by configuration")]


def test_many_processes_say_the_same(govpage: Govpage, tmp_path) -> None:
    config = entry(rules=[RULE], selector=".ad", files=["a.html"], reason="x") + entry(
        rules=["heading-empty"], reason="y"
    )
    files = ("a.html", "b.html", "c.html")
    one = run(govpage, tmp_path, config, ".", "--jobs", "1", files=files)
    assert one == run(govpage, tmp_path, config, ".", "--jobs", "2", files=files)
    assert len(one[1]) == 6
