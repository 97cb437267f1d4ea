"""Decides which program reads the text in pictures: the door to it, and to what it has read.

Reading is an ability that a machine has or has not. The engine asks ``find_reader``; without one,
rules about the text in pictures say that they cannot tell.
"""

from govpage_lint.engine.reading.readers import PictureReader, find_reader
from govpage_lint.engine.reading.service import Picture, PicturesUse, ReadingService, knows

__all__ = ["Picture", "PictureReader", "PicturesUse", "ReadingService", "find_reader", "knows"]
