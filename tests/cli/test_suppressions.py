"""Suppressions in pages, by the command: what is told, what is not, and what fails a build."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Govpage

IMAGE = "image-alt-missing"
WORDS = "-- CMS banner, ticket 812"
ONLY = f"{IMAGE},heading-empty"
FAMILY = (
    "suppression-unused,suppression-unknown-rule,suppression-blanket,suppression-malformed,"
    "suppression-reason-missing,suppression-expired"
)


def check(govpage: Govpage, folder: Path, body: str, *words: str, name: str = "page.html"):
    (folder / name).write_text(body, encoding="utf-8")
    if not any(word.startswith("--select") for word in words):
        words = (*words, "--select", f"{ONLY},{FAMILY}")
    result = govpage(name, "--format", "json", *words)
    return result.code, json.loads(result.out)["pages"][0]["findings"]


def told(findings) -> list[tuple[str, int]]:
    return [(finding["rule"], finding["location"]["line"]) for finding in findings]


def test_the_next_element_is_not_told_and_the_one_after_is(
    govpage: Govpage, tmp_path: Path
) -> None:
    body = f'<!-- govpage-lint-disable-next {IMAGE} {WORDS} -->\n\n<img src="a.png">\n<img src="b.png">'
    code, findings = check(govpage, tmp_path, body)
    assert (code, told(findings)) == (1, [(IMAGE, 4)])


def test_what_is_suppressed_fails_nothing(govpage: Govpage, tmp_path: Path) -> None:
    body = f'<!-- govpage-lint-disable-next {IMAGE} {WORDS} --><img src="a.png">'
    assert check(govpage, tmp_path, body) == (0, [])
    code, findings = check(govpage, tmp_path, body, "--no-suppressions")
    assert (code, told(findings)) == (1, [(IMAGE, 1)])


def test_outcomes_keep_telling_the_truth(govpage: Govpage, tmp_path: Path) -> None:
    body = f'<!-- govpage-lint-disable-next {IMAGE} {WORDS} --><img src="a.png">'
    (tmp_path / "page.html").write_text(body, encoding="utf-8")
    report = json.loads(govpage("page.html", "--format", "json").out)
    assert report["pages"][0]["outcomes"][IMAGE]["failed"] == 1


@pytest.mark.parametrize(
    "between",
    [
        "",
        "\n\n",
        "<!-- other -->",
        "</p>\n",
        f"<!-- govpage-lint-disable-next heading-empty {WORDS} -->",
    ],
)
def test_white_space_end_tags_and_comments_are_passed_over(
    govpage: Govpage, tmp_path: Path, between
) -> None:
    body = f'<p>a<!-- govpage-lint-disable-next {IMAGE} {WORDS} -->{between}<img src="a.png">'
    _, findings = check(govpage, tmp_path, body)
    assert IMAGE not in [rule for rule, _ in told(findings)]


@pytest.mark.parametrize("between", ["Text ", "&nbsp;", "<p>", "<br>"])
def test_text_and_tags_are_not_passed_over(govpage: Govpage, tmp_path: Path, between) -> None:
    body = f'<!-- govpage-lint-disable-next {IMAGE} {WORDS} -->{between}<img src="a.png">'
    _, findings = check(govpage, tmp_path, body)
    assert sorted(rule for rule, _ in told(findings)) == [IMAGE, "suppression-unused"]


def test_a_range_ends_where_its_rule_is_enabled(govpage: Govpage, tmp_path: Path) -> None:
    body = (
        f"<img src=a.png>\n<!-- govpage-lint-disable {IMAGE}, heading-empty {WORDS} -->\n<img src=b.png>\n"
        f"<!-- govpage-lint-enable {IMAGE} -->\n<img src=c.png>\n<h1></h1>"
    )
    _, findings = check(govpage, tmp_path, body)
    assert told(findings) == [(IMAGE, 1), (IMAGE, 5)]


def test_enable_without_a_rule_ends_all(govpage: Govpage, tmp_path: Path) -> None:
    body = (
        f"<!-- govpage-lint-disable {IMAGE}, heading-empty {WORDS} --><img src=b.png><h1></h1>\n"
        "<!-- govpage-lint-enable -->\n<img src=c.png>\n<h2></h2>"
    )
    _, findings = check(govpage, tmp_path, body)
    assert told(findings) == [(IMAGE, 3), ("heading-empty", 4)]


def test_a_file_is_all_of_the_page(govpage: Govpage, tmp_path: Path) -> None:
    body = f"<img src=a.png><p>\n<!-- govpage-lint-disable-file {IMAGE} {WORDS} --><img src=b.png>"
    assert check(govpage, tmp_path, body) == (0, [])


def test_a_page_level_fault_is_suppressed_by_file(govpage: Govpage, tmp_path: Path) -> None:
    page = "<!doctype html><html lang=en><head></head><body><p>Text</p></body></html>"
    code, findings = check(govpage, tmp_path, page, "--select", "page-title-missing")
    assert (code, [f["rule"] for f in findings]) == (1, ["page-title-missing"])
    page += f"<!-- govpage-lint-disable-file page-title-missing {WORDS} -->"
    assert check(govpage, tmp_path, page, "--select", "page-title-missing") == (0, [])


def test_one_case_of_a_rule_can_be_named_and_end_tags_be_meant(
    govpage: Govpage, tmp_path: Path
) -> None:
    page = "<!doctype html><title>Rates</title><body><p>a</p>\n{}</br></span>\n</body>"
    _, findings = check(govpage, tmp_path, page.format(""), "--select", "tag-stray")
    assert [finding["level"] for finding in findings] == ["info", "warning"]
    comment = f"<!-- govpage-lint-disable-next tag-stray:void {WORDS} -->"
    _, findings = check(govpage, tmp_path, page.format(comment), "--select", "tag-stray")
    assert [finding["level"] for finding in findings] == ["warning"]
    comment = f"<!-- govpage-lint-disable-next tag-stray {WORDS} -->"
    assert check(govpage, tmp_path, page.format(comment), "--select", "tag-stray") == (0, [])


@pytest.mark.parametrize(
    ("words", "rule", "level"),
    [
        (f"govpage-lint-disable-next {IMAGE}", "suppression-reason-missing", "info"),
        (
            f"govpage-lint-disable-next {IMAGE}, no-such-rule {WORDS}",
            "suppression-unknown-rule",
            "error",
        ),
        (
            f"govpage-lint-disable-next {IMAGE}, heading-empty {WORDS}",
            "suppression-unused",
            "warning",
        ),
    ],
)
def test_what_is_wrong_with_a_suppression_is_told_and_it_still_works(
    govpage: Govpage, tmp_path: Path, words, rule, level
) -> None:
    code, findings = check(govpage, tmp_path, f"<!-- {words} --><img src=a.png>")
    assert [(finding["rule"], finding["level"]) for finding in findings] == [(rule, level)]
    assert code == (1 if level == "error" else 0)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (f"govpage-lint-disabel-next {IMAGE} {WORDS}", "suppression-malformed"),
        (f"govpage-lint-disable-next {WORDS}", "suppression-blanket"),
        (f"govpage-lint-disable-next {IMAGE} -- until 2020-02-02: soon", "suppression-expired"),
    ],
)
def test_what_is_wrong_with_a_suppression_is_told_and_it_does_nothing(
    govpage: Govpage, tmp_path: Path, words, rule
) -> None:
    code, findings = check(govpage, tmp_path, f"<!-- {words} --><img src=a.png>")
    assert code == 1
    assert sorted(finding["rule"] for finding in findings) == [IMAGE, rule]


def test_a_suppression_is_not_unused_where_its_rule_did_not_run(
    govpage: Govpage, tmp_path: Path
) -> None:
    body = f"<!-- govpage-lint-disable-file {IMAGE}, axe-color-contrast {WORDS} --><p>Text</p>"
    assert check(govpage, tmp_path, body, "--select", f"heading-empty,{FAMILY}") == (0, [])


def test_findings_about_suppressions_cannot_be_suppressed_but_given_levels(
    govpage: Govpage, tmp_path: Path
) -> None:
    body = f"<!-- govpage-lint-disable-file suppression-unused, {IMAGE} {WORDS} --><p>Text</p>"
    _, findings = check(govpage, tmp_path, body)
    assert sorted(f["rule"] for f in findings) == ["suppression-unknown-rule", "suppression-unused"]
    config = '[levels]\nsuppression-unused = "info"\nsuppression-unknown-rule = "info"\n'
    (tmp_path / "govpage-lint.toml").write_text(config, encoding="utf-8")
    code, findings = check(govpage, tmp_path, body)
    assert (code, [f["level"] for f in findings]) == (0, ["info", "info"])


def test_the_report_says_it_in_korean(govpage: Govpage, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        f"<!-- govpage-lint-disable-next {IMAGE} --><p>가</p>", encoding="utf-8"
    )
    result = govpage("page.html", "--lang", "ko", "--select", FAMILY)
    assert (
        "쓰이지 않는 예외 처리" not in result.out
    )  # the rule itself was not selected: nobody knows
    assert "사유 없는 예외 처리" in result.out


def test_a_thousand_comments_cost_a_thousand_times_one(govpage: Govpage, tmp_path: Path) -> None:
    one = f"<!-- govpage-lint-disable-next {IMAGE}, nope {WORDS} -->"
    code, findings = check(govpage, tmp_path, one * 2000 + "<img src=a.png>")
    assert code == 1
    assert sum(finding["rule"] == "suppression-unknown-rule" for finding in findings) == 2000
    assert sum(finding["rule"] == "suppression-unused" for finding in findings) == 1999
