"""What pictures tell of the contrast of letters."""

from PIL import Image, ImageDraw

from govpage_lint.engine.probes.pixels import Picture, line_contrasts
from govpage_lint.semantics.rendered import Rect

GREY = (0x77, 0x77, 0x77)
LIGHT = (0xCC, 0xCC, 0xCC)


def strokes(size: tuple[int, int], *boxes: tuple[int, int, int, int]) -> Picture:
    ground = Image.new("RGB", size, GREY)
    whole = ground.copy()
    for box in boxes:
        ImageDraw.Draw(whole).rectangle(box, LIGHT)
    return Picture(0, 0, ground, whole)


def test_letters_that_reach_the_edge_of_their_line_are_compared_with_nothing_beyond_it() -> None:
    picture = strokes((60, 24), (10, 2, 12, 21), (20, 2, 22, 21), (8, 20, 40, 23))
    found = line_contrasts(picture, Rect(8, 4, 34, 16), None)
    assert found
    assert max(found) < 4


def test_letters_at_the_edge_of_the_picture_are_compared_with_nothing_beyond_it() -> None:
    picture = strokes((40, 16), (0, 3, 2, 12), (37, 3, 39, 12))
    found = line_contrasts(picture, Rect(0, 0, 40, 16), None)
    assert found
    assert max(found) < 4
