"""What is told of templates: what holds in every page that they may become, and no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from govpage_lint.cli import main

type Told = Callable[..., set[tuple[str, int]]]


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """The rules and lines of the certain and likely findings of a template."""

    def run(text: str, name: str = "page.html") -> set[tuple[str, int]]:
        path = tmp_path / name
        path.write_text(text)
        main(["--no-browser", "--format", "json", str(path)])
        page = json.loads(capsys.readouterr().out)["pages"][0]
        assert page["status"] == "checked", page["error"]
        assert not any(
            "\U00017000" <= letter <= "\U00018800"
            for letter in json.dumps(page, ensure_ascii=False)
        )
        return {
            (one["rule"], one["location"]["line"])
            for one in page["findings"]
            if one["certainty"] != "review" and one["level"] != "info"
        }

    return run


CLEAN = {
    "page.html": """{% extends "base.html" %}
{% block main %}
<div {{ attrs }}><a href="{{ url }}">{{ text }}</a></div>
<img {{ attrs }} src="a.png"> <img src="a.png" alt="{{ alt }}">
<img src=a.png{% if x %} alt="x"{% else %} alt=""{% endif %}>
{% if a %}<h2 id="x">One thing</h2>{% else %}<h2 id="x">Other thing</h2>{% endif %}
<ul>{{ items }}</ul> <ul>{% for item in items %}<li>{{ item }}</li>{% endfor %}</ul>
<select name="q" aria-label="Kind">{{ options }}</select>
<label for="{{ field.id }}">Name</label><input id="{{ field.id }}">
<label for="id_mail">Mail</label>{{ form.mail }}
<input {{ attrs }}> <input type="{{ type }}" name="q">
<a class="b" href="/x" aria-label="{% trans "Home" %}"><svg></svg></a>
<h{{ level }}>Title</h{{ level }}>
<{{ tag }} class="x">Text</{{ tag }}>
<p id="{{ a }}">a</p><p id="{{ a }}">b</p>
{% if b %}<a href="/b">{% endif %}Text{% if b %}</a>{% endif %}
{% endblock %}
""",
    "a.jsp": """<%@ page contentType="text/html; charset=UTF-8" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<!DOCTYPE html>
<html lang="ko"><head><title><spring:message code="title.list"/></title>
<link href="<c:url value="/css/main.css"/>" rel="stylesheet"></head>
<body>
<c:import url="/EgovPageLink.do?link=main/inc/EgovIncHeader"/>
<form:form modelAttribute="searchVO" method="post">
<table><caption><spring:message code="t"/></caption><tr><th scope="col">번호</th></tr>
<c:forEach items="${resultList}" var="r">
<tr><td><a href="<c:url value='/view.do'/>?id=${r.id}"><c:out value="${r.name}"/></a></td></tr></c:forEach>
</table>
<label for="searchKeyword"><spring:message code="k"/></label><form:input path="searchKeyword"/>
<form:select path="x"><form:option value="1" label="a"/></form:select>
<input type="text" <c:if test="${x}">title="검색어"</c:if><c:if test="${not x}">title="주소"</c:if> name="q">
<c:choose><c:when test="${a}"><p id="m">가</p></c:when><c:otherwise><p id="m">나</p></c:otherwise></c:choose>
<a href="#" onclick="go(<c:out value="${r.id}"/>)"><img src="<c:url value='/a.gif'/>" alt="<c:out value="${r.t}"/>"></a>
<ui:pagination paginationInfo="${p}" type="image" jsFunction="fn"/>
</form:form>
</body></html>
""",
    "a.php": """<?php get_header(); ?>
<select name="a" aria-label="Kind"><option <?php if ($a == 1) echo 'selected'; ?> value="1">One</option></select>
<?php if ($a): ?><h2 id="x">One</h2><?php else: ?><h2 id="x">Two</h2><?php endif; ?>
<a href="<?php echo esc_url($u); ?>"><?php the_title(); ?></a>
<ul><?php foreach ($a as $b) { ?><li><?= $b ?></li><?php } ?></ul>
<input type="text" id="<?php echo $id; ?>"><label for="<?php echo $id; ?>">Name</label>
<?php function a() { ?><p id="y">a</p><?php } function b() { ?><p id="y">b</p><?php } ?>
""",
    "a.vue": """<template><div>
