"""Which file of a repository a page belongs to."""

from pathlib import Path

import pytest

from govpage_lint.reports.places import Places
from govpage_lint.reports.view import View
from tests.reports.reporting import page

HOST = "https://www.example.go.kr/"


def place(target: str, root: Path, **view: object) -> str | None:
    given = View(root=root, folder=root / "web", source_map=((HOST, "public/"),))
    found = Places(given).of(page(target, url=target if "://" in target else None))
    return None if found.is_anchor else found.path


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("a.html", "web/a.html"),
        ("./sub/../a.html", "web/a.html"),
        ("../top.html", "top.html"),
        ("../../outside.html", None),
        ("/etc/passwd", None),
        ("-", None),
        (HOST, "public/index.html"),
        (f"{HOST}news/?page=2#top", "public/news/index.html"),
        (f"{HOST}news/view.do?id=1", "public/news/view.do"),
        (f"{HOST}about", "public/about.html"),
        (f"{HOST}%ED%95%9C.html", "public/한.html"),
        (f"{HOST}../../etc/passwd", None),
        (f"{HOST}%2e%2e/%2e%2e/etc/passwd", None),
        (f"{HOST}a%00b.html", None),
        ("https://elsewhere.example/", None),
    ],
)
def test_the_file_of_a_page(target: str, path: str | None, tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "about.html").write_text("x")
    assert place(target, tmp_path) == path


def test_the_longest_beginning_wins(tmp_path: Path) -> None:
    view = View(root=tmp_path, source_map=((HOST, "public/"), (f"{HOST}en/", "english/src")))
    found = Places(view).of(page(f"{HOST}en/a.html", url=f"{HOST}en/a.html"))
    assert found.path == "english/src/a.html"
