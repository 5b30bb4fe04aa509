"""Documents told as not yet published that have arrived by the meeting."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from boards.dates import full_date, plain_date
from reports.audience.audience import KnownDocument
from reports.audience.finding import Kind
from reports.audience.reading import Line, Mark, Reading
from reports.audience.wording import replaced

OUT: Final = (
    r"(?:published|released|received|issued|available|finalised|shared|circulated|made\s+public|seen|arrived)"
)
AWAITED: Final = re.compile(
    rf"\b(?P<not>(?P<has>has|have)\s+(?:not\s+yet|not|still\s+not)\s+(?:been\s+)?(?:formally\s+|officially\s+)?{OUT}(?:\s+yet)?)\b"
    rf"|\b(?:is|are)\s+(?:not\s+yet|still\s+not)\s+(?:{OUT}|out)\b"
    rf"|\b(?:is|are|has|have)\s+(?:still\s+)?yet\s+to\s+(?:be\s+{OUT}|arrive|appear)\b"
    r"|\b(?:is|are)\s+(?:still\s+|currently\s+)?(?:awaited|outstanding|unpublished)\b"
    r"|\b(?:[Ww]e|I)(?:\s+are|\s+am)?(?:\s+still|\s+currently)?\s+(?:await|awaiting|waiting\s+for)\b"
    rf"|\b(?:may|might|should|will)\s+(?:shortly\s+|soon\s+)?be\s+{OUT}\s+(?:by|shortly|soon|in\s+due\s+course|before)\b"
    rf"|\bnot\s+yet\s+(?:been\s+)?{OUT}\b|\bawaiting\s+publication\b"
)
SORTS: Final = frozenset(
    "letter report plan review strategy framework judgement findings evaluation guidance audit assessment "
    "data statement notice protocol policy survey analysis summary dashboard scorecard".split()
)
OPENING: Final = re.compile(r"^At\s+(?:the\s+)?time\s+of\s+writing,?\s+", re.I)
GOES_ON: Final = re.compile(r"\b(?:but|although|though|however|so|and)\b|;")
WORD: Final = re.compile(r"[\w’'-]+")
ORDINALS: Final = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
PLAIN: Final = frozenset("this that these those their which with from still also full final".split())
SHORT: Final = 3
"""Letters of words that tell nothing apart: "of", "the", "has"."""


def now_published(reading: Reading) -> Iterator[Mark]:
    """Only of documents that the audience knows with a date on or before the meeting."""
    out = [
        each for each in reading.audience.documents if each.published and each.published <= reading.meeting
    ]
    for line in reading.lines if out else ():
        for found in AWAITED.finditer(line.spoken):
            if (document := _document_of(line, found, out)) and document.published:
                why = (
                    f"“{document.title}” was published on {full_date(document.published)}, before "
                    f"{reading.their_meeting}, but the sentence still awaits it."
                )
                if document.published == reading.meeting:
                    why = why.replace("before", "the day of", 1)
                yield Mark(line, *found.span(), Kind.NOW_PUBLISHED, why, _reworded(line, found, document))
                break


def _document_of(line: Line, found: re.Match[str], out: Sequence[KnownDocument]) -> KnownDocument | None:
    clause = _words(_clause(line.text, found))
    return next((each for each in out if _speaks_of(clause, _words(each.title))), None)


def _speaks_of(clause: Sequence[str], title: Sequence[str]) -> bool:
    """Whether the clause names the sort of document, and nothing tells the one from the other.

    What tells them apart: a name that the title lacks; another ordinal ("the fourth visit"); or a title with
    a name of its own, where the clause says more than the sort and none of it is in the title.
    """
    said, titled = {word.lower() for word in clause}, {word.lower() for word in title}
    if not said & titled & SORTS:
        return False
    names = _names(clause) - {"i", "we"}
    if names and not names & titled:
        return False
    if said & ORDINALS and titled & ORDINALS and not said & titled & ORDINALS:
        return False
    says_more = {word for word in said if len(word) > SHORT} - SORTS - PLAIN
    return not (says_more and _names(title)) or bool(says_more & titled)


def _words(text: str) -> list[str]:
    return [word.removesuffix("’s").removesuffix("'s") for word in WORD.findall(text)]


def _names(words: Sequence[str]) -> set[str]:
    """What is written with a capital, but for the first word."""
    return {word.lower() for word in words[1:] if word[:1].isupper()}


def _clause(text: str, found: re.Match[str]) -> str:
    """What is awaited: the words before, or after "we await"."""
    if found[0].split()[0].lower() in ("we", "i", "awaiting"):
        return "of " + re.split(r"[,;.]|\b(?:but|which|and)\b", text[found.end() :])[0]
    before = OPENING.sub("", text[: found.start()])
    return re.split(r"[,;:]\s|\b(?:but|although|because|while)\b", before)[-1]


def _reworded(line: Line, found: re.Match[str], document: KnownDocument) -> str:
    """ "has not been published" as the day it was; nothing where the sentence goes on about the wait."""
    day = document.published
    if not found["not"] or day is None or GOES_ON.search(line.text[found.end() :]):
        return ""
    was = "was" if found["has"].lower() == "has" else "were"
    said = replaced(line.text, *found.span("not"), f"{was} published on {plain_date(day)}")
    said = OPENING.sub("", said)
    return said[:1].upper() + said[1:]
