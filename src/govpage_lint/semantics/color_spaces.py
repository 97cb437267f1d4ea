"""Decides which sRGB colour a computed colour of another space is: CSS Color 4, clipped to the gamut."""

from collections.abc import Callable
from math import cos, radians, sin
from typing import Final

from govpage_lint.regexes import regex
from govpage_lint.semantics.colors import Color

type _Triple = tuple[float, float, float]
type _Matrix = tuple[_Triple, _Triple, _Triple]

_FUNCTION: Final = regex(r"([a-z]+)\(\s*([^()]*?)\s*\)")
_ANGLES: Final = {"deg": 1.0, "grad": 0.9, "rad": 57.29577951308232, "turn": 360.0}
_NUMBER: Final = regex(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|deg|grad|rad|turn)?")

# Linear light of a space to CIE XYZ with the white D65, and back for sRGB (CSS Color 4, 20).
_TO_XYZ: Final[dict[str, _Matrix]] = {
    "srgb": (
        (0.41239079926595934, 0.357584339383878, 0.1804807884018343),
        (0.21263900587151027, 0.715168678767756, 0.07219231536073371),
        (0.01933081871559182, 0.11919477979462598, 0.9505321522496607),
    ),
    "display-p3": (
        (0.4865709486482162, 0.26566769316909306, 0.1982172852343625),
        (0.2289745640697488, 0.6917385218365064, 0.079286914093745),
        (0.0, 0.04511338185890264, 1.043944368900976),
    ),
    "a98-rgb": (
        (0.5766690429101305, 0.1855582379065463, 0.1882286462349947),
        (0.29734497525053605, 0.6273635662554661, 0.07529145849399788),
        (0.02703136138641234, 0.07068885253582723, 0.9913375368376388),
    ),
    "rec2020": (
        (0.6369580483012914, 0.14461690358620832, 0.1688809751641721),
        (0.2627002120112671, 0.6779980715188708, 0.05930171646986196),
        (0.0, 0.028072693049087428, 1.060985057710791),
    ),
    "prophoto-rgb": (
        (0.7977604896723027, 0.13518583717574031, 0.0313493495815248),
        (0.2880711282292934, 0.7118432178101014, 0.00008565396060525902),
        (0.0, 0.0, 0.8251046025104601),
    ),
}
_FROM_XYZ: Final[_Matrix] = (
    (3.2409699419045226, -1.537383177570094, -0.4986107602930034),
    (-0.9692436362808796, 1.8759675015077202, 0.04155505740717559),
    (0.05563007969699366, -0.20397695888897652, 1.0569715142428786),
)
_D50_TO_D65: Final[_Matrix] = (
    (0.9554734527042182, -0.023098536874261423, 0.0632593086610217),
    (-0.028369706963208136, 1.0099954580058226, 0.021041398966943008),
    (0.012314001688319899, -0.020507696433477912, 1.3303659366080753),
)
_D50: Final[_Triple] = (0.9642956764295677, 1.0, 0.8251046025104602)
_LMS: Final[_Matrix] = (
    (1.0, 0.3963377773761749, 0.2158037573099136),
    (1.0, -0.1055613458156586, -0.0638541728258133),
    (1.0, -0.0894841775298119, -1.2914855480194092),
)
_LMS_TO_XYZ: Final[_Matrix] = (
    (1.2268798758459243, -0.5578149944602171, 0.2813910456659647),
    (-0.0405757452148008, 1.112286803280317, -0.0717110580655164),
    (-0.0763729366746601, -0.4214933324022432, 1.5869240198367816),
)


def to_srgb(text: str) -> Color | None:
    """The colour that a colour function in lower case gives; None where it cannot be read."""
    found = _FUNCTION.fullmatch(text)
    if found is None:
        return None
    name, words = found[1], found[2].replace("/", " / ").replace(",", " ").split()
    space = words.pop(0) if name == "color" and words else name
    if len(words) == 5 and words[3] == "/":
        del words[3]
    if len(words) not in (3, 4):
        return None
    values = [_value(word, place, space) for place, word in enumerate(words)]
    one, two, three = values[0], values[1], values[2]
    alpha = values[3] if len(values) == 4 else 1.0
    if one is None or two is None or three is None or alpha is None:
        return None
    channels = _channels(space, (one, two, three))
    if channels is None:
        return None
    red, green, blue = (float(int(255.0 * min(1.0, max(0.0, each)) + 0.5)) for each in channels)
    return Color(red, green, blue, min(1.0, max(0.0, alpha)))