<img :src="x" :alt="y"><a :href="z">{{ text }}</a><button @click="a" v-text="b"></button>
<p v-if="a" id="x">a</p><p v-else id="x">b</p><input v-bind="$attrs"><input :id="i"><label :for="i">Name</label>
</div></template>
""",
    "b.html": """<!DOCTYPE html><html xmlns:th="http://www.thymeleaf.org" lang="en">
<head><title th:text="#{t}"></title></head><body>
<a th:href="@{/x}" th:text="${y}"></a><img th:src="@{/a.png}" th:alt="${b}">
<input type="text" th:field="*{name}"><div th:replace="~{x :: y}"></div>
<h1 th:text="${h}"></h1><main><p>Text</p></main>
</body></html>
""",
    "c.html": """<button (click)="a()" [attr.aria-label]="x"></button>
@if (a) {<p id="x">a</p>} @else {<p id="x">b</p>}
<img [src]="a" [alt]="b"><a [routerLink]="c">{{ d }}</a>
""",
}


CLEAN["macros.html"] = """{% macro item(x) %}<li id="a">{{ x }}</li>{% endmacro %}
{% macro other(x) %}<p id="a">{{ x }}</p>{% endmacro %}
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ t }}</title></head>
<body><main><h1>{{ t }}</h1><p id="a">{{ item(1) }}</p></main></body></html>
"""

CLEAN |= {
    # What a branch needs from another condition may come with it.
    "branch.j2": """<div>
{% if a %}x{% else %}<p><a href="/x">{% if b %}Text{% endif %}</a></p>{% endif %}
{% if c %}<p>one</p>{% else %}<p><img src="a.png"{% if b %} alt="x"{% endif %}></p>{% endif %}
{% if not d %}{% if e %}<ul>{% endif %}<li>x</li>{% if e %}</ul>{% endif %}{% else %}y{% endif %}
{% if f %}z{% else %}<label for="q1">{% if g %}Text{% endif %}</label><input id="q1"><p>t</p>{% endif %}
</div>
""",
    # Around a block of code there may be any tags.
    "around.njk": """<main><div>{% call list(1) %}<li>x</li>{% endcall %}</div>
<ul>{% call item() %}<a href="/x">x</a>{% endcall %}</ul><ul>{% component "x" %}<b>a</b>{% endcomponent %}</ul>
{% call tabs() %}<button role="tab">a</button>{% endcall %}
{% call label("x") %}<input type="text" name="a">{% endcall %}
<{{ "ol" if a else "ul" }}><li>x</li></{{ "ol" if a else "ul" }}></main>
""",
    "around.twig": """<main><div>{% embed "list.twig" %}{% block items %}<li>x</li>{% endblock %}{% endembed %}</div>
