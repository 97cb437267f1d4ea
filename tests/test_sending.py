"""Headers and cookies of a person go to their own site, and to no other."""

from govpage_lint.fetch import Fetcher
from govpage_lint.sending import Cookie, Sending, origin_of
from govpage_lint.targets import Target
from tests.web import Answer, page, serve

OWN = "https://www.a.kr"
SENDING = Sending(
    (("X-Key", "k"),),
    (("c", "1"),),
    (Cookie("s", "2", "a.kr", "/in"),),
    frozenset([origin_of(OWN)]),
)


def test_other_hosts_ports_and_schemes_get_nothing() -> None:
    assert SENDING.headers_for(f"{OWN}/x", OWN) == {"X-Key": "k", "Cookie": "c=1"}
    for other in ("http://www.a.kr/", "https://www.a.kr:8443/", "https://b.kr/?https://www.a.kr"):
        assert SENDING.headers_for(other, OWN) == {}
    assert SENDING.headers_for("http://[broken", OWN) == {}


def test_the_safe_side_of_a_site_is_the_site() -> None:
    plain = Sending((("X-Key", "k"),), origins=frozenset([origin_of("http://a.kr")]))
    assert plain.headers_for("https://a.kr/", "http://a.kr/") == {"X-Key": "k"}
    assert plain.headers_for("https://a.kr:8443/", "http://a.kr/") == {}


def test_cookies_of_a_login_go_where_a_browser_sends_them() -> None:
    own = Cookie("s", "2", "a.kr", "/in")
    assert own.goes_to("http://a.kr/in/x")
    assert not own.goes_to("http://a.kr/inside")
    assert not own.goes_to("http://www.a.kr/in/")
    assert Cookie("s", "2", ".a.kr").goes_to("http://www.a.kr/")
    assert not Cookie("s", "2", ".a.kr").goes_to("http://evila.kr/")
    assert not Cookie("s", "2", "a.kr", secure=True).goes_to("http://a.kr/")


def test_a_redirect_to_another_origin_takes_nothing_along() -> None:
    asked: list[tuple[str, str | None]] = []

    def note(answer: Answer) -> Answer:
        def noted(request: object) -> None:
            asked.append((request.path, request.headers.get("X-Key")))  # type: ignore[attr-defined]
            answer(request)  # type: ignore[arg-type]

        return noted

    answers: dict[str, Answer] = {}
    with serve({"/end": note(page("<p>x"))}) as other, serve(answers) as own:
        answers["/go"] = note(page("", status=302, Location=f"{other}/end"))
        Fetcher("t", sending=Sending((("X-Key", "k"),))).fetch(Target("url", f"{own}/go"))
    assert asked == [("/go", "k"), ("/end", None)]
