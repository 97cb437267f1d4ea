"""Decides what the background of an element lays over what is below it: colours, gradients, pictures."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from govpage_lint.regexes import regex
from govpage_lint.semantics.colors import ANY, Color, Shade, mixed, parse, solid

COLOR: Final = regex(r"(?:rgba?|color|lab|lch|oklab|oklch)\([^()]*\)|\btransparent\b")
_GRADIENT: Final = regex(r"(?:repeating-)?(?:linear|radial|conic)-gradient\(")
# Between colours of other spaces lie colours that none of their channels tells.
_OTHER_SPACE: Final = regex(r"\bin (?!srgb\b)[a-z]|longer hue|increasing hue|decreasing hue")
_FILLING: Final = frozenset(("auto", "auto auto", "cover", "contain", "100% 100%", "100%"))


class Coat(NamedTuple):
    """A layer of paint: its colour, and how thick it is at least and at most, from 0 to 1."""

    shade: Shade
    thin: float
    thick: float

    def on(self, below: Shade) -> Shade:
        """What it makes of something opaque below it."""
        thick = mixed(self.shade, self.thick, below)
        return thick if self.thin == self.thick else mixed(self.shade, self.thin, below).or_(thick)

    def thinned(self, alpha: float) -> "Coat":
        """The same coat in a group of that opacity."""
        return self if alpha >= 1.0 else Coat(self.shade, self.thin * alpha, self.thick * alpha)

    def over(self, below: "Coat | None") -> "Coat":
        """It and one below it as one coat."""
        if below is None or self.thin >= 1.0:
            return self
        if self.thick <= 0.0:
            return below
        thin = 1.0 - (1.0 - self.thin) * (1.0 - below.thin)
        thick = 1.0 - (1.0 - self.thick) * (1.0 - below.thick)
        exact = self.thin == self.thick and below.thin == below.thick
        if not exact or not self.shade.is_known or not below.shade.is_known or thick <= 0.0:
            return Coat(self.shade.or_(below.shade), thin, thick)
        return Coat(mixed(self.shade, self.thick / thick, below.shade), thin, thick)


MURK: Final = Coat(ANY, 0.0, 1.0)
"""Something that may be anything, or nothing: a picture."""


def coat_of(color: Color) -> Coat:
    """The coat of a colour."""
    return Coat(solid(color), color.alpha, color.alpha)


def background(value: Callable[[str], str]) -> tuple[Coat, ...]:
    """The coats of a background, the lowest first; ``value`` gives computed values by their names."""
    coats: list[Coat] = []
    color = parse(value("background-color"))
    if color is None:
        coats.append(MURK)
    elif color.alpha > 0.0:
        coats.append(coat_of(color))
    images = value("background-image")
    if images != "none":
        coats.extend(reversed(images_coats(images, value("background-size"))))
    return tuple(coats)


@lru_cache(maxsize=1024)
def images_coats(images: str, sizes: str) -> tuple[Coat, ...]:
    """The coats of a ``background-image``, as they are listed: the first is on top."""
    fits = [size.strip() in _FILLING for size in sizes.split(",")]
    return tuple(
        _image_coat(image, fills=fits[place % len(fits)])
        for place, image in enumerate(parts(images))
        if image != "none"
    )


def _image_coat(image: str, *, fills: bool) -> Coat:
    if _GRADIENT.match(image) is None or _OTHER_SPACE.search(image):
        return MURK
    stops = [parse(found) for found in COLOR.findall(image)]
    known = [stop for stop in stops if stop is not None]
    if len(known) < len(stops) or not known:
        return MURK
    return _between(known, fills=fills)


def _between(stops: Sequence[Color], *, fills: bool) -> Coat:
    """Anything between some colours. Browsers mix them with their alphas, so that a transparent one
    adds no colour."""
    seen = [stop for stop in stops if stop.alpha > 0.0] or list(stops)
    shade = solid(seen[0])
    for stop in seen[1:]:
        shade = shade.or_(solid(stop))
    alphas = [stop.alpha for stop in stops]
    return Coat(shade, min(alphas) if fills else 0.0, max(alphas))


def parts(values: str) -> Iterator[str]:
    """The parts of a list of values: at the commas that stand in no brackets and no quotes."""
    depth, start, quote = 0, 0, ""
    for place, character in enumerate(values):
        if quote:
            if character == quote:
                quote = ""
        elif character in "\"'":
            quote = character
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
        elif character == "," and depth == 0:
            yield values[start:place].strip()
            start = place + 1
    yield values[start:].strip()
