"""Labels: what councils call the parts of a cover sheet."""

import re
from dataclasses import dataclass
from enum import Enum

LONGEST_LABEL = 70


class Part(Enum):
    """A part of the cover sheet; OTHER is known not to be a part of the house's own."""

    TITLE = "title"
    PURPOSE = "purpose"
    PURPOSE_KIND = "for"
    AUTHOR = "author"
    KEY_ISSUES = "key issues"
    RECOMMENDATIONS = "recommendations"
    IMPLICATIONS = "implications"
    BACKGROUND_PAPERS = "background papers"
    BODY = "body"
    DATE = "date"
    OTHER = "other"


NAMES: dict[Part, str] = {
    Part.TITLE: "report title|title|title of report|title of the report|"
    "subject|report subject|subject of report|report name",
    Part.PURPOSE: "purpose|purpose of report|purpose of the report|purpose of this report|report purpose",
    Part.PURPOSE_KIND: "for|report for|report is for|this report is for|"
    "for information or decision|for decision or information|information or decision|"
    "decision or information|for information/decision|for decision/information",
    Part.AUTHOR: "author|authors|report author|report authors|author of report|"
    "author of the report|report of|report by",
    Part.KEY_ISSUES: "key issues|key issue|key points|key issues for consideration",
    Part.RECOMMENDATIONS: "recommendation|recommendations|recommended",
    Part.BACKGROUND_PAPERS: "background papers|background paper|"
    "background documents|list of background papers",
    Part.BODY: "report to|committee|name of committee|board|body|to|meeting|meeting of",
    Part.DATE: "date|meeting date|date of meeting|date of the meeting",
    Part.OTHER: "contact|contact officer|wards affected|ward|wards|cabinet member|portfolio holder|"
    "appendices|classification|agenda item|agenda item no|agenda item number|report number|"
    "lead officer|key decision|exempt information|telephone|tel|email|e-mail|"
    "responsible officer|director|corporate director|report author and contact details",
}
BY_NAME = {name: part for part, names in NAMES.items() for name in names.split("|")}
IMPLICATIONS = re.compile(
    r"(?:implications? (?:for|of)(?: the)? (?P<after>.+)|"
    r"(?:(?P<before>[\w/&,'’ -]+?) )?(?:implications?|impact)(?: assessment)?)",
)
RECOMMENDATIONS = re.compile(r"recommend(?:ations?|ed)(?: (?:to|for) .+)?")
PURPOSE_KIND = re.compile(r"is (?:this|the)(?: report| paper| item)? for .+")


@dataclass(frozen=True)
class Label:
    """A label as typed, what it stands for, and the text behind it on the same line."""

    part: Part
    typed: str
    rest: str = ""


def part_named(typed: str) -> Part | None:
    """What a label stands for, however it is capitalised or punctuated; None for words that are no label."""
    name = _plain(typed)
    if not name or len(name) > LONGEST_LABEL:
        return None
    if name in BY_NAME:
        return BY_NAME[name]
    if RECOMMENDATIONS.fullmatch(name):
        return Part.RECOMMENDATIONS
    if PURPOSE_KIND.fullmatch(name):
        return Part.PURPOSE_KIND
    return Part.IMPLICATIONS if IMPLICATIONS.fullmatch(name) and len(name.split()) <= 8 else None


def is_bare_implications(typed: str) -> bool:
    """Whether a label says "Implications" and not of what; it may then be the second line of a longer one."""
    return _plain(typed) in ("implication", "implications", "impact")


def implication_kind(typed: str) -> str:
    """The kind an implication is kept under: "Financial/Resource Implications" is "financial"."""
    found = IMPLICATIONS.fullmatch(_plain(typed))
    kind = (found["after"] or found["before"] or "") if found else ""
    return kind.split("/")[0].strip(" ,&-") or "general"


def read_label(text: str, *, alone: bool = True) -> Label | None:
    """The label at the front of a line: "Title: x"; or the whole line, `alone` or with a colon."""
    if (alone or text.endswith((":", "?"))) and _may_stand_alone(text) and (part := part_named(text)):
        return Label(part, text)
    for found in re.finditer(r"[:?](?:\s+|$)", text[: LONGEST_LABEL + 2]):
        typed, rest = text[: found.start() + 1], text[found.end() :]
        if part := part_named(typed):
            return Label(part, typed, rest)
    return None


def _may_stand_alone(text: str) -> bool:
    """A whole line is a label only when written like one: "to" at the end of a page is a word."""
    return text[:1].isupper() and not text.endswith(".") and (text.endswith((":", "?")) or len(text) > 3)


def _plain(typed: str) -> str:
    """A label without capitals, brackets and colon: "Recommendation(s):" is "recommendations"."""
    name = re.sub(r"\((s|es)\)", r"\1", typed.lower())
    return " ".join(name.strip(" :?.-–—").split())
