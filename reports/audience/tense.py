"""Whether English prose tells something as past or as still to come, by its words and without a grammar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Tense(Enum):
    PAST = "past"
    FUTURE = "future"
    NEUTRAL = "neutral"
    """Says neither: "would be held", "was due to report", "agreed to meet"."""


@dataclass(frozen=True, slots=True)
class Verbs:
    """A verb with its auxiliaries where it stands: "is being held", "will", "took"."""

    start: int
    end: int
    tense: Tense
    words: str

    @property
    def verb(self) -> str:
        """Its last word."""
        return self.words.split()[-1].lower()


_ADVERBS = (
    r"(?:,?\s+(?:not|also|now|then|only|still|already|therefore|however|no\s+doubt|all|both|each|first|next|once|"
    r"again|soon|yet|just|[a-z]+ly)\b,?){0,3}"
)
_NO_VERB = (
    r"(?!(?:a|an|the|this|that|these|those|its|their|our|my|his|her|on|in|at|by|to|of|for|from|with|and|or|but|not|"
    r"as|before|after|until|during|between|over|under|about|into|there)\b)"
)
_VERB = rf"(?:\s+{_NO_VERB}[a-z]+(?:-[a-z]+)*)"
_PLAN = (
    r"(?:due|expected|scheduled|planned|arranged|intended|likely|hoping|planning|booked|timetabled|anticipated|"
    r"projected|intending|expecting|going|about|supposed|listed|proposed|set(?=\s+(?:to|for)\b))"
)
_TO = rf"(?:\s+to(?:\s+be)?{_VERB})"
_PARTICIPLES = (
    "held|met|taken|given|made|seen|done|brought|led|sent|written|put|set|read|undertaken|heard|shown"
)
_PARTICIPLE = rf"(?:[a-z]+ed|{_PARTICIPLES})"
_IRREGULAR = (
    r"held|met|took|taken|went|came|gave|given|made|saw|seen|said|told|heard|led|began|brought|sent|wrote|written|"
    r"found|felt|became|kept|spoke|thought|knew|known|grew|rose|fell|built|paid|lost|understood|drew|chose|shown|"
    r"done|gone|undertook|undertaken|sat|stood|left|won|ran|withdrew|arose|dealt"
)
_NOT_PAST = (
    r"(?!(?:need|indeed|speed|feed|embed|proceed|exceed|succeed|red|bed|shed|seed|breed|hundred|deed)\b)"
)
_EVENTS = (
    r"take|takes|begin|begins|start|starts|open|opens|close|closes|end|ends|meet|meets|conclude|concludes"
)
_ONGOING = (
    r"holding|visiting|meeting|reporting|taking|publishing|returning|starting|beginning|opening|closing|"
    r"launching|coming|presenting|inspecting|undertaking|attending|joining|leaving"
)

PHRASES: Final = re.compile(
    rf"\b(?:"
    rf"(?P<unsaid>(?:was|were|had|been|wasn[’']t|weren[’']t){_ADVERBS}\s+(?:{_PLAN}{_TO}?|to(?:\s+be)?{_VERB})"
    rf"|(?:was|were|had|has|have){_ADVERBS}(?:\s+been)?\s+(?:[a-z]+ed){_TO}"
    rf"|(?:would|could)(?:n[’']t)?{_ADVERBS}(?:\s+be)?{_VERB}?"
    rf"|(?:has|have){_ADVERBS}\s+yet\s+to(?:\s+be)?{_VERB}"
    rf"|(?:{_NOT_PAST}[a-z]+ed|{_IRREGULAR}){_TO})"
    rf"|(?P<past>(?:must|should|may|might)\s+have(?:\s+been)?{_VERB}"
    rf"|(?:was|were|wasn[’']t|weren[’']t|had){_ADVERBS}(?:\s+(?:been|being))?{_VERB}?"
    rf"|(?:has|have){_ADVERBS}(?:\s+been(?:\s+being)?)?{_VERB}"
    rf"|(?:did|didn[’']t){_VERB}?)"
    rf"|(?P<future>(?:will|shall|won[’']t){_ADVERBS}(?:\s+have)?(?:\s+be(?:en)?)?{_VERB}?"
    rf"|(?:is|are|am){_ADVERBS}\s+{_PLAN}{_TO}?"
    rf"|(?:is|are|am){_ADVERBS}\s+being{_ADVERBS}\s+{_PARTICIPLE}"
    rf"|(?:is|are|am){_ADVERBS}\s+to(?:\s+be)?{_VERB}"
    rf"|(?:is|are|am){_ADVERBS}\s+(?:{_ONGOING})(?:\s+place)?"
    rf"|being\s+{_PARTICIPLE}"
    rf"|to\s+be\s+{_PARTICIPLE}"
    rf"|(?:plan|intend|hope|expect|aim|propose)s?{_TO}"
    rf"|(?:must|should|may|might|needs?\s+to|has\s+to|have\s+to){_ADVERBS}(?:\s+be)?{_VERB}?"
    rf"|(?:takes?\s+place|(?<!to\s)(?:{_EVENTS})(?=\s+(?:on|in|at|by)\b))"
    rf"|(?:runs?|lasts?|continues?|remains?)(?=\s+(?:[a-z]+\s+){{0,2}}until\b)"
    rf"|(?:is|are)(?=\s+on\s+(?:[A-Z][a-z]+day,?\s+)?(?:the\s+)?\d)"
    rf"|due(?=\s+(?:on|in|by|for|back|out)\b)|forthcoming|upcoming)"
    rf"|(?P<alone>{_NOT_PAST}[a-z]+ed|{_IRREGULAR})"
    rf")\b",
    re.I,
)
ARTICLES: Final = frozenset(
    "a an the its their our my his her further more very most some any no and highly".split()
)
FOLLOWS_A_VERB: Final = re.compile(
    r"\s*(?:$|[^\w\s]|(?:on|in|at|by|to|of|for|from|with|the|a|an|and|or|but|as|that|which|this|these|its|their|"
    r"our|my|me|us|it|them|him|her|into|during|between|after|before|until|since|when|where|last|next|over)\b|\d)",
    re.I,
)
LAST_WORD: Final = re.compile(r"([a-z]+)\s*$", re.I)
WORDS_BACK: Final = 24  # characters: enough to see the word before


def verbs(text: str) -> Iterator[Verbs]:
    """The verbs that say when, in order. Participles that only describe ("a detailed plan") are left out."""
    for found in PHRASES.finditer(text):
        if found["alone"] and _describes(text, found):
            continue
        tense = Tense.FUTURE if found["future"] else Tense.NEUTRAL if found["unsaid"] else Tense.PAST
        yield Verbs(found.start(), found.end(), tense, found[0])


def _describes(text: str, found: re.Match[str]) -> bool:
    before = LAST_WORD.search(text[max(0, found.start() - WORDS_BACK) : found.start()])
    return bool(before and before[1].lower() in ARTICLES and not FOLLOWS_A_VERB.match(text, found.end()))
