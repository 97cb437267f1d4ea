"""Suppressions in the comments of each template language, by the command on files of that language."""

import json

import pytest

from tests.cli.conftest import Govpage

RULE = "image-alt-missing"
WORDS = f"govpage-lint-disable-next {RULE} -- old banner"
FAMILY = "suppression-unused,suppression-unknown-rule,suppression-blanket,suppression-malformed"
FORMS = [
    ("page.html", "<!-- {} -->"),
    ("page.html", "{{# {} #}}{{% if a %}}{{% endif %}}"),
    ("page.j2", "{{# {} #}}"),
    ("page.html", "{{% load x %}}{{% comment %}} {} {{% endcomment %}}"),
    ("page.liquid", "{{% comment %}}{}{{% endcomment %}}"),
    ("page.twig", "{{#- {} -#}}"),
    ("page.jsp", "<%-- {} --%>"),
    ("page.jsp", "<% // {}\n %>"),
    ("page.jsp", "<%-- {} --%><c:if test='${{x}}'></c:if>"),
    ("page.php", "<?php /* {} */ ?>"),
    ("page.php", "<?php // {} ?>"),
    ("page.php", "<?php # {}\n?>"),
    ("page.php", "<?php /* {} */ $a = 1; ?>"),
    ("page.html.erb", "<%# {} %>"),
    ("page.hbs", "{{{{!-- {} --}}}}"),
    ("page.hbs", "{{{{! {} }}}}"),
    ("page.hbs", "{{{{~!-- {} --~}}}}"),
    ("page.cshtml", "@* {} *@"),
    ("page.cshtml", "@{{ // {}\n }}"),
    ("page.liquid", "{{%- # {} -%}}"),
    ("page.html", "<p th:if='x'>a</p><!--/* {} */-->"),
    ("page.vue", "<!-- {} -->"),
]


def findings(govpage: Govpage, folder, name: str, text: str):
    if name.endswith(".vue"):
        # What stands at the root of a component gets attributes from outside.
        text = f"<template><div>{text}</div></template>"
    (folder / name).write_text(text, encoding="utf-8")
    result = govpage(name, "--format", "json", "--select", f"{RULE},{FAMILY}")
    (page,) = json.loads(result.out)["pages"]
    assert page["status"] == "checked", page["error"]
    told = [(one["rule"], one["snippet"]) for one in page["findings"]]
    return told, [one["reason"] for one in page["suppressed"]]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_a_comment_of_each_language_is_heard(govpage: Govpage, tmp_path, name, form) -> None:
    images = '\n<img src="a.png">\n<img src="b.png">'
    told, reasons = findings(govpage, tmp_path, name, form.format("nothing") + images)
    assert [rule for rule, _ in told] == [RULE, RULE]
    told, reasons = findings(govpage, tmp_path, name, form.format(WORDS) + images)
    assert (told, reasons) == ([(RULE, '<img src="b.png">')], ["old banner"])


def test_conditions_may_stand_between(govpage: Govpage, tmp_path) -> None:
    text = f'<ul>{{# {WORDS} #}}{{% for x in y %}}<li><img src="b.png"></li>{{% endfor %}}</ul>'
    told, _ = findings(govpage, tmp_path, "a.j2", text)
    assert sorted(rule for rule, _ in told) == [RULE, "suppression-unused"]
    text = f'{{# {WORDS} #}}{{% if x %}}<img src="b.png">{{% endif %}}'
    assert findings(govpage, tmp_path, "a.j2", text) == ([], ["old banner"])


def test_comments_in_every_branch_are_heard(govpage: Govpage, tmp_path) -> None:
    branch = f'<!-- {WORDS} -->\n<img src="{{}}.png">'
    text = f"<p>{{% if x %}}{branch.format('a')}{{% else %}}{branch.format('b')}{{% endif %}}</p>"
    assert findings(govpage, tmp_path, "a.j2", text) == ([], ["old banner"] * 2)


def test_what_writes_is_not_passed_over(govpage: Govpage, tmp_path) -> None:
    text = f'{{# {WORDS} #}}{{{{ title }}}}<img src="b.png">'
    told, _ = findings(govpage, tmp_path, "a.j2", text)
    assert sorted(rule for rule, _ in told) == [RULE, "suppression-unused"]


def test_a_comment_for_the_finished_page_is_not_unused_in_the_template(
    govpage: Govpage, tmp_path
) -> None:
    text = '<!-- {} --><img src="{{{{ x }}}}" alt="{{{{ y }}}}">'
    assert findings(govpage, tmp_path, "a.j2", text.format(WORDS)) == ([], [])
    own = '{{# {} #}}<img src="{{{{ x }}}}" alt="{{{{ y }}}}">'
    told, _ = findings(govpage, tmp_path, "a.j2", own.format(WORDS))
    assert [rule for rule, _ in told] == ["suppression-unused"]


def test_many_comments_in_a_row_cost_no_more_than_each(govpage: Govpage, tmp_path) -> None:
    text = f"{{# {WORDS} #}}{{% set a = 1 %}}" * 1500 + '<img src="b.png">'
    told, reasons = findings(govpage, tmp_path, "a.j2", text)
    assert len(reasons) == 1 and len(told) == 1499