<div>{% apply wrap %}<li>x</li>{% endapply %}</div></main>
""",
    "around.hbs": """<main><div>{{#> list}}<li>x</li>{{/list}}</div>
<div>{{#if a}}{{<list}}{{$items}}<li>x</li>{{/items}}{{/list}}<a href="/x">{{#t}}home.title{{/t}}</a>{{/if}}</div>
{{^a}}<p><a href="mailto:{{#t}}our.contact-email{{/t}}">{{#t}}our.{{x}}{{/t}}</a></p>{{/a}}</main>
""",
    "around.erb": """<main><div><%= render "list" do %><li>x</li><% end %></div>
<div><%= tag.ul class: "x" do %><li>x</li><% end %></div>
<%= tag.dl do %><dt>a</dt><dd>b</dd><% end %><%= tag.fieldset do %><legend>x</legend><% end %>
<ul><%= content_tag :li do %><p>x</p><% end %></ul>
<%= tag.label do %><input type="checkbox" name="a"> Agree<% end %></main>
""",
    "around.jsp": """<main><div><my:list><li>x</li></my:list></div><ul><my:item><a href="/x">y</a></my:item></ul>
<my:label><input type="text" name="a"></my:label>
<my:tabs><a role="tab" href="#x">a</a></my:tabs><dl><my:row><b>x</b></my:row></dl></main>
""",
    "around.vue": """<template><main><div><MyList><li>x</li></MyList></div><component :is="t"><li>a</li></component>
<ul><MyItem><a href="/y">y</a></MyItem></ul>
<FormField label="x"><input type="text" name="a"></FormField></main></template>
""",
    # Vue reads no HTML: what is its own may stand in a table.
    "table.vue": """<template><div><table><caption>x</caption><tbody>
<transition name="a"><tr v-if="b"><td>a</td><slot name="x"><td>b</td></slot></tr></transition>
<b-row v-for="x in y"><b-cell>a</b-cell></b-row></tbody></table><ul><slot><li>a</li></slot></ul></div></template>
""",
    "around.php": """<main>
<div><?php echo $args['before']; ?><li>x</li><?php echo $args['after']; ?></div></main>""",
    "replaced.html": """<main xmlns:th="http://www.thymeleaf.org"><div>
<th:block th:insert="~{x :: y}"><li>x</li></th:block></div>
<iframe th:src="${a}" th:title="#{map}"></iframe></main>
""",
    "lines.cshtml": """@model X
<main><ul>
@foreach (var x in Model.Items.Where(a => a.B < 3))
{
    var n = x.Count; // how many <li>
    if (n > 2 && x.Ok)
    {
        @:<li>@x
        @:</li>
        <text><li>@x</li></text>
    }
    else if (n < 2) { continue; }
    else
    {
        <li title="@(n > 1 ? "<" : ">")">@x.Name</li>
    }
}
</ul><ul>
@switch (Model.State)
{
    case State.Open when n > 2:
    {
        <li id="s">Open</li>
        break;
    }
    default:
        <li id="s">Closed</li>
        break;
}
</ul>
@{
    ViewData["Title"] = "x<p>";
    var list = new List<string> { "<img>", "b" };
    void Row(string s) { <p id="r">@s</p> }
}
<p>me@example.gov, it's {@Model.A}</p></main>
@section Scripts { <script>if (1 < 2) { f("<p>"); }</script> }
""",
    "icons.html": """<div><button (click)="a()" aria-label="Remove"><mat-icon>delete</mat-icon></button>
<button [disabled]="b" aria-label="Close it"><i class="material-icons">close</i></button>
<iframe [src]="map" [title]="t"></iframe></div>
""",
    "html.html.twig": """<!DOCTYPE html>
<html{{ html_attributes }}>
  <head>
    <head-placeholder token="{{ placeholder_token }}">
    <title>{{ head_title|safe_join(' | ') }}</title>
    <css-placeholder token="{{ placeholder_token }}">
  </head>
  <body{{ attributes }}><a href="#main">{{ 'Skip'|t }}</a>{{ page }}</body>
</html>
""",
    "front.html": """---
layout: none
title: "<b>"
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Water rates</title></head>
<body><main><h1>Water rates</h1><p>Text of it.</p></main></body></html>
""",
    "sound.j2": """<audio controls src="{{ url }}"></audio><div>{{ rest }}</div>""",
    # Languages that only the engine knows.
    "bidi.html": """<!doctype html>
<html lang="{{ LANGUAGE_CODE }}"{% if LANGUAGE_BIDI %} dir="rtl"{% endif %}>
<head><meta charset="utf-8"><title>{{ t }}</title></head>
<body><main><h1>{{ t }}</h1><p>{% blocktrans %}Words of the programmer, to be translated.{% endblocktrans %}</p>
</main></body></html>
""",
    "plural.html": """<dl>{% if a %}<dt>{% trans count=n -%}
One thing
{%- pluralize -%}
Many things
{%- endtrans %}</dt><dd>{{ x }}</dd>{% endif %}</dl>
""",
    # Of these pairs one is written.
    "pairs.jsp": """<main><logic:present name="u"><h2>A</h2></logic:present><logic:notPresent name="u"><h2>B</h2>
</logic:notPresent><p>Text</p><sec:authorize access="isAnonymous()"><p id="x">a</p></sec:authorize>
<sec:authorize access="isAuthenticated()"><h2>C</h2><p id="x">b</p></sec:authorize>
<logic:notEqual name="r" property="a" value="1"><h2>D</h2></logic:notEqual>
<logic:equal name="r" property="a" value="1"><h2>E</h2></logic:equal><p>Text</p></main>
""",
    # Nothing says what code writes there.
    "clicks.jsp": """<main><div onclick="${script}">보기</div>
<div ${attributes} onclick="f('${a}')">보기</div></main>""",
    # A part of a description list, whose list is in another file.
    "row.hbs": """<div class="row">{{#a}}<dt>{{label}}</dt><dd>{{value}}</dd>{{/a}}</div>""",
}


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_told_that_the_page_may_not_have(told: Told, name: str) -> None:
    assert told(CLEAN[name], name) == set()


FAULTS = [
    (
        "page.html",
        """<div xmlns:th="x">
<img th:src="${a}"><!--/* <img src="x"> */-->
<!--/*/ <iframe th:src="${a}"></iframe> /*/--></div>""",
        {("image-alt-missing", 2), ("frame-title-missing", 3)},
    ),
    (
        "a.jsp",
        """<main>
<div onclick="view('<c:out value="${r.a}"/>')">보기</div><div onclick="${script}">보기</div></main>""",
        {("click-without-keyboard", 2)},
    ),
    (
        "a.j2",
        "{% for x in y %}{% if x.a %}<p>a</p>{% else %}\n<img src=b.png>{% endif %}{% endfor %}",
        {("image-alt-missing", 2)},
    ),
    (
        "a.jsp",
        (
            '<c:forEach items="${l}" var="x"><c:choose><c:when test="${x.a}"><p>a</p></c:when><c:otherwise>\n'
            '<p><img src="b.png"></p></c:otherwise></c:choose></c:forEach>'
        ),
        {("image-alt-missing", 2)},
    ),
    (
        "a.njk",
        (
            "{% macro m(x) %}{% if x %}{% if y %}<p>a</p>{% else %}\n<p><img src=b.png></p>{% endif %}"
            "{% endif %}{% endmacro %}"
        ),
        {("image-alt-missing", 2)},
    ),
    (
        "a.vue",
        (
            '<template><div><p v-if="a"><b v-for="x in y">a</b><b v-if="x.a">a</b>\n<img v-else src="a.png"></p>\n'
            '<p v-else><img src="b.png"></p></div></template>'
        ),
        {("image-alt-missing", 2), ("image-alt-missing", 3)},
    ),
    (
        "a.cshtml",
        (
            "<ul>\n@foreach (var x in y)\n{\n  if (x.A < 2)\n  {\n    <li><img src='@x.B'></li>\n"
            "  }\n  else {\n<p>None @x</p> }\n}\n</ul>"
        ),
        {("image-alt-missing", 6), ("list-child-wrong", 9)},
    ),
    (
        "a.j2",
        "<table><tr><td>{{ a }}</td><td>{{ b }}</td>\n<td class='x' class='y'>c</td><td>{{ d }}</td></tr></table>",
        {("attribute-repeated", 2)},
    ),
    ("a.erb", "<div>\n<% if a %><li><%= b %></li><% end %></div>", {("list-item-outside", 2)}),
    (
        "a.jsp",
        '<form:form><div>\n<input type="text" name="q"></div></form:form>',
        {("field-name-missing", 2)},
    ),
    (
        "a.erb",
        '<%= form_with url: "/" do |f| %><div>\n<input type="text" name="q"></div><%= f.submit %><% end %>',
        {("field-name-missing", 2)},
    ),
    ("a.njk", '---\nlayout: x\n---\n<img src="{{ x }}">', {("image-alt-missing", 4)}),
    (
        "a.j2",
        '{% if a %}x{% else %}\n<p><img src="a.png">{% if b %}c{% endif %}</p>{% endif %}',
        {("image-alt-missing", 2)},
    ),
    ("a.html", '{% load x %}\n<img src="{{ x }}">', {("image-alt-missing", 2)}),
    ("a.html", '{% if x %}\n<img src="a.png">{% endif %}', {("image-alt-missing", 2)}),
    ("a.php", '<?php if ($a) { ?>\n<img src="a.png"><?php } ?>', {("image-alt-missing", 2)}),
    ("a.njk", '{% macro a() %}\n<img src="a.png">{% endmacro %}', {("image-alt-missing", 2)}),
    ("a.php", '<?php function a() { ?>\n<img src="a.png"><?php } ?>', {("image-alt-missing", 2)}),
    ("a.erb", '<% if a %>\n<a href="<%= b %>"></a><% end %>', {("link-name-missing", 2)}),
    (
        "a.jsp",
        '<c:if test="${a}">\n<p><input type="text" name="<c:out value="${b}"/>"></p></c:if>',
        {("field-name-missing", 2)},
    ),
    ("a.vue", '<template><div>\n<img :src="a"></div></template>', {("image-alt-missing", 2)}),
    ("a.hbs", '{{#each a}}\n<img src="{{b}}">{{/each}}', {("image-alt-missing", 2)}),
    (
        "a.njk",
        '{% for a in b %}\n<p tabindex="3" {{ c }}>Text</p>{% endfor %}',
        {("tabindex-positive", 2)},
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), FAULTS)
def test_what_every_page_has_is_told(
    told: Told, name: str, text: str, expected: set[tuple[str, int]]
) -> None:
    assert expected <= told(text, name)


def test_a_page_of_another_encoding_says_so_in_its_directive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsp"
    text = '<%@ page contentType="text/html; charset=euc-kr" %>\n<img src="a.gif" title="그림">\n<a href="x.do"></a>'
    path.write_bytes(text.encode("cp949"))
    main(["--no-browser", "--format", "json", str(path)])
    page = json.loads(capsys.readouterr().out)["pages"][0]
    assert any("그림" in one["snippet"] for one in page["findings"])


def test_templates_that_are_taken_in_are_read(told: Told, tmp_path: Path) -> None:
    (tmp_path / "partials").mkdir()
    page = '{% extends "x" %}{% include "partials/labels.html" %}\n'
    page += '<input type="text" id="a">\n<input type="text" id="b">'
    (tmp_path / "partials" / "labels.html").write_text('<label for="a">Name</label>')
    assert told(page) == {("field-name-missing", 3)}
    assert told(page.replace("labels", "gone")) == set()


def test_what_no_page_is_gets_no_findings(told: Told) -> None:
    text = (
        "<?php header('Content-Type: text/javascript'); ?>\ndocument.write('<img src=\"a.png\">');"
    )
    assert told(text, "a.php") == set()
    assert told(text.replace("javascript", "html"), "a.php") == {("image-alt-missing", 2)}


def test_more_conditions_than_are_looked_at_tell_nothing_wrong(told: Told) -> None:
    branches = "".join(f"{{% if a{n} %}}<p id='x'>{n}</p>{{% endif %}}\n" for n in range(60))
    assert told(branches) == set()
    nested = "{% if a %}" * 2000 + "<img src=a>" + "{% endif %}" * 2000
    told(nested)


def test_an_option_of_standard_input_tells_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Input:
        buffer = BytesIO(
            b'<c:if test="${a}"><p id="x">a</p></c:if><c:if test="${b}"><p id="x">b</p></c:if>'
        )

    monkeypatch.setattr("sys.stdin", Input())
    main(["--no-browser", "--format", "json", "--stdin-filename", "a.jsp", "-"])
    found = json.loads(capsys.readouterr().out)["pages"][0]["findings"]
    assert [one["rule"] for one in found if one["certainty"] != "review"] == []


def test_an_empty_element_of_a_part_may_be_filled_by_what_the_page_has(told: Told) -> None:
    filled = """<button id="toggle"></button><a href="#L1" data-line="{{ number }}"></a>
<fieldset><legend id="range"></legend>
<label>Least <input name="a"></label><label>Most <input name="b"></label></fieldset>
{{ rest }}"""
    assert told(filled, "part.html") == set()
    bare = '<button class="toggle"></button>\n<a href="#L1" data-line="1"></a>\n{{ rest }}'
    assert told(bare, "part.html") == {("button-name-missing", 1), ("link-name-missing", 2)}


@pytest.fixture
def messages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, str]]:
    """The messages of the findings of a part of a template, by rule."""

    def run(text: str) -> dict[str, str]:
        path = tmp_path / "part.html"
        path.write_text(text)
        main(["--no-browser", "--format", "json", str(path)])
        findings = json.loads(capsys.readouterr().out)["pages"][0]["findings"]
        return {one["rule"]: f"{one['level']}: {one['message']}" for one in findings}

    return run


def test_what_code_may_write_is_no_evidence(messages: Callable[..., dict[str, str]]) -> None:
    table = messages(
        "<form>{{ hidden }}<table><tr><td>{{ label }}</td><td><input name=a aria-label='{{ a }}'></td></tr>"
        "<tr></table></form>"
    )
    assert table["table-for-layout"].startswith("info: The table puts things beside")
    field = messages("<form>{{ hidden }}<div>{{ a }} {{ b }} <select name=a></select></div></form>")
    assert field["field-name-missing"].startswith("error: The text “…” before the field")
    assert "pre-without-code" not in messages("<pre>{{ code }}</pre>")


def test_headings_of_a_table_are_judged_by_its_rows(
    messages: Callable[..., dict[str, str]],
) -> None:
    heads = "<thead><tr><th>Place</th><th>Rate</th></tr></thead>"
    table = f"<table><caption>Rates</caption>{heads}<tbody>%s</tbody></table>"
    row = "<tr><td>{{ r.place }}</td><td>{{ r.rate }}</td></tr>"
    assert "table-scope-missing" in messages(table % f"{{% for r in rates %}}{row}{{% endfor %}}")
    assert "table-scope-missing" not in messages(table.replace("<th>", '<th scope="col">') % row)


def test_one_fault_of_an_element_is_told_once(messages: Callable[..., dict[str, str]]) -> None:
    found = messages(
        '<div><b role="button" @click="a()">A</b><b role="heading">B</b>{{ rest }}</div>'
    )
    assert found.keys() & {"role-not-focusable", "click-without-keyboard"} == {"role-not-focusable"}
    assert "heading-level-invalid" in found
    assert "aria-required-attribute-missing" not in found


def test_what_is_sure_of_a_click_leaves_no_doubt_about_its_role(
    messages: Callable[..., dict[str, str]],
) -> None:
    scripted = (
        '<script src="a.js"></script><div><b role="button" onclick="a()">A</b></div>{{ rest }}'
    )
    found = messages(scripted)
    assert found.keys() & {"role-not-focusable", "click-without-keyboard"} == {
        "click-without-keyboard"
    }


def test_repairs_speak_of_code_as_people_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.j2").write_text(
        "<p><label>{{ name }}:</label> <input class=x name=a></p>", encoding="utf-8"
    )
    main(["--no-browser", "--format", "json", str(tmp_path / "a.j2")])
    (page,) = json.loads(capsys.readouterr().out)["pages"]
    titles = [one["fix"]["title"] for one in page["findings"] if one["fix"]]
    assert "Tie the label “…:” to the field" in titles
