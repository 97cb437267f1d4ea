"""What is template code, what of it is a comment, and what it does to the flow of a template."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govpage_lint.document.templates.flow import choices_of
from govpage_lint.document.templates.languages import LANGUAGES, TemplateLanguage, language_of
from govpage_lint.document.templates.scanning import scan
from govpage_lint.document.templates.template import Template

COMMENTS: list[tuple[TemplateLanguage, str, str, str]] = [
    ("jinja", "a{# note #}b", "{#", " note "),
    ("jinja", "{% comment %} note {% endcomment %}", "{% comment %}", " note "),
    ("django", '{% comment "why" %}{{ x }}{% endcomment %}', "{% comment %}", "{{ x }}"),
    ("jsp", "a<%-- note --%>b", "<%--", " note "),
    ("jsp", "<% int a = 1; // note\n %>", "//", " note"),
    ("erb", "<%# note %>", "<%#", " note "),
    ("erb", "<% x = 1 # note %>", "#", " note "),
    ("php", "<?php /* note */ ?>", "/*", " note "),
    ("php", "<?php // note ?>text", "//", " note "),
    ("php", "<?php # note\n$a = '//no'; ?>", "#", " note"),
    ("handlebars", "{{! note }}", "{{!", " note "),
    ("handlebars", "{{!-- a }} b --}}", "{{!--", " a }} b "),
    ("razor", "@* note *@", "@*", " note "),
]


@pytest.mark.parametrize(("language", "text", "form", "data"), COMMENTS)
def test_comments_are_told_with_their_place(
    language: TemplateLanguage, text: str, form: str, data: str
) -> None:
    comments = Template(text, language).comments
    assert [(one.form, one.data) for one in comments] == [(form, data)]
    start, end = comments[0].span
    assert text[start:end].startswith(form.split(" ")[0])
    assert data in text[start:end]


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("a.jsp", "", "jsp"),
        ("a.html.erb", "", "erb"),
        ("a.html", "<p>plain</p>", None),
        ("a.html", "<script>var a = '{{ x }}{% y %}';</script>", None),
        ("a.html", "{% extends 'x' %}", "django"),
        ("a.html", '<p th:text="${x}">', "thymeleaf"),
        ("a.html", "<p v-if='x'>", "vue"),
        ("a.html", "<p *ngIf='x'>", "angular"),
        ("a.html", "<?xml version='1.0'?><p>", None),
        ("a.html", "{{#if x}}", "handlebars"),
        (None, "{% if x %}", None),
    ],
)
def test_the_language_is_that_of_the_suffix_or_of_the_signs(
    name: str | None, text: str, language: str | None
) -> None:
    assert language_of(name, text) == language


FLOWS: list[tuple[TemplateLanguage, str, list[str]]] = [
    ("jinja", "{% if a %}1{% elif b %}2{% else %}3{% endif %}", ["1", "2", "3"]),
    ("jinja", "{% for a in b %}1{% else %}2{% endfor %}", ["1", "2"]),
    ("handlebars", "{{#if a}}1{{else}}2{{/if}}", ["1", "2"]),
    ("erb", "<% if a %>1<% elsif b %>2<% else %>3<% end %>", ["1", "2", "3"]),
    ("erb", "<% a.each do |b| %>1<% end %>", ["1"]),
    (
        "php",
        "<?php if ($a): ?>1<?php elseif ($b): ?>2<?php else: ?>3<?php endif; ?>",
        ["1", "2", "3"],
    ),
    ("php", "<?php if ($a) { ?>1<?php } else { ?>2<?php } ?>", ["1", "2"]),
    ("php", "<?php foreach ($a as $b) { ?>1<?php } ?>", ["1"]),
    ("jsp", '<c:if test="${a}">1</c:if>', ["1"]),
    (
        "jsp",
        "<c:choose> <c:when test='${a}'>1</c:when><c:otherwise>2</c:otherwise></c:choose>",
        ["1</c:when>", "2</c:otherwise>"],
    ),
    ("jsp", "<% if (a) { %>1<% } else { %>2<% } %>", ["1", "2"]),
    (
        "jinja",
        "{% if a %}{% blocktrans %}1{% plural %}2{% endblocktrans %}{% endif %}",
        ["{% blocktrans %}1{% plural %}2{% endblocktrans %}", "1", "2"],
    ),
    ("ejs", "<% if (a) { %>1<% } else { %>2<% } %>", ["1", "2"]),
    ("razor", "@if (a) {1} else {2}", ["1", "2"]),
    ("angular", "@if (a) {1} @else {2}", ["1", "2"]),
    ("svelte", "{#if a}1{:else}2{/if}", ["1", "2"]),
]


@pytest.mark.parametrize(("language", "text", "branches"), FLOWS)
def test_branches_are_alternatives(
    language: TemplateLanguage, text: str, branches: list[str]
) -> None:
    choices = choices_of(scan(text, language).tokens)
    assert [text[start:end] for choice in choices for start, end in choice.branches] == branches


PIECES = r"""
{{ }} {% %} {# #} <% %> <%= <?php ?> <?= ${ #{ @if( @( @{ @* *@ { } ( ) " ' ` \ / # // /* */ if else
endif for do end : ; <c:if> </c:if> <a href=" "> <p> </p> [[ ]] {{#if}} {{/if}} {{! --}} {{!--
{%raw%} {%endraw%} {%comment%} {%endcomment%} <script> </script> <!-- --> = x 가 <<<A"""
CODE = st.lists(st.sampled_from([*PIECES.split(), "\n", " "]), max_size=40).map("".join)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(CODE, st.sampled_from(LANGUAGES))
def test_any_text_keeps_its_length_and_lines(text: str, language: TemplateLanguage) -> None:
    template = Template(text, language)
    touched = {
        number
        for token in template.tokens
        for number in range(
            text.count("\n", 0, token.span[0]), text.count("\n", 0, token.span[1]) + 1
        )
    }
    ends = [token.span[1] for token in template.tokens]
    assert all(
        start >= before
        for before, (start, _) in zip(ends, (t.span for t in template.tokens[1:]), strict=False)
    )
    for world in template.worlds():
        left_out = template.flow.left_out(world.turn)
        markup = template._mask.apply(left_out, generous=world.generous)
        assert len(markup) == len(text)
        assert [m.start() for m in re.finditer("\n", markup)] == [
            m.start() for m in re.finditer("\n", text)
        ]
        gone = {
            number
            for start, end in left_out
            for number in range(text.count("\n", 0, start), text.count("\n", 0, end) + 1)
        }
        for number, (before, after) in enumerate(
            zip(text.split("\n"), markup.split("\n"), strict=True)
        ):
            if number not in touched | gone:
                assert before == after


OPENINGS = """{{ {% <% <? ${ @( @{ @if( @* {{!-- {%comment%} {%raw%} [[ <c:a" {{" <?' <?<<<A } {#if} <a{{
<a"{{x}} {{x}} {%if(x)%} <%if{%> <?if(x):?> <c:if> @if(x){""".split()


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_costs_what_its_length_says(language: TemplateLanguage, opening: str) -> None:
    # Quadratic cost would not end: nothing is timed here.
    template = Template(opening * 2_000, language)
    for world in template.worlds():
        template._mask.apply(template.flow.left_out(world.turn), generous=world.generous)
