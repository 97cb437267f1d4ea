"""Icons of social networks: whose they are, and what their row says again and again."""

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.engine.wording import target_span
from govpage_lint.rulebook.book import Rulebook, data_table

BOOK = Rulebook()
NETWORKS = data_table("networks")["network"]
IDS = [network["id"] for network in NETWORKS]


def found(rule: str, html: str, outcome: str = "failed") -> list[str]:
    """The source texts of the findings of a rule."""
    document = parse_text(html)
    judged = Dispatcher([BOOK.rules[rule]]).run(source_page(document, profile="kr"))
    spans = [
        target_span(document, one.verdict.target)
        for one in judged
        if one.verdict.outcome == outcome
    ]
    return [document.source.slice(span) for span in spans if span is not None]


def icon(host: str, label: str) -> str:
    return f'<a href="https://www.{host}/gaon"><img src="a.svg" alt="{label}"></a>'


def labels(network) -> list[str]:
    return [
        *network.get("names", ()),
        *network.get("alone", ()),
        network["name"]["en"],
        network["name"]["ko"],
    ]


@pytest.mark.parametrize("network", NETWORKS, ids=IDS)
def test_no_name_of_a_network_is_wrong_on_its_own_hosts(network):
    for host in network["hosts"]:
        for label in [*labels(network), *network.get("generic", ())]:
            assert found("icon-wrong-network", icon(host, label)) == [], (host, label)


@pytest.mark.parametrize(
    "network", [n for n in NETWORKS if not n.get("any_host")], ids=lambda n: n["id"]
)
def test_each_name_of_a_network_is_wrong_on_the_host_of_another(network):
    host = "vimeo.com" if network["id"] != "vimeo" else "github.com"
    for label in [*network.get("names", ()), *network.get("alone", ())]:
        assert found("icon-wrong-network", icon(host, label)), label


@pytest.mark.parametrize(
    "label",
    ["Share on Twitter", "트위터 공유하기", "Twitter(새창)", "Partager sur Twitter", "TWITTER"],
)
def test_words_around_the_name_do_not_hide_it(label: str):
    assert found("icon-wrong-network", icon("facebook.com", label)) == [f'alt="{label}"']


@pytest.mark.parametrize(
    "href",
    [
        "facebook.com",
        "/facebook",
        "https://facebook.com.evil.example/",
        "https://[bad",
        "https://notfacebook.com/",
        "",
    ],
)
def test_an_address_that_is_no_network_says_nothing(href: str):
    html = f'<a href="{href}"><img src="a.svg" alt="Twitter"></a>'
    assert found("icon-wrong-network", html) == []


def test_a_text_about_another_network_is_no_wrong_name():
    html = '<a href="https://youtu.be/1">Instagram privacy for parents: a film of the ministry</a>'
    assert found("icon-wrong-network", html) == []
    assert found("icon-wrong-network", '<a href="https://youtu.be/1">Instagram</a>')


def row(
    *names: str, hosts: tuple[str, ...] = ("facebook.com", "x.com", "youtube.com", "instagram.com")
) -> str:
    items = "".join(
        f"<li>{icon(host, name)}</li>" for host, name in zip(hosts, names, strict=False)
    )
    return f"<ul>{items}</ul>"


def test_each_icon_of_a_row_with_the_same_long_beginning_is_told():
    office = "Office of the Prime Minister"
    html = row(f"{office} Facebook", f"{office} X", f"{office} YouTube")
    assert found("icon-labels-repeat-prefix", html) == [
        f'alt="{office} Facebook"',
        f'alt="{office} X"',
        f'alt="{office} YouTube"',
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("Facebook", "X", "YouTube"),
        ("City of Gaon Office", "City of Gaon Office", "City of Gaon Office"),
        ("City of Gaon Office", "City of Gaon Office X", "City of Gaon Office YouTube"),
        ("Office of the Prime Facebook", "Office of the Primer X", "Officer of the Primes YouTube"),
        ("Find us on Facebook", "Find us on X", "Find us on YouTube"),
        ("Office of the Prime Minister Facebook", "Office of the Prime Minister X"),
    ],
)
def test_a_row_without_a_long_common_beginning_is_fine(names: tuple[str, ...]):
    assert found("icon-labels-repeat-prefix", row(*names)) == []


def test_icons_of_two_lists_are_no_row():
    office = "Office of the Prime Minister"
    first = f"<div><p>{icon('facebook.com', f'{office} Facebook')}</p><p>{icon('x.com', f'{office} X')}</p></div>"
    second = f"<div><p>{icon('youtube.com', f'{office} YouTube')}</p><p>{icon('vimeo.com', 'Vimeo')}</p></div>"
    assert found("icon-labels-repeat-prefix", first + second) == []
