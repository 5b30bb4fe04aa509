"""What the check says of one sentence."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    AUDIENCE_WORDS = "audience-words"
    PAST_AS_FUTURE = "past-as-future"
    FUTURE_AS_PAST = "future-as-past"
    RELATIVE_DATE = "relative-date"
    NOW_PUBLISHED = "now-published"
    WRONG_BODY = "wrong-body"
    PRESENTER_MISSING = "presenter-missing"
    APOLOGY_MISSING = "apology-missing"
    THIS_MEETING = "this-meeting"


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that is wrong for its new readers or their date.

    `paragraph` is its number, or the label of a row of the cover sheet; `key` and `bullet` are the keys of
    the paragraph and of the bullet in it, empty where there are none. `start` and `end` bound the words to
    mark in `sentence`. `why` is one sentence; `suggestion` is the whole sentence reworded, empty where no
    rule can do that well.
    """

    paragraph: str
    key: str
    bullet: str
    sentence: str
    start: int
    end: int
    kind: Kind
    why: str
    suggestion: str = ""

    @property
    def marked(self) -> str:
        """The words to mark."""
        return self.sentence[self.start : self.end]

    def as_json(self) -> dict[str, str | int]:
        """What `check_audience` prints: the fixed fields first."""
        return {
            "paragraph": self.paragraph,
            "sentence": self.sentence,
            "kind": self.kind.value,
            "why": self.why,
            "suggestion": self.suggestion,
            "start": self.start,
            "end": self.end,
        }
