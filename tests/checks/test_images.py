"""What the rules about images and icons leave to each other, and what a source cannot show."""

import pytest

from govpage_lint.checks.page import Page, PageObserver
from govpage_lint.document.parse import parse_text
from govpage_lint.engine.check import Inspector
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook, data_table

BOOK = Rulebook()
RULES = [rule for rule in BOOK.rules.values() if rule.topic in ("images", "links")]


def page(html: str, observer: PageObserver = "source") -> Page:
    made = source_page(parse_text(html), profile="kr")
    return Page(made.document, made.semantics, data=data_table, profile="kr", observer=observer)


def found(html: str, outcome: str = "failed", observer: PageObserver = "source") -> list[str]:
    judged = Dispatcher(RULES).run(page(html, observer))
    return sorted(one.rule.id for one in judged if one.verdict.outcome == outcome)


def told(html: str) -> list[str]:
    """The rules whose findings a person gets: what one of them covers is told once."""
    inspector = Inspector(RULES, BOOK.profiles["kr"], BOOK.standards, "en")
    return [one.finding.rule for one in inspector.inspect(page(html)).placed]


@pytest.mark.parametrize(
    "inside",
    [
        '<img src="a.png">',
        '<img src="a.png" alt="">',
        '<img src="a.png" alt=" ">',
        '<img src="a.png" role="none" alt="Home">',
        '<svg role="img"></svg>',
        '<span role="img"></span>',
        '<object data="a.png"></object>',
        '<i class="icon"></i>',
        "",
    ],
)
@pytest.mark.parametrize(
    ("control", "rule"),
    [
        ('<a href="/">{}</a>', "link-name-missing"),
        ("<button>{}</button>", "button-name-missing"),
        ("<details><summary>{}</summary>A</details>", "summary-name-missing"),
        ('<div role="menu"><a href="/" role="menuitem">{}</a></div>', "menu-item-name-missing"),
    ],
)
def test_what_leaves_a_control_without_a_name_is_one_fault(control: str, rule: str, inside: str):
    assert found(control.format(inside)) == [rule]


def test_several_images_without_alt_in_one_link_are_one_fault():
    html = '<a href="/"><img src="a.png"><img src="b.png"></a>'
    assert found(html) == ["link-name-missing"]


def test_an_image_that_is_a_button_is_a_button_without_a_name_and_no_more():
    assert found('<img src="a.png" role="button" tabindex="0">') == ["button-name-missing"]


def test_a_decoration_that_is_exposed_without_a_name_is_told_once():
    assert told('<img src="a.png" alt="" tabindex="0">') == ["image-alt-missing"]
    assert told('<img src="a.png" alt="" title="Map">') == ["image-title-without-alt"]
    assert told('<a href="/" role="presentation"></a>') == ["link-name-missing"]
    # To W3C's rules both faults are there.
    both = ["decoration-exposed", "image-alt-missing"]
    assert found('<img src="a.png" alt="" tabindex="0">') == both


def test_an_alternative_text_that_repeats_a_text_is_not_also_told_for_its_last_word():
    assert found('<a href="/"><img src="a.png" alt="PDF icon"> PDF icon</a>') == [
        "image-alt-repeats-text"
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/" v-text="title"></a>',
        '<a href="/"><span th:text="${title}"></span></a>',
        '<a href="/"><?php echo $title ?></a>',
        "<button><fmt:message key='search'/></button>",
        '<button data-i18n="search"></button>',
        '<a href="/" [attr.aria-label]="title"><i class="icon"></i></a>',
    ],
)
def test_what_a_template_may_write_is_for_a_person_to_see_until_it_is_rendered(html: str):
    assert found(html) == []
    assert found(html, "cantTell") in (["link-name-missing"], ["button-name-missing"])
    assert found(html, observer="rendered") in (["link-name-missing"], ["button-name-missing"])


def test_a_binding_of_something_else_than_the_name_does_not_excuse():
    html = '<a href="/" :class="{on: open}" @click="go" v-if="ready"><i class="icon"></i></a>'
    assert found(html) == ["link-name-missing"]


def test_an_image_without_address_is_certain_only_when_rendered():
    assert found('<img id="preview">') == []
    assert found('<img id="preview">', observer="rendered") == ["image-alt-missing"]


def test_text_of_an_unread_style_sheet_is_no_name():
    html = '<link rel="stylesheet" href="https://cdn.example/icons.css"><a href="/"><i class="fa fa-home"></i></a>'
    assert found(html) == ["link-name-missing"]


def test_text_of_a_style_sheet_is_a_name_unless_nobody_can_read_it():
    head = "<style>.home::before {{ content: '{}' }}</style>"
    link = '<a href="/"><i class="home"></i></a>'
    assert found(head.format("Home") + link) == []
    assert found(head.format(r"\e900") + link) == ["link-name-missing"]


@pytest.mark.parametrize(
    "name",
    [
        "&#x200b;",
        "&#x3164;",
        "&#x2800;",
        "&#xe900;",
        "&#xf0000;",
        "&shy;&zwj;",
        "&#xfe0f;",
    ],
)
def test_a_name_of_characters_that_nobody_sees_or_hears_is_a_bad_one(name: str):
    assert found(f'<button aria-label="{name}"></button>') == ["control-name-unreadable"]


def test_a_name_of_a_space_is_none():
    assert found('<button aria-label="&nbsp;"></button>') == ["button-name-missing"]


@pytest.mark.parametrize("name", ["1", "가", "é", "한글", "ا", "A", "आ"])
def test_a_name_of_a_single_letter_or_number_is_one(name: str):
    assert found(f"<button>{name}</button>") == []


def test_deeply_nested_links_and_images_are_no_trouble():
    html = "<div role=link>" * 3000 + "<figure><img src=a.png>" * 3000
    assert set(found(html)) == {"link-name-missing"}


def test_the_rules_of_the_family_name_axe_rules_and_act_rules_that_are_theirs():
    by_axe = {name: {rule.id for rule in RULES if name in rule.axe} for name in BOOK.axe}
    assert "link-name-missing" in by_axe["link-name"]
    assert "button-name-missing" in by_axe["button-name"]
    assert by_axe["input-image-alt"] == {"image-button-alt-missing"}
    assert "svg-name-missing" in by_axe["svg-img-alt"]
    assert "object-alt-missing" in by_axe["object-alt"]
    assert by_axe["image-redundant-alt"] == {"image-alt-repeats-text"}
