"""An editor gets marks as a person types, explanations, and things to do about them."""

import pytest

from tests.lsp.protocol import applied, editor

CLEAN = (
    '<!doctype html>\n<html lang="en">\n<title>Permits</title>\n<main><h1>Permits</h1>\n{}</main>\n'
)
IMAGE = CLEAN.format('<p>🏛 <img src="hall.png"></p>\n')
OPTIONS = ("--select", "image-alt-missing,text-undecodable,charset-contradicts")


def test_marks_come_and_go_as_the_text_changes(tmp_path):
    with editor(tmp_path, OPTIONS) as client:
        uri = client.open(tmp_path / "permits.html", IMAGE)
        (mark,) = client.diagnostics(uri, 1)
        assert mark["code"] == "image-alt-missing"
        assert mark["source"] == "govpage-lint"
        assert mark["severity"] == 1
        # The building is two units of UTF-16.
        assert mark["range"]["start"] == {"line": 4, "character": 6}
        client.change(uri, 2, IMAGE.replace("<img", '<img alt="Town hall"'))
        assert client.diagnostics(uri, 2) == []
        client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert client.diagnostics(uri) == []


def test_an_editor_that_counts_code_points_gets_code_points(tmp_path):
    general = {"positionEncodings": ["utf-32", "utf-16"]}
    with editor(tmp_path, OPTIONS, general=general) as client:
        uri = client.open(tmp_path / "permits.html", IMAGE)
        (mark,) = client.diagnostics(uri, 1)
        assert mark["range"]["start"] == {"line": 4, "character": 5}


def test_a_pointer_over_a_mark_shows_what_it_means(tmp_path):
    with editor(tmp_path, OPTIONS) as client:
        uri = client.open(tmp_path / "permits.html", IMAGE)
        (mark,) = client.diagnostics(uri, 1)
        at = {"textDocument": {"uri": uri}, "position": mark["range"]["start"]}
        shown = client.request("textDocument/hover", at)
        assert shown["contents"]["kind"] == "markdown"
        assert "`image-alt-missing`" in shown["contents"]["value"]
        assert "1\\.1\\.1" in shown["contents"]["value"]
        away = at | {"position": {"line": 0, "character": 0}}
        assert client.request("textDocument/hover", away) is None


def test_a_finding_can_be_passed_over_by_a_comment_before_its_tag(tmp_path):
    with editor(tmp_path, OPTIONS) as client:
        uri = client.open(tmp_path / "permits.html", IMAGE)
        (mark,) = client.diagnostics(uri, 1)
        (action,) = [
            one
            for one in client.actions(uri, mark["range"], only=["quickfix"])
            if "image-alt-missing" in one["title"]
        ]
        mended = applied(IMAGE, action["edit"]["changes"][uri])
        assert (
            '🏛 <!-- govpage-lint-disable-next image-alt-missing -- reason --><img src="hall.png">'
            in mended
        )


def test_a_tag_on_a_line_of_its_own_keeps_its_indentation(tmp_path):
    text = CLEAN.format('  <img src="hall.png">\n')
    with editor(tmp_path, OPTIONS) as client:
        uri = client.open(tmp_path / "permits.html", text)
        (mark,) = client.diagnostics(uri, 1)
        action = client.actions(uri, mark["range"])[-1]
        mended = applied(text, action["edit"]["changes"][uri])
        words = "govpage-lint-disable-next image-alt-missing -- reason"
        assert f'\n  <!-- {words} -->\n  <img src="hall.png">\n' in mended


def test_the_configuration_beside_the_page_holds_and_may_change(tmp_path):
    config = tmp_path / "govpage-lint.toml"
    config.write_text('lang = "ko"\nselect = ["image-alt-missing"]\n', "utf-8")
    with editor(tmp_path) as client:
        uri = client.open(tmp_path / "permits.html", IMAGE)
        (mark,) = client.diagnostics(uri, 1)
        assert "alt 속성이 없습니다" in mark["message"]
        config.write_text('select = ["doctype-missing"]\n', "utf-8")
        client.notify("workspace/didChangeWatchedFiles", {"changes": []})
        assert client.diagnostics(uri, 1) == []


def test_a_broken_configuration_is_said_once_and_mended_without_a_restart(tmp_path):
    config = tmp_path / "govpage-lint.toml"
    config.write_text('profil = "kr"\n', "utf-8")
    with editor(tmp_path) as client:
        uri = client.open(tmp_path / "permits.html", IMAGE)
        shown = client.next("window/showMessage")
        assert "profil" in shown["message"]
        assert "profile" in shown["message"]
        config.write_text('select = ["image-alt-missing"]\n', "utf-8")
        client.change(uri, 2, IMAGE)
        assert len(client.diagnostics(uri, 2)) == 1


@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig"])
def test_a_page_is_checked_in_the_encoding_that_it_is_saved_in(tmp_path, encoding):
    name = {"cp949": "euc-kr"}.get(encoding, "utf-8")
    text = CLEAN.replace("<title>", f'<meta charset="{name}"><title>').format("<p>안내</p>")
    file = tmp_path / "permits.html"
    file.write_bytes(text.encode(encoding))
    with editor(tmp_path, OPTIONS) as client:
        uri = client.open(file, text)
        assert client.diagnostics(uri, 1) == []


def test_what_is_no_page_at_all_does_not_end_the_server(tmp_path):
    with editor(tmp_path, OPTIONS) as client:
        for number, text in enumerate(("", "\x00\x00", "<" * 5000, "\ud7ff{%", "<img"), 1):
            uri = client.open(tmp_path / f"{number}.html", text)
            client.diagnostics(uri, 1)
