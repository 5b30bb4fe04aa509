"""The signature: the name and the office that close a report."""

import re
from collections.abc import Sequence

from reports.bring_in.labels import read_label
from reports.bring_in.lines import Line
from reports.bring_in.marks import read_bullet, read_number

LONGEST = 90
MOST_LINES = 4
NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Rev)\.? )?"
    r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|da|van|von|der|den|la|le|bin|al|ap|O’[A-Z]\w+)){1,3}"
)
NOT_NAMES = re.compile(
    r"\b(?:Papers?|Appendi(?:x|ces)|Conclusions?|Steps|Introduction|Recommendations?|Report|Board|Committee|Council|"
    r"Documents?|Background|Summary|Issues|Implications?|Section|Analysis|Plan|Chair|Director|Officer|Update)\b"
)
OFFICE = re.compile(
    r"\b(?:chair\w*|director|officer|manager|head|leader|lead|councillor|cllr|member|secretar\w+|clerk|executive|adviser|"
    r"advisor|commissioner|inspector|minister|mayor|president|principal|professor|deputy|assistant|interim|lawyer|"
    r"solicitor|treasurer|convenor|convener|vice|chief)\b",
    re.I,
)


def split_signature(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[str, str] | None]:
    """The lines without the signature, and (name, title) or None. A name alone needs an office beside it."""
    for count in range(2, min(MOST_LINES, len(lines) - 1) + 1):
        closing = lines[-count:]
        if any(not _may_sign(line) for line in closing):
            break
        name, *titles = (line.text for line in closing)
        if closing[0].apart and is_name(name) and OFFICE.search(" ".join(titles)):
            return lines[:-count], (name, ", ".join(titles))
    return _split_single(lines)


def is_name(text: str) -> bool:
    """Whether a text could be a person's name; headings in capitals are kept out by their words."""
    return len(text) <= 50 and bool(NAME.fullmatch(text)) and not NOT_NAMES.search(text)


def _split_single(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[str, str] | None]:
    """A signature on one line: "Jo Marsh, Independent Chair"."""
    last = lines[-1] if len(lines) > 1 else None
    if not last or not last.apart or not _may_sign(last):
        return lines, None
    found = re.fullmatch(r"([^,–]+?)(?:,| [-–]) (.+)", last.text)
    if found and is_name(found[1]) and OFFICE.search(found[2]):
        return lines[:-1], (found[1], found[2])
    return lines, None


def _may_sign(line: Line) -> bool:
    plain = not (line.bullet or line.number or line.label) and len(line.text) <= LONGEST
    return (
        plain and not read_bullet(line.text)[0] and not read_number(line.text) and not read_label(line.text)
    )