def _value(word: str, place: int, space: str) -> float | None:
    """A component as a number: percentages as parts of what 100 % is in that space."""
    if word == "none":
        return 0.0
    found = _NUMBER.fullmatch(word)
    if found is None:
        return None
    value, unit = float(found[1]), found[2]
    if unit is None:
        return value
    if unit != "%":
        return value * _ANGLES[unit]
    if place == 3:
        return value / 100.0
    return value / 100.0 * _HUNDRED.get(space, (1.0, 1.0, 1.0))[place]


_HUNDRED: Final[dict[str, _Triple]] = {
    "lab": (100.0, 125.0, 125.0),
    "lch": (100.0, 150.0, 360.0),
    "oklab": (1.0, 0.4, 0.4),
    "oklch": (1.0, 0.4, 360.0),
}


def _channels(space: str, values: _Triple) -> _Triple | None:
    """The sRGB channels of 0 to 1, beyond them where the colour lies outside the gamut."""
    if space == "srgb":
        return values
    xyz = _xyz(space, values)
    if xyz is None:
        return None
    return _each(_times(_FROM_XYZ, xyz), _encoded)


def _xyz(space: str, values: _Triple) -> _Triple | None:
    one, two, three = values
    if space in ("lch", "oklch"):
        two, three = two * cos(radians(three)), two * sin(radians(three))
    if space in ("oklab", "oklch"):
        return _times(_LMS_TO_XYZ, _each(_times(_LMS, (one, two, three)), lambda each: each**3))
    if space in ("lab", "lch"):
        return _times(_D50_TO_D65, _from_lab(one, two, three))
    if space in ("xyz", "xyz-d65"):
        return values
    if space == "xyz-d50":
        return _times(_D50_TO_D65, values)
    if space == "srgb-linear":
        return _times(_TO_XYZ["srgb"], values)
    matrix = _TO_XYZ.get(space)
    if matrix is None:
        return None
    linear = _each(values, lambda each: _decoded(space, each))
    xyz = _times(matrix, linear)
    return _times(_D50_TO_D65, xyz) if space == "prophoto-rgb" else xyz


def _from_lab(lightness: float, a: float, b: float) -> _Triple:
    middle = (lightness + 16.0) / 116.0
    kappa, epsilon = 24389 / 27, 216 / 24389
    first, third = middle + a / 500.0, middle - b / 200.0

    def back(value: float) -> float:
        return value**3 if value**3 > epsilon else (116.0 * value - 16.0) / kappa

    bright = middle**3 if lightness > kappa * epsilon else lightness / kappa
    return (back(first) * _D50[0], bright * _D50[1], back(third) * _D50[2])


def _decoded(space: str, value: float) -> float:
    """Linear light of an encoded channel."""
    sign, size = (-1.0, -value) if value < 0 else (1.0, value)
    if space == "a98-rgb":
        return float(sign * size ** (563 / 256))
    if space == "prophoto-rgb":
        return sign * (size / 16.0 if size <= 16 / 512 else size**1.8)
    if space == "rec2020":
        alpha, beta = 1.09929682680944, 0.018053968510807
        linear = size < beta * 4.5
        return sign * (size / 4.5 if linear else ((size + alpha - 1.0) / alpha) ** (1 / 0.45))
    return sign * (size / 12.92 if size <= 0.04045 else ((size + 0.055) / 1.055) ** 2.4)


def _encoded(value: float) -> float:
    sign, size = (-1.0, -value) if value < 0 else (1.0, value)
    return float(sign * (12.92 * size if size <= 0.0031308 else 1.055 * size ** (1 / 2.4) - 0.055))


def _times(matrix: _Matrix, vector: _Triple) -> _Triple:
    one, two, three = (
        row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2] for row in matrix
    )
    return (one, two, three)


def _each(values: _Triple, change: Callable[[float], float]) -> _Triple:
    return (change(values[0]), change(values[1]), change(values[2]))
