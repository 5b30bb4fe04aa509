"""Sentences said anew: only where a rule can make a whole and good one, otherwise nothing."""

import re
from collections.abc import Callable
from typing import Final

from reports.audience.tense import Verbs

PAST_FORMS: Final = {
    "meet": "met",
    "take": "took",
    "begin": "began",
    "hold": "held",
    "give": "gave",
    "make": "made",
    "go": "went",
    "come": "came",
    "see": "saw",
    "bring": "brought",
    "leave": "left",
    "lead": "led",
    "hear": "heard",
    "visit": "visited",
    "review": "reviewed",
    "report": "reported",
    "consider": "considered",
    "discuss": "discussed",
    "publish": "published",
    "present": "presented",
    "receive": "received",
    "inspect": "inspected",
    "return": "returned",
    "start": "started",
    "open": "opened",
    "close": "closed",
    "end": "ended",
    "finish": "finished",
    "conclude": "concluded",
    "launch": "launched",
    "attend": "attended",
    "join": "joined",
    "agree": "agreed",
    "approve": "approved",
    "complete": "completed",
    "issue": "issued",
    "submit": "submitted",
    "examine": "examined",
    "look": "looked",
    "test": "tested",
    "audit": "audited",
    "move": "moved",
}
ONE_BEFORE: Final = re.compile(r"\b([a-z]+)\s+(?:,\s*)?$", re.I)
SINGULAR_S: Final = ("ss", "us", "is")
NOT_SIMPLE: Final = re.compile(r"\s(?:not|no|only|yet)\b|[’']t\b", re.I)


def replaced(sentence: str, start: int, end: int, words: str) -> str:
    """The sentence with other words in a place; a capital stays a capital."""
    if sentence[start : start + 1].isupper():
        words = words[:1].upper() + words[1:]
    return sentence[:start] + words + sentence[end:]


def as_past(sentence: str, verbs: Verbs, *, deadline: bool) -> str:
    """The sentence with a verb of the future told as past, or as due for a deadline; "" where that fails."""
    said = _past(verbs, sentence[: verbs.start], deadline)
    return replaced(sentence, verbs.start, verbs.end, said) if said else ""


def _is_plural(before: str) -> bool | None:
    """Whether the subject is plural, by the word before the verb; None where that does not say."""
    found = ONE_BEFORE.search(before)
    if not found or re.search(r"\b(?:and|of|for|from|in|with|by)\s+(?:[\w’'-]+\s+){1,4}$", before[-60:]):
        return None
    word = found[1].lower()
    if word in ("they", "we", "you", "these", "those"):
        return True
    return word.endswith("s") and not word.endswith(SINGULAR_S)


def _past(verbs: Verbs, before: str, deadline: bool) -> str:
    if NOT_SIMPLE.search(verbs.words):
        return ""
    said = re.sub(r"\s+", " ", verbs.words)
    lowered = said.lower()
    if lowered.startswith("being "):
        return said[6:]
    if found := re.fullmatch(r"(is|are) ((?:[a-z]+ly )?)being (.+)", said, re.I):
        return f"{_was(found[1])} {found[2]}{found[3]}"
    if found := re.fullmatch(
        r"(is|are) (?:due |scheduled |planned |expected |set )?to (be )?(.+)", said, re.I
    ):
        if deadline:
            return f"{_was(found[1])}{said[len(found[1]) :]}"
        return f"{_was(found[1])} {found[3]}" if found[2] else PAST_FORMS.get(found[3].lower(), "")
    if found := re.fullmatch(r"will (be )?(.+)", said, re.I):
        return _will(bool(found[1]), found[2], _is_plural(before), deadline)
    if found := re.fullmatch(r"(take|begin|start|open|close|end|meet|conclude)s?( place)?", lowered):
        return PAST_FORMS[found[1]] + (found[2] or "")
    return ""


def _was(is_or_are: str) -> str:
    return "was" if is_or_are.lower() == "is" else "were"


def _will(passive: bool, verb: str, plural: bool | None, deadline: bool) -> str:
    was = "" if plural is None else "were" if plural else "was"
    if deadline:
        return f"{was} due to {'be ' if passive else ''}{verb}" if was else ""
    if passive:
        return f"{was} {verb}" if was and re.search(r"ed$|^held$|^given$|^made$|^led$", verb) else ""
    return PAST_FORMS.get(verb.lower(), "")


def swapped(sentence: str, pattern: str, words: Callable[[re.Match[str]], str]) -> str:
    """The sentence with every place that a pattern finds said anew; a capital stays a capital."""
    said = sentence
    for found in reversed(list(re.finditer(pattern, sentence))):
        said = replaced(said, found.start(), found.end(), words(found))
    return said
