"""Files come to their places whole, with what they were, or not at all."""

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from govpage_lint import placing
from govpage_lint.placing import Changed, put_whole

POSIX = pytest.mark.skipif(os.name == "nt", reason="permissions and links are those of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("lasting", [True, False])
def test_a_new_file_and_its_folders_are_made(tmp_path: Path, lasting: bool) -> None:
    file = tmp_path / "a" / "b" / "c.txt"
    put_whole(file, iter([b"one\n", b"two\n"]), lasting=lasting)
    assert file.read_bytes() == b"one\ntwo\n"
    assert names(file.parent) == ["c.txt"]


@POSIX
def test_a_new_file_has_the_permissions_that_the_system_gives(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    put_whole(tmp_path / "whole", b"")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "whole")]
    assert modes[0] == modes[1]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_stay(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    file.chmod(mode)
    put_whole(file, b"new")
    assert file.read_bytes() == b"new" and stat.S_IMODE(file.stat().st_mode) == mode


@POSIX
@pytest.mark.parametrize("there", [True, False])
def test_a_link_keeps_pointing_at_its_file(tmp_path: Path, there: bool) -> None:
    real = tmp_path / "real" / "a.txt"
    if there:
        real.parent.mkdir()
        real.write_bytes(b"old")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to(real)
    put_whole(tmp_path / "one", b"new")
    assert (tmp_path / "one").is_symlink() and (tmp_path / "two").is_symlink()
    assert real.read_bytes() == b"new" and names(real.parent) == ["a.txt"]


@POSIX
def test_links_in_a_circle_and_files_for_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "file").write_bytes(b"")
    for path in ("a", "file/below", "file/further/below", "."):
        with pytest.raises(OSError, match=r".+"):
            put_whole(tmp_path / path, b"new")
    assert names(tmp_path) == ["a", "b", "file"]
    assert (tmp_path / "a").is_symlink()


@POSIX
def test_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    put_whole(pipe, b"new")
    reader.join(60)
    assert read == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode) and names(tmp_path) == ["pipe"]


def test_a_read_only_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    file.chmod(0o444)
    with pytest.raises(PermissionError, match="it is read-only"):
        put_whole(file, b"new")
    assert file.read_bytes() == b"old" and names(tmp_path) == ["a.txt"]


def test_only_what_it_was_made_from_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"other")
    with pytest.raises(Changed):
        put_whole(file, b"new", made_from=b"old")
    assert file.read_bytes() == b"other" and names(tmp_path) == ["a.txt"]
    with pytest.raises(FileNotFoundError):
        put_whole(tmp_path / "gone.txt", b"new", made_from=b"old")
    assert names(tmp_path) == ["a.txt"]


def _failing() -> Iterator[bytes]:
    yield b"half"
    raise KeyboardInterrupt


def test_nothing_is_left_of_what_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        put_whole(file, _failing())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for place, name in ((os, "fsync"), (placing, "_copy_rights"), (Path, "replace")):
        with monkeypatch.context() as patch:
            patch.setattr(place, name, full)
            with pytest.raises(OSError, match="No space"):
                put_whole(file, b"new")
    assert file.read_bytes() == b"old" and names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("name", ["가" * 80 + ".html", "x" * 250])
def test_a_long_name_has_room_for_what_stands_beside_it(tmp_path: Path, name: str) -> None:
    put_whole(tmp_path / name, b"new")
    assert names(tmp_path) == [name]


@POSIX
def test_a_foreseen_name_is_no_way_to_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "precious").write_bytes(b"mine")
    (tmp_path / "trap").symlink_to("precious")
    monkeypatch.setattr(placing, "_beside", lambda target: target.with_name("trap"))
    with pytest.raises(FileExistsError):
        put_whole(tmp_path / "a.txt", b"new")
    assert (tmp_path / "precious").read_bytes() == b"mine"
    assert names(tmp_path) == ["precious", "trap"]
