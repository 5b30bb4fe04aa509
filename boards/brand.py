"""The council's colour, checked for contrast so that a setting cannot make a page hard to read."""

import re

LEAST_CONTRAST = 4.5
"""For text of ordinary size: WCAG 2.2, success criterion 1.4.3."""

Shade = tuple[int, int, int]
BLACK: Shade = (0, 0, 0)
WHITE: Shade = (255, 255, 255)


def brand_colours(colour: str) -> dict[str, str]:
    """The colours that the pages use, as "#rrggbb", all derived from the council's one colour.

    ``brand`` fills bands and buttons under white text; ``text`` is for links, readable on white and on
    ``pale``; ``hover`` and ``dark`` are the deeper states; ``pale`` fills panels; ``line`` draws rules.
    Raises ValueError, in words for an administrator, when ``colour`` is no colour or too light.
    """
    brand = shade(colour)
    ratio = contrast(brand, WHITE)
    if ratio < LEAST_CONTRAST:
        raise ValueError(
            f"The colour {colour} is too light: its contrast with white is {ratio:.1f} to 1, and text needs "
            f"{LEAST_CONTRAST} to 1. Choose a darker colour."
        )
    pale = mix(brand, WHITE, 0.94)
    shades = {
        "brand": brand,
        "text": darkened_until_readable(brand, on=pale),
        "hover": mix(brand, BLACK, 0.3),
        "dark": mix(brand, BLACK, 0.5),
        "pale": pale,
        "line": mix(brand, WHITE, 0.7),
    }
    return {name: "#{:02x}{:02x}{:02x}".format(*parts) for name, parts in shades.items()}


def shade(colour: str) -> Shade:
    """Read "#rgb" or "#rrggbb" as three numbers from 0 to 255; ValueError when it is neither."""
    if not re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", colour):
        raise ValueError(f"{colour!r} is not a colour. Write it as # and six digits, such as #14504b.")
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def contrast(one: Shade, other: Shade) -> float:
    """The contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Shade) -> float:
    """Relative luminance as WCAG 2.2 defines it, from 0 (black) to 1 (white)."""
    red, green, blue = (linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    """One sRGB channel (0 to 1) without its gamma."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def mix(colour: Shade, other: Shade, share: float) -> Shade:
    """``colour`` with ``share`` (0 to 1) of ``other`` mixed in."""
    red, green, blue = (round(a * (1 - share) + b * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def darkened_until_readable(colour: Shade, *, on: Shade) -> Shade:
    """The colour itself, or the lightest of its darker tones that can be read as text on ``on``."""
    for step in range(100):
        candidate = mix(colour, BLACK, step / 100)
        if contrast(candidate, on) >= LEAST_CONTRAST:
            return candidate
    return BLACK
