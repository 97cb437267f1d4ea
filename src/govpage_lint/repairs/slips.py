"""Decides whether a word is a slip of the hand for another."""


def is_slip(written: str, meant: str) -> bool:
    """Whether one letter too many, missing or wrong, or two in the wrong order, is all the difference."""
    if written == meant:
        return True
    start = 0
    while start < min(len(written), len(meant)) and written[start] == meant[start]:
        start += 1
    one, other = written[start:], meant[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[2:] == other[2:] and one[:2] == other[1::-1])
    )
